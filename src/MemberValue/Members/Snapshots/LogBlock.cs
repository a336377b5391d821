using System.Runtime.CompilerServices;

namespace MemberValue.Members;

/// <summary>The purchase cells, visits and registrations of up to <see cref="Size"/> members of a log, for tables as of any cell.</summary>
internal sealed class LogBlock
{
    public const int Size = MemberBlock.Size;

    private int[] _registrations = []; // MemberColumns.NoCell without one
    private KeptRows?[]? _kept; // from the first kept row on

    public LogBlock(int capacity) => Grow(capacity);

    /// <summary>The number of members that there is room for.</summary>
    public int Capacity => _registrations.Length;

    public CellFragments Cells { get; } = new(whole: true);

    /// <summary>Cells with visits, their number as net; null without any.</summary>
    public CellFragments? Visits { get; private set; }

    /// <summary>Makes room for more members, up to <see cref="Size"/>.</summary>
    public void Grow(int capacity)
    {
        var members = Capacity;
        Array.Resize(ref _registrations, capacity);
        _registrations.AsSpan(members).Fill(MemberColumns.NoCell);
        Cells.Grow(capacity);
        Visits?.Grow(capacity);
        if (_kept is not null)
            Array.Resize(ref _kept, capacity);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int member)
    {
        if (member < Capacity) // a new member has no room yet
            Cells.Prefetch(member);
    }

    public void AddRow(int member, in LogRow row, in OrderId order) => Cells.AddWhole(member, row, order);

    /// <summary>Keeps a row that may have to be recognised; false when one with its identity exists already.</summary>
    public bool Keep(int member, in LogRow row, in OrderId order, ulong id, bool isDated) =>
        KeptFor(member).TryAdd(KeptRow.Of(row, order, id, isDated));

    /// <summary>A member's kept rows, if there are any.</summary>
    public KeptRows? KeptOf(int member) => _kept?[member];

    /// <summary>The refunds of a member that have an order, with their dates in a window; null without one.</summary>
    public DatedRefunds? RefundsOf(int member, int first, int last) =>
        _kept?[member] is { HasDatedRefund: true } kept ? DatedRefunds.Of(kept, first, last) : null;

    /// <summary>How many refund rows of a window have no order in it.</summary>
    public long UnmatchedRefunds(int first, int last)
    {
        var unmatched = 0L;
        foreach (var kept in _kept ?? [])
            unmatched += kept is null ? 0 : DatedRefunds.Of(kept, first, last).Unmatched;
        return unmatched;
    }

    /// <summary>Adds a row that only records that the member exists.</summary>
    public void AddPresence(int member, int cell) => Cells.AddCell(member, cell);

    public void AddVisits(int member, int cell, int visits)
    {
        if (Visits is null)
        {
            Visits = new CellFragments();
            Visits.Grow(Capacity);
        }

        Visits.Add(member, new LogRow { Cell = cell, Amount = visits }, default);
    }

    public void AddRegistration(int member, int cell)
    {
        ref var known = ref _registrations[member];
        known = known == MemberColumns.NoCell ? cell : Math.Min(known, cell);
    }

    /// <summary>The member's first registration if it is not after a cell, otherwise <see cref="MemberColumns.NoCell"/>.</summary>
    public int RegistrationUpTo(int member, int lastCell) => _registrations[member] <= lastCell ? _registrations[member] : MemberColumns.NoCell;

    /// <summary>How many of the first members registered before a cell.</summary>
    public long RegisteredBefore(int cell, int members)
    {
        var count = 0L;
        foreach (var registration in _registrations.AsSpan(0, members))
            count += registration != MemberColumns.NoCell && registration < cell ? 1 : 0;
        return count;
    }

    /// <summary>Whether any of the first members registered.</summary>
    public bool HasRegistrations(int members) => _registrations.AsSpan(0, members).ContainsAnyExcept(MemberColumns.NoCell);

