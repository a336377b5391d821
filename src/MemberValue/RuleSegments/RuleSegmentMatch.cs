using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.RuleSegments;

/// <summary>Why a member belongs to a segment.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="RuleIndex">The rule that decided, from 0; null when the fallback took the member.</param>
/// <param name="Text">The reason, such as <c>VIP: net spend 1,250 (1,000 or more), country DE.</c></param>
public sealed record RuleSegmentMatch(Segment Segment, int? RuleIndex, Text Text)
{
    private static readonly Text ByRule = Text.Of("{segment}: {conditions}.", "{segment}：{conditions}。");
    private static readonly Text ByFallback = Text.Of("{segment}: no rule of another segment holds.", "{segment}：不符合其他分群的条件。");
    private static readonly Text Lacking = Text.Of(
        "{segment}: no rule of another segment holds; not known: {columns}.", "{segment}：不符合其他分群的条件；缺少数据：{columns}。");

    /// <summary>The reason in English.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Text.English;

    internal static RuleSegmentMatch Of(
        Segment segment, int rule, IReadOnlyList<RuleCondition> conditions, RuleColumn[] columns, MemberColumns row, double[] values)
    {
        var named = new TextValue("segment", segment.Name);
        if (rule >= 0)
        {
            var told = conditions.Select(condition => Told(condition, columns[condition.Column], row, values[condition.Column]));
            return new RuleSegmentMatch(segment, rule, ByRule.Fill(named, new("conditions", Wording.List(told, ", ", "，"))));
        }

        var missing = columns.Where((_, column) => double.IsNaN(values[column])).Select(column => column.Label).ToList();
        return new RuleSegmentMatch(segment, null, missing.Count == 0 ? ByFallback.Fill(named)
            : Lacking.Fill(named, new("columns", Wording.List(missing, ", ", "、"))));
    }

    private static Text Told(RuleCondition condition, RuleColumn column, MemberColumns row, double value)
    {
        var (options, label) = (condition.Options, new TextValue("column", column.Label));
        if (options.IsMissing is { } isMissing)
            return (isMissing ? Text.Of("{column} not known", "{column}缺少数据") : Text.Of("{column} known", "{column}有数据")).Fill(label);
        var shown = column.Named.TextAt(row, 0) ?? "";
        if (options.Listed is { } listed)
        {
            var text = options.NoneOf is not null ? Text.Of("{column} {value} (not {list})", "{column}为{value}（不属于{list}）")
                : listed.Count == 1 ? Text.Of("{column} {value}", "{column}为{value}")
                : Text.Of("{column} {value} (one of {list})", "{column}为{value}（属于{list}）");
            return text.Fill(label, new("value", shown), new("list", Text.Of(string.Join(", ", listed), string.Join("、", listed))));
        }

        if (column.Named.IsDate(row))
        {
            return Text.Of("{column} {date}, {distance} ({limit})", "{column}{date}，{distance}（{limit}）")
                .Fill(label, new("date", shown), new("distance", NamedColumn.Distance(value)), new("limit", LimitOfDays(options)));
        }

        return Text.Of("{column} {value} ({limit})", "{column}{value}（{limit}）")
            .Fill(label, TextValue.Number("value", value, NearerLimit(options, value)), new("limit", Limit(options)));
    }

    private static double NearerLimit(SegmentConditionOptions options, double value)
    {
        var (least, most) = (options.AtLeast ?? double.NegativeInfinity, options.AtMost ?? options.Below ?? double.PositiveInfinity);
        return double.IsInfinity(least) || most - value < value - least ? most : least;
    }

    private static Text Limit(SegmentConditionOptions options)
    {
        var (least, most, below) = (options.AtLeast, options.AtMost, options.Below);
        var sentence = (least, most ?? below) switch
        {
            ({ }, null) => Text.Of("{least} or more", "不低于{least}"),
            (null, _) => below is null ? Text.Of("{most} or less", "不高于{most}") : Text.Of("below {most}", "低于{most}"),
            _ when below is null => Text.Of("{least} to {most}", "{least}至{most}"),
            _ => Text.Of("{least} or more, below {most}", "不低于{least}且低于{most}"),
        };
        return sentence.Fill(TextValue.Number("least", least ?? 0), TextValue.Number("most", most ?? below ?? 0));
    }

    private static Text LimitOfDays(SegmentConditionOptions options)
    {
        if (options.WithinDays is { } days)
            return Text.Of("within {days}", "{days}内").Fill(TextValue.Days("days", days));
        var (least, most, below) = (options.AtLeast, options.AtMost, options.Below);
        var sentence = (least, most ?? below) switch
        {
            ({ }, null) => Text.Of("{least} ago or more", "{least}前或更早"),
            (null, _) => below is null ? Text.Of("{most} ago or less", "{most}前或更近") : Text.Of("less than {most} ago", "不到{most}前"),
            _ when below is null => Text.Of("{least} to {most} ago", "{least}至{most}前"),
            _ => Text.Of("{least} ago or more, less than {most} ago", "{least}前或更早且不到{most}前"),
        };
        return sentence.Fill(TextValue.Days("least", least ?? 0), TextValue.Days("most", most ?? below ?? 0));
    }
}
