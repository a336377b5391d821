using System.Globalization;
using MemberValue.Members;

namespace MemberValue.Tests.Members.Lines;

/// <summary>What lines say of every member, as a text that is equal when all bits are; and the same from the definitions, slowly and plainly.</summary>
internal static class LineCheck
{
    /// <summary>A table of the members, with one that has no lines.</summary>
    public static MemberTable<int> Table { get; } = MemberTable.FromColumns(
        Enumerable.Range(0, LineCase.Members + 1).ToArray(),
        MemberColumns.FromColumns(
            ObservationWindow.OfDays(LineCase.FirstDay, LineCase.FirstDay.AddDays(30)), new MemberColumnData { Purchases = new int[LineCase.Members + 1] }));

    /// <summary>All columns of all members, and their categories, to the last bit.</summary>
    public static string Said(PurchaseLines<int> lines)
    {
        var table = lines.AddTo(Table);
        return string.Join('\n', table.Keys.Select(member => string.Join(' ', LineColumns.All.Select(column => Value(table, member, column)))
            + " | " + string.Join(' ', lines.CategoriesOf(member))));
    }

    /// <summary>The columns of the definitions; sums of floating-point numbers are compared with the table's.</summary>
    public static string? WhyNot(LineCase log, PurchaseLines<int> read)
    {
        var options = log.Options;
        var used = Used(log).ToList();
        var comparer = options.IgnoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        var names = used.Select(line => line.Category?.Trim() ?? "").Where(name => name != "").GroupBy(name => name, comparer)
            .ToDictionary(group => group.Key, group => group.Min(StringComparer.Ordinal)!, comparer);
        foreach (var known in options.KnownCategories ?? [])
            names[known] = known;
        if (options.UnknownCategory is { } other)
            names[other] = options.KnownCategories?.FirstOrDefault(known => comparer.Equals(known, other)) ?? other;
        bool IsKnown(string name) => options.KnownCategories?.Contains(name, comparer) != false
            || (options.UnknownCategory is { } unknown && comparer.Equals(unknown, name));
        string? Category(PurchaseLine<int> line) => line.Category?.Trim() is { Length: > 0 } name && IsKnown(name) ? names[name] : options.UnknownCategory;
        var table = read.AddTo(Table);
        for (var member = 0; member <= LineCase.Members; member++)
        {
            var own = used.Where(line => line.Member == member).ToList();
            var kept = own.GroupBy(Category).Where(group => group.Key is not null).Select(group => new
            {
                Name = group.Key!,
                Net = group.Sum(line => line.Amount),
                Sales = group.Where(IsSale).ToList(),
                HasRefund = group.Any(line => !IsSale(line)),
            }).Where(group => group.Sales.Count > 0 && (group.Net > 0 || (group.Net == 0 && !group.HasRefund))).Select(group => new
            {
                group.Name,
                group.Net,
                Orders = group.Sales.Where(line => line.OrderId.HasValue).Select(line => line.OrderId).Distinct().Count()
                    + group.Sales.Count(line => !line.OrderId.HasValue),
                Last = group.Sales.Max(line => line.Time.ToString()),
            }).ToList();
            var spent = kept.Where(category => category.Net > 0).ToList();
            var shares = spent.Select(category => (double)(category.Net / spent.Sum(each => each.Net))).ToList();
            var entropy = shares.Count == 0 ? double.NaN : -shares.Sum(share => share * Math.Log(share));
            var byOrders = kept.OrderByDescending(c => c.Orders).ThenByDescending(c => c.Net).ThenByDescending(c => c.Last, StringComparer.Ordinal)
                .ThenBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault();
            object?[] expected =
            [
                spent.OrderByDescending(c => c.Net).ThenByDescending(c => c.Orders).ThenByDescending(c => c.Last, StringComparer.Ordinal)
                    .ThenBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault()?.Name,
                shares.Count == 0 ? double.NaN : shares.Max(),
                byOrders?.Name,
                byOrders is null ? double.NaN : (double)byOrders.Orders / kept.Sum(category => category.Orders),
                kept.OrderByDescending(c => c.Last, StringComparer.Ordinal).ThenByDescending(c => c.Net).ThenByDescending(c => c.Orders)
                    .ThenBy(c => c.Name, StringComparer.Ordinal).FirstOrDefault()?.Name,
                kept.Count,
                entropy,
                Math.Exp(entropy),
                own.Where(IsSale).Where(line => line.Item is not null).Select(line => line.Item).Distinct().Count(),
                own.Count(IsSale),
                (double)own.Sum(line => line.Quantity),
            ];
            for (var at = 0; at < expected.Length; at++)
            {
                var given = Given(table, member, LineColumns.All[at]);
                var isEqual = (expected[at], given) is (double right, double value)
                    ? right.Equals(value) || Math.Abs(right - value) <= 1e-12
                    : Equals(expected[at], given);
                if (!isEqual)
                    return $"{LineColumns.All[at]} of {member} is {given ?? "null"} and must be {expected[at] ?? "null"}";
            }
        }

        return read.Report.Used == UsedRows(log) ? null : $"{read.Report.Used} lines are used, and {UsedRows(log)} must be";
    }

    private static bool IsSale(PurchaseLine<int> line) => line.Amount > 0 || (line.Amount == 0 && line.Quantity >= 0);

    private static IEnumerable<PurchaseLine<int>> Used(LineCase log) =>
        Readable(log).Where(line => IsSale(line) || log.Rules.Refunds != RefundPolicy.Ignore);

    private static long UsedRows(LineCase log) => Readable(log).Count();

    /// <summary>The lines that the rules use; ignored refunds among them, which have no identity either.</summary>
    private static IEnumerable<PurchaseLine<int>> Readable(LineCase log)
    {
        var seen = new HashSet<(int, OrderId)>();
        foreach (var line in log.Lines)
        {
            var isOut = log.Rules.LastCell is { } last && log.Rules.TryCellOf(line.Time, out var cell) && cell > last;
            if ((line.Amount > 0 && line.Quantity < 0) || (line.Amount < 0 && line.Quantity > 0) || isOut
                || (line.Amount == 0 && log.Rules.ZeroAmounts == ZeroAmountPolicy.Skip) || (!IsSale(line) && log.Rules.Refunds == RefundPolicy.Reject))
                continue;
            var isKept = line.RowId.HasValue && (IsSale(line) || log.Rules.Refunds != RefundPolicy.Ignore);
            if (!isKept || seen.Add((line.Member, line.RowId)))
                yield return line;
        }
    }

    private static object? Given(MemberTable<int> table, int member, MemberColumn column) => column switch
    {
        MemberColumn<double> number => table.Columns.Values(number)[member],
        MemberColumn<int> whole => table.Columns.Values(whole)[member],
        MemberColumn<string?> text => table.Columns.Values(text)[member],
        _ => throw new InvalidOperationException(column.Name),
    };

    private static string Value(MemberTable<int> table, int member, MemberColumn column) => Given(table, member, column) switch
    {
        double number => BitConverter.DoubleToInt64Bits(number).ToString("x", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture) ?? "",
    };
}
