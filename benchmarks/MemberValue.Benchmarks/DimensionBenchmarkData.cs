using MemberValue.Rfm;

namespace MemberValue.Benchmarks;

/// <summary>A scale of the six columns of <see cref="CompositeBenchmarkData"/>, and its scalar definition in a loop.</summary>
internal static class DimensionBenchmarkData
{
    public static DimensionScale Scale() => DimensionScale.Fit(
        CompositeBenchmarkData.Columns(CompositeBenchmarkData.Values(5_000, seed: 2)), new DimensionScaleOptions
        {
            Dimensions =
            [
                .. CompositeBenchmarkData.Criteria.Select((criterion, j) => new ScoreDimensionOptions
                {
                    Name = criterion.Name,
                    Letter = $"{(char)('A' + j)}",
                    SmallIsGood = criterion.IsCost,
                }),
            ],
        });

    public static void ScoreOneByOne(DimensionScale scale, double[][] values, DimensionScore[] scores)
    {
        Span<double> row = stackalloc double[values.Length];
        for (var i = 0; i < scores.Length; i++)
        {
            for (var j = 0; j < row.Length; j++)
                row[j] = values[j][i];
            scores[i] = scale.Score(row);
        }
    }
}
