using BenchmarkDotNet.Attributes;
using MemberValue.Learning;

namespace MemberValue.Benchmarks;

/// <summary>Logistic regression on 20 standard normal columns: the fit on all processors, and one pass of prediction. The goal: a million rows in 0.3 s on two
/// cores.</summary>
[MemoryDiagnoser]
public class FitLogistic
{
    private FeatureTable _features = null!;
    private bool[] _labels = [];
    private double[] _probabilities = [];
    private LogisticModel _model = null!;

    [ParamsSource(nameof(Sizes))]
    public int Members { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(10_000, 1_000_000);

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        var columns = new double[20][];
        for (var j = 0; j < columns.Length; j++)
        {
            columns[j] = new double[Members];
            for (var i = 0; i < Members; i++)
                columns[j][i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }

        _labels = new bool[Members];
        for (var i = 0; i < Members; i++)
        {
            var logOdds = columns[0][i] - 0.5 * columns[1][i] + 0.8 * columns[2][i] * columns[3][i] + 0.3 * Math.Sin(3 * columns[4][i]);
            _labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-logOdds));
        }

        _features = FeatureTable.FromColumns(Enumerable.Range(0, 20).Select(j => $"x{j}").ToList(), columns);
        _model = LogisticRegression.Fit(_features, _labels);
        _probabilities = new double[Members];
    }

    [Benchmark]
    public LogisticModel Fit() => LogisticRegression.Fit(_features, _labels);

    [Benchmark]
    public double[] Predict()
    {
        _model.Predict(_features, _probabilities);
        return _probabilities;
    }
}
