using MemberValue.Members;

namespace MemberValue.RuleSegments;

/// <summary>A column that conditions look at, and the values that they tell apart: every value of a part meets the same conditions.</summary>
internal sealed class RuleColumn
{
    private const string Takes = "Numbers, flags, dates and measures take AtLeast, AtMost, Below and WithinDays; texts, names and flags OneOf and NoneOf.";

    private RuleColumn(NamedColumn named, Text label, bool isText) => (Named, Label, IsText) = (named, label, isText);

    public NamedColumn Named { get; }

    public Text Label { get; }

    public bool IsText { get; }

    /// <summary>One value of each part of the values that a member can have, in order; the last one is NaN, for a missing value.</summary>
    public double[] Parts { get; private set; } = [];

    /// <summary>The columns of conditions, by name in the order of their first condition.</summary>
    public static RuleColumn[] Of(RuleSegmentMapOptions options)
    {
        var conditions = options.Rules!.SelectMany((rule, i) => rule.When!.Select(condition => (condition, Place: RuleSegmentMapOptions.PlaceOf(i, rule))));
        return [.. conditions.GroupBy(each => each.condition.Column!, StringComparer.Ordinal).Select(group =>
        {
            var limits = group.FirstOrDefault(each => each.condition.HasLimits);
            var lists = group.FirstOrDefault(each => each.condition.Listed is not null);
            if (limits.condition is not null && lists.condition is not null)
            {
                throw RuleSegmentMapOptions.Wrong(
                    $"{limits.Place} compares {group.Key} with a limit and {lists.Place} with a list; a column must have numbers or texts");
            }

            var (first, place) = (group.First(), limits.Place ?? lists.Place ?? group.First().Place);
            var use = lists.condition is not null ? ColumnUse.Texts : limits.condition is not null ? ColumnUse.Measures : ColumnUse.Presence;
            var named = new NamedColumn($"The {place}", group.Key, use, Takes)
            {
                Key = group.Select(each => each.condition.KeyOrNull()).FirstOrDefault(key => key is not null),
                Texts = [.. group.SelectMany(each => each.condition.Listed ?? []).Distinct(StringComparer.Ordinal)],
            };
            if (named.Key is { } key)
                named.RequireKey(key);
            var given = group.Select(each => (each.condition.Label, each.Place)).FirstOrDefault(each => each.Label is not null);
            var label = Measures.Label(group.Key).Over(given.Label, $"{nameof(SegmentConditionOptions.Label)} of {given.Place ?? first.Place}");
            return new RuleColumn(named, label, lists.condition is not null);
        })];
    }

    /// <summary>Finds the parts that conditions tell apart.</summary>
    public void Divide(IEnumerable<RuleCondition> conditions)
    {
        if (IsText)
        {
            Parts = [.. Enumerable.Range(0, Named.Texts.Length).Select(place => (double)place), -1, double.NaN];
            return;
        }

        if (Named.Use == ColumnUse.Presence)
        {
            Parts = [0, double.NaN];
            return;
        }

        var (ends, least, isWhole) = (new SortedSet<double>(), Least(Named.Name), IsCount(Named.Name));
        foreach (var condition in conditions)
            ends.UnionWith(new[] { condition.Ends.Least, condition.Ends.Most }.Where(end => double.IsFinite(end) && end >= least));
        var (parts, before) = (new List<double>(), double.NegativeInfinity);
        foreach (var end in ends.Append(double.PositiveInfinity))
        {
            if (Between(before, end, least, isWhole) is { } between)
                parts.Add(between);
            if (double.IsFinite(end) && (!isWhole || end == Math.Floor(end)))
                parts.Add(end);
            before = end;
        }

        Parts = [.. parts, double.NaN];
    }

    /// <summary>A value of a part in words, for the checks: "country other than DE, AT".</summary>
    public string Shown(double value) => double.IsNaN(value) ? $"{Label.English} not known"
        : Named.Use == ColumnUse.Presence ? $"{Label.English} known"
        : !IsText ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Label.English} {value:0.######}")
        : value >= 0 ? $"{Label.English} {Named.Texts[(int)value]}"
        : $"{Label.English} other than {string.Join(", ", Named.Texts)}";

    /// <summary>A number between two ends, both left out; null where there is none.</summary>
    private static double? Between(double from, double to, double least, bool isWhole)
    {
        if (to <= least)
            return null;
        var next = Math.Floor(from) + 1;
        var value = from < least ? least
            : double.IsInfinity(from) ? (double.IsFinite(to) ? Math.Ceiling(to) - 1 : 0)
            : next < to ? next : from + (to - from) / 2;
        return value > from && value < to && (!isWhole || value == Math.Floor(value)) ? value : null;
    }

    /// <summary>The least value that there can be.</summary>
    private static double Least(string name) => name switch
    {
        Measures.MeanSpend => double.NegativeInfinity,
        _ when Measures.All.Contains(name) => 0,
        "Sales" or "Refunds" or "SumOfLogGaps" => 0,
        _ => LogColumns.Find(name) is MemberColumn<int> ? 0 : double.NegativeInfinity,
    };

    private static bool IsCount(string name) => LogColumns.Find(name) is MemberColumn<int> { IsCell: false };
}
