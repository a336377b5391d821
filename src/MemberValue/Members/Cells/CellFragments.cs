using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace MemberValue.Members;

/// <summary>
/// The purchase cells of a block of members in a log of any order: rows of one cell are joined when they meet, at once if they follow each
/// other, else when the fragments are compacted. Holds at most about twice as many fragments as there are cells.
/// </summary>
/// <param name="whole">Whether a fragment holds all of its cell (<see cref="AddWhole"/>), or only what decides whether it is a purchase.</param>
internal sealed partial class CellFragments(bool whole = false)
{
    private const int SmallChunk = 10; // the logarithm of the fragments in an array: 24 KB
    private const int LargeChunk = 12; // 96 KB: a large object, which a collection does not move; too large for a small log

    private Newest[] _newest = [];
    private int[] _starts = []; // where each member's fragments begin and end, while nothing was added since they were compacted
    private int[] _ends = [];
    private CellFragment[][] _chunks = [];
    private OrderIdSet[]? _orders; // parallel to the fragments, from the first order id on
    private CellSums[]? _sums; // parallel to the fragments, from the first that needs one on; only for whole cells
    private bool _isCompact = true;
    private int _chunkBits = SmallChunk;
    private int _count;
    private int _compacted;
    private int _outOfOrder;

    /// <summary>Rows beyond the first sale of their cell, as far as they have been joined.</summary>
    public long MergedRows { get; private set; }

