using BenchmarkDotNet.Attributes;
using MemberValue.Metrics;

namespace MemberValue.Benchmarks;

/// <summary>
/// All numbers of an evaluation, against a plain one that sorts labels along with predictions and adds up the ROC area alone. Distinct predictions, or
/// ones in steps of a thousandth as a forest gives them.
/// </summary>
[MemoryDiagnoser]
public class EvaluatePredictions
{
    private bool[] _labels = [];
    private double[] _predictions = [];
    private double[] _others = [];
    private double[] _values = [];

    [ParamsSource(nameof(Sizes))]
    public int Rows { get; set; }

    [Params(false, true)]
    public bool Tied { get; set; }

    public static IEnumerable<int> Sizes => BenchmarkSizes.Of(2, 1_000, 1_000_000);

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        double Step(double p) => Tied ? Math.Round(p * 1_000) / 1_000 : p;
        _predictions = Enumerable.Range(0, Rows).Select(_ => Step(random.NextDouble())).ToArray();
        _others = Array.ConvertAll(_predictions, p => Step((p + random.NextDouble()) / 2));
        _labels = Array.ConvertAll(_predictions, p => random.NextDouble() < p);
        _values = Array.ConvertAll(_predictions, _ => random.NextDouble() * 100);
    }

    [Benchmark(Baseline = true)]
    public double ScalarLoop()
    {
        var (predictions, labels) = ((double[])_predictions.Clone(), (bool[])_labels.Clone());
        Array.Sort(predictions, labels);
        double pairs = 0, negatives = 0, positives = 0;
        for (int start = 0, end; start < predictions.Length; start = end)
        {
            double yes = 0, no = 0;
            for (end = start; end < predictions.Length && predictions[end] == predictions[start]; end++)
                _ = labels[end] ? yes++ : no++;
            pairs += yes * (negatives + no / 2);
            (positives, negatives) = (positives + yes, negatives + no);
        }

        return pairs / (positives * negatives);
    }

    [Benchmark]
    public BinaryEvaluation Evaluation() => BinaryEvaluation.Of(_labels, _predictions);

    [Benchmark]
    public BinaryComparison ComparisonOfTwo() => BinaryComparison.Of(_labels, [new("one", _predictions), new("other", _others)]);

    [Benchmark]
    public ProfitCurve ProfitWithValues() => ProfitCurve.Of(_labels, _predictions, _values, new ProfitOptions());

    [Benchmark]
    public CampaignSelection Selection() => CampaignSelection.Of(_predictions, _values, new CampaignOptions { Budget = Rows / 10 });

    [Benchmark]
    public Folds StratifiedFolds() => Folds.Stratified(_labels, Math.Min(10, Rows), 1);
}
