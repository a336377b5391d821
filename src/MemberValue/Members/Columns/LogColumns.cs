namespace MemberValue.Members;

/// <summary>The catalogue of the columns that a log gives. Feeding, checking, reading, saving and printing all use it.</summary>
/// <remarks>
/// Cells are whole numbers, <see cref="MemberColumns.NoCell"/> where the member does not have one. Amounts are decimals, held as a <see cref="MoneyColumn"/>.
/// </remarks>
public static class LogColumns
{
    private static readonly List<MemberColumn> Rows = [];

    /// <summary>All of them, in the order of this list.</summary>
    public static IReadOnlyList<MemberColumn> All { get; } = Rows.AsReadOnly();

    /// <summary>Number of purchases, 0 or more.</summary>
    public static MemberColumn<int> Purchases { get; } = Count("Purchases", "purchases", LogHasIt);

    /// <summary>Number of orders, 0 or more.</summary>
    public static MemberColumn<int> Orders { get; } = Count("Orders", "orders", LogHasIt);

    /// <summary>Cell of the first purchase.</summary>
    public static MemberColumn<int> FirstPurchaseCell { get; } = Cell("FirstPurchaseCell", LogHasIt);

    /// <summary>Cell of the last purchase.</summary>
    public static MemberColumn<int> LastPurchaseCell { get; } = Cell("LastPurchaseCell", LogHasIt);

    /// <summary>Cell of the purchase before the last.</summary>
    public static MemberColumn<int> PreviousPurchaseCell { get; } = Cell("PreviousPurchaseCell", LogHasIt);

    /// <summary>Cell of the registration.</summary>
    public static MemberColumn<int> RegistrationCell { get; } = Cell(
        "RegistrationCell", "Add registrations to the builder, or give MemberColumnData.{0}.", insideWindow: false);

    /// <summary>Sum of the natural logarithms of the gaps between purchases, in cells.</summary>
    public static MemberColumn<double> SumOfLogGaps { get; } = Row<double>(
        "SumOfLogGaps", "", LogHasIt, (sum, _) => double.IsFinite(sum) && sum >= 0 ? null : "it must be finite and 0 or more");

    /// <summary>Total of the sale rows.</summary>
    public static MemberColumn<decimal> Sales { get; } = Money("Sales", LogHasIt, signed: false);

    /// <summary>Total of the refund rows, as a positive amount.</summary>
    public static MemberColumn<decimal> Refunds { get; } = Money("Refunds", LogHasIt, signed: false);

    /// <summary>Sales less refunds.</summary>
    public static MemberColumn<decimal> Net { get; } = Money("Net", LogHasIt);

    /// <summary>Total margin; missing for a member when only some of their rows carried one.</summary>
    public static MemberColumn<decimal> Margin { get; } = Money("Margin", "Give the transactions a margin, or give MemberColumnData.{0}.", mayBeMissing: true);

    /// <summary>Net spend in the cells that are purchases.</summary>
    public static MemberColumn<decimal> PurchaseSpend { get; } = Money("PurchaseSpend", LogHasIt);

    /// <summary>Net spend in the cell of the first purchase.</summary>
    public static MemberColumn<decimal> FirstPurchaseSpend { get; } = Money("FirstPurchaseSpend", LogHasIt);

    /// <summary>Purchases in the last w cells of the window.</summary>
    public static MemberColumn<int> RecentPurchases { get; } = Count("RecentPurchases", "purchases", AskForRecent, isRecent: true);

    /// <summary>Net spend in the last w cells of the window.</summary>
    public static MemberColumn<decimal> RecentSpend { get; } = Money("RecentSpend", AskForRecent, isRecent: true);

    /// <summary>Purchases in the w cells before those.</summary>
    public static MemberColumn<int> EarlierPurchases { get; } = Count("EarlierPurchases", "purchases", AskForRecent, isRecent: true);

    /// <summary>Net spend in the w cells before those.</summary>
    public static MemberColumn<decimal> EarlierSpend { get; } = Money("EarlierSpend", AskForRecent, isRecent: true);

    /// <summary>Cell of the last visit.</summary>
    public static MemberColumn<int> LastVisitCell { get; } = Cell(
        "LastVisitCell", "Add visits to the builder, or give MemberColumnData.{0}.", insideWindow: false);

    /// <summary>Visits in the last w cells of the window.</summary>
    public static MemberColumn<int> RecentVisits { get; } = Count("RecentVisits", "visits", AskForRecentVisits, isRecent: true);

    /// <summary>Visits in the w cells before those.</summary>
    public static MemberColumn<int> EarlierVisits { get; } = Count("EarlierVisits", "visits", AskForRecentVisits, isRecent: true);

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

    private static MemberColumn<int> Count(string name, string unit, string howToFeed, bool isRecent = false) =>
        Row<int>(name, unit, howToFeed, (count, _) => count >= 0 ? null : "it must be 0 or more", isRecent: isRecent);

    private static MemberColumn<int> Cell(string name, string howToFeed, bool insideWindow = true) => Row<int>(
        name, "cell", howToFeed,
        (cell, window) =>
        {
            var from = insideWindow ? window.FirstCell : MemberColumns.NoCell + 1;
            return cell == MemberColumns.NoCell || (cell >= from && cell <= window.LastCell)
                ? null
                : FormattableString.Invariant($"it must be a cell from {from} through {window.LastCell}, or null");
        },
        mayBeMissing: true);

    private static MemberColumn<decimal> Money(string name, string howToFeed, bool signed = true, bool mayBeMissing = false, bool isRecent = false) =>
        Row<decimal>(name, "money", howToFeed, (amount, _) => signed || amount >= 0 ? null : "it must be 0 or more", mayBeMissing, isRecent);

    /// <param name="name">The column's name.</param>
    /// <param name="unit">What a value counts.</param>
    /// <param name="howToFeed">Where it comes from; {0} stands for the name.</param>
    /// <param name="allowed">What is allowed, for a value that is not; null for one that is.</param>
    /// <param name="mayBeMissing">Whether a member may lack a value.</param>
    /// <param name="isRecent">Whether the column depends on <see cref="MemberColumns.RecentCells"/>.</param>
    private static MemberColumn<T> Row<T>(
        string name, string unit, string howToFeed, Func<T, ObservationWindow, string?> allowed, bool mayBeMissing = false, bool isRecent = false)
    {
        var column = new MemberColumn<T>(name, unit, howToFeed.Replace("{0}", name, StringComparison.Ordinal), Rows.Count, allowed, mayBeMissing, isRecent);
        Rows.Add(column);
        return column;
    }
}