    public void Grow(int members)
    {
        var before = _newest.Length;
        if (_chunks.Length == 0 && members == MemberBlock.Size)
            _chunkBits = LargeChunk; // a block after the first
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

    public void Add(int member, in LogRow row, in OrderId order) => AddAt(Place(member, row.Cell), row, order);

    /// <summary>Adds a row with all its details, for a reader that keeps no other sums: refunds, margin, decimals, sale rows.</summary>
    public void AddWhole(int member, in LogRow row, in OrderId order)
    {
        var at = Place(member, row.Cell);
        ref var item = ref Item(at);
        if (row.IsRefund ? item.HasSale : item.HasRefund)
            SumsAt(at).Refunds = RefundsAt(at) - (row.IsRefund ? row.Amount : 0);
        if (row.HasMargin)
            SumsAt(at).Margin += row.Margin;
        item.Mark(row.HasMargin ? FragmentFlags.Margin : FragmentFlags.NoMargin);
        item.SeeDecimals(row.Decimals);
        if (!row.IsRefund)
        {
            var before = RowsWithoutIdAt(at);
            AddSaleRows(at, 1);
            if (order.HasValue ? before > 0 : HasIdsAt(at))
                SumsAt(at).RowsWithoutId = before + (order.HasValue ? 0 : 1);
        }

        AddAt(at, row, order);
    }

    /// <summary>Makes sure that the member has the cell, even if nothing counts in it.</summary>
    public void AddCell(int member, int cell) => Place(member, cell);

    /// <summary>Adds a whole cell, or a part of one.</summary>
    public void Add(int member, in WholeCell cell)
    {
        var at = Append(member, cell.Cell);
        ref var item = ref Item(at);
        item.Net = cell.Net;
        item.Mark(cell.Flags);
        item.SeeDecimals(cell.Decimals);
        AddSaleRows(at, cell.SaleRows);
        if (cell.HasSale && cell.HasRefund)
            SumsAt(at).Refunds = cell.Refunds;
        if (cell.Margin != 0)
            SumsAt(at).Margin = cell.Margin;
        if (cell.Orders.Count == 0)
            return;
        OrdersAt(at) = cell.Orders.Clone();
        if (cell.SaleRowsWithoutId > 0)
            SumsAt(at).RowsWithoutId = cell.SaleRowsWithoutId;
    }

    /// <summary>The positions of a member's fragments, once they are compacted.</summary>
    public (int From, int Through) RangeOf(int member) => (_starts[member], _ends[member]);

    public int CellAt(int position) => Item(position).Cell;

    public ref readonly CellFragment FragmentAt(int position) => ref Item(position);

    /// <summary>Refunds of a whole cell, as a positive amount.</summary>
    public Int128 RefundsAt(int position) => RefundsOf(Item(position), _sums is null ? default : _sums[position]);

    /// <summary>Margins of a whole cell, of those rows that carried one.</summary>
    public Int128 MarginAt(int position) => _sums is null ? 0 : _sums[position].Margin;

    /// <summary>Sale rows of a whole cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int SaleRowsAt(int position) => Item(position).SaleRows + (_sums is null ? 0 : _sums[position].MoreSaleRows);

    /// <summary>Orders of a whole cell: its distinct ids, and a row without one is an order by itself.</summary>
    public int OrderCountAt(int position) => RowsWithoutIdAt(position) + (_orders is null ? 0 : _orders[position].Count);

    /// <summary>A whole cell; its order ids are shared with this one.</summary>
    public WholeCell At(int position)
    {
        ref var item = ref Item(position);
        return new WholeCell
        {
            Net = item.Net,
            Refunds = RefundsAt(position),
            Margin = MarginAt(position),
            Orders = _orders is null ? default : _orders[position],
            Cell = item.Cell,
            SaleRows = SaleRowsAt(position),
            SaleRowsWithoutId = RowsWithoutIdAt(position),
            Decimals = item.Decimals,
            Flags = item.Flags,
        };
    }

    private int Room => _chunks.Length << _chunkBits;

    private ref CellFragment Item(int at) => ref _chunks[at >> _chunkBits][at & ((1 << _chunkBits) - 1)];

    private ref OrderIdSet OrdersAt(int at)
    {
        _orders ??= new OrderIdSet[Room];
        return ref _orders[at];
    }

    private ref CellSums SumsAt(int at)
    {
        _sums ??= new CellSums[Room];
        return ref _sums[at];
    }

    private static Int128 RefundsOf(in CellFragment item, in CellSums sums) => !item.HasRefund ? 0 : item.HasSale ? sums.Refunds : -item.Net;

    private bool HasIdsAt(int at) => _orders is not null && _orders[at].Count > 0;

    /// <summary>Sale rows of a whole cell without an order id, each of them an order.</summary>
    public int RowsWithoutIdAt(int at) => !HasIdsAt(at) ? SaleRowsAt(at) : _sums is null ? 0 : _sums[at].RowsWithoutId;

    private void AddSaleRows(int at, int rows)
    {
        ref var item = ref Item(at);
        var sum = item.SaleRows + rows;
        item.SaleRows = (byte)Math.Min(sum, byte.MaxValue);
        if (sum > byte.MaxValue)
            SumsAt(at).MoreSaleRows += sum - byte.MaxValue;
    }

    private void AddAt(int at, in LogRow row, in OrderId order)
    {
        ref var item = ref Item(at);
        item.Net += row.Amount;
        if (row.IsRefund)
        {
            item.Mark(FragmentFlags.Refund);
            return;
        }

        if (item.HasSale)
            MergedRows++;
        item.Mark(FragmentFlags.Sale);
        if (order.HasValue)
            OrdersAt(at).Add(order);
    }

    /// <summary>The fragment that a row joins at once: the member's newest, if it is of the same cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Place(int member, int cell) => _newest[member].Cell == cell ? _newest[member].At : Append(member, cell);

    private int Append(int member, int cell)
    {
        if (_count == Room)
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
            if (_count < Room)
                return;
        }

        Array.Resize(ref _chunks, _chunks.Length + 1);
        _chunks[^1] = new CellFragment[1 << _chunkBits];
        if (_orders is not null && _orders.Length < Room)
            Array.Resize(ref _orders, Room * 2);
        if (_sums is not null && _sums.Length < Room)
            Array.Resize(ref _sums, Room * 2);
    }

    /// <summary>A member's fragment with the largest cell.</summary>
    private readonly record struct Newest(int At, int Cell)
    {
        public static Newest None => new(-1, MemberColumns.NoCell);
    }
}
