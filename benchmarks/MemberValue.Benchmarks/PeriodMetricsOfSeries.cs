using BenchmarkDotNet.Attributes;
using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Benchmarks;

/// <summary>Twelve monthly tables of one growing base: period metrics, and cohorts, against copying the columns that they read.</summary>
[MemoryDiagnoser]
public class PeriodMetricsOfSeries
{
    private const int Periods = 12;

    private MemberTable<long>[] _tables = [];

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1_000, 1_000_000);

    [GlobalSetup]
    public void Setup() => _tables = Series(Members);

    [Benchmark(Baseline = true)]
    public long CopyColumns()
    {
        var sum = 0L;
        foreach (var table in _tables)
        {
            var columns = table.Columns;
            var (purchases, orders) = (columns.Purchases.ToArray(), columns.Orders.ToArray());
            var (net, sales, refunds) = (columns.Net.Scaled.ToArray(), columns.Sales.Scaled.ToArray(), columns.Refunds.Scaled.ToArray());
            sum += purchases.Length + orders.Length + net.Length + sales.Length + refunds.Length;
        }

        return sum;
    }

    [Benchmark]
    public IReadOnlyList<PeriodMetrics> Metrics()
    {
        var builder = new PeriodMetricsBuilder<long>();
        foreach (var table in _tables)
            builder.Add(table);
        return builder.ToList();
    }

    [Benchmark]
    public CohortTable Cohorts()
    {
        var builder = new CohortTableBuilder<long>();
        foreach (var table in _tables)
            builder.Add(table);
        return builder.ToTable();
    }

    /// <summary>Tables as a series hands them out: a base that grows by a twelfth a month, rows that keep their numbers.</summary>
    internal static MemberTable<long>[] Series(int members)
    {
        var random = new Random(1);
        var first = new DateOnly(2024, 1, 1);
        var keys = Enumerable.Range(0, members).Select(_ => random.NextInt64()).Distinct().ToArray();
        var (purchases, sales, refunds) = (new int[keys.Length], new long[keys.Length], new long[keys.Length]);
        var tables = new MemberTable<long>[Periods];
        for (var period = 0; period < Periods; period++)
        {
            var count = (int)((long)keys.Length * (period + 1) / Periods);
            for (var row = 0; row < count; row++)
            {
                if (random.Next(4) != 0)
                    continue;
                purchases[row] += 1 + random.Next(2);
                sales[row] += random.Next(100, 20_000);
                refunds[row] += random.Next(20) == 0 ? random.Next(100, 5_000) : 0;
            }

            var columns = MemberColumns.Of(ObservationWindow.OfDays(first, first.AddMonths(period + 1).AddDays(-1)), count,
            [
                new ColumnValues<int>(LogColumns.Purchases, purchases[..count]),
                new ColumnValues<int>(LogColumns.Orders, purchases[..count]),
                new MoneyValues(LogColumns.Sales, MoneyColumn.FromScaled(sales[..count], decimals: 2)),
                new MoneyValues(LogColumns.Refunds, MoneyColumn.FromScaled(refunds[..count], decimals: 2)),
                new MoneyValues(LogColumns.Net, MoneyColumn.FromScaled(sales.Zip(refunds, (sold, back) => sold - back).Take(count).ToArray(), decimals: 2)),
            ]);
            tables[period] = MemberTable.FromColumns(keys[..count], columns);
        }

        return tables;
    }
}
