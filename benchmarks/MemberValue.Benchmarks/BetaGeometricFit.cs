using BenchmarkDotNet.Attributes;
using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>A fit of BG/NBD and of MBG/NBD to histories that are all different, against one evaluation of the scalar likelihood.</summary>
[MemoryDiagnoser]
public class BetaGeometricFit
{
    private readonly BgNbdModel _model = new(new BetaGeometricParameters(0.243, 4.414, 0.793, 2.426), TimeUnit.Week);
    private PurchaseHistories _histories = null!;

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(2_357, 1_000_000);

    [GlobalSetup]
    public void Setup() => _histories = AttritionBenchmarkData.Histories(_model, Members);

    [Benchmark(Baseline = true)]
    public double ScalarLikelihood() => _model.LogLikelihood(_histories);

    [Benchmark]
    public BgNbdModel FitBgNbd() => BgNbdModel.Fit(_histories);

    [Benchmark]
    public MbgNbdModel FitMbgNbd() => MbgNbdModel.Fit(_histories);
}
