using System.Runtime.CompilerServices;

namespace MemberValue.Members;

/// <summary>
/// Writes to one member's running state: the only place that defines how rows become cells, cells become purchases, and two parts of a log become one. The
/// state may be in a builder's block or in a <see cref="MemberState"/>.
/// </summary>
internal readonly ref struct StateEditor
{
    private readonly ref HotState _hot;
    private readonly ref ColdState _cold;
    private readonly ref OpenOrders _orders;
    private readonly ref RecentCells? _recent;
    private readonly Span<int> _gaps;
    private readonly int _recentCells;
    private readonly GapHistogram? _laterGaps;

    /// <param name="hot">The state to write to.</param>
    /// <param name="cold">The state to write to.</param>
    /// <param name="orders">The state to write to.</param>
    /// <param name="gaps">The lengths of the first gaps of the middle run, as many as ordinals are kept one by one.</param>
    /// <param name="recent">The member's recent cells; made when first needed.</param>
    /// <param name="recentCells">w; 0 to keep none.</param>
    /// <param name="laterGaps">Where the gaps after those of <paramref name="gaps"/> go; null where they are not counted.</param>
    public StateEditor(ref HotState hot, ref ColdState cold, ref OpenOrders orders, Span<int> gaps, ref RecentCells? recent, int recentCells,
        GapHistogram? laterGaps)
    {
        _hot = ref hot;
        _cold = ref cold;
        _orders = ref orders;
        _gaps = gaps;
        _recent = ref recent;
        _recentCells = recentCells;
        _laterGaps = laterGaps;
    }

    private bool FirstExists => _hot.Has(StateFlags.FirstExists);

    /// <summary>Adds a row to its cell, which must be the last one or a later one; true if it joined an existing sale.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AddRow(in LogRow row, in OrderId order)
    {
        if (row.Cell != _hot.LastCell)
            Advance(row.Cell);
        AddMoney(row);
        _hot.LastNet += row.Amount;
        if (row.IsRefund)
        {
            _hot.Flags |= StateFlags.LastHasRefund;
            return false;
        }

        if (!order.HasValue || AddToLast(order))
            _hot.Orders++;
        var joined = _hot.Has(StateFlags.LastHasSale);
        _hot.Flags |= StateFlags.LastHasSale;
        return joined;
    }

    /// <summary>Adds a row to the first cell, which must be its own; true if it joined an existing sale.</summary>
    public bool AddRowToFirst(in LogRow row, in OrderId order)
    {
        AddMoney(row);
        _cold.FirstNet += row.Amount;
        if (row.IsRefund)
        {
            _hot.Flags |= StateFlags.FirstHasRefund;
            return false;
        }

        if (!order.HasValue || _orders.First.Add(order))
            _hot.Orders++;
        var joined = _hot.Has(StateFlags.FirstHasSale);
        _hot.Flags |= StateFlags.FirstHasSale;
        return joined;
    }

    /// <summary>Adds a row's money to the sums that do not depend on order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AddMoney(in LogRow row)
    {
        if (row.IsRefund)
            _cold.Refunds -= row.Amount;
        else
            _hot.Sales += row.Amount;
        if (row.HasMargin)
            _cold.Margin += row.Margin;
        _hot.Flags |= row.HasMargin ? StateFlags.MarginGiven : StateFlags.MarginLacking;
    }

    /// <summary>Adds the order of a sale row without an id.</summary>
    public void AddOrder() => _hot.Orders++;

    /// <summary>Adds a whole cell, not before the last one, whose money is in the sums already and whose order ids are not.</summary>
    public void AddCell(in OpenCell cell)
    {
        _hot.Orders += cell.Orders.Count;
        PutCell(cell);
    }

    public void AddRegistration(int cell)
    {
        if (_cold.Registration == MemberColumns.NoCell || cell < _cold.Registration)
            _cold.Registration = cell;
    }

    public void AddVisits(int cell, int visits)
    {
        _cold.LastVisit = Math.Max(_cold.LastVisit, cell); // NoCell is the smallest int
        if (_recentCells > 0)
            (_recent ??= new RecentCells()).AddVisits(cell, visits, _recentCells);
    }

    /// <summary>Adds the state of a later part of the log; its first cell may be this state's last. True if two sales joined there.</summary>
    /// <exception cref="ArgumentException">The other part begins before this one ends.</exception>
    public bool AddLater(in RunningState later, ReadOnlySpan<int> laterGaps, RecentCells? laterRecent)
    {
        if (later.HasTransactions && later.FirstCell < _hot.LastCell)
            throw new ArgumentException("The two states overlap in time: split a log by member or by time.", nameof(later));
        AddSums(later);
        var joined = false;
        if (later.HasTransactions)
        {
            var first = later.First.Exists ? later.First : later.Last;
            joined = first.Cell == _hot.LastCell && first.HasSale && _hot.Has(StateFlags.LastHasSale);
            PutCell(first);
            if (later.First.Exists)
            {
                CloseLast();
                AppendMiddle(later, laterGaps);
                SetLast(later.Last);
            }
        }

        if (laterRecent is not null)
            (_recent ??= new RecentCells()).Append(laterRecent, _recentCells);
        return joined;
    }

    /// <summary>Adds what another state holds that does not depend on order, except visits in recent cells.</summary>
    public void AddSums(in RunningState other)
    {
        _hot.Sales += other.Hot.Sales;
        _hot.Orders += other.Hot.Orders;
        _hot.Flags |= other.Hot.Flags & (StateFlags.MarginGiven | StateFlags.MarginLacking);
        _cold.Refunds += other.Cold.Refunds;
        _cold.Margin += other.Cold.Margin;
        if (other.Cold.Registration != MemberColumns.NoCell)
            AddRegistration(other.Cold.Registration);
        _cold.LastVisit = Math.Max(_cold.LastVisit, other.Cold.LastVisit);
    }

    private bool AddToLast(in OrderId order)
    {
        _hot.Flags |= StateFlags.LastHasOrderIds;
        return _orders.Last.Add(order);
    }

    private void PutCell(in OpenCell cell)
    {
        if (cell.Cell != _hot.LastCell)
        {
            Advance(cell.Cell);
            SetLast(cell);
            return;
        }

        _hot.LastNet += cell.Net;
        _hot.Flags |= (cell.HasSale ? StateFlags.LastHasSale : 0) | (cell.HasRefund ? StateFlags.LastHasRefund : 0);
        if (cell.Orders.Count == 0)
            return;
        _hot.Flags |= StateFlags.LastHasOrderIds;
        _hot.Orders -= _orders.Last.Join(cell.Orders);
    }

    private void SetLast(in OpenCell cell)
    {
        _hot.LastCell = cell.Cell;
        _hot.LastNet = cell.Net;
        _hot.Flags = (_hot.Flags & ~StateFlags.OfLast) | (cell.HasSale ? StateFlags.LastHasSale : 0) | (cell.HasRefund ? StateFlags.LastHasRefund : 0);
        if (cell.Orders.Count == 0)
            return;
        _hot.Flags |= StateFlags.LastHasOrderIds;
        _orders.Last = cell.Orders.Clone();
    }

    private void Advance(int cell)
    {
        if (_hot.LastCell != MemberColumns.NoCell)
            CloseLast();
        _hot.LastCell = cell;
    }

    /// <summary>Moves the last cell out of the way of a later one: to the front while there is no first cell, else into the middle.</summary>
    private void CloseLast()
    {
        if (!FirstExists)
        {
            _cold.FirstCell = _hot.LastCell;
            _cold.FirstNet = _hot.LastNet;
            if (_hot.Has(StateFlags.LastHasOrderIds))
                (_orders.First, _orders.Last) = (_orders.Last, default);
            _hot.Flags |= StateFlags.FirstExists | (_hot.Has(StateFlags.LastHasSale) ? StateFlags.FirstHasSale : 0)
                | (_hot.Has(StateFlags.LastHasRefund) ? StateFlags.FirstHasRefund : 0);
        }
        else
        {
            var isPurchase = _hot.Has(StateFlags.LastHasSale) && (!_hot.Has(StateFlags.LastHasRefund) || _hot.LastNet > 0);
            if (_recentCells > 0)
                (_recent ??= new RecentCells()).AddClosed(_hot.LastCell, _hot.LastNet, isPurchase, _recentCells);
            if (isPurchase)
                AppendPurchase(_hot.LastCell);
            else
                _cold.MiddleOther += _hot.LastNet;
            if (_hot.Has(StateFlags.LastHasOrderIds))
                _orders.Last = default;
        }

        _hot.LastNet = 0;
        _hot.Flags &= ~StateFlags.OfLast;
    }

    private void AppendPurchase(int cell)
    {
        if (_hot.MiddleCount == 0)
        {
            _cold.MiddleFirst = cell;
            _cold.MiddleFirstSpend = _hot.LastNet;
        }
        else
        {
            AddGap(_hot.MiddleCount, cell - _hot.MiddleLast);
            _hot.SumOfLogGaps += PurchaseRun.LogOf(cell - _hot.MiddleLast);
            _hot.MiddlePrevious = _hot.MiddleLast;
        }

        _hot.MiddleLast = cell;
        _hot.MiddleCount++;
    }

    private void AppendMiddle(in RunningState later, ReadOnlySpan<int> gaps)
    {
        _cold.MiddleOther += later.Cold.MiddleOther;
        var run = later.Middle;
        if (run.Count == 0)
            return;
        if (_hot.MiddleCount == 0)
        {
            _cold.MiddleFirst = run.First;
            _cold.MiddleFirstSpend = run.FirstSpend;
        }
        else
        {
            AddGap(_hot.MiddleCount, run.First - _hot.MiddleLast);
            _hot.SumOfLogGaps += PurchaseRun.LogOf(run.First - _hot.MiddleLast);
        }

        for (var gap = 1; gap < run.Count && gap <= gaps.Length; gap++)
            AddGap(_hot.MiddleCount + gap, gaps[gap - 1]);
        _hot.MiddlePrevious = run.Count > 1 ? run.Previous : _hot.MiddleLast;
        _hot.MiddleLast = run.Last;
        _hot.SumOfLogGaps += run.SumOfLogGaps;
        _hot.MiddleCount += run.Count;
    }

    private void AddGap(int ordinal, int gap)
    {
        if (ordinal <= _gaps.Length)
            _gaps[ordinal - 1] = GapHistogram.Length(gap);
        else
            _laterGaps?.AddCompleted(ordinal, gap);
    }
}
