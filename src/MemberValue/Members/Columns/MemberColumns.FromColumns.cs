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
        var purchases = Counts(data.Purchases, nameof(data.Purchases), count)!;
        var first = Cells(data.FirstPurchaseCell, nameof(data.FirstPurchaseCell), count, window.FirstCell, window.LastCell);
        var last = Cells(data.LastPurchaseCell, nameof(data.LastPurchaseCell), count, window.FirstCell, window.LastCell);
        var previous = Cells(data.PreviousPurchaseCell, nameof(data.PreviousPurchaseCell), count, window.FirstCell, window.LastCell);
        for (var row = 0; row < count; row++)
            CheckOrder(window, purchases[row], first?[row], last?[row], previous?[row], row);

        CheckParts(data, count);
        var recent = data.RecentPurchases is not null || data.RecentSpend is not null || data.RecentVisits is not null
            || data.EarlierPurchases is not null || data.EarlierSpend is not null || data.EarlierVisits is not null;
        if (recent ? data.RecentCells < 1 : data.RecentCells < 0)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"MemberColumnData.RecentCells is {data.RecentCells}; with a recent or earlier column it must be at least 1."), nameof(data));
        }

        var sales = Money(data.Sales, nameof(data.Sales), count, signed: false);
        var refunds = Money(data.Refunds, nameof(data.Refunds), count, signed: false);
        return new MemberColumns(window, count)
        {
            RecentCells = recent ? data.RecentCells : 0,
            PurchasesArray = purchases,
            OrdersArray = Counts(data.Orders, nameof(data.Orders), count),
            FirstPurchaseArray = first,
            LastPurchaseArray = last,
            PreviousPurchaseArray = previous,
            RegistrationArray = Cells(data.RegistrationCell, nameof(data.RegistrationCell), count, int.MinValue + 1, window.LastCell),
            SumOfLogGapsArray = LogGaps(data.SumOfLogGaps, count),
            SalesColumn = sales,
            RefundsColumn = refunds,
            NetColumn = NetOf(data, sales, refunds, count),
            MarginColumn = Length(data.Margin, nameof(data.Margin), count) is { } margin ? MoneyColumn.FromDecimals(count, i => margin[i]) : null,
            PurchaseSpendColumn = Money(data.PurchaseSpend, nameof(data.PurchaseSpend), count, signed: true),
            FirstPurchaseSpendColumn = Money(data.FirstPurchaseSpend, nameof(data.FirstPurchaseSpend), count, signed: true),
            RecentPurchasesArray = Counts(data.RecentPurchases, nameof(data.RecentPurchases), count),
            RecentSpendColumn = Money(data.RecentSpend, nameof(data.RecentSpend), count, signed: true),
            EarlierPurchasesArray = Counts(data.EarlierPurchases, nameof(data.EarlierPurchases), count),
            EarlierSpendColumn = Money(data.EarlierSpend, nameof(data.EarlierSpend), count, signed: true),
            LastVisitArray = Cells(data.LastVisitCell, nameof(data.LastVisitCell), count, int.MinValue + 1, window.LastCell),
            RecentVisitsArray = Counts(data.RecentVisits, nameof(data.RecentVisits), count),
            EarlierVisitsArray = Counts(data.EarlierVisits, nameof(data.EarlierVisits), count),
        };
    }

    private static T[]? Length<T>(T[]? column, string name, int count)
    {
        if (column is not null && column.Length != count)
            throw new ArgumentException($"MemberColumnData.{name} has {column.Length} elements and must have {count}, as Purchases has.", "data");
        return column;
    }

    private static ArgumentException BadRow(string name, int row, object? value, string allowed) =>
        new(FormattableString.Invariant($"MemberColumnData.{name}[{row}] is {value ?? "null"}; {allowed}."), "data");

    private static int[]? Counts(int[]? column, string name, int count)
    {
        if (Length(column, name, count) is null)
            return null;
        for (var row = 0; row < count; row++)
        {
            if (column![row] < 0)
                throw BadRow(name, row, column[row], "it must be 0 or more");
        }

        return (int[])column!.Clone();
    }

    private static int[]? Cells(int?[]? column, string name, int count, int from, int through)
    {
        if (Length(column, name, count) is null)
            return null;
        var cells = new int[count];
        for (var row = 0; row < count; row++)
        {
            if (column![row] is { } cell && (cell < from || cell > through))
                throw BadRow(name, row, cell, FormattableString.Invariant($"it must be a cell from {from} through {through}, or null"));
            cells[row] = column[row] ?? NoCell;
        }

        return cells;
    }

    private static double[]? LogGaps(double[]? column, int count)
    {
        if (Length(column, nameof(MemberColumnData.SumOfLogGaps), count) is null)
            return null;
        for (var row = 0; row < count; row++)
        {
            if (!double.IsFinite(column![row]) || column[row] < 0)
                throw BadRow(nameof(MemberColumnData.SumOfLogGaps), row, column[row], "it must be finite and 0 or more");
        }

        return (double[])column!.Clone();
    }

    private static MoneyColumn? Money(decimal[]? column, string name, int count, bool signed)
    {
        if (Length(column, name, count) is null)
            return null;
        for (var row = 0; row < count && !signed; row++)
        {
            if (column![row] < 0)
                throw BadRow(name, row, column[row], "it must be 0 or more");
        }

        return MoneyColumn.FromDecimals(count, row => column![row]);
    }

    private static MoneyColumn? NetOf(MemberColumnData data, MoneyColumn? sales, MoneyColumn? refunds, int count)
    {
        var net = Money(data.Net, nameof(data.Net), count, signed: true);
        if (sales is null || refunds is null)
            return net;
        if (net is null)
            return MoneyColumn.FromDecimals(count, row => sales[row] - refunds[row]);
        for (var row = 0; row < count; row++)
        {
            if (net[row] != sales[row] - refunds[row])
                throw BadRow(nameof(data.Net), row, net[row], FormattableString.Invariant($"it must be Sales less Refunds, {sales[row] - refunds[row]}"));
        }

        return net;
    }

    /// <summary>Numbers that are parts of the purchases must not say more than they do.</summary>
    private static void CheckParts(MemberColumnData data, int count)
    {
        var recent = Length(data.RecentPurchases, nameof(data.RecentPurchases), count);
        var earlier = Length(data.EarlierPurchases, nameof(data.EarlierPurchases), count);
        var logGaps = Length(data.SumOfLogGaps, nameof(data.SumOfLogGaps), count);
        for (var row = 0; row < count; row++)
        {
            var purchases = data.Purchases![row];
            if ((recent?[row] ?? 0) + (long)(earlier?[row] ?? 0) > purchases)
            {
                throw recent is not null
                    ? BadRow(nameof(data.RecentPurchases), row, recent[row], FormattableString.Invariant($"with EarlierPurchases it must be at most the {purchases} purchases"))
                    : BadRow(nameof(data.EarlierPurchases), row, earlier![row], FormattableString.Invariant($"it must be at most the {purchases} purchases"));
            }

            if (purchases < 2 && logGaps is not null && logGaps[row] != 0)
                throw BadRow(nameof(data.SumOfLogGaps), row, logGaps[row], FormattableString.Invariant($"with {purchases} purchases it must be 0"));
        }
    }

    private static void CheckOrder(ObservationWindow window, int purchases, int? first, int? last, int? previous, int row)
    {
        void Present(int? cell, string name, int atLeast)
        {
            if (cell is { } known && (known != NoCell) != (purchases >= atLeast))
                throw BadRow(name, row, known == NoCell ? null : known, $"with {purchases} purchases it must {(purchases >= atLeast ? "not " : "")}be null");
        }

        Present(first, nameof(MemberColumnData.FirstPurchaseCell), 1);
        Present(last, nameof(MemberColumnData.LastPurchaseCell), 1);
        Present(previous, nameof(MemberColumnData.PreviousPurchaseCell), 2);
        if (purchases == 0)
            return;
        if (first is { } from && last is { } through && (through - (long)from < purchases - 1 || (purchases == 1 && from != through)))
        {
            throw BadRow(nameof(MemberColumnData.LastPurchaseCell), row, through,
                $"with {purchases} purchases, the first in cell {from}, it must be {(purchases == 1 ? "the same cell" : $"cell {from + (long)purchases - 1} or later")}");
        }

        if (purchases >= 2 && previous is { } before
            && (before >= (last ?? window.LastCell) || before < (first ?? window.FirstCell) || (purchases == 2 && first is { } only && before != only)))
        {
            throw BadRow(nameof(MemberColumnData.PreviousPurchaseCell), row, before, "it must lie before LastPurchaseCell and, with two purchases, equal FirstPurchaseCell");
        }
    }
}
