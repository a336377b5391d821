using MemberValue.Common;
using MemberValue.Learning;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clusters;

/// <summary>How members become points: feature by feature a logarithm, less a centre, times a factor. A factor of 0 drops a feature that does not
/// differ.</summary>
internal sealed record ClusterSpace(ClusterFeature[] Features, double[] Centres, double[] Factors)
{
    public int Dimensions => Features.Length;

    /// <summary>The names of features, at least one, none null or twice.</summary>
    public static string[] NamesOf(IReadOnlyList<ClusterFeature> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        foreach (var feature in features)
            ArgumentNullException.ThrowIfNull(feature, nameof(features));
        string[] names = [.. features.Select(feature => feature.Name)];
        if (names.Length == 0)
            throw new ArgumentException("There is no feature; there must be at least one.", nameof(features));
        for (var j = 0; j < names.Length; j++)
        {
            if (Array.IndexOf(names, names[j]) < j)
                throw Error.Argument($"The feature '{names[j]}' is given twice.", nameof(features));
        }

        return names;
    }

    /// <summary>Fits the space to the members who have all features and a weight above 0, and gives them as points.</summary>
    public static (ClusterSpace Space, ClusterPoints Points) Fit(
        FeatureTable values, IReadOnlyList<ClusterFeature> features, ClusterScaling scaling, ReadOnlySpan<double> weights)
    {
        ArgumentNullException.ThrowIfNull(values);
        var names = NamesOf(features);
        CheckWeights(weights, values.Count);
        var raw = new double[names.Length][];
        var seen = new double[names.Length][];
        for (var j = 0; j < names.Length; j++)
        {
            seen[j] = values.Column(names[j]).ToArray();
            MeasureReader.Transform(seen[j], features[j].MissingAs, isLogged: false);
            raw[j] = features[j].IsLogged ? (double[])seen[j].Clone() : seen[j];
            MeasureReader.Transform(raw[j], missingAs: null, features[j].IsLogged);
        }

        var rows = new List<int>(values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            var isWhole = weights.IsEmpty || weights[i] > 0;
            foreach (var column in raw)
                isWhole &= Math.Abs(column[i]) <= MeasureReader.Largest;
            if (isWhole)
                rows.Add(i);
        }

        var (n, d) = (rows.Count, names.Length);
        var (points, own, kept) = (new double[(long)n * d], new double[d][], weights.IsEmpty ? null : new double[n]);
        for (var i = 0; kept is not null && i < n; i++)
            kept[i] = weights[rows[i]];
        var (centres, factors) = (new double[d], new double[d]);
        for (var j = 0; j < d; j++)
        {
            own[j] = new double[n];
            var column = points.AsSpan(j * n, n);
            for (var i = 0; i < n; i++)
                (column[i], own[j][i]) = (raw[j][rows[i]], seen[j][rows[i]]);
            var (centre, scale) = ScaleOf(column, kept, scaling);
            (centres[j], factors[j]) = (centre, scale > 0 ? Math.Sqrt(features[j].Weight) / scale : 0);
            for (var i = 0; i < n; i++)
                column[i] = (column[i] - centres[j]) * factors[j];
        }

        return (
            new ClusterSpace([.. features], centres, factors),
            new ClusterPoints(points, n, d, kept) { Own = own, Rows = [.. rows], LeftOut = values.Count - n });
    }

    private static (double Centre, double Scale) ScaleOf(ReadOnlySpan<double> values, double[]? weights, ClusterScaling scaling)
    {
        if (scaling == ClusterScaling.None || values.IsEmpty)
            return (0, 1);
        var (sum, total) = (new CompensatedSum(), new CompensatedSum());
        for (var i = 0; i < values.Length; i++)
        {
            sum.Add((weights?[i] ?? 1) * values[i]);
            total.Add(weights?[i] ?? 1);
        }

        var (mean, squares) = (sum.Value / total.Value, new CompensatedSum());
        var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
        for (var i = 0; i < values.Length; i++)
        {
            squares.Add((weights?[i] ?? 1) * (values[i] - mean) * (values[i] - mean));
            (least, most) = (Math.Min(least, values[i]), Math.Max(most, values[i]));
        }

        if (least == most)
            return (least, 0);
        var deviation = Math.Sqrt(squares.Value / total.Value);
        if (scaling == ClusterScaling.Standard)
            return (mean, deviation);
        var quartiles = WeightedQuantiles(values, weights, [0.25, 0.5, 0.75]);
        return (quartiles[1], quartiles[2] > quartiles[0] ? quartiles[2] - quartiles[0] : deviation);
    }

    /// <summary>The least values that a share of the weight does not exceed.</summary>
    public static double[] WeightedQuantiles(ReadOnlySpan<double> values, double[]? weights, ReadOnlySpan<double> shares)
    {
        var sorted = values.ToArray();
        var carried = weights is null ? null : (double[])weights.Clone();
        if (carried is null)
            Array.Sort(sorted);
        else
            Array.Sort(sorted, carried);
        var (total, quantiles, before, at) = (carried?.Sum() ?? sorted.Length, new double[shares.Length], 0.0, 0);
        for (var s = 0; s < shares.Length; s++)
        {
            while (at < sorted.Length - 1 && before + (carried?[at] ?? 1) < shares[s] * total * (1 - 1e-12))
            {
                before += carried?[at] ?? 1;
                at++;
            }

            quantiles[s] = sorted[at];
        }

        return quantiles;
    }

    private static void CheckWeights(ReadOnlySpan<double> weights, int rows)
    {
        if (!weights.IsEmpty && weights.Length != rows)
            throw Error.Argument($"There are {weights.Length} weights for {rows} rows.", nameof(weights));
        for (var i = 0; i < weights.Length; i++)
        {
            if (!(weights[i] >= 0 && weights[i] <= 1e15))
                throw Error.Argument($"The weight of row {i} is {weights[i]}; it must be 0 to 1e15.", nameof(weights));
        }
    }
}

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
