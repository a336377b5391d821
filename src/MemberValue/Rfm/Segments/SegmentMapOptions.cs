namespace MemberValue.Rfm;

/// <summary>The segments and rules of a <see cref="SegmentMap"/>; checked when the map is created.</summary>
public sealed class SegmentMapOptions
{
    /// <summary>What to call the map.</summary>
    public string Name { get; set; } = "segments";

    /// <summary>The levels of the scale that the map is for; five each by default.</summary>
    public RfmLevels Levels { get; set; } = RfmLevels.Of(5);

    /// <summary>The segments, in the order to show them in.</summary>
    public IReadOnlyList<Segment> Segments { get; set; } = [];

    /// <summary>The rules, in order: the first that matches a score decides.</summary>
    public IReadOnlyList<SegmentRule> Rules { get; set; } = [];

    /// <summary>The <see cref="Segment.Id"/> of the segment for scores that no rule matches; null when the rules must cover all.</summary>
    public string? Fallback { get; set; }
}
