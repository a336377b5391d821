using System.Runtime.CompilerServices;

namespace MemberValue.Members;

/// <summary>The running states of up to <see cref="Size"/> members of a builder, small enough to be folded within a processor's cache.</summary>
internal sealed class MemberBlock
{
    public const int Size = 2_048;

    private readonly LogRules _rules;
    private readonly RunningState[] _states = new RunningState[Size];
    private readonly int[] _gaps;
    private readonly RecentCells?[] _recent;
    private readonly CellFragments? _fragments; // only where rows may come in any order

    public MemberBlock(LogRules rules)
    {
        _rules = rules;
        Array.Fill(_states, RunningState.Empty);
        _gaps = new int[Size * rules.GapOrdinals];
        _recent = rules.RecentCells > 0 ? new RecentCells?[Size] : new RecentCells?[1];
        if (rules.Order == LogOrder.Any)
            _fragments = new CellFragments(Size);
    }

    /// <summary>Rows that joined a sale of their cell while fragments met; rows that joined at once are told by <see cref="AddRow"/>.</summary>
    public long MergedRows => _fragments?.MergedRows ?? 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(int member)
    {
        if (!System.Runtime.Intrinsics.X86.Sse.IsSupported)
            return;
        var state = (byte*)Unsafe.AsPointer(ref _states[member]);
        System.Runtime.Intrinsics.X86.Sse.Prefetch0(state);
        System.Runtime.Intrinsics.X86.Sse.Prefetch0(state + 64);
        System.Runtime.Intrinsics.X86.Sse.Prefetch0(state + 128);
    }

    /// <summary>Adds a row that the rules can use; false if it comes too late for its member's state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AddRow(int member, in LogRow row, in OrderId order, GapHistogram laterGaps, ref long merged)
    {
        ref var state = ref _states[member];
        if (_fragments is null)
        {
            if (row.Cell < state.Last.Cell)
                return false;
            merged += Edit(member, laterGaps).AddRow(row, order) ? 1 : 0;
            return true;
        }

        if (state.HasTransactions && row.Cell >= state.FirstCell && row.Cell <= state.Last.Cell)
            return AddToSaved(member, row, order, laterGaps, ref merged);
        state.AddMoney(row);
        if (!row.IsRefund && !order.HasValue)
            state.Orders++;
        _fragments.Add(member, row, order);
        return true;
    }

    public void AddVisit(int member, int cell) => Edit(member, null).AddVisits(cell, 1);

    public void AddRegistration(int member, int cell) => _states[member].AddRegistration(cell);

    public int SaleRowsOf(int member) => _states[member].SaleRows; // a sum that does not depend on order: no fold needed

    /// <summary>Adds a saved state; the member's rows so far are folded first.</summary>
    public void AddState(int member, in RunningState other, ReadOnlySpan<int> gaps, RecentCells? recent, GapHistogram laterGaps)
    {
        Settle(member, laterGaps);
        if (other.HasTransactions && _states[member].HasTransactions && other.Last.Cell <= _states[member].FirstCell)
        {
            // The other part is the earlier one: what is here follows it.
            var here = _states[member];
            var hereGaps = GapsOf(member).ToArray();
            var hereRecent = RecentOf(member);
            _states[member] = RunningState.Empty;
            RecentOf(member) = null;
            Edit(member, laterGaps).AddLater(other, gaps, recent);
            Edit(member, laterGaps).AddLater(here, hereGaps, hereRecent);
            return;
        }

        Edit(member, laterGaps).AddLater(other, gaps, recent);
    }

