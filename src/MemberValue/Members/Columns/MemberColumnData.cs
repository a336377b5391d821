namespace MemberValue.Members;

/// <summary>
/// Arrays of equal length, one element per member, to make <see cref="MemberColumns"/> of: for a shop that aggregates in its database. Leave
/// out what you do not have. Cells that a member does not have (a last purchase without a purchase) are null.
/// </summary>
public sealed class MemberColumnData
{
    /// <summary>Number of purchases; 0 or more. Required.</summary>
    public int[]? Purchases { get; set; }

    /// <summary>Number of orders; 0 or more.</summary>
    public int[]? Orders { get; set; }

    /// <summary>Cell of the first purchase, inside the window; null exactly where there is no purchase.</summary>
    public int?[]? FirstPurchaseCell { get; set; }

    /// <summary>Cell of the last purchase, inside the window; null exactly where there is no purchase.</summary>
    public int?[]? LastPurchaseCell { get; set; }

    /// <summary>Cell of the purchase before the last, null exactly where there are fewer than two.</summary>
    public int?[]? PreviousPurchaseCell { get; set; }

    /// <summary>Cell of the registration, not after the window; null where unknown.</summary>
    public int?[]? RegistrationCell { get; set; }

    /// <summary>Sum of the natural logarithms of the gaps between purchases, in cells; finite, 0 or more.</summary>
    public double[]? SumOfLogGaps { get; set; }

    /// <summary>Total of the sale rows; 0 or more.</summary>
    public decimal[]? Sales { get; set; }

    /// <summary>Total of the refund rows as a positive amount; 0 or more.</summary>
    public decimal[]? Refunds { get; set; }

    /// <summary>Sales less refunds. Left out, it is computed where both are given; given with both, it must equal their difference.</summary>
    public decimal[]? Net { get; set; }

    /// <summary>Total margin, null where it is not known for the whole member.</summary>
    public decimal?[]? Margin { get; set; }

    /// <summary>Net spend in the cells that are purchases.</summary>
    public decimal[]? PurchaseSpend { get; set; }

    /// <summary>Net spend in the cell of the first purchase.</summary>
    public decimal[]? FirstPurchaseSpend { get; set; }

    /// <summary>The w of the recent columns: how many cells are recent; at least 1 if one of those columns is given.</summary>
    public int RecentCells { get; set; }

    /// <summary>Purchases in the last w cells; 0 or more.</summary>
    public int[]? RecentPurchases { get; set; }

    /// <summary>Net spend in the last w cells.</summary>
    public decimal[]? RecentSpend { get; set; }

    /// <summary>Purchases in the w cells before; 0 or more.</summary>
    public int[]? EarlierPurchases { get; set; }

    /// <summary>Net spend in the w cells before.</summary>
    public decimal[]? EarlierSpend { get; set; }

    /// <summary>Cell of the last visit, not after the window; null where there is none.</summary>
    public int?[]? LastVisitCell { get; set; }

    /// <summary>Visits in the last w cells; 0 or more.</summary>
    public int[]? RecentVisits { get; set; }

    /// <summary>Visits in the w cells before; 0 or more.</summary>
    public int[]? EarlierVisits { get; set; }
}
