namespace MemberValue.Members;

/// <summary>
/// The purchase cells of a block of members in a log of any order: rows of one cell are joined when they meet, at once if they follow each
/// other, else when the fragments are compacted. Holds at most about twice as many fragments as there are cells.
/// </summary>
internal sealed class CellFragments
{
    private const int Dropped = -1;

    private readonly int _members;
    private readonly int[] _newest; // each member's fragment with the largest cell, or -1
    private Fragment[] _items = new Fragment[256];
    private OrderIdSet[]? _orders; // beside _items, from the first order id on
    private readonly int[] _starts; // where each member's fragments begin and end, while nothing was added since they were compacted
    private readonly int[] _ends;
    private bool _isCompact = true;
    private int _count;
    private int _compacted;
    private int _outOfOrder;

    public CellFragments(int members)
    {
        _members = members;
        _newest = new int[members];
        _starts = new int[members];
        _ends = new int[members];
        Array.Fill(_newest, -1);
    }

    /// <summary>Rows beyond the first sale of their cell, as far as they have met.</summary>
    public long MergedRows { get; private set; }

    public void Add(int member, in LogRow row, in OrderId order)
    {
        var at = _newest[member];
        if (at < 0 || _items[at].Cell != row.Cell)
            at = Append(member, row.Cell);
        ref var item = ref _items[at];
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
            (_orders ??= new OrderIdSet[_items.Length])[at].Add(order);
    }

    public void Add(int member, in OpenCell cell)
    {
        var at = Append(member, cell.Cell);
        _items[at].Net = cell.Net;
        _items[at].HasSale = cell.HasSale;
        _items[at].HasRefund = cell.HasRefund;
        if (cell.Orders.Count > 0)
            (_orders ??= new OrderIdSet[_items.Length])[at] = cell.Orders.Clone();
    }

    /// <summary>
    /// Sorts by member and cell and joins what belongs together, unless that is done already. Until something is added,
    /// <see cref="RangeOf"/> and <see cref="At"/> read the fragments in that order.
    /// </summary>
    public void Compact()
    {
        if (_isCompact)
            return;
        SortByMember();
        var write = 0;
        for (var member = 0; member < _members; member++)
        {
            var (from, through) = (_starts[member], _ends[member]);
            _starts[member] = write;
            SortByCell(from, through - from);
            for (var read = from; read < through; read++)
            {
                if (write > _starts[member] && _items[write - 1].Cell == _items[read].Cell)
                    Join(write - 1, read);
                else
                    Move(read, write++);
            }

            _ends[member] = write;
            _newest[member] = write > _starts[member] ? write - 1 : -1;
        }

        _orders?.AsSpan(write, _count - write).Clear();
        _count = _compacted = write;
        _outOfOrder = 0;
        _isCompact = true;
    }

    /// <summary>Where a member's fragments stand, once they are compacted.</summary>
    public (int From, int Through) RangeOf(int member) => (_starts[member], _ends[member]);

    public OpenCell At(int position)
    {
        ref var item = ref _items[position];
        return new OpenCell
        {
            Cell = item.Cell,
            Net = item.Net,
            HasSale = item.HasSale,
            HasRefund = item.HasRefund,
            Orders = _orders is null ? default : _orders[position],
        };
    }

    public bool Any(int member) => _newest[member] >= 0;

    /// <summary>Drops one member's fragments, once they are compacted; their places are freed with the next compaction.</summary>
    public void Remove(int member)
    {
        for (var at = _starts[member]; at < _ends[member]; at++)
            _items[at].Member = Dropped;
        _ends[member] = _starts[member];
        _newest[member] = -1;
    }

    private int Append(int member, int cell)
    {
        if (_count == _items.Length)
            MakeRoom();
        var newest = _newest[member];
        if (newest < 0 || cell > _items[newest].Cell)
            _newest[member] = _count;
        else
            _outOfOrder++;
        _isCompact = false;
        _items[_count] = new Fragment { Member = member, Cell = cell };
        return _count++;
    }

    private void MakeRoom()
    {
        // Only a row that came out of order can belong to a fragment that it did not meet, so without such rows there is nothing to join.
        if (_outOfOrder > (_count - _compacted) / 4 && _count >= 2 * _compacted && _count >= 4 * _members)
            Compact();
        if (_count <= _items.Length / 2 && _count < _items.Length)
            return;
        Array.Resize(ref _items, _items.Length * 2);
        if (_orders is not null)
            Array.Resize(ref _orders, _items.Length);
    }

    /// <summary>A counting sort; keeps the order of arrival inside a member.</summary>
    private void SortByMember()
    {
        Array.Clear(_ends);
        for (var i = 0; i < _count; i++)
        {
            if (_items[i].Member != Dropped)
                _ends[_items[i].Member]++;
        }

        var next = 0;
        for (var member = 0; member < _members; member++)
        {
            _starts[member] = next;
            next += _ends[member];
            _ends[member] = _starts[member];
        }

        var items = new Fragment[_items.Length];
        var orders = _orders is null ? null : new OrderIdSet[_items.Length];
        for (var i = 0; i < _count; i++)
        {
            if (_items[i].Member == Dropped)
                continue;
            var to = _ends[_items[i].Member]++;
            items[to] = _items[i];
            if (orders is not null)
                orders[to] = _orders![i];
        }

        (_items, _orders) = (items, orders);
    }

    private void SortByCell(int from, int count)
    {
        var items = _items.AsSpan(from, count);
        for (var i = 1; i < count; i++)
        {
            if (items[i - 1].Cell <= items[i].Cell)
                continue;
            if (_orders is null)
                items.Sort(static (a, b) => a.Cell.CompareTo(b.Cell));
            else
                items.Sort(_orders.AsSpan(from, count), static (a, b) => a.Cell.CompareTo(b.Cell));
            return;
        }
    }

    private void Move(int from, int to)
    {
        if (from == to)
            return;
        _items[to] = _items[from];
        if (_orders is not null)
            _orders[to] = _orders[from];
    }

    private void Join(int into, int from)
    {
        ref var item = ref _items[into];
        ref var other = ref _items[from];
        if (item.HasSale && other.HasSale)
            MergedRows++;
        item.Net += other.Net;
        item.HasSale |= other.HasSale;
        item.HasRefund |= other.HasRefund;
        _orders?[into].Join(_orders[from]);
    }

    private struct Fragment
    {
        public Int128 Net;
        public int Cell;
        public int Member;
        public bool HasSale;
        public bool HasRefund;
    }
}
