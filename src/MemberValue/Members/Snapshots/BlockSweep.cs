using MemberValue.Estimation;

namespace MemberValue.Members;

/// <summary>
/// Moves a window over the cells of a block of members, from date to date: cells that come into it are added to each member's sums; a member
/// who loses a cell is summed up again, so that sums of logarithms carry no rounding from removed cells.
/// </summary>
internal sealed class BlockSweep
{
    private readonly LogBlock _block;
    private readonly WindowState[] _states;
    private readonly Int128[]? _margins;
    private readonly (int From, int Through)[]? _visits;
    private readonly Dictionary<int, DatedCell[]> _dated = []; // the cells in the window of members whose refunds are dated at their order
    private SweepCounts _counts;

    /// <param name="block">The block, compacted; it must not be changed meanwhile.</param>
    /// <param name="members">How many members it has.</param>
    /// <param name="hasMargin">Whether any row of the log carried a margin.</param>
    public BlockSweep(LogBlock block, int members, bool hasMargin)
    {
        _block = block;
        _states = new WindowState[members];
        _margins = hasMargin ? new Int128[members] : null;
        _visits = block.Visits is null ? null : new (int, int)[members];
        for (var member = 0; member < members; member++)
        {
            _states[member].From = _states[member].Through = block.Cells.RangeOf(member).From;
            if (_visits is not null)
                _visits[member] = (block.Visits!.RangeOf(member).From, block.Visits.RangeOf(member).From);
        }
    }

    /// <summary>Counts of the rows in and before the window, from the cells.</summary>
    public ref readonly SweepCounts Counts => ref _counts;

    /// <summary>Moves all members to a window that begins and ends no earlier than the one before.</summary>
    /// <param name="window">The window.</param>
    /// <param name="gaps">Receives the gaps that enter the window; those that leave it are subtracted.</param>
    /// <param name="present">Receives whether a member has a row in the window or registered up to its end.</param>
    public void Advance(SnapshotWindow window, GapHistogram gaps, Span<bool> present)
    {
        for (var member = 0; member < _states.Length; member++)
        {
            ref var state = ref _states[member];
            var refunds = _block.RefundsOf(member, window.First ?? int.MinValue, window.Last);
            if (refunds is not null)
                CountDated(member, gaps, -1);
            if (!state.IsEmpty && _block.Cells.CellAt(state.From) < window.First)
                Leave(member, ref state, window.First!.Value, gaps);
            Enter(member, ref state, window, refunds is null ? gaps : null);
            if (refunds is not null)
                Date(member, ref state, refunds, gaps);
            present[member] = AdvanceVisits(member, window)
                || !state.IsEmpty
                || _block.RegistrationUpTo(member, window.Last) != MemberColumns.NoCell;
        }
    }

    /// <summary>Writes the rows of the members who have one.</summary>
    /// <param name="rows">Each member's row, or -1.</param>
    /// <param name="writer">The table.</param>
    /// <param name="gaps">Receives the members' open gaps.</param>
    /// <returns>How many members registered before the window.</returns>
    public long Write(ReadOnlySpan<int> rows, RowWriter writer, GapHistogram gaps)
    {
        var registeredBefore = 0L;
        var sums = default(RowTotals);
        for (var member = 0; member < _states.Length; member++)
        {
            if (rows[member] < 0)
                continue;
            ref readonly var state = ref _states[member];
            sums.Purchases = state.Purchases;
            sums.Sales = state.Sales;
            sums.Refunds = state.Refunds;
            sums.MarginOrMissing = state.LacksMargin ? ExactMoney.Missing : _margins is null ? 0 : _margins[member];
            sums.Orders = state.Orders;
            sums.Registration = _block.RegistrationUpTo(member, writer.Window.LastCell);
            sums.LastVisit = _visits is null || _visits[member].From == _visits[member].Through
                ? MemberColumns.NoCell
                : _block.Visits!.CellAt(_visits[member].Through - 1);
            writer.Write(rows[member], sums, writer.RecentCells == 0 ? default : RecentOf(member, writer));
            if (sums.Purchases.Count > 0)
                gaps.AddOpen(sums.Purchases.Count, writer.Window.LastCell - sums.Purchases.Last);
            if (sums.Registration != MemberColumns.NoCell && sums.Registration < writer.Window.FirstCell)
                registeredBefore++;
        }

        return registeredBefore;
    }

    /// <summary>A member's sale rows in the window.</summary>
    public int SaleRowsOf(int member)
    {
        var rows = 0;
        for (var at = _states[member].From; at < _states[member].Through; at++)
            rows += _block.Cells.SaleRowsAt(at);
        return rows;
    }

    private void Enter(int member, ref WindowState state, SnapshotWindow window, GapHistogram? gaps)
    {
        var cells = _block.Cells;
        var end = cells.RangeOf(member).Through;
        for (; state.Through < end; state.Through++)
        {
            ref readonly var cell = ref cells.FragmentAt(state.Through);
            if (cell.Cell > window.Last)
                return;
            if (cell.Cell < window.First)
            {
                _counts.SaleRowsBefore += cells.SaleRowsAt(state.Through);
                state.From = state.Through + 1;
                continue;
            }

            Add(member, ref state, cell, gaps);
        }
    }

