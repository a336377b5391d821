using MemberValue.Common;

namespace MemberValue.RuleSegments;

/// <summary>
/// Which values the rules of a map cover: holes, overlaps, and rules that never decide, each with an example. Exact: conditions divide the values of a column
/// into parts, and every combination of parts is looked at. Immutable.
/// </summary>
/// <remarks>
/// A count of the log is whole and 0 or more, a time since something and a total of sales or refunds is 0 or more; any other column may have any value. So
/// "up to 25" and "from 26" leave a hole for an age (25.5) and none for purchases.
/// </remarks>
public sealed class RuleSegmentCheck
{
    /// <summary>The most holes that are listed.</summary>
    public const int MostHoles = 20;

    private const int MostStates = 100_000;

    private readonly RuleColumn[] _columns;
    private readonly RuleCondition[][] _rules;
    private readonly int[] _last; // by rule, the last column that it looks at
    private readonly bool[] _decides;
    private readonly List<string> _holes = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    internal RuleSegmentCheck(RuleColumn[] columns, RuleCondition[][] rules, string name)
    {
        (_columns, _rules, _decides) = (columns, rules, new bool[rules.Length]);
        _last = Array.ConvertAll(rules, rule => rule.Max(condition => condition.Column));
        IsComplete = Walk(0, [.. Enumerable.Range(0, rules.Length)], new double[columns.Length], isKnown: true);
        (Name, Holes) = (name, _holes.AsReadOnly());
        var overlaps = new List<RuleOverlap>();
        for (var first = 0; first < rules.Length; first++)
        {
            for (var second = first + 1; second < rules.Length; second++)
            {
                if (Common(first, second) is { } example)
                    overlaps.Add(new RuleOverlap(first, second, Shown(example, rule: first, other: second)));
            }
        }

        Overlaps = overlaps.AsReadOnly();
        IdleRules = Array.AsReadOnly(Enumerable.Range(0, rules.Length).Select(Idle).OfType<IdleRule>().ToArray());
    }

    /// <summary>Examples of members with a value in every column for whom no rule holds, such as <c>age 17, country other than DE, AT</c>: one for each kind,
    /// at most <see cref="MostHoles"/>. Empty where the rules cover everything. They are an error unless the map has a fallback.</summary>
    public IReadOnlyList<string> Holes { get; }

    /// <summary>Pairs of rules that hold for the same members, in order. Legal: the first rule decides.</summary>
    public IReadOnlyList<RuleOverlap> Overlaps { get; }

    /// <summary>Rules that never decide: usually a mistake in the order.</summary>
    public IReadOnlyList<IdleRule> IdleRules { get; }

    /// <summary>
    /// Whether every combination was looked at. Rules that cross each other in very many columns have too many; holes and idle rules may be missing from the
    /// lists then, and the map must have a fallback.
    /// </summary>
    public bool IsComplete { get; }

    private string Name { get; }

    /// <summary>Holes, idle rules and the number of overlaps.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString()
    {
        List<string> lines = [FormattableString.Invariant($"{Name}: holes: {Holes.Count}, overlaps: {Overlaps.Count}, idle rules: {IdleRules.Count}")];
        lines.AddRange(Holes.Select(hole => $"no rule holds for {hole}"));
        lines.AddRange(IdleRules.Select(idle => idle.ToString()));
        if (!IsComplete)
            lines.Add("there are too many combinations to look at all");
        return string.Join('\n', lines);
    }

    /// <summary>Goes through the parts of a column with the rules that can still decide; false where there are too many combinations.</summary>
    private bool Walk(int column, int[] rules, double[] example, bool isKnown)
    {
        if (rules.Length == 0)
        {
            if (isKnown && _holes.Count < MostHoles)
                _holes.Add(Shown(Filled(example, column)));
            return true;
        }

        if (_last[rules[0]] < column)
        {
            _decides[rules[0]] = true;
            return true;
        }

        if (!_seen.Add(FormattableString.Invariant($"{column} {isKnown} {ErrorText.List(rules)}")))
            return true;
        if (_seen.Count > MostStates)
            return false;
        foreach (var value in _columns[column].Parts)
        {
            example[column] = value;
            var left = rules.Where(rule => Holds(rule, column, value)).ToArray();
            var certain = Array.FindIndex(left, rule => _last[rule] <= column); // those after it cannot decide
            if (!Walk(column + 1, certain < 0 ? left : left[..(certain + 1)], example, isKnown && !double.IsNaN(value)))
                return false;
        }

        return true;
    }

    private bool Holds(int rule, int column, double value)
    {
        foreach (var condition in _rules[rule])
        {
            if (condition.Column == column && !condition.Holds(value))
                return false;
        }

        return true;
    }

    /// <summary>A value of every column for which both rules hold; null where there is none.</summary>
    private double[]? Common(int first, int second)
    {
        var example = new double[_columns.Length];
        for (var column = 0; column < example.Length; column++)
        {
            var place = Array.FindIndex(_columns[column].Parts, value => Holds(first, column, value) && Holds(second, column, value));
            if (place < 0)
                return null;
            example[column] = _columns[column].Parts[place];
        }

        return example;
    }

    private IdleRule? Idle(int rule)
    {
        if (_decides[rule])
            return null;
        if (Common(rule, rule) is null)
            return new IdleRule(rule, []);
        var before = Enumerable.Range(0, rule);
        var alone = before.Where(other => Enumerable.Range(0, _columns.Length)
            .All(column => Array.TrueForAll(_columns[column].Parts, value => !Holds(rule, column, value) || Holds(other, column, value)))).Take(1).ToArray();
        if (alone.Length > 0)
            return new IdleRule(rule, Array.AsReadOnly(alone));
        return IsComplete ? new IdleRule(rule, Array.AsReadOnly(before.Where(other => Common(other, rule) is not null).ToArray())) : null;
    }

    /// <summary>An example with values of the columns that were not reached.</summary>
    private double[] Filled(double[] example, int reached) => [.. _columns.Select((column, i) => i < reached ? example[i] : column.Parts[0])];

    private string Shown(double[] example, int rule = -1, int other = -1) => string.Join(", ", _columns
        .Where((_, column) => rule < 0 || _rules[rule].Concat(_rules[other]).Any(condition => condition.Column == column))
        .Select(column => column.Shown(example[Array.IndexOf(_columns, column)])));
}
