using MemberValue.Members;
using static MemberValue.Rfm.SegmentOutlook;

namespace MemberValue.Rfm;

/// <summary>Ready-made segment maps, as data: write one out with <see cref="SegmentMap.ToJson()"/>, change names, actions or rules, and load it
/// again.</summary>
/// <remarks>
/// The grids and lists are those in public use; names and actions are this library's wording. Where several shops define a segment
/// differently, take the map as a starting point, not as a standard.
/// </remarks>
public static class SegmentMaps
{
    /// <summary>Ten segments over R and F of a five-level scale; M is not used. Every score is in exactly one.</summary>
    public static SegmentMap TenCells { get; } = SegmentMap.Create(new SegmentMapOptions
    {
        Name = "ten cells (R x F)",
        Segments =
        [
            Champions,
            Loyal,
            PotentialLoyalists,
            NewMembers,
            Promising,
            NeedAttention,
            AboutToSleep,
            AtRisk,
            CannotLose,
            Hibernating,
        ],
        Rules =
        [
            Cells("champions", 5, 5, 4, 5),
            Cells("loyal", 3, 4, 4, 5),
            Cells("potential-loyalists", 4, 5, 2, 3),
            Cells("new", 5, 5, 1, 1),
            Cells("promising", 4, 4, 1, 1),
            Cells("need-attention", 3, 3, 3, 3),
            Cells("about-to-sleep", 3, 3, 1, 2),
            Cells("at-risk", 1, 2, 3, 4),
            Cells("cannot-lose", 1, 2, 5, 5),
            Cells("hibernating", 1, 2, 1, 2),
        ],
    });

    /// <summary>Eleven segments as a list of the 125 codes of a five-level scale; every code exactly once.</summary>
    public static SegmentMap ElevenSegments { get; } = SegmentMap.Create(new SegmentMapOptions
    {
        Name = "eleven segments (R-F-M codes)",
        Segments =
        [
            Champions,
            Loyal,
            PotentialLoyalists,
            NewMembers,
            Promising,
            NeedAttention,
            AboutToSleep,
            AtRisk,
            CannotLose,
            Hibernating,
            Lost,
        ],
        Rules =
        [
            Codes("champions", "555 554 544 545 454 455 445"),
            Codes("loyal", "543 444 435 355 354 345 344 335"),
            Codes("potential-loyalists",
                "553 551 552 541 542 533 532 531 452 451 442 441 431 453 433 432 423 353 352 351 342 341 333 323"),
            Codes("new", "512 511 422 421 412 411 311"),
            Codes("promising", "525 524 523 522 521 515 514 513 425 424 413 414 415 315 314 313"),
            Codes("need-attention", "535 534 443 434 343 334 325 324"),
            Codes("about-to-sleep", "331 321 312 221 213 231 241 251"),
            Codes("at-risk", "255 254 245 244 253 252 243 242 235 234 225 224 153 152 145 143 142 135 134 133 125 124"),
            Codes("cannot-lose", "155 154 144 214 215 115 114 113"),
            Codes("hibernating", "332 322 233 232 223 222 132 123 122 212 211"),
            Codes("lost", "111 112 121 131 141 151"),
        ],
    });

    /// <summary>
    /// The eight classes of the Chinese scheme, over a high/low scale (<see cref="RfmScale.FitHighLow"/>): R, F and M each 1 = low or 2 = high.
    /// </summary>
    public static SegmentMap EightClasses { get; } = SegmentMap.Create(new SegmentMapOptions
    {
        Name = "eight classes (high/low)",
        Levels = RfmLevels.Of(2),
        Segments =
        [
            New("important-value", "Important value", "重要价值", "Serve them personally and give them early access.", "专属服务，新品优先。", Staying),
            New("important-develop", "Important to develop", "重要发展", "Big spenders who buy seldom: raise frequency with repeat-purchase offers.",
                "客单价高但复购少：用复购券提升购买频次。", Staying),
            New("important-keep", "Important to keep", "重要保持", "Frequent big spenders who have gone quiet: contact them now.", "频次与金额都高，但近期未购：主动联系。"),
            New("important-win-back", "Important to win back", "重要挽留", "Big spenders about to leave: win back with a personal offer.", "消费金额高但已有流失迹象：用专属优惠挽回。"),
            New("general-value", "General value", "一般价值", "Frequent small baskets: raise basket size with bundles.", "频次高、客单价低：用组合装提升客单价。", Staying),
            New("general-develop", "General to develop", "一般发展", "Recent newcomers: make a second purchase easy.", "近期新客：引导第二次购买。", Staying),
            New("general-keep", "General to keep", "一般保持", "Used to buy often: remind at low cost.", "曾经频繁购买：低成本唤醒。"),
            New("general-win-back", "General to win back", "一般挽留", "Leave them to automated messages; spend no budget.", "自动化触达即可，不投入预算。", Leaving),
        ],
        Rules =
        [
            Codes("important-value", "222"),
            Codes("important-develop", "212"),
            Codes("important-keep", "122"),
            Codes("important-win-back", "112"),
            Codes("general-value", "221"),
            Codes("general-develop", "211"),
            Codes("general-keep", "121"),
            Codes("general-win-back", "111"),
        ],
    });

