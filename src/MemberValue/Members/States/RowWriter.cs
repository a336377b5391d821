using MemberValue.Estimation;

namespace MemberValue.Members;

/// <summary>Turns members' sums into the rows of a table: the only place that defines the columns of a log.</summary>
internal sealed class RowWriter
{
    private readonly int _count;
    private readonly int _decimals;
    private readonly int[] _purchases;
    private readonly int[] _orders;
    private readonly int[] _first;
    private readonly int[] _last;
    private readonly int[] _previous;
    private readonly double[] _sumOfLogGaps;
    private readonly MoneyColumnWriter _sales;
    private readonly MoneyColumnWriter _refunds;
    private readonly MoneyColumnWriter _net;
    private readonly MoneyColumnWriter _purchaseSpend;
    private readonly MoneyColumnWriter _firstSpend;
    private readonly MoneyColumnWriter? _margin;
    private readonly MoneyColumnWriter? _recentSpend;
    private readonly MoneyColumnWriter? _earlierSpend;
    private readonly int[]? _registration;
    private readonly int[]? _lastVisit;
    private readonly int[]? _recentPurchases;
    private readonly int[]? _earlierPurchases;
    private readonly int[]? _recentVisits;
    private readonly int[]? _earlierVisits;

    private readonly List<Func<ColumnValues>> _columns = [];

    public RowWriter(int recentCells, ObservationWindow window, int count, int decimals, bool hasMargin, bool hasRegistrations, bool hasVisits)
    {
        (RecentCells, Window, _count, _decimals) = (recentCells, window, count, decimals);
        _purchases = Numbers(LogColumns.Purchases);
        _orders = Numbers(LogColumns.Orders);
        _first = Numbers(LogColumns.FirstPurchaseCell);
        _last = Numbers(LogColumns.LastPurchaseCell);
        _previous = Numbers(LogColumns.PreviousPurchaseCell);
        _sumOfLogGaps = Numbers(LogColumns.SumOfLogGaps);
        _sales = Money(LogColumns.Sales);
        _refunds = Money(LogColumns.Refunds);
        _net = Money(LogColumns.Net);
        _purchaseSpend = Money(LogColumns.PurchaseSpend);
        _firstSpend = Money(LogColumns.FirstPurchaseSpend);
        _margin = hasMargin ? Money(LogColumns.Margin) : null;
        _registration = hasRegistrations ? Numbers(LogColumns.RegistrationCell) : null;
        _lastVisit = hasVisits ? Numbers(LogColumns.LastVisitCell) : null;
        if (recentCells == 0)
            return;
        _recentSpend = Money(LogColumns.RecentSpend);
        _earlierSpend = Money(LogColumns.EarlierSpend);
        _recentPurchases = Numbers(LogColumns.RecentPurchases);
        _earlierPurchases = Numbers(LogColumns.EarlierPurchases);
        if (!hasVisits)
            return;
        _recentVisits = Numbers(LogColumns.RecentVisits);
        _earlierVisits = Numbers(LogColumns.EarlierVisits);
    }

    public ObservationWindow Window { get; }

    /// <summary>w; 0 where there are no recent columns.</summary>
    public int RecentCells { get; }

    /// <summary>Writes the row of a running state; without a margin if none of its rows carried one and the table has none.</summary>
    public void Write(int row, in RunningState state, RecentCells? recent, bool margin = true)
    {
        var sums = state.ToSums();
        if (!margin)
            sums.MarginOrMissing = ExactMoney.Missing;
        Write(row, sums, RecentCells == 0 ? default : RecentOf(state, recent));
    }

    /// <summary>Writes one row. Rows may be written from several threads at once, each row by one.</summary>
    public void Write(int row, in RowTotals sums, in RecentSums recent)
    {
        ref readonly var run = ref sums.Purchases;
        _purchases[row] = run.Count;
        _orders[row] = sums.Orders;
        _first[row] = run.Count > 0 ? run.First : MemberColumns.NoCell;
        _last[row] = run.Count > 0 ? run.Last : MemberColumns.NoCell;
        _previous[row] = run.Count > 1 ? run.Previous : MemberColumns.NoCell;
        _sumOfLogGaps[row] = run.SumOfLogGaps;
        _sales.Set(row, sums.Sales);
        _refunds.Set(row, sums.Refunds);
        _net.Set(row, sums.Sales - sums.Refunds);
        _purchaseSpend.Set(row, run.Spend);
        _firstSpend.Set(row, run.FirstSpend);
        _margin?.Set(row, sums.MarginOrMissing);
        if (_registration is not null)
            _registration[row] = sums.Registration;
        if (_lastVisit is not null)
            _lastVisit[row] = sums.LastVisit;
        if (RecentCells > 0)
            Write(row, recent);
    }

    /// <summary>The columns, once all rows are written.</summary>
    public MemberColumns ToColumns() => MemberColumns.Of(Window, _count, _columns.Select(column => column()), RecentCells);

    /// <summary>Adds a member's gaps to a histogram: those between the cells that are still open, those kept one by one, and the open gap.</summary>
    public static void CountGaps(in RunningState state, ReadOnlySpan<int> gaps, int lastCell, GapHistogram histogram)
    {
        var first = PurchaseRun.Of(state.First);
        var last = PurchaseRun.Of(state.Last);
        var middle = state.Middle;
        var before = first.Then(middle);
        if (first.Count > 0 && middle.Count > 0)
            histogram.AddCompleted(1, middle.First - first.Last);
        for (var gap = 1; gap < middle.Count && gap <= gaps.Length; gap++)
            histogram.AddCompleted(first.Count + gap, gaps[gap - 1]);
        if (before.Count > 0 && last.Count > 0)
            histogram.AddCompleted(before.Count, last.First - before.Last);
        var all = before.Then(last);
        if (all.Count > 0)
            histogram.AddOpen(all.Count, lastCell - all.Last);
    }

    private T[] Numbers<T>(MemberColumn<T> key)
    {
        var values = new T[_count];
        _columns.Add(() => new ColumnValues<T>(key, values));
        return values;
    }

    private MoneyColumnWriter Money(MemberColumn<decimal> key)
    {
        var amounts = new MoneyColumnWriter(_count, _decimals);
        _columns.Add(() => new MoneyValues(key, amounts.ToColumn()));
        return amounts;
    }

    private void Write(int row, in RecentSums recent)
    {
        _recentSpend!.Set(row, recent.RecentSpend);
        _earlierSpend!.Set(row, recent.EarlierSpend);
        _recentPurchases![row] = recent.RecentPurchases;
        _earlierPurchases![row] = recent.EarlierPurchases;
        if (_recentVisits is null)
            return;
        _recentVisits[row] = recent.RecentVisits;
        _earlierVisits![row] = recent.EarlierVisits;
    }

    private RecentSums RecentOf(in RunningState state, RecentCells? recent)
    {
        var sums = new RecentSums(RecentCells, Window.LastCell);
        var (first, last) = (state.First, state.Last);
        if (first.Exists)
            sums.AddCell(first.Cell, first.Net, first.IsPurchase);
        foreach (var cell in recent?.Closed ?? [])
            sums.AddCell(cell.Cell, cell.Net, cell.IsPurchase);
        if (last.Exists)
            sums.AddCell(last.Cell, last.Net, last.IsPurchase);
        foreach (var visit in recent?.Visits ?? [])
            sums.AddVisits(visit.Cell, visit.Visits);
        return sums;
    }
}
