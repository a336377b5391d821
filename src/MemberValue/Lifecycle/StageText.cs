using System.Globalization;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>The sentences of an explanation.</summary>
internal sealed class StageText(CellCalendar calendar, int purchases)
{
    public string English(LifecycleStage stage, StageRule rule, IReadOnlyList<StageFact> facts, StageNotes notes, StageChange? next)
    {
        var why = rule switch
        {
            StageRule.SilentUntilLost or StageRule.SilentUntilDormant =>
                $"{(purchases == 0 ? "never bought and " : "")}silent for {Amount(facts[0].Value)}; {stage} begins at {Amount(facts[0].Limit)}",
            StageRule.ProbabilityBelowLost or StageRule.ProbabilityBelowDormant =>
                $"the probability {OfWhat(facts[0])} is {Share(facts[0].Value)}, below {Share(facts[0].Limit)}",
            StageRule.NoProbability => "the model has no probability for this member; look at their data",
            StageRule.NoPurchase => facts.Count == 0
                ? "no purchase yet"
                : $"no purchase yet, silent for {Amount(facts[0].Value)} of {Amount(facts[0].Limit)}",
            StageRule.BoughtAgain when facts[0].Quantity == StageQuantity.SilenceBeforePurchase =>
                $"bought again after {Amount(facts[0].Value)} of silence, when Dormant began at {Amount(facts[0].Limit)}; "
                + $"{Amount(facts[1].Value)} ago, inside the window of {Amount(facts[1].Limit)}",
            StageRule.BoughtAgain =>
                $"bought again when the probability was {Share(facts[0].Value)}, below {Share(facts[0].Limit)}; "
                + $"{Amount(facts[1].Value)} ago, inside the window of {Amount(facts[1].Limit)}",
            StageRule.FrequentAndBig => facts.Any(fact => fact.Quantity == StageQuantity.NetSpend)
                ? $"{Number(facts[0].Value)} purchases of at least {Number(facts[0].Limit)}, net spend {Number(facts[1].Value)} of at least {Number(facts[1].Limit)}"
                : $"{Number(facts[0].Value)} purchases of at least {Number(facts[0].Limit)}",
            StageRule.InsideFirstWindow => $"one purchase, {Amount(facts[0].Value)} ago, inside the window of {Amount(facts[0].Limit)}",
            _ => facts[0].Quantity == StageQuantity.Silence
                ? $"silent for {Amount(facts[0].Value)}; Dormant begins at {Amount(facts[0].Limit)}"
                : $"the probability {OfWhat(facts[0])} is {Share(facts[0].Value)}, not below {Share(facts[0].Limit)}",
        };
        var text = $"{stage}: {why}.";
        if (notes.HasFlag(StageNotes.SilenceDoesNotCount))
            text += " The model's probability does not fall with this member's silence.";
        if (notes.HasFlag(StageNotes.NoOwnGap))
            text += " No own rhythm yet: the gap is the population's.";
        if (notes.HasFlag(StageNotes.NoDateToAgeFrom))
            text += " No date is known to age from.";
        return next is null ? text : $"{text} If they stay silent: {next.Stage} from {calendar.Format(next.Cell)}.";
    }

    public string Chinese(LifecycleStage stage, StageRule rule, IReadOnlyList<StageFact> facts, StageNotes notes, StageChange? next)
    {
        var name = LifecycleStages.NameOf(stage).Chinese;
        var why = rule switch
        {
            StageRule.SilentUntilLost or StageRule.SilentUntilDormant =>
                $"{(purchases == 0 ? "从未购买，" : "")}已沉默{ChineseAmount(facts[0].Value)}，达到界限{ChineseAmount(facts[0].Limit)}",
            StageRule.ProbabilityBelowLost or StageRule.ProbabilityBelowDormant =>
                $"{ChineseOfWhat(facts[0])}为{Share(facts[0].Value)}，低于{Share(facts[0].Limit)}",
            StageRule.NoProbability => "模型无法给出该会员的概率，请检查数据",
            StageRule.NoPurchase => facts.Count == 0
                ? "尚未购买"
                : $"尚未购买，已沉默{ChineseAmount(facts[0].Value)}，界限为{ChineseAmount(facts[0].Limit)}",
            StageRule.BoughtAgain when facts[0].Quantity == StageQuantity.SilenceBeforePurchase =>
                $"沉默{ChineseAmount(facts[0].Value)}后再次购买（当时沉睡界限为{ChineseAmount(facts[0].Limit)}），"
                + $"距今{ChineseAmount(facts[1].Value)}，在{ChineseAmount(facts[1].Limit)}的窗口内",
            StageRule.BoughtAgain =>
                $"在概率为{Share(facts[0].Value)}（低于{Share(facts[0].Limit)}）时再次购买，"
                + $"距今{ChineseAmount(facts[1].Value)}，在{ChineseAmount(facts[1].Limit)}的窗口内",
            StageRule.FrequentAndBig => facts.Any(fact => fact.Quantity == StageQuantity.NetSpend)
                ? $"购买{Number(facts[0].Value)}次（至少{Number(facts[0].Limit)}次），净消费{Number(facts[1].Value)}（至少{Number(facts[1].Limit)}）"
                : $"购买{Number(facts[0].Value)}次（至少{Number(facts[0].Limit)}次）",
            StageRule.InsideFirstWindow => $"首次购买距今{ChineseAmount(facts[0].Value)}，在{ChineseAmount(facts[0].Limit)}的窗口内",
            _ => facts[0].Quantity == StageQuantity.Silence
                ? $"已沉默{ChineseAmount(facts[0].Value)}，沉睡界限为{ChineseAmount(facts[0].Limit)}"
                : $"{ChineseOfWhat(facts[0])}为{Share(facts[0].Value)}，不低于{Share(facts[0].Limit)}",
        };
        var text = $"{name}：{why}。";
        if (notes.HasFlag(StageNotes.SilenceDoesNotCount))
            text += "该会员的模型概率不随沉默下降。";
        if (notes.HasFlag(StageNotes.NoOwnGap))
            text += "尚无个人购买节奏，采用总体间隔。";
        if (notes.HasFlag(StageNotes.NoDateToAgeFrom))
            text += "没有可用于计算沉默的日期。";
        return next is null ? text : $"{text}若持续沉默，自{calendar.StartOf(next.Cell).ToString(DateFormat, CultureInfo.InvariantCulture)}起为{LifecycleStages.NameOf(next.Stage).Chinese}。";
    }

    private string DateFormat => calendar.Grain switch
    {
        EventGrain.Hour => "yyyy-MM-dd HH:00",
        EventGrain.Instant => "yyyy-MM-dd HH:mm:ss'Z'",
        _ => "yyyy-MM-dd",
    };

    private static string OfWhat(StageFact fact) => fact.Quantity == StageQuantity.ProbabilityAlive ? "of being active" : "of a purchase";

    private static string ChineseOfWhat(StageFact fact) => fact.Quantity == StageQuantity.ProbabilityAlive ? "仍活跃的概率" : "购买概率";

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Share(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private string Amount(double cells) =>
        cells >= StageTime.Never ? "never" : $"{Number(cells)} {calendar.Unit.Name}{(cells == 1 ? "" : "s")}";

    private string ChineseAmount(double cells) => cells >= StageTime.Never ? "永不" : Number(cells) + calendar.Grain switch
    {
        EventGrain.Hour => "小时",
        EventGrain.Week => "周",
        EventGrain.Instant => "秒",
        _ => "天",
    };
}
