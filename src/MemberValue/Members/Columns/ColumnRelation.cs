namespace MemberValue.Members;

/// <summary>
/// A relation that columns of a log must satisfy. <see cref="All"/> lists them; a relation is checked where its subject was fed.
/// </summary>
/// <param name="Subject">The column that the error names.</param>
/// <param name="FirstBroken">The first row that breaks it, with the value there and what is allowed; null where all rows hold.
/// Other columns may be absent.</param>
internal sealed record ColumnRelation(MemberColumn Subject, Func<MemberColumns, (int Row, object? Value, string Allowed)?> FirstBroken)
{
    private const decimal RoundedApart = 0.0000000001m; // three amounts rounded at ten decimals: 1.5 units at most, so one

    /// <summary>In the order in which they are checked: later ones may rely on earlier ones.</summary>
    public static IReadOnlyList<ColumnRelation> All { get; } =
    [
        Present(LogColumns.FirstPurchaseCell, fromPurchases: 1),
        Present(LogColumns.LastPurchaseCell, fromPurchases: 1),
        Present(LogColumns.PreviousPurchaseCell, fromPurchases: 2),
        new(LogColumns.LastPurchaseCell, LastFarEnough),
        new(LogColumns.PreviousPurchaseCell, PreviousBetween),
        PartOfPurchases(LogColumns.RecentPurchases, LogColumns.EarlierPurchases, "with EarlierPurchases it must"),
        PartOfPurchases(LogColumns.EarlierPurchases, null, "it must"),
        new(LogColumns.SumOfLogGaps, NoGapsNoSum),
        new(LogColumns.Net, NetIsTheDifference),
    ];

    /// <summary>A cell must be given exactly where there are so many purchases.</summary>
    private static ColumnRelation Present(MemberColumn<int> key, int fromPurchases) => new(key, columns =>
    {
        var purchases = columns.Purchases;
        var cells = columns.Values(key);
        for (var row = 0; row < cells.Length; row++)
        {
            var must = purchases[row] >= fromPurchases;
            if ((cells[row] != MemberColumns.NoCell) != must)
                return (row, must ? null : cells[row], FormattableString.Invariant($"with {purchases[row]} purchases it must {(must ? "not " : "")}be null"));
        }

        return null;
    });

    /// <summary>A number that is a part of the purchases must not exceed them, alone and with another part.</summary>
    private static ColumnRelation PartOfPurchases(MemberColumn<int> key, MemberColumn<int>? other, string itMust) => new(key, columns =>
    {
        var purchases = columns.Purchases;
        var part = columns.Values(key);
        var rest = other is null ? default : columns.ValuesOrNone(other);
        for (var row = 0; row < part.Length; row++)
        {
            if (part[row] + (rest.IsEmpty ? 0L : rest[row]) > purchases[row])
                return (row, part[row], FormattableString.Invariant($"{itMust} be at most the {purchases[row]} purchases"));
        }

        return null;
    });

    private static (int, object?, string)? LastFarEnough(MemberColumns columns)
    {
        var purchases = columns.Purchases;
        var first = columns.ValuesOrNone(LogColumns.FirstPurchaseCell);
        var last = columns.LastPurchaseCell;
        for (var row = 0; row < first.Length; row++)
        {
            var (count, from) = (purchases[row], first[row]);
            if (count > 0 && (last[row] - (long)from < count - 1 || (count == 1 && from != last[row])))
            {
                return (row, last[row], count == 1
                    ? FormattableString.Invariant($"with 1 purchase, in cell {from}, it must be the same cell")
                    : FormattableString.Invariant($"with {count} purchases, the first in cell {from}, it must be cell {from + (long)count - 1} or later"));
            }
        }

        return null;
    }

    private static (int, object?, string)? PreviousBetween(MemberColumns columns)
    {
        var purchases = columns.Purchases;
        var previous = columns.PreviousPurchaseCell;
        var first = columns.ValuesOrNone(LogColumns.FirstPurchaseCell);
        var last = columns.ValuesOrNone(LogColumns.LastPurchaseCell);
        for (var row = 0; row < previous.Length; row++)
        {
            if (purchases[row] < 2)
                continue;
            var before = previous[row];
            var from = first.IsEmpty ? columns.Window.FirstCell : first[row];
            var through = last.IsEmpty ? columns.Window.LastCell : last[row];
            if (before >= through || before < from || (purchases[row] == 2 && !first.IsEmpty && before != from))
                return (row, before, "it must lie before LastPurchaseCell and, with two purchases, equal FirstPurchaseCell");
        }

        return null;
    }

    private static (int, object?, string)? NoGapsNoSum(MemberColumns columns)
    {
        var purchases = columns.Purchases;
        var sums = columns.SumOfLogGaps;
        for (var row = 0; row < sums.Length; row++)
        {
            if (purchases[row] < 2 && sums[row] != 0)
                return (row, sums[row], FormattableString.Invariant($"with {purchases[row]} purchases it must be 0"));
        }

        return null;
    }

    private static (int, object?, string)? NetIsTheDifference(MemberColumns columns)
    {
        if (!columns.Has(LogColumns.Sales) || !columns.Has(LogColumns.Refunds))
            return null;
        var (sales, refunds, net) = (columns.Sales, columns.Refunds, columns.Net);
        for (var row = 0; row < net.Count; row++)
        {
            if (Math.Abs(net[row] - (sales[row] - refunds[row])) > RoundedApart)
                return (row, net[row], FormattableString.Invariant($"it must be Sales less Refunds, {sales[row] - refunds[row]}"));
        }

        return null;
    }
}
