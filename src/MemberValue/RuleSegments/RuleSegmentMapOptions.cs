using MemberValue.Common;

namespace MemberValue.RuleSegments;

/// <summary>
/// Segments, and ordered rules over columns that give them to members. A plain class that configuration can bind; checked and copied when it is used.
/// </summary>
public class RuleSegmentMapOptions
{
    internal const int MostRules = 256;

    /// <summary>What to call the segments as a whole; not empty.</summary>
    public string Name { get; set; } = "segments";

    /// <summary>The segments, in the order to show them in; at least one.</summary>
    public IReadOnlyList<NamedSegmentOptions>? Segments { get; set; }

    /// <summary>The rules, in order: the first whose conditions all hold decides. 1 to 256.</summary>
    public IReadOnlyList<SegmentRuleOptions>? Rules { get; set; }

    /// <summary>The <see cref="NamedSegmentOptions.Id"/> of the segment for members for whom no rule holds; null when the rules must cover all
    /// values.</summary>
    public string? Fallback { get; set; }

    internal void Check()
    {
        if (string.IsNullOrWhiteSpace(Name))
            throw Wrong($"{nameof(Name)} is '{Name}'; it must not be empty");
        if (Segments is not { Count: > 0 })
            throw Wrong($"{nameof(Segments)} has no segment; there must be at least one");
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Segments.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(Segments[i]?.Id))
                throw Wrong($"segment {i}: {nameof(NamedSegmentOptions.Id)} is '{Segments[i]?.Id}'; it must not be empty");
            if (!ids.Add(Segments[i].Id!))
                throw Wrong($"segment {i}: {nameof(NamedSegmentOptions.Id)} is '{Segments[i].Id}'; it must not be that of a segment before it");
        }

        if (Rules is not { Count: > 0 and <= MostRules })
            throw Wrong($"{nameof(Rules)} has {Rules?.Count ?? 0} rules; there must be 1 to {MostRules}");
        for (var i = 0; i < Rules.Count; i++)
        {
            var place = PlaceOf(i, Rules[i]);
            if (Rules[i]?.Segment is not { } segment || !ids.Contains(segment))
                throw Wrong($"{place}: {nameof(SegmentRuleOptions.Segment)} is '{Rules[i]?.Segment}'; it must be the id of one of the segments");
            if (Rules[i].When is not { Count: > 0 } when)
            {
                throw Wrong(
                    $"{place}: {nameof(SegmentRuleOptions.When)} has no condition; there must be at least one. For the rest of the members name a Fallback");
            }

            foreach (var condition in when)
                (condition ?? throw Wrong($"{place}: {nameof(SegmentRuleOptions.When)} must not have a condition that is null")).Check(place);
        }

        if (Fallback is not null && !ids.Contains(Fallback))
            throw Wrong($"{nameof(Fallback)} is '{Fallback}'; it must be the id of one of the segments, or null");
    }

    internal RuleSegmentMapOptions Copy() => new()
    {
        Name = Name,
        Segments = Array.AsReadOnly((Segments ?? []).Select(segment => new NamedSegmentOptions
        {
            Id = segment.Id,
            Name = segment.Name is null ? null : new Dictionary<string, string>(segment.Name),
            Action = segment.Action is null ? null : new Dictionary<string, string>(segment.Action),
        }).ToArray()),
        Rules = Array.AsReadOnly((Rules ?? []).Select(rule => new SegmentRuleOptions
        {
            Segment = rule.Segment,
            When = Array.AsReadOnly((rule.When ?? []).Select(condition => condition.Copy()).ToArray()),
        }).ToArray()),
        Fallback = Fallback,
    };

    /// <summary>A rule in an error.</summary>
    internal static string PlaceOf(int place, SegmentRuleOptions? rule) => FormattableString.Invariant($"rule {place} ('{rule?.Segment}')");

    internal static ArgumentException Wrong(ErrorText what) => Error.Argument($"The rules of segments are wrong: {what}.", "options");
}
