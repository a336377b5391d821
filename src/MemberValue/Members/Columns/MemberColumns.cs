namespace MemberValue.Members;

/// <summary>
/// The columns of a member table without its keys: one element per member in every column, all as of the window's last cell. The one input of
/// every scorer, classifier, calculator and rule. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// A column that was not fed does not exist: ask <see cref="Has"/> first, or take the <see cref="InvalidOperationException"/> that says how
/// to feed it. Cells that a member does not have are <see cref="NoCell"/>.
/// </remarks>
public sealed partial class MemberColumns
{
    /// <summary>Stands for a cell that a member does not have: the last purchase of a member who never bought.</summary>
    public const int NoCell = int.MinValue;

    internal MemberColumns(ObservationWindow window, int count)
    {
        Window = window;
        Count = count;
    }

    /// <summary>The window that the columns look at.</summary>
    public ObservationWindow Window { get; }

    /// <summary>The number of members.</summary>
    public int Count { get; }

    /// <summary>The w of the recent columns: they count the last w cells, and the w cells before; 0 when there are none.</summary>
    public int RecentCells { get; internal init; }

    /// <summary>Number of purchases, 0 or more.</summary>
    public ReadOnlySpan<int> Purchases => Fed(PurchasesArray, MemberColumn.Purchases);

    /// <summary>Number of orders: distinct order ids among the sale rows of each cell, and one for each sale row without an id.</summary>
    public ReadOnlySpan<int> Orders => Fed(OrdersArray, MemberColumn.Orders);

    /// <summary>Cell of the first purchase, or <see cref="NoCell"/>.</summary>
    public ReadOnlySpan<int> FirstPurchase => Fed(FirstPurchaseArray, MemberColumn.FirstPurchase);

    /// <summary>Cell of the last purchase, or <see cref="NoCell"/>.</summary>
    public ReadOnlySpan<int> LastPurchase => Fed(LastPurchaseArray, MemberColumn.LastPurchase);

    /// <summary>Cell of the purchase before the last, or <see cref="NoCell"/>.</summary>
    public ReadOnlySpan<int> PreviousPurchase => Fed(PreviousPurchaseArray, MemberColumn.PreviousPurchase);

    /// <summary>Cell of the registration, or <see cref="NoCell"/>; it may lie before the window.</summary>
    public ReadOnlySpan<int> Registration => Fed(RegistrationArray, MemberColumn.Registration);

    /// <summary>Sum of the natural logarithms of the gaps between purchases, in cells; 0 with fewer than two purchases.</summary>
    public ReadOnlySpan<double> SumOfLogGaps => Fed(SumOfLogGapsArray, MemberColumn.SumOfLogGaps);

    /// <summary>Total of the sale rows, 0 or more.</summary>
    public MoneyColumn Sales => Fed(SalesColumn, MemberColumn.Sales);

    /// <summary>Total of the refund rows as a positive amount.</summary>
    public MoneyColumn Refunds => Fed(RefundsColumn, MemberColumn.Refunds);

    /// <summary>Sales less refunds; below 0 for a member who returned more than they bought inside the window.</summary>
    public MoneyColumn Net => Fed(NetColumn, MemberColumn.Net);

    /// <summary>Total margin; missing for a member when only some of their rows carried one.</summary>
    public MoneyColumn Margin => Fed(MarginColumn, MemberColumn.Margin);

    /// <summary>Net spend in the cells that are purchases: what the mean spend is the mean of.</summary>
    public MoneyColumn PurchaseSpend => Fed(PurchaseSpendColumn, MemberColumn.PurchaseSpend);

    /// <summary>Net spend in the cell of the first purchase; 0 without one.</summary>
    public MoneyColumn FirstPurchaseSpend => Fed(FirstPurchaseSpendColumn, MemberColumn.FirstPurchaseSpend);

    /// <summary>Purchases in the last <see cref="RecentCells"/> cells.</summary>
    public ReadOnlySpan<int> RecentPurchases => Fed(RecentPurchasesArray, MemberColumn.RecentPurchases);

    /// <summary>Net spend in the last <see cref="RecentCells"/> cells, refund-only cells included.</summary>
    public MoneyColumn RecentSpend => Fed(RecentSpendColumn, MemberColumn.RecentSpend);

    /// <summary>Purchases in the <see cref="RecentCells"/> cells before the last ones.</summary>
    public ReadOnlySpan<int> EarlierPurchases => Fed(EarlierPurchasesArray, MemberColumn.EarlierPurchases);

