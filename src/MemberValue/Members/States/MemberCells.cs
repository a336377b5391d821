using System.Runtime.InteropServices;
using MemberValue.Estimation;

namespace MemberValue.Members;

/// <summary>
/// A member's whole log, cell by cell: the content of a state that can be merged with any other part of the log and gives any window. Immutable. The sums of
/// a window are computed as those of a table, so both have the same bits.
/// </summary>
internal sealed class MemberCells
{
    private readonly WholeCell[] _cells; // ascending, each once
    private readonly VisitCell[] _visits; // ascending, each once

    public MemberCells(WholeCell[] cells, VisitCell[] visits, int registration, KeptRows? kept = null)
    {
        (_cells, _visits, Registration, Kept) = (cells, visits, registration, kept);
        (FirstCell, LastCell) = (MemberColumns.NoCell, MemberColumns.NoCell);
        foreach (ref readonly var cell in cells.AsSpan())
        {
            if (!cell.HasRow)
                continue;
            FirstCell = FirstCell == MemberColumns.NoCell ? cell.Cell : FirstCell;
            LastCell = cell.Cell;
            HasMargin |= cell.HasMargin;
            Decimals = Math.Max(Decimals, cell.Decimals);
        }
    }

    public static MemberCells Empty { get; } = new([], [], MemberColumns.NoCell);

    public ReadOnlySpan<WholeCell> Cells => _cells;

    public ReadOnlySpan<VisitCell> Visits => _visits;

    /// <summary>The rows that may have to be recognised; not to be written to.</summary>
    public KeptRows? Kept { get; }

    /// <summary>The first registration; <see cref="MemberColumns.NoCell"/> without one.</summary>
    public int Registration { get; }

    /// <summary>The first cell with a transaction that counts; <see cref="MemberColumns.NoCell"/> without one.</summary>
    public int FirstCell { get; }

    /// <summary>The last cell with a transaction that counts; <see cref="MemberColumns.NoCell"/> without one.</summary>
    public int LastCell { get; }

    public bool HasMargin { get; }

    /// <summary>The most decimals of any amount or margin.</summary>
    public int Decimals { get; }

    public int LastVisit => _visits.Length == 0 ? MemberColumns.NoCell : _visits[^1].Cell;

    /// <summary>The first cell of any row but registrations; <see cref="MemberColumns.NoCell"/> without one.</summary>
    public int FirstInWindow =>
        Least(_cells.Length == 0 ? MemberColumns.NoCell : _cells[0].Cell, _visits.Length == 0 ? MemberColumns.NoCell : _visits[0].Cell);

    /// <summary>The last cell of any row, <see cref="MemberColumns.NoCell"/>, the smallest of all, without one.</summary>
    public int LastSeen => Math.Max(Math.Max(_cells.Length == 0 ? MemberColumns.NoCell : _cells[^1].Cell, LastVisit), Registration);

    public MemberCells With(WholeCell cell)
    {
        var at = IndexOf(cell.Cell);
        if (at < 0)
            return new MemberCells(Inserted(_cells, ~at, cell), _visits, Registration, Kept);
        var cells = _cells.AsSpan().ToArray();
        cells[at].Join(cell);
        return new MemberCells(cells, _visits, Registration, Kept);
    }

    /// <summary>With one more row that may have to be recognised; null when it was delivered before.</summary>
    public MemberCells? WithKept(in KeptRow row)
    {
        var kept = Kept?.Clone() ?? new KeptRows();
        return kept.TryAdd(row) ? new MemberCells(_cells, _visits, Registration, kept) : null;
    }

    public MemberCells WithVisits(int cell, int visits) => new(_cells, Joined(_visits, [new VisitCell(cell, visits)]), Registration, Kept);

    public MemberCells WithRegistration(int cell) => new(_cells, _visits, Least(Registration, cell), Kept);

    /// <summary>Without the identities of rows before a cell.</summary>
    public MemberCells WithIdsFrom(int cell) => Kept is null ? this : new MemberCells(_cells, _visits, Registration, Kept.From(cell));

    /// <summary>The cells of both; those in common are joined, and rows in common count once.</summary>
    public MemberCells Merge(MemberCells other)
    {
        if (Redelivered.Of(Kept, other.Kept) is { IsEmpty: false } twice)
        {
            var rest = other._cells.Select(twice.TakeOut).Where(cell => cell.HasRow || IndexOf(cell.Cell) < 0).ToArray();
            other = new MemberCells(rest, other._visits, other.Registration, other.Kept);
        }

        var cells = new WholeCell[_cells.Length + other._cells.Length];
        var (count, i, j) = (0, 0, 0);
        while (i < _cells.Length || j < other._cells.Length)
        {
            if (j == other._cells.Length || (i < _cells.Length && _cells[i].Cell < other._cells[j].Cell))
            {
                cells[count++] = _cells[i++];
            }
            else if (i == _cells.Length || other._cells[j].Cell < _cells[i].Cell)
            {
                cells[count++] = other._cells[j++];
            }
            else
            {
                cells[count] = _cells[i++];
                cells[count++].Join(other._cells[j++]);
            }
        }

        return new MemberCells(
            cells[..count], Joined(_visits, other._visits), Least(Registration, other.Registration), KeptRows.Merge(Kept, other.Kept));
    }

