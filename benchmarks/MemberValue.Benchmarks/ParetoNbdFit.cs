using BenchmarkDotNet.Attributes;
using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>A fit of the Pareto/NBD on all processors, against that of the NBD: 2,357 members are as many as the CDNOW sample has.</summary>
[MemoryDiagnoser]
public class ParetoNbdFit
{
    private PurchaseHistories _histories = null!;

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(2_357, 1_000_000);

    [GlobalSetup]
    public void Setup()
    {
        var (x, tx, age) = ParetoNbdBenchmarkData.Rows(Members);
        _histories = PurchaseHistories.From(x, tx, age, TimeUnit.Week);
    }

    [Benchmark(Baseline = true)]
    public NbdModel Nbd() => NbdModel.Fit(_histories);

    [Benchmark]
    public ParetoNbdModel ParetoNbd() => ParetoNbdModel.Fit(_histories);
}