    /// <summary>Net spend in the <see cref="RecentCells"/> cells before the last ones, refund-only cells included.</summary>
    public MoneyColumn EarlierSpend => Fed(EarlierSpendColumn, MemberColumn.EarlierSpend);

    /// <summary>Cell of the last visit, or <see cref="NoCell"/>.</summary>
    public ReadOnlySpan<int> LastVisit => Fed(LastVisitArray, MemberColumn.LastVisit);

    /// <summary>Visits in the last <see cref="RecentCells"/> cells.</summary>
    public ReadOnlySpan<int> RecentVisits => Fed(RecentVisitsArray, MemberColumn.RecentVisits);

    /// <summary>Visits in the <see cref="RecentCells"/> cells before the last ones.</summary>
    public ReadOnlySpan<int> EarlierVisits => Fed(EarlierVisitsArray, MemberColumn.EarlierVisits);

    internal int[]? PurchasesArray { get; init; }

    internal int[]? OrdersArray { get; init; }

    internal int[]? FirstPurchaseArray { get; init; }

    internal int[]? LastPurchaseArray { get; init; }

    internal int[]? PreviousPurchaseArray { get; init; }

    internal int[]? RegistrationArray { get; init; }

    internal double[]? SumOfLogGapsArray { get; init; }

    internal MoneyColumn? SalesColumn { get; init; }

    internal MoneyColumn? RefundsColumn { get; init; }

    internal MoneyColumn? NetColumn { get; init; }

    internal MoneyColumn? MarginColumn { get; init; }

    internal MoneyColumn? PurchaseSpendColumn { get; init; }

    internal MoneyColumn? FirstPurchaseSpendColumn { get; init; }

    internal int[]? RecentPurchasesArray { get; init; }

    internal MoneyColumn? RecentSpendColumn { get; init; }

    internal int[]? EarlierPurchasesArray { get; init; }

    internal MoneyColumn? EarlierSpendColumn { get; init; }

    internal int[]? LastVisitArray { get; init; }

    internal int[]? RecentVisitsArray { get; init; }

    internal int[]? EarlierVisitsArray { get; init; }

    /// <summary>Whether a column was fed.</summary>
    /// <param name="column">The column.</param>
    /// <returns><see langword="true"/> if its property can be read.</returns>
    public bool Has(MemberColumn column) => Storage(column) is not null;

    /// <summary>The same columns with every time counted in another unit: a view, nothing is copied.</summary>
    /// <param name="unit">The unit, such as <see cref="TimeUnit.Week"/>.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unit"/> is <c>default</c>.</exception>
    public MemberTimeView In(TimeUnit unit) => new(this, unit);

    /// <summary>
    /// The same columns counted in cells, each of them an opportunity to buy: x purchases after the first at T opportunities after it, the last
    /// at the t_x-th. What a model of opportunities, BG/BB, is fitted and applied to. Make the table with cells as long as an opportunity.
    /// </summary>
    /// <returns>The view in the unit of the window's cell; its numbers are whole.</returns>
    public MemberTimeView Opportunities() => new(this, Window.Calendar.Unit);

    /// <summary>Mean net spend of a member's purchases, refund-only cells left out; 0 for a member without a purchase.</summary>
    /// <param name="index">The member's row, from 0.</param>
    /// <returns>The mean, in money a purchase.</returns>
    /// <exception cref="InvalidOperationException">The purchases or their spend were not fed.</exception>
    public double MeanSpend(int index) => Purchases[index] == 0 ? 0 : PurchaseSpend.ToDouble(index) / Purchases[index];

    /// <summary>
    /// Mean net spend of a member's purchases after the first; 0 for a member without a repeat purchase, as the literature's tables have it.
    /// </summary>
    /// <param name="index">The member's row, from 0.</param>
    /// <returns>The mean, in money a purchase.</returns>
    /// <exception cref="InvalidOperationException">The purchases, their spend or the first one's spend were not fed.</exception>
    public double MeanRepeatSpend(int index)
    {
        var repeats = Purchases[index] - 1;
        return repeats <= 0 ? 0 : (double)(PurchaseSpend[index] - FirstPurchaseSpend[index]) / repeats;
    }

