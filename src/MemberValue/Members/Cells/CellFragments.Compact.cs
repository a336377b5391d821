namespace MemberValue.Members;

internal sealed partial class CellFragments
{
    public void Compact()
    {
        CellFragment[] spare = [];
        Compact(ref spare);
    }

    /// <summary>
    /// Sorts by member and cell and joins fragments of one cell, unless that is done already. Until something is added,
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
        var sums = _sums is null ? null : new CellSums[_sums.Length];
        SortByMember(spare, orders, sums);
        var write = 0;
        for (var member = 0; member < _newest.Length; member++)
        {
            var (from, through) = (_starts[member], _ends[member]);
            _starts[member] = write;
            var count = through - from;
            SortByCell(spare.AsSpan(from, count), orders is null ? default : orders.AsSpan(from, count), sums is null ? default : sums.AsSpan(from, count));
            for (var read = from; read < through; read++)
            {
                if (write > _starts[member] && Item(write - 1).Cell == spare[read].Cell)
                {
                    Join(write - 1, spare[read], orders is null ? default : orders[read], sums is null ? default : sums[read]);
                    continue;
                }

                Item(write) = spare[read];
                if (orders is not null)
                    _orders![write] = orders[read];
                if (sums is not null)
                    _sums![write] = sums[read];
                write++;
            }

            _ends[member] = write;
            _newest[member] = write > _starts[member] ? new Newest(write - 1, Item(write - 1).Cell) : Newest.None;
        }

        _orders?.AsSpan(write, _count - write).Clear();
        _sums?.AsSpan(write, _count - write).Clear();
        _count = _compacted = write;
        _outOfOrder = 0;
        _isCompact = true;
    }

    /// <summary>A counting sort into a buffer; keeps the order of arrival inside a member.</summary>
    private void SortByMember(CellFragment[] into, OrderIdSet[]? orders, CellSums[]? sums)
    {
        Array.Clear(_ends);
        for (var i = 0; i < _count; i++)
            _ends[Item(i).Member]++;

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
            var to = _ends[item.Member]++;
            into[to] = item;
            if (orders is not null)
                orders[to] = _orders![i];
            if (sums is not null)
                sums[to] = _sums![i];
        }
    }

    private static void SortByCell(Span<CellFragment> items, Span<OrderIdSet> orders, Span<CellSums> sums)
    {
        for (var i = 1; i < items.Length; i++)
        {
            if (items[i - 1].Cell <= items[i].Cell)
                continue;
            if (!sums.IsEmpty)
                SortWithSums(items, orders, sums);
            else if (orders.IsEmpty)
                items.Sort(static (a, b) => a.Cell.CompareTo(b.Cell));
            else
                items.Sort(orders, static (a, b) => a.Cell.CompareTo(b.Cell));
            return;
        }
    }

    private static void SortWithSums(Span<CellFragment> items, Span<OrderIdSet> orders, Span<CellSums> sums)
    {
        var from = new int[items.Length];
        for (var i = 0; i < from.Length; i++)
            from[i] = i;
        items.Sort(from.AsSpan(), static (a, b) => a.Cell.CompareTo(b.Cell));
        var (oldOrders, oldSums) = (orders.ToArray(), sums.ToArray());
        for (var i = 0; i < from.Length; i++)
        {
            sums[i] = oldSums[from[i]];
            if (oldOrders.Length > 0)
                orders[i] = oldOrders[from[i]];
        }
    }

    private void Join(int at, in CellFragment other, in OrderIdSet otherOrders, in CellSums otherSums)
    {
        ref var item = ref Item(at);
        if (item.HasSale && other.HasSale)
            MergedRows++;
        if (whole)
            JoinWhole(at, other, otherOrders.Count > 0, otherSums);
        item.Net += other.Net;
        item.MarkAs(other);
        if (otherOrders.Count > 0)
            _orders![at].Join(otherOrders);
    }

    /// <summary>Joins what is kept beside the fragment; the fragment and its order ids are still unchanged.</summary>
    private void JoinWhole(int at, in CellFragment other, bool otherHasIds, in CellSums otherSums)
    {
        ref var item = ref Item(at);
        if ((item.HasSale || other.HasSale) && (item.HasRefund || other.HasRefund))
            SumsAt(at).Refunds = RefundsAt(at) + RefundsOf(other, otherSums);
        if (otherSums.Margin != 0)
            SumsAt(at).Margin += otherSums.Margin;
        var otherRows = other.SaleRows + otherSums.MoreSaleRows;
        var withoutId = RowsWithoutIdAt(at) + (otherHasIds ? otherSums.RowsWithoutId : otherRows);
        if (withoutId > 0 && (otherHasIds || HasIdsAt(at)))
            SumsAt(at).RowsWithoutId = withoutId;
        AddSaleRows(at, otherRows);
    }
}
