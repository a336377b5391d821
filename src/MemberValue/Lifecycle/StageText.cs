using System.Globalization;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>The sentences of an explanation.</summary>
/// <param name="calendar">The calendar of the cells.</param>
/// <param name="purchases">How often the member bought.</param>
/// <param name="silence">What ends a silence.</param>
/// <param name="horizonDays">How far ahead a probability of a purchase looks; null without one.</param>
internal sealed class StageText(CellCalendar calendar, int purchases, SilenceSource silence, double? horizonDays)
{
    private static readonly Text Sentence = Text.Of("{stage}: {why}.", "{stage}：{why}。");
    private static readonly Text Silent = Text.Of("{silent} for {value}; the limit for {stage} is {limit}", "已{value}{silent}，达到{stage}的标准（{limit}）");
    private static readonly Text NewAndSilent = Text.Of(
        "never bought in {value} since {joined}; the limit for {stage} is {limit}", "{joined}{value}，从未购买，达到{stage}的标准（{limit}）");
    private static readonly Text Below = Text.Of("{probability}; the limit for {stage} is {limit}", "{probability}，低于{stage}的标准（{limit}）");
    private static readonly Text NoProbability = Text.Of("the model cannot judge this member; check their data", "模型无法判断该会员，请检查数据");
    private static readonly Text NoPurchase = Text.Of("no purchase yet", "尚未购买");
    private static readonly Text NoPurchaseAndSilent = Text.Of(
        "no purchase yet in {value} since {joined}; the limit is {limit}", "{joined}{value}，尚未购买（标准为{limit}）");
    private static readonly Text BackAfterSilence = Text.Of(
        "bought again {since} after being silent for {value}, longer than the limit for Dormant of {limit}; counts as Returned for {window}",
        "间隔{value}后复购（超过当时的沉睡标准{limit}），复购时间为{since}，{window}内计为回流会员");
    private static readonly Text BackAtProbability = Text.Of(
        "bought again {since}, when the probability was down to {value}; the limit for Dormant is {limit}; counts as Returned for {window}",
        "概率降至{value}（低于沉睡标准{limit}）后复购，复购时间为{since}，{window}内计为回流会员");
    private static readonly Text Frequent = Text.Of("{value} purchases; it takes at least {limit}", "累计购买{value}次（标准为{limit}次及以上）");
    private static readonly Text FrequentAndBig = Text.Of(
        "{value} purchases, net spend {spend}; it takes at least {limit} purchases and {least}", "累计购买{value}次、净消费{spend}（标准为{limit}次及以上、{least}及以上）");
    private static readonly Text OnePurchase = Text.Of("one purchase, {since}; counts as First-time for {limit}", "仅购买1次，首购时间为{since}，{limit}内计为首购会员");
    private static readonly Text NotSilent = Text.Of("{seen} {since}; the limit for Dormant is {limit}", "{seen}为{since}，沉睡标准为{limit}");
    private static readonly Text NotBelow = Text.Of("{probability}; Dormant begins below {limit}", "{probability}，不低于沉睡标准（{limit}）");

    private static readonly Text Alive = Text.Of("{value} likely to be still active", "仍活跃的概率为{value}");
    private static readonly Text Purchase = Text.Of("{value} likely to buy in the next {horizon}", "未来{horizon}购买概率为{value}");
    private static readonly Text Never = Text.Of("never", "永不");
    private static readonly Text Ago = Text.Of("{amount} ago", "{amount}前");
    private static readonly Text Now = Text.Of("just now", "刚刚");
    private static readonly Text Today = Text.Of("today", "当天");

    private static readonly Text SilenceDoesNotCount = Text.Of(
        "Time without a purchase does not lower this probability, so it cannot show that the member has left.", "该概率不随未购时间下降，不能据此判断会员是否流失。");
    private static readonly Text NoOwnGap = Text.Of(
        "Too few purchases for a rhythm of their own: the usual gap of all members is used.", "购买次数太少，尚无个人购买周期，按全体会员的购买周期判断。");
    private static readonly Text NoDateToAgeFrom = Text.Of(
        "No date of registration or visit is known, so the time without a purchase cannot be counted.", "缺少注册或访问日期，无法计算未购时长。");
    private static readonly Text Worse = Text.Of("Without another purchase: {stage} from {date}.", "若一直不再购买，{date}起转为{stage}。");
    private static readonly Text WorseFirst = Text.Of("Without a purchase: {stage} from {date}.", "若一直未购买，{date}起转为{stage}。");
    private static readonly Text WorseSeen = Text.Of("Without a visit or a purchase: {stage} from {date}.", "若一直无访问、无购买，{date}起转为{stage}。");
    private static readonly Text Ends = Text.Of("{stage} ends on {date}; then {next}.", "{stage}身份于{date}到期，之后计为{next}。");

    private static readonly Text NoPurchaseFor = Text.Of("no purchase", "未购买");
    private static readonly Text NoActivityFor = Text.Of("no purchase or visit", "未购买也未访问");
    private static readonly Text LastPurchase = Text.Of("last purchase", "最近一次购买");
    private static readonly Text LastActivity = Text.Of("last purchase or visit", "最近一次购买或访问");