    /// <summary>Writes the row of a window: rows outside it do not count, except a registration before it.</summary>
    public void Write(RowWriter writer)
    {
        var (first, last) = (writer.Window.FirstCell, writer.Window.LastCell);
        var (state, margin, marginGiven, lastVisit) = (default(WindowState), default(Int128), false, MemberColumns.NoCell);
        var recent = new RecentSums(writer.RecentCells, last);
        var refunds = RefundsIn(first, last);
        foreach (ref readonly var cell in _cells.AsSpan())
        {
            if (!cell.HasRow || cell.Cell < first || cell.Cell > last)
                continue;
            state.Refunds += cell.Refunds;
            state.Sales += cell.Net + cell.Refunds;
            state.Orders += cell.OrderCount;
            state.LacksMargin |= cell.LacksMargin;
            margin += cell.Margin;
            marginGiven |= cell.HasMargin;
            var dated = DatedOf(cell, refunds);
            state.Append(cell.Cell, dated.Net, dated.IsPurchase);
            recent.AddCell(cell.Cell, dated.Net, dated.IsPurchase);
        }

        foreach (var visit in _visits)
        {
            if (visit.Cell < first || visit.Cell > last)
                continue;
            lastVisit = visit.Cell;
            recent.AddVisits(visit.Cell, visit.Visits);
        }

        var totals = new RowTotals
        {
            Purchases = state.Purchases,
            Sales = state.Sales,
            Refunds = state.Refunds,
            MarginOrMissing = state.LacksMargin || !marginGiven ? ExactMoney.Missing : margin,
            Orders = state.Orders,
            Registration = Registration <= last ? Registration : MemberColumns.NoCell,
            LastVisit = lastVisit,
        };
        writer.Write(0, totals, recent);
    }

    /// <summary>The timing in a window.</summary>
    public MemberTiming TimingIn(ObservationWindow window)
    {
        var (purchases, visits) = (new List<int>(_cells.Length), default(VisitSums));
        var refunds = RefundsIn(window.FirstCell, window.LastCell);
        foreach (ref readonly var cell in _cells.AsSpan())
        {
            if (cell.HasRow && cell.Cell >= window.FirstCell && cell.Cell <= window.LastCell && DatedOf(cell, refunds).IsPurchase)
                purchases.Add(cell.Cell);
        }

        foreach (var visit in _visits)
        {
            if (visit.Cell >= window.FirstCell && visit.Cell <= window.LastCell)
                visits.Add(visit.Cell, visit.Visits);
        }

        return MemberTiming.Of(window, CollectionsMarshal.AsSpan(purchases), visits, Registration);
    }

    /// <summary>What a log that is read in order would have kept.</summary>
    /// <param name="recentCells">w; 0 to keep no recent cells.</param>
    /// <param name="gapOrdinals">How many gaps are kept apart.</param>
    /// <param name="laterGaps">Receives the gaps after those; null where they are not counted.</param>
    public MemberSummary ToSummary(int recentCells, int gapOrdinals, GapHistogram? laterGaps)
    {
        var (state, gaps, recent) = (RunningState.Empty, new int[gapOrdinals], default(RecentCells));
        var editor = new StateEditor(ref state.Hot, ref state.Cold, ref state.Orders, gaps, ref recent, recentCells, laterGaps);
        var refunds = RefundsIn(int.MinValue, int.MaxValue);
        foreach (ref readonly var cell in _cells.AsSpan())
        {
            if (!cell.HasRow)
                continue;
            state.Cold.Refunds += cell.Refunds;
            state.Hot.Sales += cell.Net + cell.Refunds;
            state.Cold.Margin += cell.Margin;
            state.Hot.Flags |= (cell.HasMargin ? StateFlags.MarginGiven : 0) | (cell.LacksMargin ? StateFlags.MarginLacking : 0);
            state.Hot.Orders += cell.SaleRowsWithoutId;
            var dated = DatedOf(cell, refunds);
            editor.AddCell(new OpenCell { Cell = cell.Cell, Net = dated.Net, HasSale = dated.HasSale, HasRefund = dated.HasRefund, Orders = cell.Orders });
        }

        foreach (var visit in _visits)
            editor.AddVisits(visit.Cell, visit.Visits);
        if (Registration != MemberColumns.NoCell)
            editor.AddRegistration(Registration);
        return new MemberSummary(state, gaps, recent);
    }

    /// <summary>The smaller of two cells, either of which may be missing.</summary>
    public static int Least(int a, int b) => a == MemberColumns.NoCell ? b : b == MemberColumns.NoCell ? a : Math.Min(a, b);

    private static DatedCell DatedOf(in WholeCell cell, DatedRefunds? refunds) =>
        refunds?.On(cell.Cell, cell.Net, cell.HasSale, cell.HasRefund) ?? new DatedCell(cell.Cell, cell.Net, cell.HasSale, cell.HasRefund);

    private DatedRefunds? RefundsIn(int first, int last) => Kept is { HasDatedRefund: true } ? DatedRefunds.Of(Kept, first, last) : null;

    private static T[] Inserted<T>(T[] items, int at, T item) => [.. items.AsSpan(0, at), item, .. items.AsSpan(at)];

    private static VisitCell[] Joined(VisitCell[] some, VisitCell[] others)
    {
        if (some.Length == 0 || others.Length == 0)
            return some.Length == 0 ? others : some;
        return [.. some.Concat(others).GroupBy(visit => visit.Cell).Select(cell => new VisitCell(cell.Key, cell.Sum(visit => visit.Visits)))
            .OrderBy(cell => cell.Cell)];
    }

    /// <summary>The position of a cell; the complement of where it would be inserted if there is none.</summary>
    private int IndexOf(int cell)
    {
        var (from, through) = (0, _cells.Length - 1);
        while (from <= through)
        {
            var middle = (from + through) >>> 1;
            if (_cells[middle].Cell == cell)
                return middle;
            if (_cells[middle].Cell < cell)
                from = middle + 1;
            else
                through = middle - 1;
        }

        return ~from;
    }
}
