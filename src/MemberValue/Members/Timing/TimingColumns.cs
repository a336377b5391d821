namespace MemberValue.Members;

/// <summary>
/// The columns that need every purchase and visit of a member and not only sums: how regular and how clumpy the purchases are, how often the member visits.
/// They are computed when asked for, with <see cref="MemberLog{TKey}.WithTiming"/> or <see cref="MemberState.WithTiming"/>; both give the same bits.
/// </summary>
/// <remarks>Length of the relationship and mean gap need no such pass: <see cref="Measures.DaysSinceFirstPurchase"/> and
/// <see cref="Measures.MeanGapDays"/>.</remarks>
public static class TimingColumns
{
    private const string Feed = "Give the table its timing: log.WithTiming(table), or state.WithTiming(row) for one member.";

    private const string FeedVisits = "Add visits to the log, and give the table its timing: log.WithTiming(table).";

    /// <summary>
    /// The coefficient of variation of the gaps between purchases, their standard deviation (of a sample, n - 1) divided by their mean; 0 or more. 0 for one
    /// who buys like a clock, about 1 for purchases that come by chance, above 1 for purchases in bursts. NaN with fewer than three purchases.
    /// </summary>
    public static MemberColumn<double> GapVariation { get; } = new("GapVariation", "", Feed);

    /// <summary>
    /// How much the purchases stand in clumps, 0 to 1: <see cref="Members.Clumpiness"/> of the repeat purchases in the cells from the first purchase to the
    /// end of the window. NaN without a repeat purchase.
    /// </summary>
    public static MemberColumn<double> Clumpiness { get; } = new("Clumpiness", "", Feed);

    /// <summary>Visits in the window, 0 or more.</summary>
    public static MemberColumn<int> Visits { get; } = new("Visits", "visits", FeedVisits);

    /// <summary>Cells of the window with at least one visit, 0 or more.</summary>
    public static MemberColumn<int> VisitCells { get; } = new("VisitCells", "cells", FeedVisits);

    /// <summary>
    /// Visits per 30 days since the member was first seen: since the registration, the first purchase or the first visit, whichever came first, and not before
    /// the window begins. 0 or more; NaN for a member about whom the window has none of them.
    /// </summary>
    public static MemberColumn<double> VisitsPer30Days { get; } = new("VisitsPer30Days", "visits", FeedVisits);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<MemberColumn> All { get; } =
        Array.AsReadOnly<MemberColumn>([GapVariation, Clumpiness, Visits, VisitCells, VisitsPer30Days]);

    internal static MemberColumn? Find(string name) => All.FirstOrDefault(column => column.Name == name);
}
