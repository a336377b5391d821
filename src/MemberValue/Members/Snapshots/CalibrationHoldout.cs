namespace MemberValue.Members;

/// <summary>
/// One log split in two: the table of the calibration cells, and what its members did in the holdout cells after them. Immutable.
/// </summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
public sealed class CalibrationHoldout<TKey>
    where TKey : notnull
{
    private readonly int[] _purchases;
    private readonly int[] _rows;

    internal CalibrationHoldout(
        MemberTable<TKey> calibration, ObservationWindow holdoutWindow, int[] purchases, int[] rows, MoneyColumn spend, MoneyColumn sales,
        MoneyColumn net, int newMembers, IngestionReport report)
    {
        Calibration = calibration;
        HoldoutWindow = holdoutWindow;
        _purchases = purchases;
        _rows = rows;
        HoldoutPurchaseSpend = spend;
        HoldoutSales = sales;
        HoldoutNet = net;
        NewMembers = newMembers;
        Report = report;
    }

    /// <summary>The table as of the calibration's last cell. The columns of the holdout have its row order.</summary>
    public MemberTable<TKey> Calibration { get; }

    /// <summary>The holdout cells: those after the calibration's last.</summary>
    public ObservationWindow HoldoutWindow { get; }

    /// <summary>Number of purchases in the holdout.</summary>
    public ReadOnlySpan<int> HoldoutPurchases => _purchases;

    /// <summary>Number of sale rows in the holdout.</summary>
    public ReadOnlySpan<int> HoldoutRows => _rows;

    /// <summary>Spend in the holdout cells that are purchases, before refunds of later cells: what a model of spend describes.</summary>
    public MoneyColumn HoldoutPurchaseSpend { get; }

    /// <summary>Total of the sale rows in the holdout.</summary>
    public MoneyColumn HoldoutSales { get; }

    /// <summary>
    /// Sales less refunds in the holdout, which is what values are compared with. Refunds of earlier sales count here too; may be below 0.
    /// </summary>
    public MoneyColumn HoldoutNet { get; }

    /// <summary>The number of members who appear in the holdout only; they are left out. Their rows count as used in the report.</summary>
    public int NewMembers { get; }

    /// <summary>What happened to every row of the whole log.</summary>
    public IngestionReport Report { get; }

    /// <summary>Two tables of one log, and what the members of the first did in the second.</summary>
    internal static CalibrationHoldout<TKey> Of(
        LogContent<TKey> log, SnapshotWindow calibrationWindow, SnapshotWindow holdoutWindow, IngestionReport report, CancellationToken cancellationToken)
    {
        var sweep = new LogSweep<TKey>(log, cancellationToken);
        var calibration = sweep.Next(calibrationWindow);
        var holdout = sweep.Next(holdoutWindow);
        var saleRows = sweep.SaleRows();
        var (purchases, rows) = (new int[calibration.Count], new int[calibration.Count]);
        decimal[] Zeros() => new decimal[calibration.Count];
        var (spend, sales, net) = (Zeros(), Zeros(), Zeros());
        var members = calibration.KeySet.RowsOf(holdout.KeySet);
        for (var row = 0; row < members.Length; row++)
        {
            if (members[row] is not (>= 0 and var member))
                continue;
            purchases[member] = holdout.Columns.Purchases[row];
            rows[member] = saleRows[row];
            spend[member] = holdout.Columns.PurchaseSpend[row];
            sales[member] = holdout.Columns.Sales[row];
            net[member] = holdout.Columns.Net[row];
        }

        return new CalibrationHoldout<TKey>(
            calibration, holdout.Window, purchases, rows,
            Money(spend), Money(sales), Money(net), members.Count(member => member < 0), report);
    }

    /// <summary>Mean spend of a member's holdout purchases, before refunds of later cells; 0 without one.</summary>
    /// <param name="index">The member's row in <see cref="Calibration"/>, from 0.</param>
    /// <returns>The mean, in money per purchase.</returns>
    public double HoldoutMeanPurchaseSpend(int index) => _purchases[index] == 0 ? 0 : HoldoutPurchaseSpend.ToDouble(index) / _purchases[index];

    /// <summary>Mean amount of a member's sale rows in the holdout; 0 without one.</summary>
    /// <param name="index">The member's row in <see cref="Calibration"/>, from 0.</param>
    /// <returns>The mean, in money per sale row.</returns>
    public double HoldoutMeanSale(int index) => _rows[index] == 0 ? 0 : HoldoutSales.ToDouble(index) / _rows[index];

    private static MoneyColumn Money(decimal[] amounts) => MoneyColumn.FromDecimals(amounts.Length, i => amounts[i]);

    /// <summary>Members and both windows in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Calibration.Count} members, {Calibration.Window}; holdout {HoldoutWindow}");
}
