using MemberValue.Composite;

namespace MemberValue.Benchmarks.Guard;

/// <summary>Several criteria as one score.</summary>
internal static class CompositeLoops
{
    private const int Rows = 4_096;

    public static IEnumerable<GuardLoop> All { get; } =
    [
        new("CompositeScorer.Score (weighted sum)", "the formula, member by member", Rows, rows => Score(rows, CompositeMethod.WeightedSum)),
        new("CompositeScorer.Score (TOPSIS)", "the formula, member by member", Rows, rows => Score(rows, CompositeMethod.Topsis)),
    ];

    private static GuardPair Score(int rows, CompositeMethod method)
    {
        var values = CompositeBenchmarkData.Values(rows, seed: 1);
        var (scorer, columns, scores) = (CompositeBenchmarkData.Scorer(method), CompositeBenchmarkData.Columns(values), new double[rows]);
        var n = scorer.Criteria.Count;
        double[] weights = [.. scorer.Weights.Values];
        var (worst, best) = (Enumerable.Range(0, n).Select(scorer.WorstOf).ToArray(), Enumerable.Range(0, n).Select(scorer.BestOf).ToArray());
        return new GuardPair(() =>
        {
            for (var i = 0; i < scores.Length; i++)
            {
                var (sum, low, high) = (0.0, 0.0, 0.0);
                for (var j = 0; j < n; j++)
                {
                    var place = Math.Clamp((values.Arrays[j][i] - worst[j]) / (best[j] - worst[j]), 0, 1);
                    sum += 100 * weights[j] * place;
                    low += weights[j] * place * weights[j] * place;
                    high += weights[j] * (1 - place) * weights[j] * (1 - place);
                }

                scores[i] = method == CompositeMethod.WeightedSum ? sum : 100 * Math.Sqrt(low) / (Math.Sqrt(low) + Math.Sqrt(high));
            }
        }, () => scorer.Score(columns, scores));
    }
}
