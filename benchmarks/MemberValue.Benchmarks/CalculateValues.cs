using BenchmarkDotNet.Attributes;
using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>
/// The value of the next twelve months by MBG/NBD and Gamma-Gamma, through the span overload and on all processors, against one member at a time.
/// </summary>
[MemoryDiagnoser]
public class CalculateValues
{
    private readonly ModelValueCalculator _calculator = new(
        new MbgNbdModel(new BetaGeometricParameters(0.525, 6.183, 0.891, 1.614), TimeUnit.Week),
        new GammaGammaModel(new GammaGammaParameters(6.25, 3.74, 15.44)), new ReturnModel(share: 0.1, credibility: 8),
        new ModelValueOptions { Discount = DiscountRate.Annual(0.15) });

    private MemberTable<int> _table = null!;
    private double[] _values = [];

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1, 1_000, 1_000_000);

    [GlobalSetup]
    public void Setup()
    {
        _table = ShopBenchmarkData.Table(Members);
        _values = new double[Members];
    }

    [Benchmark(Baseline = true)]
    public double[] ScalarLoop()
    {
        var members = _table.In(TimeUnit.Week);
        for (var i = 0; i < _values.Length; i++)
        {
            var history = new PurchaseHistory(members.RepeatPurchases(i), members.TimeOfLastPurchase(i), members.Age(i));
            _values[i] = _calculator.Residual(history, _table.Columns.MeanRepeatPurchaseSpend(i)).Amount;
        }

        return _values;
    }

    [Benchmark]
    public double[] Spans()
    {
        _calculator.Calculate(_table.Columns, _values);
        return _values;
    }

    [Benchmark]
    public MemberResults<int, double> AllProcessors() => _calculator.Calculate(_table);
}
