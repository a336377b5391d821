using MemberValue.Estimation;
using MemberValue.Numerics;

namespace MemberValue.Clusters;

/// <summary>Points, feature by feature: feature j of point i stands at j * Count + i.</summary>
internal sealed record ClusterPoints(double[] Values, int Count, int Dimensions, double[]? Weights)
{
    /// <summary>The features in their own units, by feature.</summary>
    public double[][] Own { get; init; } = [];

    /// <summary>The rows of the table that the points are.</summary>
    public int[] Rows { get; init; } = [];

    public int LeftOut { get; init; }

    public double WeightOf(int point) => Weights?[point] ?? 1;

    public double TotalWeight => Weights?.Sum() ?? Count;

    public double[] Point(int i)
    {
        var point = new double[Dimensions];
        for (var j = 0; j < point.Length; j++)
            point[j] = Values[j * Count + i];
        return point;
    }

    /// <summary>The points along their principal components: distances are the same.</summary>
    public double[] Turned()
    {
        var (means, products, turned) = (new double[Dimensions], new double[Dimensions, Dimensions], new double[Values.Length]);
        for (var j = 0; j < Dimensions; j++)
            means[j] = Values.AsSpan(j * Count, Count).ToArray().Sum() / Count;
        for (var a = 0; a < Dimensions; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                for (var i = 0; i < Count; i++)
                    products[a, b] += (Values[a * Count + i] - means[a]) * (Values[b * Count + i] - means[b]);
                products[b, a] = products[a, b];
            }
        }

        var (_, vectors) = SmallSymmetric.Eigen(products);
        for (var k = 0; k < Dimensions; k++)
        {
            for (var j = 0; j < Dimensions; j++)
            {
                for (var i = 0; i < Count; i++)
                    turned[k * Count + i] += vectors[j, k] * Values[j * Count + i];
            }
        }

        return turned;
    }

    /// <summary>Some of the points.</summary>
    public ClusterPoints Of(ReadOnlySpan<int> rows)
    {
        var (some, weights) = (new double[rows.Length * Dimensions], Weights is null ? null : new double[rows.Length]);
        for (var i = 0; i < rows.Length; i++)
        {
            for (var j = 0; j < Dimensions; j++)
                some[j * rows.Length + i] = Values[j * Count + rows[i]];
            if (weights is not null)
                weights[i] = Weights![rows[i]];
        }

        return new ClusterPoints(some, rows.Length, Dimensions, weights);
    }

    /// <summary>At most so many points, one of each stretch of the rows.</summary>
    public ClusterPoints Sample(int most, long seed)
    {
        if (Count <= most)
            return this;
        var (random, rows) = (new CounterRandom(seed, int.MaxValue), new int[most]);
        for (var i = 0; i < most; i++)
        {
            var (from, to) = ((long)i * Count / most, (long)(i + 1) * Count / most);
            rows[i] = (int)from + random.Below((int)(to - from));
        }

        return Of(rows);
    }
}
