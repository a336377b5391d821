namespace MemberValue.Members;

/// <summary>
/// One member's numbers as of one cell: a row of a table as a value, safe to keep. What was not fed, and what the member does not have, is null.
/// </summary>
public sealed record MemberRow
{
    /// <summary>The window that the numbers look at.</summary>
    public required ObservationWindow Window { get; init; }

    /// <summary>The w of the recent numbers; 0 when there are none.</summary>
    public int RecentCells { get; init; }

    /// <summary>Number of purchases, 0 or more.</summary>
    public required int Purchases { get; init; }

    /// <summary>Number of orders.</summary>
    public int? Orders { get; init; }

    /// <summary>Cell of the first purchase.</summary>
    public int? FirstPurchaseCell { get; init; }

    /// <summary>Cell of the last purchase.</summary>
    public int? LastPurchaseCell { get; init; }

    /// <summary>Cell of the purchase before the last.</summary>
    public int? PreviousPurchaseCell { get; init; }

    /// <summary>Cell of the registration; it may lie before the window.</summary>
    public int? RegistrationCell { get; init; }

    /// <summary>Sum of the natural logarithms of the gaps between purchases, in cells.</summary>
    public double? SumOfLogGaps { get; init; }

    /// <summary>Total of the sale rows.</summary>
    public decimal? Sales { get; init; }

    /// <summary>Total of the refund rows as a positive amount.</summary>
    public decimal? Refunds { get; init; }

    /// <summary>Sales less refunds.</summary>
    public decimal? Net { get; init; }

    /// <summary>Total margin; null when only some of the member's rows carried one.</summary>
    public decimal? Margin { get; init; }

    /// <summary>Net spend in the cells that are purchases.</summary>
    public decimal? PurchaseSpend { get; init; }

    /// <summary>Net spend in the cell of the first purchase.</summary>
    public decimal? FirstPurchaseSpend { get; init; }

    /// <summary>Purchases in the last w cells.</summary>
    public int? RecentPurchases { get; init; }

    /// <summary>Net spend in the last w cells.</summary>
    public decimal? RecentSpend { get; init; }

    /// <summary>Purchases in the w cells before those.</summary>
    public int? EarlierPurchases { get; init; }

    /// <summary>Net spend in the w cells before those.</summary>
    public decimal? EarlierSpend { get; init; }

    /// <summary>Cell of the last visit.</summary>
    public int? LastVisitCell { get; init; }

    /// <summary>Visits in the last w cells.</summary>
    public int? RecentVisits { get; init; }

    /// <summary>Visits in the w cells before those.</summary>
    public int? EarlierVisits { get; init; }

    /// <summary>x: purchases after the first; 0 for a member who never bought.</summary>
    public int RepeatPurchases => Math.Max(Purchases - 1, 0);

    /// <summary>t_x: cells from the first purchase to the last; null without a purchase.</summary>
    public int? TimeOfLastPurchase => LastPurchaseCell - FirstPurchaseCell;

    /// <summary>T: cells from the first purchase to the window's last; null without a purchase.</summary>
    public int? Age => Window.LastCell - FirstPurchaseCell;

    /// <summary>Cells from the last purchase to the window's last; null without a purchase.</summary>
    public int? Recency => Window.LastCell - LastPurchaseCell;

    /// <summary>Mean gap between purchases, in cells; null with fewer than two.</summary>
    public double? MeanGap => RepeatPurchases == 0 ? null : (double?)TimeOfLastPurchase / RepeatPurchases;

    /// <summary>The row as columns of one member, for any scorer, classifier, calculator or rule: one member takes the same way as a million.</summary>
    /// <returns>Columns with one row.</returns>
    public MemberColumns ToColumns() => ToColumns(withMissing: false);

    /// <summary>The same; <paramref name="withMissing"/> has columns of margins, registrations and last visits even if this member does not have one.</summary>
    internal MemberColumns ToColumns(bool withMissing) => MemberColumns.FromColumns(Window, new MemberColumnData
    {
        Purchases = [Purchases],
        Orders = One(Orders),
        FirstPurchaseCell = Cell(FirstPurchaseCell, fed: FirstPurchaseCell is not null || Purchases == 0),
        LastPurchaseCell = Cell(LastPurchaseCell, fed: LastPurchaseCell is not null || Purchases == 0),
        PreviousPurchaseCell = Cell(PreviousPurchaseCell, fed: PreviousPurchaseCell is not null || Purchases <= 1),
        RegistrationCell = Cell(RegistrationCell, fed: withMissing || RegistrationCell is not null),
        SumOfLogGaps = One(SumOfLogGaps),
        Sales = One(Sales),
        Refunds = One(Refunds),
        Net = One(Net),
        Margin = withMissing || Margin is not null ? [Margin] : null,
        PurchaseSpend = One(PurchaseSpend),
        FirstPurchaseSpend = One(FirstPurchaseSpend),
        RecentCells = RecentCells,
        RecentPurchases = One(RecentPurchases),
        RecentSpend = One(RecentSpend),
        EarlierPurchases = One(EarlierPurchases),
        EarlierSpend = One(EarlierSpend),
        LastVisitCell = Cell(LastVisitCell, fed: withMissing || LastVisitCell is not null),
        RecentVisits = One(RecentVisits),
        EarlierVisits = One(EarlierVisits),
    });

    private static T[]? One<T>(T? value)
        where T : struct => value is { } known ? [known] : null;

    private static int?[]? Cell(int? cell, bool fed) => fed ? [cell] : null;
}
