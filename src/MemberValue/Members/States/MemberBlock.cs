using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace MemberValue.Members;

/// <summary>The running states of up to <see cref="Size"/> members of a log that is ordered per member.</summary>
internal sealed class MemberBlock
{
    public const int Size = 16_384; // measured: smaller blocks have more array headers to fetch, larger ones sort slower

    private const int Line = 64; // bytes of a cache line

    private readonly LogRules _rules;
    private readonly int _coldAt; // where in a member's record the cold state begins, after the hot state and the gaps
    private readonly int _size;   // bytes of a record, whole cache lines
    private byte[] _records = []; // one record per member, so that a row needs one page only
    private int _start; // the array's first byte at which a cache line began when it was made; if the array moves, only time is lost
    private OpenOrders[]? _orders; // from the first order id on
    private OpenOrders _noOrders;
    private RecentCells?[] _recent = [null]; // one unused place where no recent cells are kept

    public MemberBlock(LogRules rules, int capacity)
    {
        _rules = rules;
        _coldAt = Unsafe.SizeOf<HotState>() + RoundUp(rules.GapOrdinals * sizeof(int), 16); // 128-bit numbers lie on 16 bytes
        _size = RoundUp(_coldAt + Unsafe.SizeOf<ColdState>(), Line);
        Grow(capacity);
    }

    /// <summary>The number of members that there is room for.</summary>
    public int Capacity { get; private set; }

    /// <summary>Makes room for more members, up to <see cref="Size"/>.</summary>
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
        Capacity = capacity;
        var empty = RunningState.Empty;
        for (var member = members; member < capacity; member++)
        {
            Hot(member) = empty.Hot;
            Cold(member) = empty.Cold;
        }
    }

    /// <summary>Prefetches what nearly every row of a member needs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(int member)
    {
        if (!Sse.IsSupported || member >= Capacity) // a new member has no room yet
            return;
        var record = (byte*)Unsafe.AsPointer(ref Record(member));
        Sse.Prefetch0(record);
        Sse.Prefetch0(record + Line);
    }

    /// <summary>Prefetches what a row needs that may open the first cells of a member, once <see cref="Prefetch"/> has taken effect.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void PrefetchCold(int member)
    {
        if (!Sse.IsSupported || member >= Capacity || Hot(member).MiddleCount > 0)
            return;
        var record = (byte*)Unsafe.AsPointer(ref Record(member));
        for (var at = _coldAt; at < _size; at += Line)
            Sse.Prefetch0(record + at);
    }

    /// <summary>Adds a row that the rules can use; false if it comes too late for its member's state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AddRow(int member, in LogRow row, in OrderId order, GapHistogram laterGaps, ref long merged)
    {
        if (row.Cell < Hot(member).LastCell)
            return false;
        merged += Edit(member, order.HasValue, laterGaps).AddRow(row, order) ? 1 : 0;
        return true;
    }

    public void AddVisit(int member, int cell) => Edit(member, withOrders: false, null).AddVisits(cell, 1);

    public void AddRegistration(int member, int cell) => Edit(member, withOrders: false, null).AddRegistration(cell);

    /// <summary>Whether a state can be added: neither has cells between those of the other.</summary>
    public bool CanAdd(int member, in RunningState other)
    {
        var here = Get(member);
        return !here.HasTransactions || !other.HasTransactions || here.Hot.LastCell <= other.FirstCell || other.Hot.LastCell <= here.FirstCell;
    }

    /// <summary>Adds a state that lies before or after what is here. True if two sales joined in the cell where both meet.</summary>
    /// <exception cref="ArgumentException">The two overlap in time; nothing was changed.</exception>
    public bool Add(int member, MemberSummary other, GapHistogram laterGaps)
    {
        var here = Get(member);
        if (!other.State.HasTransactions || !here.HasTransactions || other.State.Hot.LastCell > here.FirstCell)
            return Edit(member, other.State.HasOrderIds, laterGaps).AddLater(other.State, other.Gaps, other.Recent);

        // The other part is the earlier one: what is here follows it.
        var hereGaps = GapsOf(member).ToArray();
        var hereRecent = RecentOf(member);
        Set(member, RunningState.Empty);
        RecentOf(member) = null;
        Edit(member, other.State.HasOrderIds, laterGaps).AddLater(other.State, other.Gaps, other.Recent);
        return Edit(member, here.HasOrderIds, laterGaps).AddLater(here, hereGaps, hereRecent);
    }

    /// <summary>One member's state; shares its sets and lists with the block, so it is only to be read.</summary>
    /// <param name="member">The member.</param>
    /// <param name="gaps">The lengths of the first gaps.</param>
    /// <param name="recent">The member's recent cells.</param>
    public RunningState StateOf(int member, out ReadOnlySpan<int> gaps, out RecentCells? recent)
    {
        gaps = GapsOf(member);
        recent = RecentOf(member);
        return Get(member);
    }

    /// <summary>One member's state as a copy.</summary>
    public MemberSummary SummaryOf(int member) => new(Get(member).Clone(), GapsOf(member).ToArray(), RecentOf(member)?.Clone());

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
    /// <param name="laterGaps">Receives the gaps that are not kept one by one.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private StateEditor Edit(int member, bool withOrders, GapHistogram? laterGaps)
    {
        if (withOrders)
            _orders ??= new OpenOrders[Capacity];
        return new StateEditor(
            ref Hot(member), ref Cold(member), ref _orders is null ? ref _noOrders : ref _orders[member], GapsOf(member), ref RecentOf(member),
            _rules.RecentCells, laterGaps);
    }
}
