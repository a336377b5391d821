using System.Runtime.CompilerServices;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// The columns of a member table without its keys: one element per member in every column, all as of the window's last cell. The input of every scorer,
/// classifier, calculator and rule. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// A column that was not fed does not exist: check <see cref="Has"/> first, or let the <see cref="InvalidOperationException"/> say how to feed it. Cells
/// that a member does not have are <see cref="NoCell"/>.
/// </remarks>
public sealed partial class MemberColumns
{
    /// <summary>Stands for a cell that a member does not have: the last purchase of a member who never bought.</summary>
    public const int NoCell = int.MinValue;

    private readonly ColumnValues?[] _ofLog; // each at its place in LogColumns
    private readonly ColumnValues[] _others; // in the order they came
    private readonly int _start; // of these rows in the columns, which may be those of a larger table

    private MemberColumns(
        ObservationWindow window, int start, int count, int recentCells, ColumnValues?[] ofLog, ColumnValues[] others, EarlierSnapshot? earlier = null)
    {
        (Window, _start, Count, RecentCells) = (window, start, count, recentCells);
        (_ofLog, _others, _earlier) = (ofLog, others, earlier);
    }

    /// <summary>The window that the columns look at.</summary>
    public ObservationWindow Window { get; }

    /// <summary>The number of members.</summary>
    public int Count { get; }

    /// <summary>The w of the recent columns: they count the last w cells, and the w cells before; 0 when there are none.</summary>
    public int RecentCells { get; }

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

    /// <summary>Net spend in the cells that are purchases; the mean spend is the mean of it.</summary>
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

    /// <summary>The same columns with every time counted in another unit: a view, nothing is copied.</summary>
    /// <param name="unit">The unit, such as <see cref="TimeUnit.Week"/>.</param>
    /// <returns>The view.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unit"/> is <c>default</c>.</exception>
    public MemberTimeView In(TimeUnit unit) => new(this, unit);

    /// <summary>
    /// The same columns counted in cells, each of them an opportunity to buy: x purchases after the first at T opportunities after it, the last
    /// at the t_x-th. A model of opportunities, BG/BB, is fitted and applied to this view. The table's cells must be as long as an opportunity.
    /// </summary>
    /// <returns>The view in the unit of the window's cell; its numbers are whole.</returns>
    public MemberTimeView Opportunities() => new(this, Window.Calendar.Unit);

    /// <summary>
    /// Net spend per purchase: sales less all refunds, those of later cells too, divided by the purchases. Below 0 where more was refunded than bought; 0 for a
    /// member without a purchase.
    /// </summary>
    /// <param name="index">The member's row, from 0.</param>
    /// <returns>The mean, in money per purchase.</returns>
    /// <exception cref="InvalidOperationException">The purchases or the net spend were not fed.</exception>
    public double MeanSpend(int index) => Purchases[index] == 0 ? 0 : Money(LogColumns.Net).ToDouble(_start + index) / Purchases[index];

    /// <summary>
    /// Mean spend of a member's purchases after the first, before refunds of later cells: the data of a model of spend. 0 for a member without a repeat
    /// purchase, as in the literature's tables.
    /// </summary>
    /// <param name="index">The member's row, from 0.</param>
    /// <returns>The mean, in money per purchase.</returns>
    /// <exception cref="InvalidOperationException">The purchases, their spend or the first one's spend were not fed.</exception>
    public double MeanRepeatPurchaseSpend(int index)
    {
        var repeats = Purchases[index] - 1;
        return repeats <= 0 ? 0 : ExactMoney.Nearest(Amount(LogColumns.PurchaseSpend, index) - Amount(LogColumns.FirstPurchaseSpend, index)) / repeats;
    }

    /// <summary>The amounts of a column for what reads single rows, counted from <see cref="Start"/>; no slice is made.</summary>
    internal MoneyValues Money(MemberColumn<decimal> key) => Fed(key) as MoneyValues ?? throw WrongType(key, Fed(key));

    // its error says what is missing
    private decimal Amount(MemberColumn<decimal> key, int index) => Money(key).AmountAt(_start + index) ?? Values(key)[index];

    /// <summary>Some of the members: a view, nothing is copied.</summary>
    /// <param name="start">The first row, from 0.</param>
    /// <param name="count">How many rows; 0 or more.</param>
    /// <returns>The same columns with these rows, the first of them row 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException">These are not rows of the columns.</exception>
    public MemberColumns Slice(int start, int count)
    {
        if (start < 0 || start > Count)
            throw Error.OutOfRange(nameof(start), $"The first row is {start} and must be 0 to {Count}.");
        if (count < 0 || count > Count - start)
            throw Error.OutOfRange(nameof(count), $"The number of rows from row {start} on is {count} and must be 0 to {Count - start}.");
        return count == Count ? this : new MemberColumns(Window, _start + start, count, RecentCells, _ofLog, _others, _earlier);
    }

    /// <summary>One member's row; it is safe to keep, and copies nothing.</summary>
    /// <param name="index">The member's row, from 0.</param>
    /// <returns>The row.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is not a row.</exception>
    public MemberRow Row(int index)
    {
        RequireRow(index);
        return new MemberRow(Slice(index, 1));
    }

    /// <summary>How many rows, the window, and the names of the columns.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Count} {(Count == 1 ? "member" : "members")}, {Window}, columns {string.Join(", ", Keys)}")
        + (RecentCells > 0 ? FormattableString.Invariant($" ({RecentCells} cells are recent)") : "");

    internal void RequireRow(int row, [CallerArgumentExpression(nameof(row))] string? name = null)
    {
        if ((uint)row >= (uint)Count)
        {
            throw Count == 0
                ? Error.OutOfRange(name, $"The row is {row}, and there are no rows.")
                : Error.OutOfRange(name, $"The row is {row} and must be 0 to {Count - 1}.");
        }
    }

    internal void RequireRows(int start, int count)
    {
        if (start < 0 || start > Count - count)
            throw Error.OutOfRange(nameof(start), $"The first row is {start}, and the {count} rows from it must be rows of {Count} members.");
    }

    /// <summary>Columns from existing values, one for every row.</summary>
    internal static MemberColumns Of(ObservationWindow window, int count, IEnumerable<ColumnValues> columns, int recentCells = 0)
    {
        var ofLog = new ColumnValues?[LogColumns.All.Count];
        var others = new List<ColumnValues>();
        foreach (var column in columns)
        {
            if (column.Key.Place >= 0)
                ofLog[column.Key.Place] = column;
            else
                others.Add(column);
        }

        return new MemberColumns(window, 0, count, recentCells, ofLog, [.. others]);
    }
}
