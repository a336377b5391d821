using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace MemberValue.Members;

/// <summary>The running states of up to <see cref="Size"/> members of a builder, small enough to be folded within a processor's cache.</summary>
internal sealed class MemberBlock
{
    public const int Size = 16_384; // measured: smaller blocks have more array headers to fetch, larger ones sort slower

    private const int Line = 64; // bytes of a cache line

    private readonly LogRules _rules;
    private readonly CellFragments? _fragments; // only where rows may come in any order
    private readonly int _coldAt; // where in a member's record the cold state begins, behind the hot state and the gaps
    private readonly int _size;   // bytes of a record, whole cache lines
    private byte[] _records = []; // one record per member, so that a row finds all it needs on one page
    private int _start; // the array's first byte at which a cache line began when it was made; if the array moves, only time is lost
    private OpenOrders[]? _orders; // from the first order id on
    private OpenOrders _noOrders;
    private RecentCells?[] _recent = [null]; // one unused place where no recent cells are kept

    public MemberBlock(LogRules rules, int capacity)
    {
        _rules = rules;
        _coldAt = Unsafe.SizeOf<HotState>() + RoundUp(rules.GapOrdinals * sizeof(int), 16); // 128-bit numbers lie on 16 bytes
        _size = RoundUp(_coldAt + Unsafe.SizeOf<ColdState>(), Line);
        if (rules.Order == LogOrder.Any)
            _fragments = new CellFragments();
        Grow(capacity);
    }

    /// <summary>The number of members that have a place.</summary>
    public int Capacity { get; private set; }

    /// <summary>Rows that joined a sale of their cell while fragments met; rows that joined at once are told by <see cref="AddRow"/>.</summary>
    public long MergedRows => _fragments?.MergedRows ?? 0;

    /// <summary>Makes places for more members, up to <see cref="Size"/>.</summary>
    public unsafe void Grow(int capacity)
    {
        var (records, start, members) = (_records, _start, Capacity);
        _records = GC.AllocateUninitializedArray<byte>(capacity * _size + Line);
        _start = (int)((Line - (nint)Unsafe.AsPointer(ref _records[0]) % Line) % Line);
        records.AsSpan(start, members * _size).CopyTo(_records.AsSpan(_start));
        if (_orders is not null)
            Array.Resize(ref _orders, capacity);
        if (_rules.RecentCells > 0)
            Array.Resize(ref _recent, capacity);
        _fragments?.Grow(capacity);
        Capacity = capacity;
        var empty = RunningState.Empty;
        for (var member = members; member < capacity; member++)
        {
            Hot(member) = empty.Hot;
            Cold(member) = empty.Cold;
        }
    }

    /// <summary>Asks for what nearly every row of a member needs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(int member)
    {
        if (!Sse.IsSupported || member >= Capacity) // a new member has no place yet
            return;
        var record = (byte*)Unsafe.AsPointer(ref Record(member));
        Sse.Prefetch0(record);
        if (_fragments is not null)
            _fragments.Prefetch(member);
        else
            Sse.Prefetch0(record + Line);
    }

    /// <summary>Asks for what a row needs that may open the first cells of a member, once <see cref="Prefetch"/> has come through.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void PrefetchCold(int member)
    {
        if (!Sse.IsSupported || _fragments is not null || member >= Capacity || Hot(member).MiddleCount > 0)
            return;
        var record = (byte*)Unsafe.AsPointer(ref Record(member));
        for (var at = _coldAt; at < _size; at += Line)
            Sse.Prefetch0(record + at);
    }

    /// <summary>Adds a row that the rules can use; false if it comes too late for its member's state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AddRow(int member, in LogRow row, in OrderId order, GapHistogram laterGaps, ref long merged)
    {
        if (_fragments is null)
        {
            if (row.Cell < Hot(member).LastCell)
                return false;
            merged += Edit(member, order.HasValue, laterGaps).AddRow(row, order) ? 1 : 0;
            return true;
        }

        if (Hot(member).LastCell != MemberColumns.NoCell && row.Cell >= Get(member).FirstCell && row.Cell <= Hot(member).LastCell)
            return AddToSaved(member, row, order, laterGaps, ref merged);
        var editor = Edit(member, withOrders: false, laterGaps);
        editor.AddMoney(row);
        if (!row.IsRefund && !order.HasValue)
            editor.AddOrder();
        _fragments.Add(member, row, order);
        return true;
    }

    public void AddVisit(int member, int cell) => Edit(member, withOrders: false, null).AddVisits(cell, 1);

    public void AddRegistration(int member, int cell) => Edit(member, withOrders: false, null).AddRegistration(cell);

    /// <summary>Adds a saved state; the member's rows so far are folded first. True if two sales joined in the cell where both meet.</summary>
    public bool AddState(int member, in RunningState other, ReadOnlySpan<int> gaps, RecentCells? recent, GapHistogram laterGaps)
    {
        Settle(member, laterGaps);
        var here = Get(member);
        if (!other.HasTransactions || !here.HasTransactions || other.Hot.LastCell > here.FirstCell)
            return Edit(member, other.HasOrderIds, laterGaps).AddLater(other, gaps, recent);

        // The other part is the earlier one: what is here follows it.
        var hereGaps = GapsOf(member).ToArray();
        var hereRecent = RecentOf(member);
        Set(member, RunningState.Empty);
        RecentOf(member) = null;
        Edit(member, other.HasOrderIds, laterGaps).AddLater(other, gaps, recent);
        return Edit(member, here.HasOrderIds, laterGaps).AddLater(here, hereGaps, hereRecent);
    }

