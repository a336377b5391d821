using System.Numerics;
using System.Runtime.InteropServices;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Learning;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clusters;

/// <summary>How members become points: feature by feature a logarithm, less a centre, times a factor. A factor of 0 drops a feature that does not
/// differ.</summary>
internal sealed partial record ClusterSpace(ClusterFeature[] Features, double[] Centres, double[] Factors)
{
    /// <summary>The share of the base that is not an outlier.</summary>
    public const double Typical = 0.999;

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
        FeatureTable values, IReadOnlyList<ClusterFeature> features, ClusterScaling scaling, ReadOnlySpan<double> weights, bool keepsOwn = true)
    {
        ArgumentNullException.ThrowIfNull(values);
        var names = NamesOf(features);
        CheckWeights(weights, values.Count);
        var (all, d) = (values.Count, names.Length);
        var points = new double[(long)all * d];
        for (var j = 0; j < d; j++)
        {
            var column = points.AsSpan(j * all, all);
            values.Column(names[j]).CopyTo(column);
            MeasureReader.Transform(column, features[j].MissingAs, features[j].IsLogged);
        }

        var whole = new bool[all];
        for (var i = 0; i < all; i++)
        {
            whole[i] = weights.IsEmpty || weights[i] > 0;
            for (var j = 0; j < d; j++)
                whole[i] &= Math.Abs(points[j * all + i]) <= MeasureReader.Largest;
        }

        int[] rows = [.. Enumerable.Range(0, all).Where(i => whole[i])];
        var n = rows.Length;
        if (n < all)
        {
            for (var (j, to) = (0, 0); j < d; j++)
            {
                foreach (var row in rows)
                    points[to++] = points[j * all + row];
            }

            Array.Resize(ref points, n * d);
        }

        var kept = weights.IsEmpty ? null : new double[n];
        for (var i = 0; kept is not null && i < n; i++)
            kept[i] = weights[rows[i]];
        var (centres, factors) = (new double[d], new double[d]);
        for (var j = 0; j < d; j++)
        {
            var column = points.AsSpan(j * n, n);
            var (centre, scale) = ScaleOf(column, kept, scaling);
            (centres[j], factors[j]) = (centre, scale > 0 ? Math.Sqrt(features[j].Weight) / scale : 0);
            for (var i = 0; i < n; i++)
                column[i] = (column[i] - centres[j]) * factors[j];
        }

        return (
            new ClusterSpace([.. features], centres, factors),
            new ClusterPoints(points, n, d, kept) { Own = keepsOwn ? Own(values, features, rows) : [], Rows = rows, LeftOut = all - n });
    }

    /// <summary>The features of some rows in their own units.</summary>
    private static double[][] Own(FeatureTable values, IReadOnlyList<ClusterFeature> features, int[] rows) => [.. features.Select(feature =>
    {
        var column = values.Column(feature.Name).ToArray();
        MeasureReader.Transform(column, feature.MissingAs, isLogged: false);
        if (rows.Length == column.Length)
            return column;
        var own = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
            own[i] = column[rows[i]];
        return own;
    })];

    /// <summary>A place in the space, feature by feature: in the feature's own unit; the mean of the logarithms, taken back, where it is logged.</summary>
    public double[] Own(double[] centres, int cluster) => [.. Features.Select((feature, j) =>
    {
        var value = Centres[j] + (Factors[j] > 0 ? centres[(cluster - 1) * Dimensions + j] / Factors[j] : 0);
        return feature.IsLogged ? Math.CopySign(Math.Exp(Math.Abs(value)) - 1, value) : value;
    })];

    /// <summary>By centre of an earlier space, in order, the number of the centre of this one that it has become, from 1; 0 where this one has fewer.</summary>
    public IReadOnlyList<int> Match(double[] centres, ClusterSpace earlier, double[] earlierCentres)
    {
        if (!Features.Select(feature => (feature.Name, feature.IsLogged)).SequenceEqual(
                earlier.Features.Select(feature => (feature.Name, feature.IsLogged))))
        {
            throw Error.Argument(
                $"The earlier model has the features {string.Join(", ", earlier.Features.Select(feature => feature.Name))}; they must be the same.",
                nameof(earlier));
        }

        var d = Dimensions;
        var costs = new double[earlierCentres.Length / d, centres.Length / d];
        for (var a = 0; a < costs.GetLength(0); a++)
        {
            for (var b = 0; b < costs.GetLength(1); b++)
            {
                for (var j = 0; j < d; j++)
                {
                    // the earlier centre, on this scale
                    var value = earlier.Factors[j] > 0 ? earlierCentres[a * d + j] / earlier.Factors[j] : 0;
                    var there = (value + earlier.Centres[j] - Centres[j]) * Factors[j];
                    costs[a, b] += Math.Pow(there - centres[b * d + j], 2);
                }
            }
        }

        return [.. Pairing.Of(costs).Select(place => place + 1)];
    }

    /// <summary>Reads a feature of some rows as points; NaN for a member without a value.</summary>
    public void Read(MeasureSource source, int j, int start, Span<double> points)
    {
        var feature = Features[j];
        var read = source.Read(feature.Name, start, points);
        if (feature.MissingAs is not null || feature.IsLogged)
        {
            if (!read.Overlaps(points))
                read.CopyTo(points);
            MeasureReader.Transform(points, feature.MissingAs, feature.IsLogged);
            read = points;
        }

        // an infinite value becomes NaN: times 0 it is
        var (centre, factor, wide, i) = (Centres[j], Factors[j], Vector<double>.Count, 0);
        var (centres, factors) = (new Vector<double>(centre), new Vector<double>(factor));
        ref var from = ref MemoryMarshal.GetReference(read);
        ref var to = ref MemoryMarshal.GetReference(points);
        for (; i <= points.Length - wide; i += wide)
        {
            var x = Vector.LoadUnsafe(ref from, (nuint)i);
            ((x - centres) * factors + x * Vector<double>.Zero).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < points.Length; i++)
            points[i] = (read[i] - centre) * factor + read[i] * 0;
    }

    /// <summary>What every fit of clusters warns of: no members, members that were left out, features that do not differ, and what the status says.</summary>
    public IEnumerable<Text> Warnings(FitStatus status, int leftOut, int found, int asked)
    {
        if (status == FitStatus.NoData)
        {
            yield return Text.Of("No member has all features: there are no clusters.", "没有会员具备全部特征，无法聚类。");
            yield break;
        }

        if (leftOut > 0)
        {
            yield return Text.Of("{missing} members lack a feature and were left out.", "{missing}名会员缺少某项特征，未参与聚类。")
                .Fill(TextValue.Number("missing", leftOut));
        }

        for (var j = 0; j < Dimensions; j++)
        {
            if (Factors[j] == 0)
            {
                yield return Text.Of("All members have the same {feature}: it does not count.", "所有会员的{feature}相同，不参与聚类。")
                    .Fill(new TextValue("feature", Features[j].Label));
            }
        }

        if (status == FitStatus.Failed)
            yield return Text.Of("The iterations ran out before the clusters stopped changing.", "迭代次数用尽时，分类仍在变化。");
        if (status == FitStatus.TooFewRows)
        {
            yield return Text.Of("Only {found} of {asked} clusters were found: fewer members differ.", "要求{asked}类，只得到{found}类：互不相同的会员不够多。")
                .Fill(TextValue.Number("found", found), TextValue.Number("asked", asked));
        }
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
            RadixSort.Sort(sorted, CancellationToken.None);
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
