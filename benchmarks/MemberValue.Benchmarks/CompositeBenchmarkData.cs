using MemberValue.Composite;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>Members with six columns of their own, and the scorers of them.</summary>
internal static class CompositeBenchmarkData
{
    public static IReadOnlyList<Criterion> Criteria { get; } = [.. Enumerable.Range(0, 6).Select(j => new Criterion($"x{j}", isCost: j % 3 == 2))];

    public static FeatureTable Values(int rows, int seed)
    {
        var random = new Random(seed);
        return FeatureTable.FromColumns(
            [.. Criteria.Select(criterion => criterion.Name)],
            [.. Criteria.Select(_ => Enumerable.Range(0, rows).Select(_ => -Math.Log(1 - random.NextDouble()) * 100).ToArray())]);
    }

    public static MemberColumns Columns(FeatureTable values)
    {
        var window = ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31));
        var columns = MemberColumns.FromColumns(window, new MemberColumnData { Purchases = new int[values.Count] });
        for (var j = 0; j < values.Names.Count; j++)
            columns = columns.With(new MemberColumn<double>(values.Names[j]), values.Column(j).ToArray());
        return columns;
    }

    public static CompositeScorer Scorer(CompositeMethod method)
    {
        var values = Values(5_000, seed: 2);
        return CompositeScorer.Fit(values, Criteria, CriterionWeights.Entropy(values, Criteria), new CompositeScorerOptions { Method = method });
    }
}