    /// <summary>Adds all that another block has of a member; rows that join while fragments meet are told by <see cref="MergedRows"/>.</summary>
    public void AddMember(int member, MemberBlock from, int other, GapHistogram laterGaps, ref long merged)
    {
        if (_fragments is not null && from._fragments is not null && !Get(member).HasTransactions && !from.Get(other).HasTransactions)
        {
            // Nothing is closed on either side: cells may interleave.
            Edit(member, withOrders: false, laterGaps).AddSums(from.Get(other));
            if (from.RecentOf(other) is { } visits)
                (RecentOf(member) ??= new RecentCells()).Append(visits, _rules.RecentCells);
            from._fragments.Compact();
            var (start, end) = from._fragments.RangeOf(other);
            for (var at = start; at < end; at++)
                _fragments.Add(member, from._fragments.At(at));
            return;
        }

        var (state, gaps, recent) = from.StateOf(other, laterGaps);
        merged += AddState(member, state, gaps, recent, laterGaps) ? 1 : 0;
    }

    /// <summary>Brings the fragments, if there are any, into the order that folding reads; with a spare buffer that blocks hand on.</summary>
    public void Compact(ref CellFragment[] spare) => _fragments?.Compact(ref spare);

    /// <summary>One member's state with all rows folded in; shares its sets and lists with the block, so it is only to be read.</summary>
    /// <param name="member">The member.</param>
    /// <param name="gaps">Receives the lengths of the first gaps.</param>
    /// <param name="recent">The member's recent cells.</param>
    /// <param name="laterGaps">Receives the gaps that folding closes after those.</param>
    public RunningState Fold(int member, Span<int> gaps, out RecentCells? recent, GapHistogram laterGaps)
    {
        var state = Get(member);
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
        var editor = new StateEditor(ref folded.Hot, ref folded.Cold, ref folded.Orders, gaps, ref foldedRecent, _rules.RecentCells, laterGaps);
        while (at < end && (!state.HasTransactions || _fragments.CellAt(at) < state.FirstCell))
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
        return (state.Clone(), gaps, recent?.Clone());
    }

    private static int RoundUp(int bytes, int step) => (bytes + step - 1) / step * step;

    /// <summary>The first byte of a member's record. Unchecked: members are numbered by the builder.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte Record(int member) => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_records), _start + member * _size);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref HotState Hot(int member) => ref Unsafe.As<byte, HotState>(ref Record(member));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref ColdState Cold(int member) => ref Unsafe.As<byte, ColdState>(ref Unsafe.Add(ref Record(member), _coldAt));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<int> GapsOf(int member) => MemoryMarshal.CreateSpan(
        ref Unsafe.As<byte, int>(ref Unsafe.Add(ref Record(member), Unsafe.SizeOf<HotState>())), _rules.GapOrdinals);

    private ref RecentCells? RecentOf(int member) => ref _recent[_recent.Length == 1 ? 0 : member];

    private RunningState Get(int member) => new() { Hot = Hot(member), Cold = Cold(member), Orders = _orders is null ? default : _orders[member] };

    private void Set(int member, in RunningState state)
    {
        Hot(member) = state.Hot;
        Cold(member) = state.Cold;
        if (_orders is not null || state.HasOrderIds)
            (_orders ??= new OpenOrders[Capacity])[member] = state.Orders;
    }

    /// <param name="member">The member.</param>
    /// <param name="withOrders">Whether order ids may be written.</param>
    /// <param name="laterGaps">Receives the gaps that are not kept apart.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private StateEditor Edit(int member, bool withOrders, GapHistogram? laterGaps)
    {
        if (withOrders)
            _orders ??= new OpenOrders[Capacity];
        return new StateEditor(
            ref Hot(member), ref Cold(member), ref _orders is null ? ref _noOrders : ref _orders[member], GapsOf(member), ref RecentOf(member),
            _rules.RecentCells, laterGaps);
    }

    /// <summary>A row inside the cells of a saved state: it can join the open ones, the closed middle takes nothing more.</summary>
    private bool AddToSaved(int member, in LogRow row, in OrderId order, GapHistogram laterGaps, ref long merged)
    {
        if (row.Cell == Hot(member).LastCell)
            merged += Edit(member, order.HasValue, laterGaps).AddRow(row, order) ? 1 : 0;
        else if (row.Cell == Get(member).FirstCell)
            merged += Edit(member, order.HasValue, laterGaps).AddRowToFirst(row, order) ? 1 : 0;
        else
            return false;
        return true;
    }

    /// <summary>Folds a member's fragments into its state.</summary>
    private void Settle(int member, GapHistogram laterGaps)
    {
        if (_fragments is null || !_fragments.Any(member))
            return;
        Span<int> gaps = stackalloc int[LogRules.MaxGapOrdinals];
        gaps = gaps[.._rules.GapOrdinals];
        Set(member, Fold(member, gaps, out var recent, laterGaps));
        gaps.CopyTo(GapsOf(member));
        RecentOf(member) = recent;
        _fragments.Remove(member);
    }
}
