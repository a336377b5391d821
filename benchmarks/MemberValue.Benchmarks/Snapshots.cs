using BenchmarkDotNet.Attributes;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>
/// Twelve monthly tables of one log, reading included, against one build of it at the last date and twelve copies of that table's keys and
/// columns. The aim for 10,000,000 rows is 2 builds + 12 copies.
/// </summary>
[MemoryDiagnoser]
public class Snapshots
{
    private static readonly SnapshotSchedule Months = SnapshotSchedule.MonthEnds(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31));

    private Transaction<long>[] _rows = [];

    [ParamsSource(nameof(Sizes))]
    public int Rows { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(10_000_000);

    [GlobalSetup]
    public void Setup() => _rows = TransactionLog.Transactions(TransactionLog.Rows(Rows), member => member);

    [Benchmark(Baseline = true)]
    public long OneBuildAndTwelveCopies()
    {
        var builder = new MemberTableBuilder<long>(new MemberTableOptions());
        builder.AddRange(_rows.AsSpan());
        var table = builder.Build();
        var copied = 0L;
        for (var copy = 0; copy < 12; copy++)
            copied += Copy(table);
        return copied;
    }

    [Benchmark]
    public long TwelveMonthEnds() => Members(Months);

    [Benchmark]
    public long TwelveRollingYears() => Members(Months.Rolling(365));

    private long Members(SnapshotSchedule schedule)
    {
        var log = MemberLog.Read(_rows);
        return log.Tables(schedule).Sum(table => (long)table.Count);
    }

    private static int Copy(MemberTable<long> table)
    {
        var columns = table.Columns;
        int[][] counts =
        [
            columns.Purchases.ToArray(), columns.Orders.ToArray(), columns.FirstPurchaseCell.ToArray(), columns.LastPurchaseCell.ToArray(),
            columns.PreviousPurchaseCell.ToArray(),
        ];
        long[][] wide =
        [
            [.. table.Keys], columns.Sales.Scaled.ToArray(), columns.Refunds.Scaled.ToArray(), columns.Net.Scaled.ToArray(),
            columns.PurchaseSpend.Scaled.ToArray(), columns.FirstPurchaseSpend.Scaled.ToArray(),
        ];
        return counts.Length + wide.Length + columns.SumOfLogGaps.ToArray().Length;
    }
}