    /// <summary>Adds all that another block has of a member.</summary>
    public void AddMember(int member, MemberBlock from, int other, GapHistogram laterGaps)
    {
        if (_fragments is not null && from._fragments is not null && !_states[member].HasTransactions && !from._states[other].HasTransactions)
        {
            // Nothing is closed on either side: cells may interleave.
            _states[member].AddSums(from._states[other]);
            if (from.RecentOf(other) is { } visits)
                (RecentOf(member) ??= new RecentCells()).Append(visits, _rules.RecentCells);
            from._fragments.Compact();
            var (start, end) = from._fragments.RangeOf(other);
            for (var at = start; at < end; at++)
                _fragments.Add(member, from._fragments.At(at));
            return;
        }

        var (state, gaps, recent) = from.StateOf(other, laterGaps);
        AddState(member, state, gaps, recent, laterGaps);
    }

    /// <summary>One member's state with all rows folded in; shares its sets and lists with the block, so it is only to be read.</summary>
    /// <param name="member">The member.</param>
    /// <param name="gaps">Receives the lengths of the first gaps.</param>
    /// <param name="recent">The member's recent cells.</param>
    /// <param name="laterGaps">Receives the gaps that folding closes after those.</param>
    public RunningState Fold(int member, Span<int> gaps, out RecentCells? recent, GapHistogram laterGaps)
    {
        var state = _states[member];
        recent = RecentOf(member);
        if (_fragments is null || !_fragments.Any(member))
        {
            GapsOf(member).CopyTo(gaps);
            return state;
        }

        _fragments.Compact();
        var (at, end) = _fragments.RangeOf(member);
        var folded = RunningState.Empty;
        RecentCells? foldedRecent = null;
        var editor = new StateEditor(ref folded, gaps, ref foldedRecent, _rules.RecentCells, laterGaps);
        while (at < end && (!state.HasTransactions || _fragments.At(at).Cell < state.FirstCell))
            editor.AddCell(_fragments.At(at++));
        editor.AddLater(state, GapsOf(member), recent);
        while (at < end)
            editor.AddCell(_fragments.At(at++));
        recent = foldedRecent;
        return folded;
    }

    /// <summary>One member's state as a copy.</summary>
    public (RunningState State, int[] Gaps, RecentCells? Recent) StateOf(int member, GapHistogram laterGaps)
    {
        var gaps = new int[_rules.GapOrdinals];
        var state = Fold(member, gaps, out var recent, laterGaps);
        state.First.Orders = state.First.Orders.Clone();
        state.Last.Orders = state.Last.Orders.Clone();
        return (state, gaps, recent?.Clone());
    }

    private Span<int> GapsOf(int member) => _gaps.AsSpan(member * _rules.GapOrdinals, _rules.GapOrdinals);

    private ref RecentCells? RecentOf(int member) => ref _recent[_recent.Length == 1 ? 0 : member];

    private StateEditor Edit(int member, GapHistogram? laterGaps) =>
        new(ref _states[member], GapsOf(member), ref RecentOf(member), _rules.RecentCells, laterGaps);

    /// <summary>A row inside the cells of a saved state: it can join the open ones, the closed middle takes nothing more.</summary>
    private bool AddToSaved(int member, in LogRow row, in OrderId order, GapHistogram laterGaps, ref long merged)
    {
        ref var state = ref _states[member];
        if (row.Cell != state.FirstCell && row.Cell != state.Last.Cell)
            return false;
        state.AddMoney(row);
        ref var cell = ref state.Last;
        if (row.Cell != state.Last.Cell)
            cell = ref state.First;
        merged += Edit(member, laterGaps).AddTo(ref cell, row, order) ? 1 : 0;
        return true;
    }

    /// <summary>Folds a member's fragments into its state.</summary>
    private void Settle(int member, GapHistogram laterGaps)
    {
        if (_fragments is null || !_fragments.Any(member))
            return;
        Span<int> gaps = stackalloc int[LogRules.MaxGapOrdinals];
        var state = Fold(member, gaps[.._rules.GapOrdinals], out var recent, laterGaps);
        _states[member] = state;
        gaps[.._rules.GapOrdinals].CopyTo(GapsOf(member));
        RecentOf(member) = recent;
        _fragments.Remove(member);
    }
}
