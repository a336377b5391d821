namespace MemberValue.Members;

/// <summary>The columns that a log gives: the one catalogue of them, a row for each.</summary>
/// <remarks>
/// Cells are whole numbers, <see cref="MemberColumns.NoCell"/> where the member does not have one. Amounts are decimals, held as a <see cref="MoneyColumn"/>.
/// </remarks>
public static class LogColumns
{
    private static readonly List<MemberColumn> Rows = [];

    /// <summary>All of them, in the order of this list.</summary>
    public static IReadOnlyList<MemberColumn> All { get; } = Rows.AsReadOnly();

    /// <summary>Number of purchases, 0 or more.</summary>
    public static MemberColumn<int> Purchases { get; } = Of<int>("Purchases", "purchases", LogHasIt);

    /// <summary>Number of orders, 0 or more.</summary>
    public static MemberColumn<int> Orders { get; } = Of<int>("Orders", "orders", LogHasIt);

    /// <summary>Cell of the first purchase.</summary>
    public static MemberColumn<int> FirstPurchaseCell { get; } = Of<int>("FirstPurchaseCell", "cell", LogHasIt);

    /// <summary>Cell of the last purchase.</summary>
    public static MemberColumn<int> LastPurchaseCell { get; } = Of<int>("LastPurchaseCell", "cell", LogHasIt);

    /// <summary>Cell of the purchase before the last.</summary>
    public static MemberColumn<int> PreviousPurchaseCell { get; } = Of<int>("PreviousPurchaseCell", "cell", LogHasIt);

    /// <summary>Cell of the registration.</summary>
    public static MemberColumn<int> RegistrationCell { get; } = Of<int>("RegistrationCell", "cell", "Add registrations to the builder, or give MemberColumnData.{0}.");

    /// <summary>Sum of the natural logarithms of the gaps between purchases, in cells.</summary>
    public static MemberColumn<double> SumOfLogGaps { get; } = Of<double>("SumOfLogGaps", "", LogHasIt);

    /// <summary>Total of the sale rows.</summary>
    public static MemberColumn<decimal> Sales { get; } = Of<decimal>("Sales", "money", LogHasIt);

    /// <summary>Total of the refund rows, as a positive amount.</summary>
    public static MemberColumn<decimal> Refunds { get; } = Of<decimal>("Refunds", "money", LogHasIt);

    /// <summary>Sales less refunds.</summary>
    public static MemberColumn<decimal> Net { get; } = Of<decimal>("Net", "money", LogHasIt);

    /// <summary>Total margin; missing for a member when only some of their rows carried one.</summary>
    public static MemberColumn<decimal> Margin { get; } = Of<decimal>("Margin", "money", "Give the transactions a margin, or give MemberColumnData.{0}.");

    /// <summary>Net spend in the cells that are purchases.</summary>
    public static MemberColumn<decimal> PurchaseSpend { get; } = Of<decimal>("PurchaseSpend", "money", LogHasIt);

    /// <summary>Net spend in the cell of the first purchase.</summary>
    public static MemberColumn<decimal> FirstPurchaseSpend { get; } = Of<decimal>("FirstPurchaseSpend", "money", LogHasIt);

    /// <summary>Purchases in the last w cells of the window.</summary>
    public static MemberColumn<int> RecentPurchases { get; } = Of<int>("RecentPurchases", "purchases", AskForRecent);

    /// <summary>Net spend in the last w cells of the window.</summary>
    public static MemberColumn<decimal> RecentSpend { get; } = Of<decimal>("RecentSpend", "money", AskForRecent);

    /// <summary>Purchases in the w cells before those.</summary>
    public static MemberColumn<int> EarlierPurchases { get; } = Of<int>("EarlierPurchases", "purchases", AskForRecent);

    /// <summary>Net spend in the w cells before those.</summary>
    public static MemberColumn<decimal> EarlierSpend { get; } = Of<decimal>("EarlierSpend", "money", AskForRecent);

    /// <summary>Cell of the last visit.</summary>
    public static MemberColumn<int> LastVisitCell { get; } = Of<int>("LastVisitCell", "cell", "Add visits to the builder, or give MemberColumnData.{0}.");

    /// <summary>Visits in the last w cells of the window.</summary>
    public static MemberColumn<int> RecentVisits { get; } = Of<int>("RecentVisits", "visits", AskForRecentVisits);

    /// <summary>Visits in the w cells before those.</summary>
    public static MemberColumn<int> EarlierVisits { get; } = Of<int>("EarlierVisits", "visits", AskForRecentVisits);

    private const string LogHasIt = "A table from a log has it; columns from arrays need MemberColumnData.{0}.";

    private const string AskForRecent = "Set MemberTableOptions.RecentCells, or give MemberColumnData.{0}.";

    private const string AskForRecentVisits = "Set MemberTableOptions.RecentCells and add visits to the builder, or give MemberColumnData.{0}.";

    /// <summary>The column of a log that has this name, or null.</summary>
    internal static MemberColumn? Find(string name)
    {
        foreach (var column in Rows)
        {
            if (column.Name == name)
                return column;
        }

        return null;
    }

    private static MemberColumn<T> Of<T>(string name, string unit, string howToFeed)
    {
        var column = new MemberColumn<T>(name, unit, howToFeed.Replace("{0}", name, StringComparison.Ordinal), Rows.Count);
        Rows.Add(column);
        return column;
    }
}
