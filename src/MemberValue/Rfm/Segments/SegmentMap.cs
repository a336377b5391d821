using System.Globalization;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Rfm;

/// <summary>
/// Ordered rules that give every score of a scale a segment. The first rule that matches decides. Make one with <see cref="Create"/>,
/// load one with <see cref="FromJson(string)"/>, or take one of <see cref="SegmentMaps"/>. Immutable and thread-safe.
/// </summary>
public sealed partial class SegmentMap
{
    private const short None = -1;
    private const short NoSuchLevel = -2;

    private readonly short[] _segmentOf = new short[4_096]; // by RfmScore.Code
    private readonly short[] _ruleOf = new short[4_096];
    private readonly uint _tag;

    private SegmentMap(SegmentMapOptions options, SegmentMapCheck check)
    {
        Name = options.Name;
        Levels = options.Levels;
        Segments = options.Segments.ToList().AsReadOnly();
        Rules = options.Rules.Select(rule => rule.Codes is null ? rule : rule with { Codes = rule.Codes.ToList().AsReadOnly() }).ToList().AsReadOnly();
        Fallback = Segments.FirstOrDefault(segment => segment.Id == options.Fallback);
        Check = check;
        _tag = RfmScore.TagOf(Levels) & 0xFFF;

        Array.Fill(_segmentOf, NoSuchLevel);
        Array.Fill(_ruleOf, None);
        _segmentOf[0] = None;
        var ids = Segments.Select(segment => segment.Id).ToList();
        foreach (var score in Levels.AllScores())
        {
            var rule = 0;
            while (rule < Rules.Count && !Rules[rule].Matches(score))
                rule++;
            _ruleOf[score.Code] = rule < Rules.Count ? (short)rule : None;
            _segmentOf[score.Code] = (short)ids.IndexOf(rule < Rules.Count ? Rules[rule].Segment : options.Fallback!);
        }
    }

    /// <summary>What the map is called.</summary>
    public string Name { get; }

    /// <summary>The levels of the scores that the map takes.</summary>
    public RfmLevels Levels { get; }

    /// <summary>The segments; results of <see cref="Apply(ReadOnlySpan{RfmScore}, Span{int})"/> are places in this list.</summary>
    public IReadOnlyList<Segment> Segments { get; }

    /// <summary>The rules, in order.</summary>
    public IReadOnlyList<SegmentRule> Rules { get; }

    /// <summary>The segment for scores that no rule matches; null when there is none.</summary>
    public Segment? Fallback { get; }

    /// <summary>Overlaps of the rules, scores left to the fallback, and the cover map.</summary>
    public SegmentMapCheck Check { get; }

    /// <summary>Creates a map.</summary>
    /// <param name="options">Levels, segments, rules and fallback; copied.</param>
    /// <returns>The map.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">A rule or segment is wrong (the message names it), or scores are left without a segment and there is no
    /// fallback.</exception>
    public static SegmentMap Create(SegmentMapOptions options)
    {
        var check = Inspect(options);
        if (check.Holes.Count > 0 && options.Fallback is null)
        {
            throw Error.Argument(
                $"The segment map is wrong: {check.Holes.Count} of {options.Levels.Codes} scores match no rule "
                    + $"({string.Join(' ', check.Holes.Take(12))}{(check.Holes.Count > 12 ? " ..." : "")}); add rules or name a fallback.",
                nameof(options));
        }

        return new SegmentMap(options, check);
    }

    /// <summary>Looks for holes and overlaps without making a map: holes are not an error here.</summary>
    /// <param name="options">Levels, segments, rules and fallback.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">A rule or segment is wrong; the message names it.</exception>
    public static SegmentMapCheck Inspect(SegmentMapOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        SegmentMapOptionsCheck.Run(options);
        return new SegmentMapCheck(options);
    }

    /// <summary>The segment of a score.</summary>
    /// <param name="score">The score.</param>
    /// <returns>The segment; null when unscored.</returns>
    /// <exception cref="ArgumentException">The score is of a scale with other levels.</exception>
    public Segment? Find(RfmScore score) => IndexOf(score) is >= 0 and var index ? Segments[index] : null;

    /// <summary>Why a score belongs to its segment: the rule that matched, and a sentence.</summary>
    /// <param name="score">The score.</param>
    /// <returns>The reason; null when unscored.</returns>
    /// <exception cref="ArgumentException">The score is of a scale with other levels.</exception>
    public SegmentMatch? Match(RfmScore score)
    {
        if (Find(score) is not { } segment)
            return null;
        int rule = _ruleOf[score.Code];
        return rule == None ? SegmentMatch.Of(score, segment, Levels, null, null) : SegmentMatch.Of(score, segment, Levels, rule, Rules[rule]);
    }

    /// <summary>The segments of many scores.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="destination">Receives one place in <see cref="Segments"/> per score, -1 where unscored; at least as long.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short (it is unchanged then), or a score is of a scale
    /// with other levels (it holds the segments before that score then).</exception>
    /// <remarks>One look-up per score; allocates nothing.</remarks>
    public void Apply(ReadOnlySpan<RfmScore> scores, Span<int> destination)
    {
        Require.Destination(destination.Length, scores.Length);
        for (var i = 0; i < scores.Length; i++)
            destination[i] = IndexOf(scores[i]);
    }

    /// <summary>The segments of a table's scores, on all processors.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="scores">The scores with their keys.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One segment per member, null where unscored, with the keys.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="scores"/> is null.</exception>
    /// <exception cref="ArgumentException">A score is of a scale with other levels.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public MemberResults<TKey, Segment?> Apply<TKey>(MemberResults<TKey, RfmScore> scores, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(scores);
        for (var i = 0; i < scores.Count; i++)
        {
            // Before the parallel part, which would wrap the exception.
            if (!Takes(scores.Values[i]))
                throw OtherLevels(scores.Values[i]);
        }

        return scores.KeySet.Fill<Segment?>(
            (start, destination) =>
            {
                var mine = scores.Values.Slice(start, destination.Length);
                for (var i = 0; i < mine.Length; i++)
                    destination[i] = Find(mine[i]);
            },
            inParts: true, cancellationToken);
    }

    /// <summary>Name, levels and size.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Name}: {Segments.Count} segments, {Rules.Count} rules, {Levels} levels");

    internal int IndexOf(RfmScore score) => Takes(score) ? _segmentOf[score.Code] : throw OtherLevels(score);

    private bool Takes(RfmScore score) => (score.Tag == 0 || score.Tag == _tag) && _segmentOf[score.Code] != NoSuchLevel;

    private ArgumentException OtherLevels(RfmScore score) => Error.Argument(
        $"The segment map '{Name}' is for {Levels} levels; the score {score} "
            + $"{(score.Levels is { } levels ? $"is of a scale with {levels}" : "has a level beyond them")}.", "scores");
}
