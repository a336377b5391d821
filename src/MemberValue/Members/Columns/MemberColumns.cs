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

    private readonly ColumnValues?[] _columns; // those of a log each at its place in LogColumns, then the others in the order they came

    internal MemberColumns(ObservationWindow window, int count)
        : this(window, count, new ColumnValues?[LogColumns.All.Count])
    {
    }

    private MemberColumns(ObservationWindow window, int count, ColumnValues?[] columns)
    {
        Window = window;
        Count = count;
        _columns = columns;
    }

    /// <summary>The window that the columns look at.</summary>
    public ObservationWindow Window { get; }

    /// <summary>The number of members.</summary>
    public int Count { get; }

    /// <summary>The w of the recent columns: they count the last w cells, and the w cells before; 0 when there are none.</summary>
    public int RecentCells { get; internal init; }

    /// <summary>Number of purchases, 0 or more.</summary>
    public ReadOnlySpan<int> Purchases => Values(LogColumns.Purchases);

    /// <summary>Number of orders: distinct order ids among the sale rows of each cell, and one for each sale row without an id.</summary>
    public ReadOnlySpan<int> Orders => Values(LogColumns.Orders);

    /// <summary>Cell of the first purchase, or <see cref="NoCell"/>.</summary>
    public ReadOnlySpan<int> FirstPurchaseCell => Values(LogColumns.FirstPurchaseCell);

    /// <summary>Cell of the last purchase, or <see cref="NoCell"/>.</summary>
    public ReadOnlySpan<int> LastPurchaseCell => Values(LogColumns.LastPurchaseCell);

    /// <summary>Cell of the purchase before the last, or <see cref="NoCell"/>.</summary>
    public ReadOnlySpan<int> PreviousPurchaseCell => Values(LogColumns.PreviousPurchaseCell);

    /// <summary>Cell of the registration, or <see cref="NoCell"/>; it may lie before the window.</summary>
    public ReadOnlySpan<int> RegistrationCell => Values(LogColumns.RegistrationCell);

    /// <summary>Sum of the natural logarithms of the gaps between purchases, in cells; 0 with fewer than two purchases.</summary>
    public ReadOnlySpan<double> SumOfLogGaps => Values(LogColumns.SumOfLogGaps);

    /// <summary>Total of the sale rows, 0 or more.</summary>
    public MoneyColumn Sales => Values(LogColumns.Sales);

    /// <summary>Total of the refund rows as a positive amount.</summary>
    public MoneyColumn Refunds => Values(LogColumns.Refunds);

    /// <summary>Sales less refunds; below 0 for a member who returned more than they bought inside the window.</summary>
    public MoneyColumn Net => Values(LogColumns.Net);

    /// <summary>Total margin; missing for a member when only some of their rows carried one.</summary>
    public MoneyColumn Margin => Values(LogColumns.Margin);

    /// <summary>Net spend in the cells that are purchases: what the mean spend is the mean of.</summary>
    public MoneyColumn PurchaseSpend => Values(LogColumns.PurchaseSpend);

    /// <summary>Net spend in the cell of the first purchase; 0 without one.</summary>
    public MoneyColumn FirstPurchaseSpend => Values(LogColumns.FirstPurchaseSpend);

    /// <summary>Purchases in the last <see cref="RecentCells"/> cells.</summary>
    public ReadOnlySpan<int> RecentPurchases => Values(LogColumns.RecentPurchases);

    /// <summary>Net spend in the last <see cref="RecentCells"/> cells, refund-only cells included.</summary>
    public MoneyColumn RecentSpend => Values(LogColumns.RecentSpend);

    /// <summary>Purchases in the <see cref="RecentCells"/> cells before the last ones.</summary>
    public ReadOnlySpan<int> EarlierPurchases => Values(LogColumns.EarlierPurchases);

    /// <summary>Net spend in the <see cref="RecentCells"/> cells before the last ones, refund-only cells included.</summary>
    public MoneyColumn EarlierSpend => Values(LogColumns.EarlierSpend);

    /// <summary>Cell of the last visit, or <see cref="NoCell"/>.</summary>
    public ReadOnlySpan<int> LastVisitCell => Values(LogColumns.LastVisitCell);

    /// <summary>Visits in the last <see cref="RecentCells"/> cells.</summary>
    public ReadOnlySpan<int> RecentVisits => Values(LogColumns.RecentVisits);

    /// <summary>Visits in the <see cref="RecentCells"/> cells before the last ones.</summary>
    public ReadOnlySpan<int> EarlierVisits => Values(LogColumns.EarlierVisits);

    internal int[]? PurchasesArray
    {
        get => Array(LogColumns.Purchases);
        init => Set(LogColumns.Purchases, value);
    }

    internal int[]? OrdersArray
    {
        get => Array(LogColumns.Orders);
        init => Set(LogColumns.Orders, value);
    }

    internal int[]? FirstPurchaseArray
    {
        get => Array(LogColumns.FirstPurchaseCell);
        init => Set(LogColumns.FirstPurchaseCell, value);
    }

    internal int[]? LastPurchaseArray
    {
        get => Array(LogColumns.LastPurchaseCell);
        init => Set(LogColumns.LastPurchaseCell, value);
    }

    internal int[]? PreviousPurchaseArray
    {
        get => Array(LogColumns.PreviousPurchaseCell);
        init => Set(LogColumns.PreviousPurchaseCell, value);
    }

    internal int[]? RegistrationArray
    {
        get => Array(LogColumns.RegistrationCell);
        init => Set(LogColumns.RegistrationCell, value);
    }

    internal double[]? SumOfLogGapsArray
    {
        get => Array(LogColumns.SumOfLogGaps);
        init => Set(LogColumns.SumOfLogGaps, value);
    }

    internal MoneyColumn? SalesColumn
    {
        get => (_columns[LogColumns.Sales.Place] as MoneyValues)?.Amounts;
        init => Set(LogColumns.Sales, value);
    }

    internal MoneyColumn? RefundsColumn
    {
        get => (_columns[LogColumns.Refunds.Place] as MoneyValues)?.Amounts;
        init => Set(LogColumns.Refunds, value);
    }

    internal MoneyColumn? NetColumn
    {
        get => (_columns[LogColumns.Net.Place] as MoneyValues)?.Amounts;
        init => Set(LogColumns.Net, value);
    }

    internal MoneyColumn? MarginColumn
    {
        get => (_columns[LogColumns.Margin.Place] as MoneyValues)?.Amounts;
        init => Set(LogColumns.Margin, value);
    }

    internal MoneyColumn? PurchaseSpendColumn
    {
        get => (_columns[LogColumns.PurchaseSpend.Place] as MoneyValues)?.Amounts;
        init => Set(LogColumns.PurchaseSpend, value);
    }

    internal MoneyColumn? FirstPurchaseSpendColumn
    {
        get => (_columns[LogColumns.FirstPurchaseSpend.Place] as MoneyValues)?.Amounts;
        init => Set(LogColumns.FirstPurchaseSpend, value);
    }

    internal int[]? RecentPurchasesArray
    {
        get => Array(LogColumns.RecentPurchases);
        init => Set(LogColumns.RecentPurchases, value);
    }

    internal MoneyColumn? RecentSpendColumn
    {
        get => (_columns[LogColumns.RecentSpend.Place] as MoneyValues)?.Amounts;
        init => Set(LogColumns.RecentSpend, value);
    }

    internal int[]? EarlierPurchasesArray
    {
        get => Array(LogColumns.EarlierPurchases);
        init => Set(LogColumns.EarlierPurchases, value);
    }

    internal MoneyColumn? EarlierSpendColumn
    {
        get => (_columns[LogColumns.EarlierSpend.Place] as MoneyValues)?.Amounts;
        init => Set(LogColumns.EarlierSpend, value);
    }

    internal int[]? LastVisitArray
    {
        get => Array(LogColumns.LastVisitCell);
        init => Set(LogColumns.LastVisitCell, value);
    }

    internal int[]? RecentVisitsArray
    {
        get => Array(LogColumns.RecentVisits);
        init => Set(LogColumns.RecentVisits, value);
    }

    internal int[]? EarlierVisitsArray
    {
        get => Array(LogColumns.EarlierVisits);
        init => Set(LogColumns.EarlierVisits, value);
    }

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
            FirstPurchaseCell = CellOrNull(FirstPurchaseArray, index),
            LastPurchaseCell = CellOrNull(LastPurchaseArray, index),
            PreviousPurchaseCell = CellOrNull(PreviousPurchaseArray, index),
            RegistrationCell = CellOrNull(RegistrationArray, index),
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
            LastVisitCell = CellOrNull(LastVisitArray, index),
            RecentVisits = RecentVisitsArray?[index],
            EarlierVisits = EarlierVisitsArray?[index],
        };
    }

    private static int? CellOrNull(int[]? cells, int index) => cells is null || cells[index] == NoCell ? null : cells[index];
}
