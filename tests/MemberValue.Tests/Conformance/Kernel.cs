using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Conformance;

/// <summary>What gives one result per member of a table: called in each of the ways that there are.</summary>
internal interface IKernel
{
    string Name { get; }

    object Subject { get; }

    /// <summary>Whether a member's result depends on the other members.</summary>
    bool LooksAtAll { get; }

    /// <summary>The results of a span that is one longer than the members; the last element shows that nothing was written to it.</summary>
    IReadOnlyList<object> Spans(MemberColumns columns);

    /// <summary>The results of the table overload; null where there is none.</summary>
    IReadOnlyList<object>? OfTable(MemberTable<int> table);

    /// <summary>The result of one member; null where there is no such overload.</summary>
    object? OfOne(MemberRow row);

    /// <summary>Whether a result says that the member has none; null where that cannot be told from it.</summary>
    bool? SaysNone(object result);

    /// <summary>Fills a span that is one shorter than the members, and asserts that it was left as it was.</summary>
    void IntoShort(MemberColumns columns);

    void OfNothing();

    long Bytes(MemberColumns columns);
}

/// <summary>A kernel whose results are of one type.</summary>
internal sealed record Kernel<T>(string Name, object Subject, Action<MemberColumns, T[]> Fill) : IKernel
    where T : notnull
{
    public bool LooksAtAll { get; init; }

    public Func<MemberTable<int>, MemberResults<int, T>>? Table { get; init; }

    public Func<MemberRow, T>? One { get; init; }

    public Func<T, bool>? IsBad { get; init; }

    public IReadOnlyList<object> Spans(MemberColumns columns)
    {
        var results = new T[columns.Count + 1];
        Fill(columns, results);
        Assert.Equal(default, results[^1]);
        return [.. results[..^1].Cast<object>()];
    }

    public IReadOnlyList<object>? OfTable(MemberTable<int> table) => Table is null ? null : [.. Table(table).Values.ToArray().Cast<object>()];

    public object? OfOne(MemberRow row) => One is null ? null : One(row);

    public bool? SaysNone(object result) => IsBad?.Invoke((T)result);

    public void IntoShort(MemberColumns columns)
    {
        var results = new T[columns.Count - 1];
        try
        {
            Fill(columns, results);
        }
        finally
        {
            Assert.All(results, result => Assert.Equal(default, result)); // nothing was written
        }
    }

    public void OfNothing() => Fill(null!, []);

    public long Bytes(MemberColumns columns)
    {
        var results = new T[columns.Count];
        return Allocations.Of(() => Fill(columns, results));
    }
}

/// <summary>Members with every column of a log; every ninth never bought, every seventh has no known margin.</summary>
internal static class KernelData
{
    private static readonly MemberTable<int> Source = FittedThings.Data().Table;

    public static bool NeverBought(int member) => member % 9 == 4;

    /// <summary>The first so many members.</summary>
    public static MemberColumns Of(int count) => Of([.. Enumerable.Range(0, count)]);

    /// <summary>Some members, in their order.</summary>
    public static MemberColumns Of(IReadOnlyList<int> members)
    {
        var rows = members.Select(member => (Member: member, Row: Source[member], Bought: !NeverBought(member))).ToArray();
        TValue[] Column<TValue>(Func<MemberRow, TValue> of, TValue none) => [.. rows.Select(each => each.Bought ? of(each.Row) : none)];
        return MemberColumns.FromColumns(Source.Window, new MemberColumnData
        {
            Purchases = Column(row => row.Purchases, 0),
            Orders = Column(row => row.Orders!.Value, 0),
            FirstPurchaseCell = Column(row => row.FirstPurchaseCell, null),
            LastPurchaseCell = Column(row => row.LastPurchaseCell, null),
            PreviousPurchaseCell = Column(row => row.PreviousPurchaseCell, null),
            RegistrationCell = Column(row => row.FirstPurchaseCell, Source.Window.FirstCell + 3),
            LastVisitCell = Column(row => row.LastPurchaseCell, Source.Window.FirstCell + 5),
            SumOfLogGaps = Column(row => row.SumOfLogGaps!.Value, 0),
            Sales = Column(row => row.Sales!.Value, 0),
            Refunds = Column(row => row.Refunds!.Value, 0),
            Net = Column(row => row.Net!.Value, 0),
            Margin = [.. rows.Select(each => !each.Bought ? 0 : each.Member % 7 == 5 ? (decimal?)null : Math.Round(each.Row.Net!.Value * 0.3m, 2))],
            PurchaseSpend = Column(row => row.PurchaseSpend!.Value, 0),
            FirstPurchaseSpend = Column(row => row.FirstPurchaseSpend!.Value, 0),
            RecentCells = Source.Columns.RecentCells,
            RecentPurchases = Column(row => row.RecentPurchases!.Value, 0),
            RecentSpend = Column(row => row.RecentSpend!.Value, 0),
            EarlierPurchases = Column(row => row.EarlierPurchases!.Value, 0),
            EarlierSpend = Column(row => row.EarlierSpend!.Value, 0),
        }).With(ContractColumns.Renewals, Column(row => row.Purchases - 1, -1)).With(ContractColumns.HasLeft, Column(row => row.Purchases % 3 == 0, false));
    }

    public static MemberTable<int> Table(IReadOnlyList<int> members) => MemberTable.FromColumns(members.ToList(), Of(members));
}
