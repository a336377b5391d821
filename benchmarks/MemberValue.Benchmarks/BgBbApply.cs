using BenchmarkDotNet.Attributes;
using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>BG/BB over weekly opportunities through the span doors and its fit, against one member at a time.</summary>
[MemoryDiagnoser]
public class BgBbApply
{
    private readonly BgBbModel _model = new(new BgBbParameters(1.204, 0.750, 0.657, 2.783), TimeUnit.Week);
    private MemberColumns _columns = null!;
    private PurchaseHistories _histories = null!;
    private double[] _results = [];

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    [Params(52, 400)]
    public int Weeks { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1, 1_000, 1_000_000);

    [GlobalSetup]
    public void Setup()
    {
        _columns = AttritionBenchmarkData.Opportunities(_model, Members, Weeks);
        _histories = PurchaseHistories.From(_columns.Opportunities());
        _results = new double[Members];
    }

    [Benchmark(Baseline = true)]
    public double[] ScalarLoopAlive()
    {
        var members = _columns.Opportunities();
        for (var i = 0; i < members.Count; i++)
            _results[i] = _model.ProbabilityAlive(new PurchaseHistory(members.RepeatPurchases(i), members.TimeOfLastPurchase(i), members.Age(i)));
        return _results;
    }

    [Benchmark]
    public double[] SpansAlive()
    {
        _model.ProbabilityAlive(_columns.Opportunities(), _results);
        return _results;
    }

    [Benchmark]
    public double[] SpansExpected26()
    {
        _model.ExpectedPurchases(_columns.Opportunities(), 26, _results);
        return _results;
    }

    [Benchmark]
    public double[] SpansPurchase26()
    {
        _model.ProbabilityOfPurchase(_columns.Opportunities(), 26, _results);
        return _results;
    }

    [Benchmark]
    public BgBbModel Fit() => BgBbModel.Fit(_histories);
}
