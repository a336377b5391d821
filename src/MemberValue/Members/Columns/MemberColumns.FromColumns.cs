using System.Globalization;
using MemberValue.Common;

namespace MemberValue.Members;

public sealed partial class MemberColumns
{
    /// <summary>Makes columns of arrays, for a shop that aggregates in its database. The arrays are copied and checked, every row.</summary>
    /// <param name="window">The window that the numbers were computed over.</param>
    /// <param name="data">The arrays; <see cref="MemberColumnData.Purchases"/> is required, all that are given have its length.</param>
    /// <returns>The columns.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">Arrays of different lengths, or a row whose numbers contradict each other or the window: the
    /// message names column, row, value and what is allowed.</exception>
    public static MemberColumns FromColumns(ObservationWindow window, MemberColumnData data)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentNullException.ThrowIfNull(data);
        if (data.Purchases is null)
            throw new ArgumentException("MemberColumnData.Purchases is required: give the number of purchases of each member.", nameof(data));

        var count = data.Purchases.Length;
        var recent = false;
        var fed = new List<ColumnValues>();
        foreach (var (key, values) in data.Given)
        {
            if (values.Length != count)
                throw Error.Argument($"{Owner}{key.Name} has {values.Length} elements and must have {count}, as Purchases has.", nameof(data));
            fed.Add(ColumnFeed.Of(key, values, window, Owner));
            recent |= key.IsRecent;
        }

        if (recent ? data.RecentCells < 1 : data.RecentCells < 0)
        {
            throw Error.Argument($"{Owner}RecentCells is {data.RecentCells}; with a recent or earlier column it must be at least 1.", nameof(data));
        }

        var columns = Of(window, count, fed, recent ? data.RecentCells : 0);
        columns.CheckOrder();
        columns.CheckParts();
        return columns.WithNet();
    }

    private const decimal RoundedApart = 0.0000000001m; // three amounts rounded at ten decimals: 1.5 units at most, so one

    private const string Owner = nameof(MemberColumnData) + ".";

    private static ArgumentException BadRow(MemberColumn key, int row, object? value, ErrorText allowed) => ColumnFeed.BadRow(Owner, key, row, value, allowed);

    /// <summary>The values of a column, or none where it was not fed.</summary>
    private ReadOnlySpan<T> ValuesOrNone<T>(MemberColumn<T> key) => Has(key) ? Values(key) : default;

    /// <summary>Net is sales less refunds: computed where it is not given.</summary>
    private MemberColumns WithNet()
    {
        if (!Has(LogColumns.Sales) || !Has(LogColumns.Refunds))
            return this;
        var (sales, refunds) = (Sales, Refunds);
        if (!Has(LogColumns.Net))
            return With(LogColumns.Net, MoneyColumn.FromDecimals(Count, row => sales[row] - refunds[row]));
        var net = Net;
        var isRounded = false;
        for (var row = 0; row < Count; row++)
        {
            var difference = Math.Abs(net[row] - (sales[row] - refunds[row]));
            if (difference > RoundedApart)
                throw BadRow(LogColumns.Net, row, net[row], $"it must be Sales less Refunds, {sales[row] - refunds[row]}");
            isRounded |= difference != 0;
        }

        return isRounded ? With(LogColumns.Net, MoneyColumn.FromDecimals(Count, row => sales[row] - refunds[row])) : this;
    }

    /// <summary>Numbers that are parts of the purchases must not say more than they do.</summary>
    private void CheckParts()
    {
        var purchases = Purchases;
        var recent = ValuesOrNone(LogColumns.RecentPurchases);
        var earlier = ValuesOrNone(LogColumns.EarlierPurchases);
        var logGaps = ValuesOrNone(LogColumns.SumOfLogGaps);
        for (var row = 0; row < Count; row++)
        {
            if ((recent.IsEmpty ? 0 : recent[row]) + (long)(earlier.IsEmpty ? 0 : earlier[row]) > purchases[row])
            {
                throw !recent.IsEmpty
                    ? BadRow(LogColumns.RecentPurchases, row, recent[row],
                        $"with EarlierPurchases it must be at most the {purchases[row]} purchases")
                    : BadRow(LogColumns.EarlierPurchases, row, earlier[row], $"it must be at most the {purchases[row]} purchases");
            }

            if (purchases[row] < 2 && !logGaps.IsEmpty && logGaps[row] != 0)
                throw BadRow(LogColumns.SumOfLogGaps, row, logGaps[row], $"with {purchases[row]} purchases it must be 0");
        }
    }

    /// <summary>The cells of the purchases must be there as often as there are purchases, and in their order.</summary>
    private void CheckOrder()
    {
        var purchases = Purchases;
        var first = ValuesOrNone(LogColumns.FirstPurchaseCell);
        var last = ValuesOrNone(LogColumns.LastPurchaseCell);
        var previous = ValuesOrNone(LogColumns.PreviousPurchaseCell);
        for (var row = 0; row < Count; row++)
        {
            CheckPresent(LogColumns.FirstPurchaseCell, first, purchases[row], 1, row);
            CheckPresent(LogColumns.LastPurchaseCell, last, purchases[row], 1, row);
            CheckPresent(LogColumns.PreviousPurchaseCell, previous, purchases[row], 2, row);
            if (purchases[row] > 0)
                CheckOrder(purchases[row], At(first, row), At(last, row), At(previous, row), row);
        }

        static int? At(ReadOnlySpan<int> cells, int row) => cells.IsEmpty ? null : cells[row];
    }

    private static void CheckPresent(MemberColumn key, ReadOnlySpan<int> cells, int purchases, int atLeast, int row)
    {
        if (!cells.IsEmpty && (cells[row] != NoCell) != (purchases >= atLeast))
        {
            throw BadRow(key, row, cells[row] == NoCell ? null : cells[row],
                $"with {purchases} purchases it must {(purchases >= atLeast ? "not " : "")}be null");
        }
    }

    private void CheckOrder(int purchases, int? first, int? last, int? previous, int row)
    {
        if (first is { } from && last is { } through && (through - (long)from < purchases - 1 || (purchases == 1 && from != through)))
        {
            throw purchases == 1
                ? BadRow(LogColumns.LastPurchaseCell, row, through, $"with 1 purchase, in cell {from}, it must be the same cell")
                : BadRow(LogColumns.LastPurchaseCell, row, through,
                    $"with {purchases} purchases, the first in cell {from}, it must be cell {from + (long)purchases - 1} or later");
        }

        if (purchases >= 2 && previous is { } before
            && (before >= (last ?? Window.LastCell) || before < (first ?? Window.FirstCell) || (purchases == 2 && first is { } only && before != only)))
        {
            throw BadRow(LogColumns.PreviousPurchaseCell, row, before, "it must lie before LastPurchaseCell and, with two purchases, equal FirstPurchaseCell");
        }
    }
}
