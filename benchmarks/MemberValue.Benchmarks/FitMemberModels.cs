using BenchmarkDotNet.Attributes;
using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Benchmarks;

/// <summary>All that a valuator needs, fitted to one table: scale, MBG/NBD, Gamma-Gamma and rhythm, against one evaluation of the scalar likelihood.</summary>
[MemoryDiagnoser]
public class FitMemberModels
{
    private readonly MbgNbdModel _model = new(new BetaGeometricParameters(0.525, 6.183, 0.891, 1.614), TimeUnit.Week);

    private readonly MemberValuatorOptions _options = ShopBenchmarkData.AllParts();

    private MemberTable<int> _table = null!;
    private PurchaseHistories _histories = null!;

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1, 1_000, 1_000_000);

    [GlobalSetup]
    public void Setup()
    {
        _table = ShopBenchmarkData.Table(Members);
        _histories = PurchaseHistories.From(_table.In(TimeUnit.Week));
    }

    [Benchmark(Baseline = true)]
    public double ScalarLikelihood() => _model.LogLikelihood(_histories);

    [Benchmark]
    public MemberModels Fit() => MemberModels.Fit(_table, _options);
}
