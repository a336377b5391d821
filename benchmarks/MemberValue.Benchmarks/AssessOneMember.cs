using BenchmarkDotNet.Attributes;
using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Benchmarks;

/// <summary>
/// Members one at a time, as after their orders, on one thread and on two: time per member of all threads together, and bytes. The goals: 4 microseconds (250,000 a
/// second) and 1.5 KB without sentences on one thread, 1.8 times as many on two, with either collector (DOTNET_gcServer=1 for the other).
/// </summary>
[MemoryDiagnoser]
public class AssessOneMember
{
    private const int Calls = 20_000;

    private static readonly MemberValuatorOptions Options = ShopBenchmarkData.AllParts();

    private MemberRow[] _rows = [];
    private MemberValuator _valuator = null!;

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var table = ShopBenchmarkData.Table(Calls);
        _valuator = MemberValuator.Create(Options, MemberModels.Fit(table, Options));
        _rows = [.. Enumerable.Range(0, Calls).Select(i => table.Columns.Row(i % table.Count))];
    }

    [Benchmark(OperationsPerInvoke = Calls)]
    public double Numbers() => EachRow(row => _valuator.Assess(row) is var assessment && assessment.Score is { IsScored: true } ? assessment.Value!.Value : 0);

    [Benchmark(OperationsPerInvoke = Calls)]
    public double Sentences() => EachRow(row => _valuator.Assess(row).Text.English.Length);

    private double EachRow(Func<MemberRow, double> assess)
    {
        var sums = new double[Threads];
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            var sum = 0.0;
            for (var i = thread; i < _rows.Length; i += Threads)
                sum += assess(_rows[i]);
            sums[thread] = sum;
        });
        return sums.Sum();
    }
}