    /// <summary>One member's row as a value that is safe to keep.</summary>
    /// <param name="index">The member's row, from 0.</param>
    /// <returns>The row; what was not fed is null.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not a row.</exception>
    public MemberRow Row(int index)
    {
        if ((uint)index >= (uint)Count)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"A row must be 0 to {Count - 1}.");
        return new MemberRow
        {
            Window = Window,
            RecentCells = RecentCells,
            Purchases = Purchases[index],
            Orders = OrdersArray?[index],
            FirstPurchase = CellOrNull(FirstPurchaseArray, index),
            LastPurchase = CellOrNull(LastPurchaseArray, index),
            PreviousPurchase = CellOrNull(PreviousPurchaseArray, index),
            Registration = CellOrNull(RegistrationArray, index),
            SumOfLogGaps = SumOfLogGapsArray?[index],
            Sales = SalesColumn?.GetOrNull(index),
            Refunds = RefundsColumn?.GetOrNull(index),
            Net = NetColumn?.GetOrNull(index),
            Margin = MarginColumn?.GetOrNull(index),
            PurchaseSpend = PurchaseSpendColumn?.GetOrNull(index),
            FirstPurchaseSpend = FirstPurchaseSpendColumn?.GetOrNull(index),
            RecentPurchases = RecentPurchasesArray?[index],
            RecentSpend = RecentSpendColumn?.GetOrNull(index),
            EarlierPurchases = EarlierPurchasesArray?[index],
            EarlierSpend = EarlierSpendColumn?.GetOrNull(index),
            LastVisit = CellOrNull(LastVisitArray, index),
            RecentVisits = RecentVisitsArray?[index],
            EarlierVisits = EarlierVisitsArray?[index],
        };
    }

    private static int? CellOrNull(int[]? cells, int index) => cells is null || cells[index] == NoCell ? null : cells[index];

    private static T[] Fed<T>(T[]? column, MemberColumn name) => column ?? throw NotFed(name);

    private static MoneyColumn Fed(MoneyColumn? column, MemberColumn name) => column ?? throw NotFed(name);

    private static InvalidOperationException NotFed(MemberColumn column) => new($"The column {column} was not fed. " + column switch
    {
        MemberColumn.Registration => "Add registrations to the builder, or give MemberColumnData.Registration.",
        MemberColumn.Margin => "Give the transactions a margin, or give MemberColumnData.Margin.",
        MemberColumn.LastVisit => "Add visits to the builder, or give MemberColumnData.LastVisit.",
        MemberColumn.RecentVisits or MemberColumn.EarlierVisits =>
            $"Set MemberTableOptions.RecentCells and add visits to the builder, or give MemberColumnData.{column}.",
        MemberColumn.RecentPurchases or MemberColumn.RecentSpend or MemberColumn.EarlierPurchases or MemberColumn.EarlierSpend =>
            $"Set MemberTableOptions.RecentCells, or give MemberColumnData.{column}.",
        _ => $"A table from a log has it; columns from arrays need MemberColumnData.{column}.",
    });

    private object? Storage(MemberColumn column) => column switch
    {
        MemberColumn.Purchases => PurchasesArray,
        MemberColumn.Orders => OrdersArray,
        MemberColumn.FirstPurchase => FirstPurchaseArray,
        MemberColumn.LastPurchase => LastPurchaseArray,
        MemberColumn.PreviousPurchase => PreviousPurchaseArray,
        MemberColumn.Registration => RegistrationArray,
        MemberColumn.SumOfLogGaps => SumOfLogGapsArray,
        MemberColumn.Sales => SalesColumn,
        MemberColumn.Refunds => RefundsColumn,
        MemberColumn.Net => NetColumn,
        MemberColumn.Margin => MarginColumn,
        MemberColumn.PurchaseSpend => PurchaseSpendColumn,
        MemberColumn.FirstPurchaseSpend => FirstPurchaseSpendColumn,
        MemberColumn.RecentPurchases => RecentPurchasesArray,
        MemberColumn.RecentSpend => RecentSpendColumn,
        MemberColumn.EarlierPurchases => EarlierPurchasesArray,
        MemberColumn.EarlierSpend => EarlierSpendColumn,
        MemberColumn.LastVisit => LastVisitArray,
        MemberColumn.RecentVisits => RecentVisitsArray,
        MemberColumn.EarlierVisits => EarlierVisitsArray,
        _ => throw new ArgumentOutOfRangeException(nameof(column), column, "No such column."),
    };
}
