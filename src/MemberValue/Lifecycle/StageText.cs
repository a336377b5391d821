using System.Globalization;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>The sentences of an explanation.</summary>
internal sealed class StageText(CellCalendar calendar, int purchases)
{
    private static readonly Text Sentence = Text.Of("{stage}: {why}.", "{stage}：{why}。");
    private static readonly Text Silent = Text.Of("silent for {value}; {stage} begins at {limit}", "已沉默{value}，达到界限{limit}");
    private static readonly Text NewAndSilent = Text.Of("never bought and silent for {value}; {stage} begins at {limit}", "从未购买，已沉默{value}，达到界限{limit}");
    private static readonly Text Below = Text.Of("{probability} is {value}, below {limit}", "{probability}为{value}，低于{limit}");
    private static readonly Text NoProbability = Text.Of("the model has no probability for this member; look at their data", "模型无法给出该会员的概率，请检查数据");
    private static readonly Text NoPurchase = Text.Of("no purchase yet", "尚未购买");
    private static readonly Text NoPurchaseAndSilent = Text.Of("no purchase yet, silent for {value} of {limit}", "尚未购买，已沉默{value}，界限为{limit}");
    private static readonly Text BackAfterSilence = Text.Of(
        "bought again after {value} of silence, when Dormant began at {limit}; {since} ago, inside the window of {window}",
        "沉默{value}后再次购买（当时沉睡界限为{limit}），距今{since}，在{window}的窗口内");
    private static readonly Text BackAtProbability = Text.Of(
        "bought again when the probability was {value}, below {limit}; {since} ago, inside the window of {window}",
        "在概率为{value}（低于{limit}）时再次购买，距今{since}，在{window}的窗口内");
    private static readonly Text Frequent = Text.Of("{value} purchases of at least {limit}", "购买{value}次（至少{limit}次）");
    private static readonly Text FrequentAndBig = Text.Of(
        "{value} purchases of at least {limit}, net spend {spend} of at least {least}", "购买{value}次（至少{limit}次），净消费{spend}（至少{least}）");
    private static readonly Text OnePurchase = Text.Of("one purchase, {value} ago, inside the window of {limit}", "首次购买距今{value}，在{limit}的窗口内");
    private static readonly Text NotSilent = Text.Of("silent for {value}; Dormant begins at {limit}", "已沉默{value}，沉睡界限为{limit}");
    private static readonly Text NotBelow = Text.Of("{probability} is {value}, not below {limit}", "{probability}为{value}，不低于{limit}");

    private static readonly Text Alive = Text.Of("the probability of being active", "仍活跃的概率");
    private static readonly Text Purchase = Text.Of("the probability of a purchase", "购买概率");
    private static readonly Text Never = Text.Of("never", "永不");

    private static readonly Text SilenceDoesNotCount = Text.Of("The model's probability does not fall with this member's silence.", "该会员的模型概率不随沉默下降。");
    private static readonly Text NoOwnGap = Text.Of("No own rhythm yet: the gap is the population's.", "尚无个人购买节奏，采用总体间隔。");
    private static readonly Text NoDateToAgeFrom = Text.Of("No date is known to age from.", "没有可用于计算沉默的日期。");
    private static readonly Text Later = Text.Of("If they stay silent: {stage} from {date}.", "若持续沉默，自{date}起为{stage}。");

    public Text Of(LifecycleStage stage, StageRule rule, IReadOnlyList<StageFact> facts, StageNotes notes, StageChange? next)
    {
        var name = new TextValue("stage", LifecycleStages.NameOf(stage));
        var sentences = new List<Text> { Sentence.Fill(name, new TextValue("why", Why(rule, facts, name))) };
        if (notes.HasFlag(StageNotes.SilenceDoesNotCount))
            sentences.Add(SilenceDoesNotCount);
        if (notes.HasFlag(StageNotes.NoOwnGap))
            sentences.Add(NoOwnGap);
        if (notes.HasFlag(StageNotes.NoDateToAgeFrom))
            sentences.Add(NoDateToAgeFrom);
        if (next is not null)
            sentences.Add(Later.Fill(new TextValue("stage", LifecycleStages.NameOf(next.Stage)), new TextValue("date", DateOf(next.Cell))));
        return Text.Join(sentences);
    }

    private Text Why(StageRule rule, IReadOnlyList<StageFact> facts, TextValue stage) => rule switch
    {
        StageRule.SilentUntilLost or StageRule.SilentUntilDormant => (purchases == 0 ? NewAndSilent : Silent).Fill([stage, .. Amounts(facts[0])]),
        StageRule.ProbabilityBelowLost or StageRule.ProbabilityBelowDormant => Below.Fill([Probability(facts[0]), .. Shares(facts[0])]),
        StageRule.NoProbability => NoProbability,
        StageRule.NoPurchase => facts.Count == 0 ? NoPurchase : NoPurchaseAndSilent.Fill(Amounts(facts[0])),
        StageRule.BoughtAgain when facts[0].Quantity == StageQuantity.SilenceBeforePurchase =>
            BackAfterSilence.Fill([.. Amounts(facts[0]), .. Amounts(facts[1], "since", "window")]),
        StageRule.BoughtAgain => BackAtProbability.Fill([.. Shares(facts[0]), .. Amounts(facts[1], "since", "window")]),
        StageRule.FrequentAndBig => facts.Any(fact => fact.Quantity == StageQuantity.NetSpend)
            ? FrequentAndBig.Fill([.. Numbers(facts[0]), .. Numbers(facts[1], "spend", "least")])
            : Frequent.Fill(Numbers(facts[0])),
        StageRule.InsideFirstWindow => OnePurchase.Fill(Amounts(facts[0])),
        _ => facts[0].Quantity == StageQuantity.Silence ? NotSilent.Fill(Amounts(facts[0])) : NotBelow.Fill([Probability(facts[0]), .. Shares(facts[0])]),
    };

    private static TextValue Probability(StageFact fact) => new("probability", fact.Quantity == StageQuantity.ProbabilityAlive ? Alive : Purchase);

    private static TextValue[] Numbers(StageFact fact, string value = "value", string limit = "limit") =>
        [TextValue.Number(value, fact.Value), TextValue.Number(limit, fact.Limit)];

    private static TextValue[] Shares(StageFact fact) => [TextValue.Probability("value", fact.Value), TextValue.Probability("limit", fact.Limit)];

    private TextValue[] Amounts(StageFact fact, string value = "value", string limit = "limit") =>
        [new TextValue(value, Amount(fact.Value)), new TextValue(limit, Amount(fact.Limit))];

    private Text Amount(double cells)
    {
        if (cells >= StageTime.Never)
            return Never;
        var number = cells.ToString("0.##", CultureInfo.InvariantCulture);
        return Text.Of($"{number} {calendar.Unit.Name}{(cells == 1 ? "" : "s")}", number + calendar.Grain switch
        {
            EventGrain.Hour => "小时",
            EventGrain.Week => "周",
            EventGrain.Instant => "秒",
            _ => "天",
        });
    }

    private Text DateOf(int cell) => Text.Of(calendar.Format(cell), calendar.StartOf(cell).ToString(
        calendar.Grain switch
        {
            EventGrain.Hour => "yyyy-MM-dd HH:00",
            EventGrain.Instant => "yyyy-MM-dd HH:mm:ss'Z'",
            _ => "yyyy-MM-dd",
        },
        CultureInfo.InvariantCulture));
}
