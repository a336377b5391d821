using BenchmarkDotNet.Attributes;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>From a log to a table, span door, against the GroupBy that a reader would write for the same numbers.</summary>
public class BuildTable
{
    private LogLine[] _rows = [];
    private Transaction<long>[] _ordered = [];
    private Transaction<long>[] _shuffled = [];
    private Transaction<string>[] _texts = [];

    [ParamsSource(nameof(Sizes))]
    public int Rows { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(10_000_000);

    [GlobalSetup(Target = nameof(GroupBy))]
    public void SetupRows() => _rows = TransactionLog.Rows(Rows);

    [GlobalSetup(Targets = [nameof(Ordered), nameof(AnyOrder), nameof(LogOrdered)])]
    public void SetupOrdered() => _ordered = TransactionLog.Transactions(TransactionLog.Rows(Rows), member => member);

    [GlobalSetup(Targets = [nameof(AnyOrderShuffled), nameof(LogShuffled)])]
    public void SetupShuffled() => _shuffled = TransactionLog.Shuffled(TransactionLog.Transactions(TransactionLog.Rows(Rows), member => member));

    /// <summary>A text of its own a row, as a parser makes them.</summary>
    [GlobalSetup(Target = nameof(OrderedTextKeys))]
    public void SetupTexts() => _texts = TransactionLog.Transactions(TransactionLog.Rows(Rows), member => $"M{member:D15}");

    [Benchmark(Baseline = true)]
    public int GroupBy() => TransactionLog.GroupedBy(_rows);

    [Benchmark]
    public int Ordered() => Build(_ordered, LogOrder.TimeOrderedPerMember);

    [Benchmark]
    public int AnyOrder() => Build(_ordered, LogOrder.Any);

    [Benchmark]
    public int AnyOrderShuffled() => Build(_shuffled, LogOrder.Any);

    /// <summary>A log that could answer more questions after the first.</summary>
    [Benchmark]
    public int LogOrdered() => MemberLog.Read(_ordered).Table().Count;

    [Benchmark]
    public int LogShuffled() => MemberLog.Read(_shuffled).Table().Count;

    [Benchmark]
    public int OrderedTextKeys() => Build(_texts, LogOrder.TimeOrderedPerMember);

    private static int Build<TKey>(Transaction<TKey>[] rows, LogOrder order)
        where TKey : notnull
    {
        var builder = new MemberTableBuilder<TKey>(new MemberTableOptions { Order = order });
        builder.AddRange(rows.AsSpan());
        return builder.Build().Count;
    }
}
