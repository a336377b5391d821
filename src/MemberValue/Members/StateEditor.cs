using System.Runtime.CompilerServices;

namespace MemberValue.Members;

/// <summary>
/// Writes to one member's running state: the one place that knows how rows become cells, cells become purchases, and two parts of a log
/// become one. The state may stand in a builder's block or in a <see cref="MemberState"/>.
/// </summary>
internal readonly ref struct StateEditor
{
    private readonly ref RunningState _state;
    private readonly ref RecentCells? _recent;
    private readonly Span<int> _gaps;
    private readonly int _recentCells;
    private readonly GapHistogram? _laterGaps;

    /// <param name="state">The state to write to.</param>
    /// <param name="gaps">The lengths of the first gaps of <see cref="RunningState.Middle"/>, as many as ordinals are kept apart.</param>
    /// <param name="recent">The member's recent cells; made when first needed.</param>
    /// <param name="recentCells">w; 0 to keep none.</param>
    /// <param name="laterGaps">Where the gaps after those of <paramref name="gaps"/> go; null where nobody counts them.</param>
    public StateEditor(ref RunningState state, Span<int> gaps, ref RecentCells? recent, int recentCells, GapHistogram? laterGaps)
    {
        _state = ref state;
        _gaps = gaps;
        _recent = ref recent;
        _recentCells = recentCells;
        _laterGaps = laterGaps;
    }

    /// <summary>Adds a row to its cell, which must be the last one or a later one; true if it joined a sale that was there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AddRow(in LogRow row, in OrderId order)
    {
        if (row.Cell != _state.Last.Cell)
            Advance(row.Cell);
        _state.AddMoney(row);
        return AddTo(ref _state.Last, row, order);
    }

    /// <summary>Adds a row to an open cell of this member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AddTo(ref OpenCell cell, in LogRow row, in OrderId order)
    {
        cell.Net += row.Amount;
        if (row.IsRefund)
        {
            cell.HasRefund = true;
            return false;
        }

        if (!order.HasValue || cell.Orders.Add(order))
            _state.Orders++;
        var joined = cell.HasSale;
        cell.HasSale = true;
        return joined;
    }

    /// <summary>Adds a whole cell, not before the last one; its order ids are not in the count of orders yet.</summary>
    public void AddCell(in OpenCell cell)
    {
        _state.Orders += cell.Orders.Count;
        PutCell(cell);
    }

    public void AddVisits(int cell, int visits)
    {
        _state.AddVisit(cell);
        if (_recentCells > 0)
            (_recent ??= new RecentCells()).AddVisits(cell, visits, _recentCells);
    }

    /// <summary>Adds the state of a later part of the log; its first cell may be this state's last.</summary>
    /// <exception cref="ArgumentException">The other part begins before this one ends.</exception>
    public void AddLater(in RunningState later, ReadOnlySpan<int> laterGaps, RecentCells? laterRecent)
    {
        if (_state.HasTransactions && later.HasTransactions && later.FirstCell < _state.Last.Cell)
            throw new ArgumentException("The two states overlap in time: split a log by member or by time.", nameof(later));
        _state.AddSums(later);
        if (later.HasTransactions)
        {
            PutCell(later.First.Exists ? later.First : later.Last);
            if (later.First.Exists)
            {
                CloseLast();
                AppendRun(later.Middle, laterGaps);
                _state.Last = later.Last;
                _state.Last.Orders = later.Last.Orders.Clone();
            }
        }

        if (laterRecent is not null)
            (_recent ??= new RecentCells()).Append(laterRecent, _recentCells);
    }

    private void PutCell(in OpenCell cell)
    {
        if (cell.Cell == _state.Last.Cell)
        {
            _state.Orders -= _state.Last.Join(cell);
            return;
        }

        Advance(cell.Cell);
        _state.Last = cell;
        _state.Last.Orders = cell.Orders.Clone();
    }

    private void Advance(int cell)
    {
        if (_state.HasTransactions)
            CloseLast();
        _state.Last = new OpenCell { Cell = cell };
    }

    /// <summary>Moves the last cell out of the way of a later one: to the front while there is no first cell, else into the middle.</summary>
    private void CloseLast()
    {
        ref var last = ref _state.Last;
        if (!_state.First.Exists)
        {
            _state.First = last;
            return;
        }

        if (_recentCells > 0)
            (_recent ??= new RecentCells()).AddClosed(last.Cell, last.Net, last.IsPurchase, _recentCells);
        if (!last.IsPurchase)
            return;
        if (_state.Middle.Count > 0)
            AddGap(_state.Middle.Count, last.Cell - _state.Middle.Last);
        _state.Middle.Append(last.Cell, last.Net);
    }

    private void AppendRun(in PurchaseRun run, ReadOnlySpan<int> gaps)
    {
        if (run.Count == 0)
            return;
        if (_state.Middle.Count > 0)
            AddGap(_state.Middle.Count, run.First - _state.Middle.Last);
        for (var gap = 1; gap < run.Count && gap <= gaps.Length; gap++)
            AddGap(_state.Middle.Count + gap, gaps[gap - 1]);
        _state.Middle = _state.Middle.Then(run);
    }

    private void AddGap(int ordinal, int gap)
    {
        if (ordinal <= _gaps.Length)
            _gaps[ordinal - 1] = gap;
        else
            _laterGaps?.AddCompleted(ordinal, gap);
    }
}
