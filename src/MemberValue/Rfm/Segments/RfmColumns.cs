using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>The columns that RFM gives, for <c>table.With(key, values)</c> and for whatever reads them there.</summary>
public static class RfmColumns
{
    /// <summary>The members' scores.</summary>
    public static MemberColumn<RfmScore> Score { get; } =
        new MemberColumn<RfmScore>("RfmScore", "", "Score the table and give it the scores: table.With(RfmColumns.Score, scorer.Score(table)).")
            .StoredAs(score => score.ToString(), RfmScore.Parse);

    /// <summary>The members' segments; null for an unscored member. A saved table has their ids: <see cref="SegmentOf"/> reads
    /// them.</summary>
    public static MemberColumn<Segment?> Segment { get; } =
        new MemberColumn<Segment?>("RfmSegment", "", "Apply a map and give the table the segments: table.With(RfmColumns.Segment, map.Apply(scores)).")
            .StoredAs(segment => segment!.Id, _ => throw new FormatException("A segment is read from a map: give RfmColumns.SegmentOf(map)."));

    /// <summary>The key of <see cref="Segment"/> that reads the segments of a saved table:
    /// <c>MemberTable.Load(stream, [RfmColumns.SegmentOf(map)])</c>.</summary>
    /// <param name="map">The map that has the segments.</param>
    /// <returns>A key that is equal to <see cref="Segment"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="map"/> is null.</exception>
    public static MemberColumn<Segment?> SegmentOf(SegmentMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return Segment.StoredAs(
            segment => segment!.Id,
            id => map.Segments.FirstOrDefault(segment => segment.Id == id) ?? throw Error.Format($"The map {map.Name} has no segment '{id}'."));
    }
}