    /// <summary>
    /// High, mid and low value by the mean of F and M of a five-level scale: 4 to 5, 2.5 to 3.5, 1 to 2. Recency is left out: it says how
    /// recently a member bought, not what they are worth.
    /// </summary>
    public static SegmentMap ValueTiers { get; } = SegmentMap.Create(new SegmentMapOptions
    {
        Name = "value tiers (mean of F and M)",
        Segments =
        [
            New("high-value", "High value", "高价值", "Protect: good service and early access; discounts are not needed.", "重点维护：优质服务与优先权益，无需折扣。"),
            New("mid-value", "Mid value", "中价值", "Grow: cross-sell, and set discount thresholds just above their usual basket.", "培育提升：关联推荐，满减门槛略高于平时客单价。"),
            New("low-value", "Low value", "低价值", "Automate: use low-cost channels, and test what brings a second purchase.", "自动化运营：低成本渠道触达，测试哪些手段能带来复购。"),
        ],
        Rules =
        [
            new SegmentRule { Segment = "high-value", MeanOfFAndM = new LevelRange(4, 5) },
            new SegmentRule { Segment = "mid-value", MeanOfFAndM = new LevelRange(2.5, 3.5) },
            new SegmentRule { Segment = "low-value", MeanOfFAndM = new LevelRange(1, 2) },
        ],
    });

    private static Segment Champions => New("champions", "Champions", "冠军客户", "Reward them; ask for reviews and referrals.", "给予奖励，邀请评价与转介绍。", Staying);

    private static Segment Loyal =>
        New("loyal", "Loyal", "忠诚客户", "Offer premium products; invite them to the top level of the loyalty programme.", "推荐高端商品，邀请升级为高等级会员。", Staying);

    private static Segment PotentialLoyalists =>
        New("potential-loyalists", "Potential Loyalists", "潜力忠诚客户", "Offer membership, and give a reason for the next purchase.", "引导入会，给出复购理由。", Staying);

    private static Segment NewMembers => New("new", "New", "新客户", "Welcome them, and guide them to a second purchase.", "欢迎引导，促成第二次购买。", Staying);

    private static Segment Promising =>
        New("promising", "Promising", "有望客户", "Build trust in the brand; make a small trial offer.", "建立品牌认知，给予小额试用优惠。", Staying);

    private static Segment NeedAttention =>
        New("need-attention", "Need Attention", "需关注客户", "Send a limited-time offer based on past purchases.", "根据历史购买推送限时优惠。");

    private static Segment AboutToSleep =>
        New("about-to-sleep", "About to Sleep", "即将沉睡客户", "Remind them with popular products before they drift away.", "以热销商品提醒，防止沉睡。");

    private static Segment AtRisk => New("at-risk", "At Risk", "待挽回老客户", "Send a personal message with a come-back offer.", "个性化沟通并提供回归优惠。");

    private static Segment CannotLose =>
        New("cannot-lose", "Can't Lose", "不能流失客户", "Call them, ask what went wrong, and win them back even at some cost.", "电话回访，了解原因，不惜成本挽回。");

    private static Segment Hibernating =>
        New("hibernating", "Hibernating", "休眠客户", "Low-cost reactivation; stop after two attempts.", "低成本唤醒，两次无效即停止。", Leaving);

    private static Segment Lost => New("lost", "Lost", "流失客户", "One last seasonal message; otherwise spend nothing.", "节日触达一次，否则放弃。", Leaving);

    private static Segment New(
        string id, string name, string chineseName, string action, string chineseAction, SegmentOutlook outlook = SegmentOutlook.None) => new()
        {
            Id = id,
            Name = Text.Of(name, chineseName),
            Action = Text.Of(action, chineseAction),
            Outlook = outlook,
        };

    private static SegmentRule Cells(string segment, int fromR, int throughR, int fromF, int throughF) => new()
    {
        Segment = segment,
        R = new LevelRange(fromR, throughR),
        F = new LevelRange(fromF, throughF),
    };

    private static SegmentRule Codes(string segment, string codes) => new()
    {
        Segment = segment,
        Codes = codes.Split(' ').Select(RfmScore.Parse).ToList(),
    };
}
