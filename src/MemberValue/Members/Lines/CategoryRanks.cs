namespace MemberValue.Members;

/// <summary>The categories of one member in the order of their net spend, and what follows from them.</summary>
internal ref struct CategoryRanks
{
    private readonly LineSums _sums;
    private readonly Span<int> _kept; // pairs, the first in rank first

    /// <param name="sums">The sums.</param>
    /// <param name="pairs">The member's pairs.</param>
    /// <param name="buffer">At least as long; for the kept ones.</param>
    public CategoryRanks(LineSums sums, ReadOnlySpan<int> pairs, Span<int> buffer)
    {
        _sums = sums;
        var count = 0;
        Int128 quantity = 0;
        foreach (var pair in pairs)
        {
            ref readonly var each = ref sums[pair];
            Lines += each.Lines;
            quantity += each.Quantity;
            if (each.IsKept && sums.CategoryOf(pair) != CategoryNames.None)
                buffer[count++] = pair;
        }

        Quantity = (double)CategorySums.Amount(quantity);
        _kept = buffer[..count];
        _kept.Sort((one, other) => Compare(sums, one, other));
        foreach (var pair in _kept)
        {
            if (sums[pair].Net > 0)
                Spend += sums[pair].Net;
            Orders += sums[pair].OrderCount;
        }
    }

    public readonly int Count => _kept.Length;

    public int Lines { get; }

    public double Quantity { get; }

    /// <summary>Net spend in the kept categories.</summary>
    public Int128 Spend { get; }

    /// <summary>Orders of the kept categories; one with two of them counts twice.</summary>
    public long Orders { get; }

    public readonly string? BySpend => Spend > 0 ? NameOf(_kept[0]) : null;

    public readonly double ShareOfSpend => Spend > 0 ? ShareOf(_kept[0]) : double.NaN;

    /// <summary>The pair with the most orders; -1 without one.</summary>
    public readonly int MostOrders => First(isLast: false);

    /// <summary>The pair that was bought last; -1 without one.</summary>
    public readonly int Last => First(isLast: true);

    public readonly string? NameOf(int pair) => pair < 0 ? null : _sums.Names[_sums.CategoryOf(pair)];

    public readonly double ShareOfOrders => Count > 0 ? (double)_sums[MostOrders].OrderCount / Orders : double.NaN;

    /// <summary>-sum p ln p over the shares of spend, the largest first, so that the sum does not depend on the order of lines.</summary>
    public readonly double Entropy
    {
        get
        {
            if (Spend <= 0)
                return double.NaN;
            var sum = 0.0;
            foreach (var pair in _kept)
            {
                if (_sums[pair].Net > 0 && _sums[pair].Net < Spend)
                    sum -= ShareOf(pair) * Math.Log(ShareOf(pair));
            }

            return sum;
        }
    }

    private readonly double ShareOf(int pair) => (double)_sums[pair].Net / (double)Spend;

    /// <summary>The first in rank among those that were bought last, or that have the most orders.</summary>
    private readonly int First(bool isLast)
    {
        var (first, most) = (-1, long.MinValue);
        foreach (var pair in _kept)
        {
            ref readonly var sums = ref _sums[pair];
            var value = isLast ? sums.LastCell : sums.OrderCount;
            if (value > most)
                (first, most) = (pair, value);
        }

        return first;
    }

    /// <summary>More net spend first, then more orders, then bought later, then by name.</summary>
    public static int Compare(LineSums sums, int one, int other)
    {
        ref readonly var a = ref sums[one];
        ref readonly var b = ref sums[other];
        var order = b.Net.CompareTo(a.Net);
        order = order != 0 ? order : b.OrderCount.CompareTo(a.OrderCount);
        order = order != 0 ? order : b.LastCell.CompareTo(a.LastCell);
        return order != 0 ? order : string.CompareOrdinal(sums.Names[sums.CategoryOf(one)], sums.Names[sums.CategoryOf(other)]);
    }
}
