using BenchmarkDotNet.Attributes;
using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>What a fit reads, made of arrays whose rows are all different, against one sort of the rows by the framework.</summary>
[MemoryDiagnoser]
public class ReadHistories
{
    private int[] _x = [];
    private double[] _tx = [];
    private double[] _ages = [];
    private int[] _purchases = [];
    private double[] _spends = [];

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(1, 1_000, 1_000_000);

    [GlobalSetup]
    public void Setup()
    {
        var model = new BgNbdModel(new BetaGeometricParameters(0.243, 4.414, 0.793, 2.426), TimeUnit.Week);
        var histories = AttritionBenchmarkData.Histories(model, Members);
        var random = new Random(3);
        int[] order = [.. Enumerable.Range(0, histories.Rows)];
        random.Shuffle(order);
        _x = Array.ConvertAll(order, row => (int)histories.RepeatPurchases[row]);
        _tx = Array.ConvertAll(order, row => histories.TimesOfLastPurchase[row]);
        _ages = Array.ConvertAll(order, row => histories.Ages[row]);
        _purchases = Array.ConvertAll(_x, x => x + 1);
        _spends = Array.ConvertAll(
            _x, _ => Math.Exp(3 + 0.7 * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())));
    }

    [Benchmark(Baseline = true)]
    public (int X, double Tx, double Age)[] Sort()
    {
        var rows = new (int X, double Tx, double Age)[_x.Length];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = (_x[i], _tx[i], _ages[i]);
        Array.Sort(rows);
        return rows;
    }

    [Benchmark]
    public PurchaseHistories Purchases() => PurchaseHistories.From(_x, _tx, _ages, TimeUnit.Week);

    [Benchmark]
    public SpendHistories Spend() => SpendHistories.From(_purchases, _spends);
}
