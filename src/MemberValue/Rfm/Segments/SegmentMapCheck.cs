using System.Globalization;
using System.Text;

namespace MemberValue.Rfm;

/// <summary>Which rules match which scores: holes, overlaps, and the map as text. Immutable.</summary>
public sealed class SegmentMapCheck
{
    internal SegmentMapCheck(SegmentMapOptions options)
    {
        var holes = new List<RfmScore>();
        var overlaps = new List<SegmentOverlap>();
        var idle = Enumerable.Range(0, options.Rules.Count).ToHashSet();
        foreach (var score in options.Levels.AllScores())
        {
            var rules = Enumerable.Range(0, options.Rules.Count).Where(rule => options.Rules[rule].Matches(score)).ToArray();
            if (rules.Length == 0)
                holes.Add(score);
            else
                idle.Remove(rules[0]);
            if (rules.Length > 1)
                overlaps.Add(new SegmentOverlap(score, Array.AsReadOnly(rules)));
        }

        Holes = holes.AsReadOnly();
        Overlaps = overlaps.AsReadOnly();
        RulesThatNeverDecide = idle.Order().ToArray();
        CoverMap = Draw(options);
    }

    /// <summary>The scores that no rule matches, ascending. They are an error unless the map has a fallback.</summary>
    public IReadOnlyList<RfmScore> Holes { get; }

    /// <summary>The scores that more than one rule matches, ascending. Legal: the first rule decides.</summary>
    public IReadOnlyList<SegmentOverlap> Overlaps { get; }

    /// <summary>Rules, from 0, that match nothing that an earlier one does not match already.</summary>
    public IReadOnlyList<int> RulesThatNeverDecide { get; }

    /// <summary>
    /// The map as text, the same in every culture: a line for each R, a block for each F, a letter for each M; then the letters' segments. A
    /// dot is a hole, and a fallback's letter stands where it applies.
    /// </summary>
    public string CoverMap { get; }

    /// <summary>The map, and how many holes and overlaps there are.</summary>
    /// <returns>The text.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{CoverMap}holes: {Holes.Count}, overlaps: {Overlaps.Count}\n");

    private static string Draw(SegmentMapOptions options)
    {
        var levels = options.Levels;
        var letters = new Dictionary<string, char>(StringComparer.Ordinal);
        for (var i = 0; i < options.Segments.Count; i++)
            letters[options.Segments[i].Id] = i < 52 ? (char)(i < 26 ? 'A' + i : 'a' + i - 26) : '#';

        var text = new StringBuilder("       ");
        for (var f = 1; f <= levels.Frequency; f++)
            text.Append(FormattableString.Invariant($" F{f}").PadRight(levels.Monetary + 2));
        Trim(text).Append("\n   M   ");
        for (var f = 1; f <= levels.Frequency; f++)
        {
            text.Append(' ');
            for (var m = 1; m <= levels.Monetary; m++)
                text.Append((char)('0' + m % 10));
            text.Append(' ');
        }

        Trim(text).Append('\n');
        for (var r = levels.Recency; r >= 1; r--)
        {
            text.Append(FormattableString.Invariant($"R{r}").PadRight(7));
            for (var f = 1; f <= levels.Frequency; f++)
            {
                text.Append(' ');
                for (var m = 1; m <= levels.Monetary; m++)
                {
                    var score = new RfmScore(r, f, m, levels);
                    var segment = options.Rules.FirstOrDefault(rule => rule.Matches(score))?.Segment ?? options.Fallback;
                    text.Append(segment is null ? '.' : letters[segment]);
                }

                text.Append(' ');
            }

            Trim(text).Append('\n');
        }

        foreach (var segment in options.Segments)
            text.Append(CultureInfo.InvariantCulture,
                $"{letters[segment.Id]} "
                + $"{string.Join(' ', segment.Name.Languages.Select(segment.Name.In))}{(segment.Id == options.Fallback ? " (fallback)" : "")}\n");
        return text.ToString();
    }

    private static StringBuilder Trim(StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
            text.Length--;
        return text;
    }
}
