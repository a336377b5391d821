using BenchmarkDotNet.Attributes;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>
/// Reading an ordered log while other threads take all processors but one. Two threads may take at most a tenth longer than one: a second thread never makes a
/// busy machine slower.
/// </summary>
public class ReadBesideBusyLoop
{
    private const int OneThread = 65_535; // rows; a span of more is read with a second thread

    private Transaction<long>[] _rows = [];
    private volatile bool _isOver;

    [ParamsSource(nameof(Sizes))]
    public int Rows { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(10_000_000);

    [GlobalSetup]
    public void Setup()
    {
        _rows = TransactionLog.Transactions(TransactionLog.Rows(Rows), member => member);
        for (var taken = 1; taken < Environment.ProcessorCount; taken++)
            new Thread(Spin) { IsBackground = true }.Start();
    }

    [GlobalCleanup]
    public void Cleanup() => _isOver = true;

    [Benchmark(Baseline = true)]
    public int InPieces() => Read(OneThread);

    [Benchmark]
    public int AtOnce() => Read(_rows.Length);

    private int Read(int piece)
    {
        var builder = new MemberTableBuilder<long>(new MemberTableOptions { Order = LogOrder.TimeOrderedPerMember });
        for (var at = 0; at < _rows.Length; at += piece)
            builder.AddRange(_rows.AsSpan(at, Math.Min(piece, _rows.Length - at)));
        return builder.Count;
    }

    private void Spin()
    {
        while (!_isOver)
            Thread.SpinWait(1_000);
    }
}
