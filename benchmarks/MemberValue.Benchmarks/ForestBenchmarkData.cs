using MemberValue.Learning;

namespace MemberValue.Benchmarks;

/// <summary>Seeded rows of 20 standard normals with y ~ Bernoulli(logit(x0 - 0.5 x1 + 0.8 x2 x3 + 0.3 sin 3 x4)).</summary>
internal static class ForestBenchmarkData
{
    public static (FeatureTable Features, bool[] Labels) Make(int rows, int seed)
    {
        var random = new Random(seed);
        var x = Enumerable.Range(0, 20).Select(_ => new double[rows]).ToArray();
        var labels = new bool[rows];
        for (var i = 0; i < rows; i++)
        {
            foreach (var column in x)
                column[i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            var z = x[0][i] - 0.5 * x[1][i] + 0.8 * x[2][i] * x[3][i] + 0.3 * Math.Sin(3 * x[4][i]);
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-z));
        }

        return (FeatureTable.FromColumns([.. Enumerable.Range(0, 20).Select(j => $"x{j}")], x), labels);
    }
}