    private void Add(int member, ref WindowState state, in CellFragment cell, GapHistogram? gaps)
    {
        _counts.Enter(cell, _block.Cells.SaleRowsAt(state.Through));
        if (!cell.HasRow)
            return;
        var refunds = cell.HasRefund ? _block.Cells.RefundsAt(state.Through) : 0;
        state.Refunds += refunds;
        state.Sales += cell.Net + refunds;
        state.Orders += _block.Cells.OrderCountAt(state.Through);
        state.LacksMargin |= cell.LacksMargin;
        if (_margins is not null)
            _margins[member] += _block.Cells.MarginAt(state.Through);
        if (gaps is null)
            return; // the member's refunds are dated at their order, once all cells are added
        if (cell.IsPurchase && state.PurchaseCount > 0)
            gaps.AddCompleted(state.PurchaseCount, cell.Cell - state.LastPurchase);
        state.Append(cell.Cell, cell.Net, cell.IsPurchase);
    }

    /// <summary>Finds the purchases of a member again, with the refunds dated at their orders in the window.</summary>
    private void Date(int member, ref WindowState state, DatedRefunds refunds, GapHistogram gaps)
    {
        var cells = new List<DatedCell>();
        for (var at = state.From; at < state.Through; at++)
        {
            ref readonly var cell = ref _block.Cells.FragmentAt(at);
            if (cell.HasRow)
                cells.Add(refunds.On(cell.Cell, cell.Net, cell.HasSale, cell.HasRefund));
        }

        _dated[member] = [.. cells];
        state.ClearPurchases();
        foreach (var cell in cells)
            state.Append(cell.Cell, cell.Net, cell.IsPurchase);
        CountDated(member, gaps, 1);
    }

    /// <summary>Counts the gaps of a member whose refunds are dated, or subtracts them again.</summary>
    private void CountDated(int member, GapHistogram gaps, int sign)
    {
        var (purchases, last) = (0, 0);
        foreach (var cell in _dated.GetValueOrDefault(member) ?? [])
        {
            if (!cell.IsPurchase)
                continue;
            if (purchases > 0)
                gaps.AddCompleted(purchases, cell.Cell - last, sign);
            (purchases, last) = (purchases + 1, cell.Cell);
        }
    }

    /// <summary>Takes all of a member's cells out of the sums and leaves the window empty, at the first cell that is still in it.</summary>
    private void Leave(int member, ref WindowState state, int firstCell, GapHistogram gaps)
    {
        var (purchases, last, from) = (0, 0, state.From);
        var isDated = _dated.ContainsKey(member);
        for (var at = state.From; at < state.Through; at++)
        {
            ref readonly var cell = ref _block.Cells.FragmentAt(at);
            var rows = _block.Cells.SaleRowsAt(at);
            _counts.Leave(cell, rows);
            if (cell.Cell < firstCell)
            {
                _counts.SaleRowsBefore += rows;
                from = at + 1;
            }

            if (!cell.IsPurchase || isDated)
                continue;
            if (purchases > 0)
                gaps.AddCompleted(purchases, cell.Cell - last, -1);
            (purchases, last) = (purchases + 1, cell.Cell);
        }

        state = new WindowState { From = from, Through = from };
        if (_margins is not null)
            _margins[member] = 0;
    }

    /// <summary>Whether the member has a visit in the window.</summary>
    private bool AdvanceVisits(int member, SnapshotWindow window)
    {
        if (_visits is null)
            return false;
        var visits = _block.Visits!;
        var end = visits.RangeOf(member).Through;
        ref var range = ref _visits[member];
        for (; range.Through < end && visits.CellAt(range.Through) <= window.Last; range.Through++)
            _counts.VisitsInside += (long)visits.FragmentAt(range.Through).Net;
        for (; range.From < range.Through && visits.CellAt(range.From) < window.First; range.From++)
        {
            var left = (long)visits.FragmentAt(range.From).Net;
            _counts.VisitsInside -= left;
            _counts.VisitsBefore += left;
        }

        return range.From < range.Through;
    }

    private RecentSums RecentOf(int member, RowWriter writer)
    {
        var sums = new RecentSums(writer.RecentCells, writer.Window.LastCell);
        ref readonly var state = ref _states[member];
        var dated = _dated.GetValueOrDefault(member);
        foreach (var cell in dated ?? [])
            sums.AddCell(cell.Cell, cell.Net, cell.IsPurchase);
        for (var at = state.Through - 1; dated is null && at >= state.From && sums.Reaches(_block.Cells.CellAt(at)); at--)
        {
            ref readonly var cell = ref _block.Cells.FragmentAt(at);
            sums.AddCell(cell.Cell, cell.Net, cell.IsPurchase);
        }

        if (_visits is null)
            return sums;
        for (var at = _visits[member].Through - 1; at >= _visits[member].From && sums.Reaches(_block.Visits!.CellAt(at)); at--)
            sums.AddVisits(_block.Visits.CellAt(at), (int)_block.Visits.FragmentAt(at).Net);
        return sums;
    }
}
