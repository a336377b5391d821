using System.Runtime.CompilerServices;

namespace MemberValue.Members;

/// <summary>The purchase cells, visits and registrations of up to <see cref="Size"/> members of a log, for tables as of any cell.</summary>
internal sealed class LogBlock
{
    public const int Size = MemberBlock.Size;

    private int[] _registrations = []; // MemberColumns.NoCell without one

    public LogBlock(int capacity) => Grow(capacity);

    /// <summary>The number of members that have a place.</summary>
    public int Capacity => _registrations.Length;

    public CellFragments Cells { get; } = new(whole: true);

    /// <summary>Cells with visits, their number as net; null without any.</summary>
    public CellFragments? Visits { get; private set; }

    /// <summary>Makes places for more members, up to <see cref="Size"/>.</summary>
    public void Grow(int capacity)
    {
        var members = Capacity;
        Array.Resize(ref _registrations, capacity);
        _registrations.AsSpan(members).Fill(MemberColumns.NoCell);
        Cells.Grow(capacity);
        Visits?.Grow(capacity);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(int member)
    {
        if (member < Capacity) // a new member has no place yet
            Cells.Prefetch(member);
    }

    public void AddRow(int member, in LogRow row, in OrderId order) => Cells.AddWhole(member, row, order);

    /// <summary>Adds a row that only tells that there is such a member.</summary>
    public void AddPresence(int member, int cell) => Cells.AddCell(member, cell);

    public void AddVisit(int member, int cell)
    {
        if (Visits is null)
        {
            Visits = new CellFragments();
            Visits.Grow(Capacity);
        }

        Visits.Add(member, new LogRow { Cell = cell, Amount = 1 }, default);
    }

    public void AddRegistration(int member, int cell)
    {
        ref var known = ref _registrations[member];
        known = known == MemberColumns.NoCell ? cell : Math.Min(known, cell);
    }

    /// <summary>The member's first registration if it is not after a cell, else <see cref="MemberColumns.NoCell"/>.</summary>
    public int RegistrationUpTo(int member, int lastCell) => _registrations[member] <= lastCell ? _registrations[member] : MemberColumns.NoCell;

    /// <summary>How many of the first members registered before a cell.</summary>
    public long RegisteredBefore(int cell, int members)
    {
        var count = 0L;
        foreach (var registration in _registrations.AsSpan(0, members))
            count += registration != MemberColumns.NoCell && registration < cell ? 1 : 0;
        return count;
    }

    /// <summary>The running state of all of a member's rows, its cells being compacted.</summary>
    public MemberState StateOf(int member, LogRules rules)
    {
        var (state, gaps) = (RunningState.Empty, new int[rules.GapOrdinals]);
        RecentCells? recent = null;
        var editor = new StateEditor(ref state.Hot, ref state.Cold, ref state.Orders, gaps, ref recent, rules.RecentCells, laterGaps: null);
        var (from, through) = Cells.RangeOf(member);
        for (var at = from; at < through; at++)
        {
            ref readonly var cell = ref Cells.FragmentAt(at);
            if (!cell.HasRow)
                continue;
            var refunds = Cells.RefundsAt(at);
            state.Cold.Refunds += refunds;
            state.Hot.Sales += cell.Net + refunds;
            state.Cold.Margin += Cells.MarginAt(at);
            state.Hot.Flags |= (cell.HasMargin ? StateFlags.MarginGiven : 0) | (cell.LacksMargin ? StateFlags.MarginLacking : 0);
            state.Hot.Orders += Cells.RowsWithoutIdAt(at);
            editor.AddCell(Cells.At(at));
        }

        if (Visits is not null)
        {
            (from, through) = Visits.RangeOf(member);
            for (var at = from; at < through; at++)
                editor.AddVisits(Visits.CellAt(at), (int)Visits.FragmentAt(at).Net);
        }

        if (_registrations[member] != MemberColumns.NoCell)
            editor.AddRegistration(_registrations[member]);
        return new MemberState(rules.Calendar, rules.RecentCells, state.Clone(), gaps, recent);
    }

    /// <summary>Brings all cells into the order that <see cref="BlockSweep"/> reads; with a spare buffer that blocks hand on.</summary>
    public void Compact(ref CellFragment[] spare)
    {
        Cells.Compact(ref spare);
        Visits?.Compact(ref spare);
    }
}
