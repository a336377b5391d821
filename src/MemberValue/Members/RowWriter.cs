namespace MemberValue.Members;

/// <summary>Turns running states into the rows of a table: the one place that knows what a column says of a state.</summary>
internal sealed class RowWriter
{
    private readonly int _recentCells;
    private readonly int _count;
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

    public RowWriter(int recentCells, ObservationWindow window, int count, int decimals, bool hasMargin, bool hasRegistrations, bool hasVisits)
    {
        _recentCells = recentCells;
        Window = window;
        _count = count;
        MoneyColumnWriter Money() => new(count, decimals);
        _purchases = new int[count];
        _orders = new int[count];
        _first = new int[count];
        _last = new int[count];
        _previous = new int[count];
        _sumOfLogGaps = new double[count];
        _sales = Money();
        _refunds = Money();
        _net = Money();
        _purchaseSpend = Money();
        _firstSpend = Money();
        _margin = hasMargin ? Money() : null;
        _registration = hasRegistrations ? new int[count] : null;
        _lastVisit = hasVisits ? new int[count] : null;
        if (recentCells == 0)
            return;
        _recentSpend = Money();
        _earlierSpend = Money();
        _recentPurchases = new int[count];
        _earlierPurchases = new int[count];
        if (!hasVisits)
            return;
        _recentVisits = new int[count];
        _earlierVisits = new int[count];
    }

    public ObservationWindow Window { get; }

    /// <summary>Writes one row. Rows may be written from several threads at once, each row by one.</summary>
    public void Write(int row, in RunningState state, RecentCells? recent)
    {
        var run = state.Purchases();
        _purchases[row] = run.Count;
        _orders[row] = state.Hot.Orders;
        _first[row] = run.Count > 0 ? run.First : MemberColumns.NoCell;
        _last[row] = run.Count > 0 ? run.Last : MemberColumns.NoCell;
        _previous[row] = run.Count > 1 ? run.Previous : MemberColumns.NoCell;
        _sumOfLogGaps[row] = run.SumOfLogGaps;
        _sales.Set(row, state.Hot.Sales);
        _refunds.Set(row, state.Cold.Refunds);
        _net.Set(row, state.Hot.Sales - state.Cold.Refunds);
        _purchaseSpend.Set(row, run.Spend);
        _firstSpend.Set(row, run.FirstSpend);
        _margin?.Set(row, state.MarginOrMissing);
        if (_registration is not null)
            _registration[row] = state.Cold.Registration;
        if (_lastVisit is not null)
            _lastVisit[row] = state.Cold.LastVisit;
        if (_recentCells > 0)
            WriteRecent(row, state, recent);
    }

    /// <summary>The columns, once all rows are written.</summary>
    public MemberColumns ToColumns() => new(Window, _count)
    {
        RecentCells = _recentCells,
        PurchasesArray = _purchases,
        OrdersArray = _orders,
        FirstPurchaseArray = _first,
        LastPurchaseArray = _last,
        PreviousPurchaseArray = _previous,
        SumOfLogGapsArray = _sumOfLogGaps,
        SalesColumn = _sales.ToColumn(),
        RefundsColumn = _refunds.ToColumn(),
        NetColumn = _net.ToColumn(),
        PurchaseSpendColumn = _purchaseSpend.ToColumn(),
        FirstPurchaseSpendColumn = _firstSpend.ToColumn(),
        MarginColumn = _margin?.ToColumn(),
        RegistrationArray = _registration,
        LastVisitArray = _lastVisit,
        RecentSpendColumn = _recentSpend?.ToColumn(),
        EarlierSpendColumn = _earlierSpend?.ToColumn(),
        RecentPurchasesArray = _recentPurchases,
        EarlierPurchasesArray = _earlierPurchases,
        RecentVisitsArray = _recentVisits,
        EarlierVisitsArray = _earlierVisits,
    };

    /// <summary>Adds a member's gaps to a histogram: those between the cells that are still open, those kept apart, and the open gap.</summary>
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

    private void WriteRecent(int row, in RunningState state, RecentCells? recent)
    {
        Int128 recentSpend = 0, earlierSpend = 0;
        void Add(int cell, Int128 net, bool isPurchase)
        {
            var age = (long)Window.LastCell - cell;
            if (age < _recentCells)
            {
                recentSpend += net;
                _recentPurchases![row] += isPurchase ? 1 : 0;
            }
            else if (age < 2L * _recentCells)
            {
                earlierSpend += net;
                _earlierPurchases![row] += isPurchase ? 1 : 0;
            }
        }

        var (first, last) = (state.First, state.Last);
        if (first.Exists)
            Add(first.Cell, first.Net, first.IsPurchase);
        foreach (var cell in recent?.Closed ?? [])
            Add(cell.Cell, cell.Net, cell.IsPurchase);
        if (last.Exists)
            Add(last.Cell, last.Net, last.IsPurchase);
        _recentSpend!.Set(row, recentSpend);
        _earlierSpend!.Set(row, earlierSpend);
        foreach (var visit in _recentVisits is null ? [] : recent?.Visits ?? [])
        {
            var age = (long)Window.LastCell - visit.Cell;
            if (age < _recentCells)
                _recentVisits![row] += visit.Visits;
            else if (age < 2L * _recentCells)
                _earlierVisits![row] += visit.Visits;
        }
    }
}
