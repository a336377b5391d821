using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.RuleSegments;

/// <summary>The column that rules of segments give, for <c>table.With(key, values)</c> and for whatever reads it there.</summary>
public static class RuleSegmentColumns
{
    /// <summary>The members' segments; null where there is none. A saved table has their ids: <see cref="SegmentOf"/> reads them.</summary>
    public static MemberColumn<Segment?> Segment { get; } =
        new MemberColumn<Segment?>(
                "RuleSegment", "", "Apply the rules and give the table the segments: table.With(RuleSegmentColumns.Segment, map.Apply(table)).")
            .StoredAs(segment => segment!.Id, _ => throw new FormatException("A segment is read from a map: give RuleSegmentColumns.SegmentOf(map)."));

    /// <summary>The key of <see cref="Segment"/> that reads the segments of a saved table:
    /// <c>MemberTable.Load(stream, [RuleSegmentColumns.SegmentOf(map)])</c>.</summary>
    /// <param name="map">The map that has the segments.</param>
    /// <returns>A key that is equal to <see cref="Segment"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="map"/> is null.</exception>
    public static MemberColumn<Segment?> SegmentOf(RuleSegmentMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return Segment.StoredAs(
            segment => segment!.Id,
            id => map.Segments.FirstOrDefault(segment => segment.Id == id) ?? throw Error.Format($"The map {map.Name} has no segment '{id}'."));
    }
}