    private static readonly Text Registration = Text.Of("registration", "注册已");
    private static readonly Text LastVisit = Text.Of("registration or the last visit", "距注册或最近访问已");

    private bool BySight => silence == SilenceSource.Engagement;

    public Text Of(LifecycleStage stage, StageRule rule, IReadOnlyList<StageFact> facts, StageNotes notes, StageChange? next, StageChange? decline)
    {
        var name = new TextValue("stage", LifecycleStages.NameOf(stage));
        var sentences = new List<Text> { Sentence.Fill(name, new TextValue("why", Why(rule, facts, name))) };
        if (notes.HasFlag(StageNotes.SilenceDoesNotCount))
            sentences.Add(SilenceDoesNotCount);
        if (notes.HasFlag(StageNotes.NoOwnGap))
            sentences.Add(NoOwnGap);
        if (notes.HasFlag(StageNotes.NoDateToAgeFrom))
            sentences.Add(NoDateToAgeFrom);
        if (next is not null && next != decline)
            sentences.Add(Ends.Fill([name, .. Change("next", next)]));
        if (decline is not null)
            sentences.Add((BySight ? WorseSeen : purchases == 0 ? WorseFirst : Worse).Fill(Change("stage", decline)));
        return Text.Join(sentences);
    }

    /// <summary>A stage and the date from which it holds.</summary>
    private TextValue[] Change(string place, StageChange change) =>
        [new(place, LifecycleStages.NameOf(change.Stage)), new("date", DateOf(change.Cell))];

    private Text Why(StageRule rule, IReadOnlyList<StageFact> facts, TextValue stage) => rule switch
    {
        StageRule.SilentUntilLost or StageRule.SilentUntilDormant =>
            (purchases == 0 ? NewAndSilent : Silent).Fill([stage, NotSeen, Joined, .. Amounts(facts[0])]),
        StageRule.ProbabilityBelowLost or StageRule.ProbabilityBelowDormant => Below.Fill([stage, .. Probability(facts[0])]),
        StageRule.NoProbability => NoProbability,
        StageRule.NoPurchase => facts.Count == 0 ? NoPurchase : NoPurchaseAndSilent.Fill([Joined, .. Amounts(facts[0])]),
        StageRule.BoughtAgain => facts[0].Quantity == StageQuantity.SilenceBeforePurchase
            ? BackAfterSilence.Fill([.. Amounts(facts[0]), Since(facts[1].Value), new TextValue("window", Amount(facts[1].Limit))])
            : BackAtProbability.Fill([.. Shares(facts[0]), Since(facts[1].Value), new TextValue("window", Amount(facts[1].Limit))]),
        StageRule.FrequentAndBig => facts.FirstOrDefault(fact => fact.Quantity == StageQuantity.NetSpend) is { } money
            ? FrequentAndBig.Fill([.. Counts(facts[0]), TextValue.Fixed("spend", money.Value), TextValue.Fixed("least", money.Limit)])
            : Frequent.Fill(Counts(facts[0])),
        StageRule.InsideFirstWindow => OnePurchase.Fill([Since(facts[0].Value), .. Amounts(facts[0])]),
        _ => facts[0].Quantity == StageQuantity.Silence
            ? NotSilent.Fill([new TextValue("seen", BySight ? LastActivity : LastPurchase), Since(facts[0].Value), .. Amounts(facts[0])])
            : NotBelow.Fill(Probability(facts[0])),
    };

    private TextValue Joined => new("joined", BySight ? LastVisit : Registration);

    private TextValue NotSeen => new("silent", BySight ? NoActivityFor : NoPurchaseFor);

    private TextValue[] Probability(StageFact fact) =>
    [
        new TextValue("probability", fact.Quantity == StageQuantity.ProbabilityAlive
            ? Alive.Fill(Shares(fact))
            : Purchase.Fill([TextValue.Days("horizon", horizonDays ?? double.NaN), .. Shares(fact)])),
        TextValue.PercentLimit("limit", fact.Limit),
    ];

    private static TextValue[] Counts(StageFact fact) => [TextValue.Number("value", fact.Value), TextValue.Number("limit", fact.Limit)];

    private static TextValue[] Shares(StageFact fact) => [TextValue.Percent("value", fact.Value, fact.Limit), TextValue.PercentLimit("limit", fact.Limit)];

    private TextValue[] Amounts(StageFact fact) => [new TextValue("value", Amount(fact.Value, fact.Limit)), new TextValue("limit", Amount(fact.Limit))];

    private TextValue Since(double cells) => new("since", cells == 0
        ? calendar.Grain == EventGrain.Day ? Today : Now
        : Ago.Fill(new TextValue("amount", Amount(cells))));

    private Text Amount(double cells, double limit = double.NaN) => cells >= StageTime.Never ? Never : Wording.Amount(cells, calendar.Unit, limit);

    private Text DateOf(int cell) => Text.Of(calendar.Format(cell), calendar.StartOf(cell).ToString(
        calendar.Grain switch
        {
            EventGrain.Hour => "yyyy-MM-dd HH:00",
            EventGrain.Instant => "yyyy-MM-dd HH:mm:ss'Z'",
            _ => "yyyy-MM-dd",
        },
        CultureInfo.InvariantCulture));
}
