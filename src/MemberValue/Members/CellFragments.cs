using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MemberValue.Members;

/// <summary>
/// The purchase cells of a block of members in a log of any order: rows of one cell are joined when they meet, at once if they follow each
/// other, else when the fragments are compacted. Holds at most about twice as many fragments as there are cells.
/// </summary>
internal sealed class CellFragments
{
    private const int Chunk = 1_024;
    private const short Dropped = -1;

    private Newest[] _newest = [];
    private int[] _starts = []; // where each member's fragments begin and end, while nothing was added since they were compacted
    private int[] _ends = [];
    private CellFragment[][] _chunks = [];
    private OrderIdSet[]? _orders; // beside the fragments, from the first order id on
    private bool _isCompact = true;
    private int _count;
    private int _compacted;
    private int _outOfOrder;

    /// <summary>Rows beyond the first sale of their cell, as far as they have met.</summary>
    public long MergedRows { get; private set; }

    public void Grow(int members)
    {
        var before = _newest.Length;
        Array.Resize(ref _newest, members);
        Array.Resize(ref _starts, members);
        Array.Resize(ref _ends, members);
        _newest.AsSpan(before).Fill(Newest.None);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe void Prefetch(int member)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref _newest[member]));
    }

    public void Add(int member, in LogRow row, in OrderId order)
    {
        var at = _newest[member].Cell == row.Cell ? _newest[member].At : Append(member, row.Cell);
        ref var item = ref Item(at);
        item.Net += row.Amount;
        if (row.IsRefund)
        {
            item.HasRefund = true;
            return;
        }

        if (item.HasSale)
            MergedRows++;
        item.HasSale = true;
        if (order.HasValue)
            OrdersAt(at).Add(order);
    }

    public void Add(int member, in OpenCell cell)
    {
        var at = Append(member, cell.Cell);
        ref var item = ref Item(at);
        item.Net = cell.Net;
        item.HasSale = cell.HasSale;
        item.HasRefund = cell.HasRefund;
        if (cell.Orders.Count > 0)
            OrdersAt(at) = cell.Orders.Clone();
    }

    public bool Any(int member) => _newest[member].At >= 0;

    public void Compact()
    {
        CellFragment[] spare = [];
        Compact(ref spare);
    }

    /// <summary>
    /// Sorts by member and cell and joins what belongs together, unless that is done already. Until something is added,
    /// <see cref="RangeOf"/> and <see cref="At"/> read the fragments in that order.
    /// </summary>
    /// <param name="spare">A buffer to work in; made larger if need be.</param>
    public void Compact(ref CellFragment[] spare)
    {
        if (_isCompact)
            return;
        if (spare.Length < _count)
            spare = new CellFragment[Math.Max(_count, Math.Min(2 * spare.Length, Array.MaxLength))];
        var orders = _orders is null ? null : new OrderIdSet[_orders.Length];
        SortByMember(spare, orders);
        var write = 0;
        for (var member = 0; member < _newest.Length; member++)
        {
            var (from, through) = (_starts[member], _ends[member]);
            _starts[member] = write;
            SortByCell(spare.AsSpan(from, through - from), orders is null ? default : orders.AsSpan(from, through - from));
            for (var read = from; read < through; read++)
            {
                if (write > _starts[member] && Item(write - 1).Cell == spare[read].Cell)
                {
                    Join(ref Item(write - 1), spare[read]);
                    if (orders is not null)
                        _orders![write - 1].Join(orders[read]);
                    continue;
                }

                Item(write) = spare[read];
                if (orders is not null)
                    _orders![write] = orders[read];
                write++;
            }

            _ends[member] = write;
            _newest[member] = write > _starts[member] ? new Newest(write - 1, Item(write - 1).Cell) : Newest.None;
        }

        _orders?.AsSpan(write, _count - write).Clear();
        _count = _compacted = write;
        _outOfOrder = 0;
        _isCompact = true;
    }

    /// <summary>Where a member's fragments stand, once they are compacted.</summary>
    public (int From, int Through) RangeOf(int member) => (_starts[member], _ends[member]);

    public int CellAt(int position) => Item(position).Cell;

    public OpenCell At(int position)
    {
        ref var item = ref Item(position);
        return new OpenCell
        {
            Cell = item.Cell,
            Net = item.Net,
            HasSale = item.HasSale,
            HasRefund = item.HasRefund,
            Orders = _orders is null ? default : _orders[position],
        };
    }

    /// <summary>Drops one member's fragments, once they are compacted; their places are freed with the next compaction.</summary>
    public void Remove(int member)
    {
        for (var at = _starts[member]; at < _ends[member]; at++)
            Item(at).Member = Dropped;
        _ends[member] = _starts[member];
        _newest[member] = Newest.None;
    }

    private ref CellFragment Item(int at) => ref _chunks[at / Chunk][at % Chunk];

    private ref OrderIdSet OrdersAt(int at)
    {
        _orders ??= new OrderIdSet[_chunks.Length * Chunk];
        return ref _orders[at];
    }

    private int Append(int member, int cell)
    {
        if (_count == _chunks.Length * Chunk)
            MakeRoom();
        ref var newest = ref _newest[member];
        if (cell > newest.Cell || newest.At < 0)
            newest = new Newest(_count, cell);
        else
            _outOfOrder++;
        _isCompact = false;
        Item(_count) = new CellFragment { Member = (short)member, Cell = cell };
        return _count++;
    }

    private void MakeRoom()
    {
        // Only a row that came out of order can belong to a fragment that it did not meet, so without such rows there is nothing to join.
        if (_outOfOrder > (_count - _compacted) / 4 && _count >= 2 * _compacted && _count >= 4 * _newest.Length)
        {
            Compact();
            if (_count < _chunks.Length * Chunk)
                return;
        }

        Array.Resize(ref _chunks, _chunks.Length + 1);
        _chunks[^1] = new CellFragment[Chunk];
        if (_orders is not null && _orders.Length < _chunks.Length * Chunk)
            Array.Resize(ref _orders, _chunks.Length * Chunk * 2);
    }

    /// <summary>A counting sort into a buffer; keeps the order of arrival inside a member.</summary>
    private void SortByMember(CellFragment[] into, OrderIdSet[]? orders)
    {
        Array.Clear(_ends);
        for (var i = 0; i < _count; i++)
        {
            var member = Item(i).Member;
            if (member != Dropped)
                _ends[member]++;
        }

        var next = 0;
        for (var member = 0; member < _newest.Length; member++)
        {
            _starts[member] = next;
            next += _ends[member];
            _ends[member] = _starts[member];
        }

        for (var i = 0; i < _count; i++)
        {
            ref var item = ref Item(i);
            if (item.Member == Dropped)
                continue;
            var to = _ends[item.Member]++;
            into[to] = item;
            if (orders is not null)
                orders[to] = _orders![i];
        }
    }

    private static void SortByCell(Span<CellFragment> items, Span<OrderIdSet> orders)
    {
        for (var i = 1; i < items.Length; i++)
        {
            if (items[i - 1].Cell <= items[i].Cell)
                continue;
            if (orders.IsEmpty)
                items.Sort(static (a, b) => a.Cell.CompareTo(b.Cell));
            else
                items.Sort(orders, static (a, b) => a.Cell.CompareTo(b.Cell));
            return;
        }
    }

    private void Join(ref CellFragment item, in CellFragment other)
    {
        if (item.HasSale && other.HasSale)
            MergedRows++;
        item.Net += other.Net;
        item.HasSale |= other.HasSale;
        item.HasRefund |= other.HasRefund;
    }

    /// <summary>A member's fragment with the largest cell.</summary>
    private readonly record struct Newest(int At, int Cell)
    {
        public static Newest None => new(-1, MemberColumns.NoCell);
    }
}
