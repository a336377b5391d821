using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>The columns that RFM gives, for <c>table.With(key, values)</c> and for whatever reads them there.</summary>
public static class RfmColumns
{
    /// <summary>The members' scores.</summary>
    public static MemberColumn<RfmScore> Score { get; } =
        new("RfmScore", "", "Score the table and give it the scores: table.With(RfmColumns.Score, scorer.Score(table)).");

    /// <summary>The members' segments; null for a member that no rule of the map covers.</summary>
    public static MemberColumn<Segment?> Segment { get; } =
        new("RfmSegment", "", "Apply a map and give the table the segments: table.With(RfmColumns.Segment, map.Apply(scores)).");
}
