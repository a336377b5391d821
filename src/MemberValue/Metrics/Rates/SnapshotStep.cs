using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>One step of a series: the period that it adds, and the row of each member in the table before.</summary>
/// <param name="Period">The cells after the earlier table's last through this one's last.</param>
/// <param name="Now">The columns at the period's end.</param>
/// <param name="Before">The columns at the end of the period before; null in the first period.</param>
/// <param name="RowsBefore">The row in <paramref name="Before"/> of each row, or -1.</param>
internal sealed record SnapshotStep(ObservationWindow Period, MemberColumns Now, MemberColumns? Before, int[] RowsBefore)
{
    private readonly ArraySegment<int> _purchasesBefore = Before?.Segment(LogColumns.Purchases) ?? [];

    public int PurchasesBefore(int row) => RowsBefore[row] is >= 0 and var before ? _purchasesBefore[before] : 0;

    /// <summary>Orders of the period by group; null where a table has none.</summary>
    public long[]? OrdersByGroup(ReadOnlySpan<int> groupOf, int groups)
    {
        if (!Has(LogColumns.Orders))
            return null;
        var sums = new long[groups];
        var now = Now.Orders;
        for (var row = 0; row < now.Length; row++)
            sums[groupOf[row]] += now[row];
        if (Before is null)
            return sums;
        var before = Before.Orders;
        for (var row = 0; row < now.Length; row++)
        {
            if (RowsBefore[row] is >= 0 and var at)
                sums[groupOf[row]] -= before[at];
        }

        return sums;
    }

    /// <summary>Net spend of the period by group: exact.</summary>
    public decimal[] NetByGroup(ReadOnlySpan<int> groupOf, int groups)
    {
        var sums = Sums(Now.Net, null, groupOf, groups);
        if (Before is null)
            return sums;
        var before = Sums(Before.Net, RowsBefore, groupOf, groups);
        for (var group = 0; group < groups; group++)
            sums[group] -= before[group];
        return sums;
    }

    /// <summary>Net spend since the window's first cell by group: exact.</summary>
    public decimal[] NetToDateByGroup(ReadOnlySpan<int> groupOf, int groups) => Sums(Now.Net, null, groupOf, groups);

    /// <summary>Net spend of the period, one amount per member: exact.</summary>
    public MoneyColumn NetOfMembers()
    {
        var now = Now.Net;
        if (Before is null)
            return now;
        var before = Before.Net;
        if (!now.IsScaled || !before.IsScaled || now.Decimals != before.Decimals)
            return MoneyColumn.FromDecimals(now.Count, row => now[row] - (RowsBefore[row] is >= 0 and var at ? before[at] : 0));
        var net = now.Scaled.ToArray();
        for (var row = 0; row < net.Length; row++)
        {
            if (RowsBefore[row] is >= 0 and var at)
                net[row] = checked(net[row] - before.Scaled[at]);
        }

        return MoneyColumn.FromScaled(net, now.Decimals);
    }

    /// <summary>Sales or refunds of the period; null where a table has none.</summary>
    public decimal? Total(MemberColumn column, Func<MemberColumns, MoneyColumn> money) =>
        Has(column) ? money(Now).Total - (Before is null ? 0 : money(Before).Total) : null;

    private bool Has(MemberColumn column) => Now.Has(column) && Before?.Has(column) != false;

    private static decimal[] Sums(MoneyColumn money, int[]? rows, ReadOnlySpan<int> groupOf, int groups)
    {
        if (!money.IsScaled)
        {
            var wide = new decimal[groups];
            for (var row = 0; row < groupOf.Length; row++)
            {
                if ((rows is null ? row : rows[row]) is >= 0 and var at)
                    wide[groupOf[row]] += money[at];
            }

            return wide;
        }

        var sums = new Int128[groups];
        var scaled = money.Scaled;
        for (var row = 0; row < groupOf.Length; row++)
        {
            if ((rows is null ? row : rows[row]) is >= 0 and var at)
                sums[groupOf[row]] += scaled[at];
        }

        return sums.Select(sum => ExactMoney.ToDecimal(sum, money.Decimals)).ToArray();
    }
}
