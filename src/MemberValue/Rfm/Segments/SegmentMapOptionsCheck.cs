using MemberValue.Common;

namespace MemberValue.Rfm;

/// <summary>Finds what is wrong with a segment map's options, and names the rule.</summary>
internal static class SegmentMapOptionsCheck
{
    public static void Run(SegmentMapOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Name))
            throw Bad("the map has no name");
        if (options.Levels == default)
            throw Bad("the map declares no levels");
        if (options.Segments is not { Count: > 0 and <= short.MaxValue } || options.Rules is not { Count: <= short.MaxValue })
            throw Bad($"a map needs 1 to {short.MaxValue} segments and at most as many rules");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < options.Segments.Count; i++)
        {
            var segment = options.Segments[i] ?? throw Bad($"segment {i} is null");
            if (string.IsNullOrWhiteSpace(segment.Id) || string.IsNullOrWhiteSpace(segment.Name?.English))
                throw Bad($"segment {i} ('{segment.Id}') must have an id and a name");
            if (!Enum.IsDefined(segment.Outlook))
                throw Bad($"segment {i} ('{segment.Id}') has the outlook {segment.Outlook}; it must be None, Staying or Leaving");
            if (!ids.Add(segment.Id))
                throw Bad($"segment {i} ('{segment.Id}') has the id of a segment before it");
        }

        for (var i = 0; i < options.Rules.Count; i++)
            Rule(options.Rules[i] ?? throw Bad($"rule {i} is null"), i, ids, options.Levels);
        if (options.Fallback is not null && !ids.Contains(options.Fallback))
            throw Bad($"the fallback '{options.Fallback}' is no segment of the map");
    }

    private static void Rule(SegmentRule rule, int index, HashSet<string> ids, RfmLevels levels)
    {
        ArgumentException BadRule(ErrorText what) => Bad($"rule {index} ('{rule.Segment}') {what}");
        if (rule.Segment is null || !ids.Contains(rule.Segment))
            throw BadRule("names a segment that the map does not have");
        var ranges = rule.R is not null || rule.F is not null || rule.M is not null || rule.MeanOfFAndM is not null;
        if (ranges == rule.Codes is not null)
            throw BadRule("must have ranges or codes, one of them; for the rest of the scores name a fallback");
        if (rule.Codes is { Count: 0 })
            throw BadRule("has an empty list of codes");
        foreach (var code in rule.Codes ?? [])
        {
            if (!code.IsScored || code.R > levels.Recency || code.F > levels.Frequency || code.M > levels.Monetary)
                throw BadRule($"has the code {code}, which {levels} levels do not");
        }

        void Range(LevelRange? range, string name, double top, int parts)
        {
            if (range is not { } known)
                return;
            if (!(known.From >= 1 && known.From <= known.Through && known.Through <= top))
                throw BadRule($"has the range {name} {known}; it must lie within 1-{top}, from low to high");
            if (known.From * parts % 1 != 0 || known.Through * parts % 1 != 0)
                throw BadRule($"has the range {name} {known}; its ends must be whole{(parts == 2 ? " or half" : "")} numbers");
        }

        Range(rule.R, "R", levels.Recency, 1);
        Range(rule.F, "F", levels.Frequency, 1);
        Range(rule.M, "M", levels.Monetary, 1);
        Range(rule.MeanOfFAndM, "of the mean of F and M", (levels.Frequency + levels.Monetary) / 2.0, 2);
    }

    private static ArgumentException Bad(ErrorText what) => Error.Argument($"The segment map is wrong: {what}.", "options");
}
