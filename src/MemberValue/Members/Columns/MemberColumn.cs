namespace MemberValue.Members;

/// <summary>The columns that a table can carry. A column that nobody fed does not exist and takes no memory.</summary>
public enum MemberColumn
{
    /// <summary>Number of purchases.</summary>
    Purchases,

    /// <summary>Number of orders.</summary>
    Orders,

    /// <summary>Cell of the first purchase.</summary>
    FirstPurchase,

    /// <summary>Cell of the last purchase.</summary>
    LastPurchase,

    /// <summary>Cell of the purchase before the last.</summary>
    PreviousPurchase,

    /// <summary>Cell of the registration.</summary>
    Registration,

    /// <summary>Sum of the natural logarithms of the gaps between purchases, in cells.</summary>
    SumOfLogGaps,

    /// <summary>Total of the sale rows.</summary>
    Sales,

    /// <summary>Total of the refund rows, as a positive amount.</summary>
    Refunds,

    /// <summary>Sales less refunds.</summary>
    Net,

    /// <summary>Total margin; missing for a member when only some of their rows carried one.</summary>
    Margin,

    /// <summary>Net spend in the cells that are purchases.</summary>
    PurchaseSpend,

    /// <summary>Net spend in the cell of the first purchase.</summary>
    FirstPurchaseSpend,

    /// <summary>Purchases in the last w cells of the window.</summary>
    RecentPurchases,

    /// <summary>Net spend in the last w cells of the window.</summary>
    RecentSpend,

    /// <summary>Purchases in the w cells before those.</summary>
    EarlierPurchases,

    /// <summary>Net spend in the w cells before those.</summary>
    EarlierSpend,

    /// <summary>Cell of the last visit.</summary>
    LastVisit,

    /// <summary>Visits in the last w cells of the window.</summary>
    RecentVisits,

    /// <summary>Visits in the w cells before those.</summary>
    EarlierVisits,
}
