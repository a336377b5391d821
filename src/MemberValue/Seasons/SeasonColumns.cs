using MemberValue.Members;

namespace MemberValue.Seasons;

/// <summary>The columns that a seasonal index gives.</summary>
public static class SeasonColumns
{
    /// <summary>Repeat purchases per 30 days of an average season; NaN for a member who has not been here long enough.</summary>
    public static MemberColumn<double> AdjustedFrequency { get; } =
        new("SeasonAdjustedFrequency", "purchases", "Apply a seasonal index to the table: index.AdjustFrequency(table).");
}
