using BenchmarkDotNet.Attributes;
using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>Gamma-Gamma: the span door against one member at a time, reading a table's spend, and a fit of rows that are all different.</summary>
[MemoryDiagnoser]
public class GammaGammaApply
{
    private readonly GammaGammaModel _model = new(new GammaGammaParameters(6.25, 3.74, 15.44));
    private MemberColumns _columns = null!;
    private SpendHistories _histories = null!;
    private double[] _results = [];

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1, 1_000, 1_000_000);

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        var (purchases, spend, first) = (new int[Members], new decimal[Members], new decimal[Members]);
        var (x, m) = (new int[Members], new double[Members]);
        for (var i = 0; i < Members; i++)
        {
            x[i] = 1 + (int)(-Math.Log(1 - random.NextDouble()) * 4);
            var rate = _model.SimulateRate(random);
            for (var k = 0; k < x[i]; k++)
                m[i] += Math.Min(1e9, _model.SimulateSpend(random, rate)) / x[i];
            first[i] = 0.01m + Math.Round((decimal)Math.Min(1e9, _model.SimulateSpend(random, rate)), 2);
            spend[i] = first[i] + 0.01m + Math.Round((decimal)m[i], 2) * x[i];
            purchases[i] = x[i] + 1;
        }

        _columns = MemberColumns.FromColumns(
            ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31)),
            new MemberColumnData { Purchases = purchases, PurchaseSpend = spend, FirstPurchaseSpend = first });
        _histories = SpendHistories.From(x, m);
        _results = new double[Members];
    }

    [Benchmark(Baseline = true)]
    public double[] ScalarLoop()
    {
        for (var i = 0; i < _columns.Count; i++)
            _results[i] = _model.ExpectedMeanSpend(_columns.Purchases[i] - 1, _columns.MeanRepeatPurchaseSpend(i));
        return _results;
    }

    [Benchmark]
    public double[] Spans()
    {
        _model.ExpectedMeanSpend(_columns, _results);
        return _results;
    }

    [Benchmark]
    public SpendHistories Read() => SpendHistories.From(_columns);

    [Benchmark]
    public GammaGammaModel Fit() => GammaGammaModel.Fit(_histories);
}
