using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.RuleSegments;

/// <summary>
/// Ordered rules over any columns of the member table, the host's own included, that give every member a segment. The first rule whose conditions all hold
/// decides. Make one with <see cref="Create"/>, or load one with <see cref="FromJson(string)"/>. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// A member without a value meets no condition on that column but <see cref="SegmentConditionOptions.IsMissing"/>; a member for whom no rule holds gets the
/// fallback, and without one no segment.
/// </remarks>
public sealed partial class RuleSegmentMap : IRowByRow
{
    private readonly RuleSegmentMapOptions _options;
    private readonly RuleColumn[] _columns;
    private readonly RuleCondition[][] _rules;
    private readonly int[] _segmentOf; // by rule + 1, the segment's place; first that of the fallback, or -1

    private RuleSegmentMap(RuleSegmentMapOptions options)
    {
        _options = options;
        _columns = RuleColumn.Of(options);
        _rules = [.. options.Rules!.Select(rule => rule.When!.Select(condition =>
        {
            var column = Array.FindIndex(_columns, each => each.Named.Name == condition.Column);
            return new RuleCondition(condition, column, _columns[column].Named.Texts);
        }).ToArray())];
        for (var column = 0; column < _columns.Length; column++)
            _columns[column].Divide(_rules.SelectMany(rule => rule).Where(condition => condition.Column == column));
        Segments = Array.AsReadOnly(options.Segments!.Select((segment, i) => new Segment
        {
            Id = segment.Id!,
            Name = Text.Of(segment.Id!).Over(segment.Name, FormattableString.Invariant($"{nameof(NamedSegmentOptions.Name)} of segment {i}")),
            Action = Text.Empty.Over(segment.Action, FormattableString.Invariant($"{nameof(NamedSegmentOptions.Action)} of segment {i}")),
        }).ToArray());
        var ids = Segments.Select(segment => segment.Id).ToList();
        _segmentOf = [options.Fallback is null ? -1 : ids.IndexOf(options.Fallback), .. options.Rules!.Select(rule => ids.IndexOf(rule.Segment!))];
        Check = new RuleSegmentCheck(_columns, _rules, options.Name);
    }

    /// <summary>What the map is called.</summary>
    public string Name => _options.Name;

    /// <summary>The segments; results of <see cref="Apply(MemberColumns, Span{int})"/> are places in this list.</summary>
    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>The segment for members for whom no rule holds; null when there is none.</summary>
    public Segment? Fallback => _segmentOf[0] < 0 ? null : Segments[_segmentOf[0]];

    /// <summary>The names of the columns and measures that the rules look at, in the order of their first condition.</summary>
    public IReadOnlyList<string> Columns => Array.AsReadOnly(Array.ConvertAll(_columns, column => column.Named.Name));

    /// <summary>Holes, overlaps and rules that never decide.</summary>
    public RuleSegmentCheck Check { get; }

    /// <summary>Creates a map.</summary>
    /// <param name="options">Segments, rules and fallback; copied.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">A rule or segment is wrong (the message names it), or values are left without a segment and there is no fallback
    /// (the message has an example).</exception>
    public static RuleSegmentMap Create(RuleSegmentMapOptions options)
    {
        var map = Checked(options);
        if (options.Fallback is null && (map.Check.Holes.Count > 0 || !map.Check.IsComplete))
        {
            throw RuleSegmentMapOptions.Wrong(map.Check.Holes.Count > 0
                ? $"no rule holds for a member with {map.Check.Holes[0]}; add a rule, or give a {nameof(options.Fallback)}"
                : $"there are too many combinations to see whether the rules cover all: give a {nameof(options.Fallback)}");
        }

        return map;
    }

    /// <summary>Looks for holes, overlaps and rules that never decide without making a map: holes are not an error here.</summary>
    /// <param name="options">Segments, rules and fallback.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">A rule or segment is wrong; the message names it.</exception>
    public static RuleSegmentCheck Inspect(RuleSegmentMapOptions options) => Checked(options).Check;

    /// <summary>Segments, rules and fallback of this map, for a changed one.</summary>
    /// <returns>Options of their own.</returns>
    public RuleSegmentMapOptions ToOptions() => _options.Copy();

    /// <summary>The segment of one member.</summary>
    /// <param name="row">The member's numbers.</param>
    /// <returns>The segment; null where no rule holds and there is no fallback.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a column of a rule, or it has values of another kind.</exception>
    public Segment? Find(MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var place = 0;
        Apply(row.ToColumns(), new Span<int>(ref place));
        return place < 0 ? null : Segments[place];
    }

    /// <summary>Why a member belongs to a segment: the rule that decided, and a sentence.</summary>
    /// <param name="row">The member's numbers.</param>
    /// <returns>The reason; null where no rule holds and there is no fallback.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a column of a rule, or it has values of another kind.</exception>
    public RuleSegmentMatch? Match(MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return Match(row.ToColumns());
    }

    /// <summary>Segments, rules and columns.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Name}: {Segments.Count} segments, {_rules.Length} rules over {string.Join(", ", Columns)}");

    internal RuleSegmentMatch? Match(MemberColumns row)
    {
        var values = new double[_columns.Length];
        for (var column = 0; column < values.Length; column++)
        {
            _columns[column].Named.Require(row);
            _columns[column].Named.Read(row, 0, new Span<double>(ref values[column]));
        }

        var rule = Array.FindIndex(_rules, conditions => Array.TrueForAll(conditions, condition => condition.Holds(values[condition.Column])));
        return _segmentOf[rule + 1] < 0 ? null
            : RuleSegmentMatch.Of(Segments[_segmentOf[rule + 1]], rule, rule < 0 ? [] : _rules[rule], _columns, row, values);
    }

    private static RuleSegmentMap Checked(RuleSegmentMapOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new RuleSegmentMap(options.Copy());
    }
}