    /// <summary>Adds everything a state knows about a member; rows that exist here already are left out and returned.</summary>
    public Redelivered Add(int member, MemberCells cells)
    {
        var twice = Redelivered.Of(_kept?[member], cells.Kept);
        foreach (ref readonly var cell in cells.Cells)
            Add(member, cell, twice);
        if (cells.Kept is not null)
            Keep(member, cells.Kept);
        foreach (var visit in cells.Visits)
            AddVisits(member, visit.Cell, visit.Visits);
        if (cells.Registration != MemberColumns.NoCell)
            AddRegistration(member, cells.Registration);
        return twice;
    }

    /// <summary>Adds everything another, compacted block has about a member; rows that exist here already are left out and returned.</summary>
    public Redelivered Add(int member, LogBlock from, int other)
    {
        var twice = Redelivered.Of(_kept?[member], from._kept?[other]);
        var (at, through) = from.Cells.RangeOf(other);
        for (; at < through; at++)
            Add(member, from.Cells.At(at), twice);
        if (from._kept?[other] is { } kept)
            Keep(member, kept);
        if (from.Visits is not null)
        {
            (at, through) = from.Visits.RangeOf(other);
            for (; at < through; at++)
                AddVisits(member, from.Visits.CellAt(at), (int)from.Visits.FragmentAt(at).Net);
        }

        if (from._registrations[other] != MemberColumns.NoCell)
            AddRegistration(member, from._registrations[other]);
        return twice;
    }

    /// <summary>Lists the cells of a window in which a member bought, ascending; the cells must be compacted.</summary>
    public void ReadPurchases(int member, int first, int last, List<int> into)
    {
        into.Clear();
        var refunds = RefundsOf(member, first, last);
        var (at, through) = Cells.RangeOf(member);
        for (; at < through; at++)
        {
            ref readonly var cell = ref Cells.FragmentAt(at);
            if (!cell.HasRow || cell.Cell < first || cell.Cell > last)
                continue;
            if (refunds?.On(cell.Cell, cell.Net, cell.HasSale, cell.HasRefund).IsPurchase ?? cell.IsPurchase)
                into.Add(cell.Cell);
        }
    }

    /// <summary>A member's visits in a window; the cells must be compacted.</summary>
    public VisitSums VisitsOf(int member, int first, int last)
    {
        var sums = default(VisitSums);
        var (at, through) = Visits?.RangeOf(member) ?? (0, 0);
        for (; at < through; at++)
        {
            if (Visits!.CellAt(at) is var cell && cell >= first && cell <= last)
                sums.Add(cell, (int)Visits.FragmentAt(at).Net);
        }

        return sums;
    }

    /// <summary>Everything known about a member; the cells must be compacted.</summary>
    public MemberCells CellsOf(int member)
    {
        var (from, through) = Cells.RangeOf(member);
        var cells = new WholeCell[through - from];
        for (var at = from; at < through; at++)
        {
            cells[at - from] = Cells.At(at);
            cells[at - from].Orders = cells[at - from].Orders.Clone();
        }

        VisitCell[] visits = [];
        if (Visits is not null)
        {
            (from, through) = Visits.RangeOf(member);
            visits = new VisitCell[through - from];
            for (var at = from; at < through; at++)
                visits[at - from] = new VisitCell(Visits.CellAt(at), (int)Visits.FragmentAt(at).Net);
        }

        return new MemberCells(cells, visits, _registrations[member], _kept?[member]?.Clone());
    }

    private void Add(int member, in WholeCell cell, Redelivered twice)
    {
        if (twice.IsEmpty)
            Cells.Add(member, cell);
        else if (twice.TakeOut(cell) is var rest && (rest.HasRow || !cell.HasRow))
            Cells.Add(member, rest);
    }

    private KeptRows KeptFor(int member) => (_kept ??= new KeptRows?[Capacity])[member] ??= new KeptRows();

    private void Keep(int member, KeptRows rows)
    {
        var kept = KeptFor(member);
        foreach (ref readonly var row in rows.Rows)
            kept.TryAdd(row);
    }

    public void Compact()
    {
        CellFragment[] spare = [];
        Compact(ref spare);
    }

    /// <summary>Brings all cells into the order that <see cref="BlockSweep"/> reads; with a spare buffer that blocks share.</summary>
    public void Compact(ref CellFragment[] spare)
    {
        Cells.Compact(ref spare);
        Visits?.Compact(ref spare);
    }
}
