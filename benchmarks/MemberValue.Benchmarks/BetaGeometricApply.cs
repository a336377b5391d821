using BenchmarkDotNet.Attributes;
using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>A fitted BG/NBD or MBG/NBD through the span doors, against one member at a time.</summary>
[MemoryDiagnoser]
public class BetaGeometricApply
{
    private static readonly DiscountRate Rate = DiscountRate.Annual(0.15);

    private AttritionModel _model = null!;
    private MemberColumns _columns = null!;
    private double[] _results = [];

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    [Params("BG/NBD", "MBG/NBD")]
    public string Model { get; set; } = "";

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1, 1_000, 1_000_000);

    [GlobalSetup]
    public void Setup()
    {
        _model = Model == "BG/NBD"
            ? new BgNbdModel(new BetaGeometricParameters(0.243, 4.414, 0.793, 2.426), TimeUnit.Week)
            : new MbgNbdModel(new BetaGeometricParameters(0.525, 6.183, 0.891, 1.614), TimeUnit.Week);
        _columns = AttritionBenchmarkData.Columns(_model, Members);
        _results = new double[Members];
    }

    [Benchmark(Baseline = true)]
    public double[] ScalarLoopExpected39()
    {
        var members = _columns.In(TimeUnit.Week);
        for (var i = 0; i < members.Count; i++)
            _results[i] = _model.ExpectedPurchases(new PurchaseHistory(members.RepeatPurchases(i), members.TimeOfLastPurchase(i), members.Age(i)), 39);
        return _results;
    }

    [Benchmark]
    public double[] SpansExpected39()
    {
        _model.ExpectedPurchases(_columns.In(TimeUnit.Week), 39, _results);
        return _results;
    }

    [Benchmark]
    public double[] SpansAlive()
    {
        _model.ProbabilityAlive(_columns.In(TimeUnit.Week), _results);
        return _results;
    }

    [Benchmark]
    public double[] SpansPurchase13()
    {
        _model.ProbabilityOfPurchase(_columns.In(TimeUnit.Week), 13, _results);
        return _results;
    }

    [Benchmark]
    public double[] SpansDiscounted52()
    {
        _model.DiscountedExpectedPurchases(_columns.In(TimeUnit.Week), Rate, 52, _results);
        return _results;
    }

    [Benchmark]
    public double[] SpansDiscountedWithoutEnd()
    {
        _model.DiscountedExpectedPurchases(_columns.In(TimeUnit.Week), Rate, double.PositiveInfinity, _results);
        return _results;
    }
}
