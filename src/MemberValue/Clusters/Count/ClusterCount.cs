using MemberValue.Learning;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clusters;

/// <summary>
/// Into how many clusters a base falls: seven measures for every number, a recommendation and the runner-up; or that it has no structure, so that any number
/// would be arbitrary. Immutable.
/// </summary>
/// <remarks>
/// <para>There is no structure where the gap statistic prefers one cluster. Otherwise the number with the highest silhouette is recommended, among those whose
/// clusters both halves of the base agree on (stability of 0.6 or more) where there are any.</para>
/// </remarks>
public sealed class ClusterCount
{
    private const double Stable = 0.6; // Hennig 2007: below, a cluster dissolves

    private ClusterCount(IReadOnlyList<ClusterCountRow> rows, int gapChoice, int bicChoice, int members)
    {
        (Rows, GapChoice, BicChoice, Members) = (rows, gapChoice, bicChoice, members);
        HasStructure = gapChoice != 1;
        var ranked = rows.OrderByDescending(row => row.Stability >= Stable).ThenByDescending(row => row.Silhouette).ToList();
        Recommended = HasStructure ? ranked[0].Clusters : null;
        RunnerUp = HasStructure && ranked.Count > 1 ? ranked[1].Clusters : null;
        ElbowChoice = Elbow(rows);
    }

    /// <summary>One row per number of clusters.</summary>
    public IReadOnlyList<ClusterCountRow> Rows { get; }

    /// <summary>How many members were looked at.</summary>
    public int Members { get; }

    /// <summary>Whether the base is more clustered than one without structure.</summary>
    public bool HasStructure { get; }

    /// <summary>The recommended number; null where there is no structure.</summary>
    public int? Recommended { get; }

    /// <summary>The second best number; null where there is none.</summary>
    public int? RunnerUp { get; }

    /// <summary>The smallest number whose gap is at least the next one's less its standard error; 1 where there is no structure.</summary>
    public int GapChoice { get; }

    /// <summary>The number at the bend of the sum of squares: farthest below the line from the first to the last number (Satopaa et al. 2011).</summary>
    public int ElbowChoice { get; }

    /// <summary>The number of the Gaussian mixture with the least BIC, 1 included; where clusters are not round it may be greater than the recommended
    /// number.</summary>
    public int BicChoice { get; }

    /// <summary>The recommendation in words, with the measures that prefer another number.</summary>
    public Text Text
    {
        get
        {
            if (Recommended is not { } chosen)
                return Text.Of("The members do not fall into clusters: any number of groups would be arbitrary.", "会员没有明显的类别结构，分成几类都是人为划定。");
            var row = Rows.First(each => each.Clusters == chosen);
            var nearer = row.Silhouette >= 0.5 ? Text.Of("clearly", "明显更近")
                : row.Silhouette >= 0.25 ? Text.Of("somewhat", "略近一些") : Text.Of("hardly", "几乎没有更近");
            var first = Text.Of(
                    "{clusters} clusters: members are {how} nearer to their own cluster than to the next (silhouette {silhouette}), and the clusters of two "
                        + "halves of the base agree to {share}.",
                    "建议分{clusters}类：会员离本类比离邻近类{how}（轮廓系数{silhouette}），两半样本的分类一致程度为{share}。")
                .Fill(
                    TextValue.Number("clusters", chosen), new("how", nearer), TextValue.Fixed("silhouette", row.Silhouette),
                    TextValue.Percent("share", Math.Clamp(row.Stability, 0, 1)));
            var second = RunnerUp is { } other
                ? Text.Of("The second choice is {clusters}.", "其次是{clusters}类。").Fill(TextValue.Number("clusters", other)) : Text.Empty;
            return Text.Join([first, second]);
        }
    }

    /// <summary>Compares numbers of clusters.</summary>
    /// <param name="values">The base, with a column per feature; rows without a value of some feature are left out.</param>
    /// <param name="features">What members are grouped by, at least one feature.</param>
    /// <param name="options">Which numbers, and how many starts, references and halves; null for 2 to 8.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no feature, one is given twice or is not a column, an option is out of range, or there are not more
    /// members than clusters.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ClusterCount Of(
        FeatureTable values, IReadOnlyList<ClusterFeature> features, ClusterCountOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new ClusterCountOptions();
        options.Check();
        var (_, all) = ClusterSpace.Fit(values, features, options.Scaling, [], keepsOwn: false);
        var points = all.Sample(options.Members, options.Seed);
        if (points.Count < 2 * options.To)
        {
            throw Common.Error.Argument(
                $"{points.Count} members have all features; {options.To} clusters need at least {2 * options.To}, twice as many.", nameof(values));
        }

        var ends = Enumerable.Range(1, options.To + 1).Select(k => Fit(points, k, options, cancellationToken)).ToList(); // one more, for the gap of the last
        var (gaps, errors) = Gaps(points, ends, options, cancellationToken);
        var criteria = Enumerable.Range(1, options.To).Select(k => Bic(points, k, options, cancellationToken)).ToList();
        var rows = new List<ClusterCountRow>();
        for (var k = options.From; k <= options.To; k++)
        {
            var end = ends[k - 1];
            rows.Add(new ClusterCountRow(
                k, end.Within, ClusterScores.Silhouette(points, end.Labels, k, cancellationToken), ClusterScores.CalinskiHarabasz(points, end.Within, k),
                ClusterScores.DaviesBouldin(points, end), gaps[k - 1], errors[k - 1], criteria[k - 1],
                Stability(points, k, options, cancellationToken)));
        }

        var choice = Enumerable.Range(1, options.To).FirstOrDefault(k => gaps[k - 1] >= gaps[k] - errors[k], options.To);
        return new ClusterCount(rows.AsReadOnly(), choice, 1 + criteria.IndexOf(criteria.Min()), points.Count);
    }

    /// <summary>The recommendation.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Text.English;

    private static KMeansEnd Fit(ClusterPoints points, int k, ClusterCountOptions options, CancellationToken cancellationToken) => KMeans.Fit(
        points, k, new KMeansOptions { Clusters = k, Starts = options.Starts, Seed = options.Seed }, cancellationToken);

    private static double Bic(ClusterPoints points, int k, ClusterCountOptions options, CancellationToken cancellationToken)
    {
        var mixture = new GaussianMixtureOptions
        {
            Clusters = k,
            Covariance = options.Covariance,
            Starts = Math.Min(4, options.Starts),
            Seed = options.Seed,
        };
        return ExpectationMaximisation.Bic(points, ExpectationMaximisation.Fit(points, k, mixture, cancellationToken), options.Covariance);
    }

    /// <summary>By number of clusters from 1, the gap and its standard error, against points that are spread evenly over the range of each principal component
    /// (the paper's second reference, which has the shape of features that go together).</summary>
    private static (double[] Gaps, double[] Errors) Gaps(
        ClusterPoints points, List<KMeansEnd> ends, ClusterCountOptions options, CancellationToken cancellationToken)
    {
        var (n, d, turned) = (points.Count, points.Dimensions, points.Turned());
        var logs = new double[options.References, ends.Count];
        ParallelLoop.For(options.References, reference =>
        {
            var (random, spread) = (new CounterRandom(options.Seed, -10 - reference), new double[n * d]);
            for (var j = 0; j < d; j++)
            {
                var (least, most) = (double.PositiveInfinity, double.NegativeInfinity);
                foreach (var value in turned.AsSpan(j * n, n))
                    (least, most) = (Math.Min(least, value), Math.Max(most, value));
                for (var i = 0; i < n; i++)
                    spread[j * n + i] = least + random.Next01() * (most - least);
            }

            var even = new ClusterPoints(spread, n, d, null);
            for (var k = 1; k <= ends.Count; k++)
            {
                var few = new KMeansOptions { Clusters = k, Starts = Math.Min(3, options.Starts), Seed = options.Seed + reference };
                logs[reference, k - 1] = Math.Log(KMeans.Fit(even, k, few, cancellationToken).Within);
            }
        }, cancellationToken);

        var (gaps, errors) = (new double[ends.Count], new double[ends.Count]);
        for (var k = 0; k < gaps.Length; k++)
        {
            double[] some = [.. Enumerable.Range(0, options.References).Select(reference => logs[reference, k])];
            var mean = some.Average();
            gaps[k] = mean - Math.Log(ends[k].Within);
            errors[k] = Math.Sqrt(some.Average(log => (log - mean) * (log - mean)) * (1 + 1.0 / some.Length));
        }

        return (gaps, errors);
    }

    /// <summary>The mean agreement of two models, each fitted to one half, on all points.</summary>
    private static double Stability(ClusterPoints points, int k, ClusterCountOptions options, CancellationToken cancellationToken)
    {
        var (total, order) = (0.0, Enumerable.Range(0, points.Count).ToArray());
        for (var time = 0; time < options.Halvings; time++)
        {
            var random = new CounterRandom(options.Seed, -10_000 - time);
            random.Shuffle<int>(order);
            var halves = new[] { order[..(points.Count / 2)], order[(points.Count / 2)..] };
            var labels = Array.ConvertAll(halves, half =>
                KMeans.Finished(points, Fit(points.Of(half), k, options, cancellationToken).Centres, 0, true, cancellationToken).Labels);
            total += ClusterScores.AdjustedRand(labels[0], labels[1]);
        }

        return total / options.Halvings;
    }

    private static int Elbow(IReadOnlyList<ClusterCountRow> rows)
    {
        var (first, last) = (rows[0], rows[^1]);
        double Below(ClusterCountRow row)
        {
            var share = rows.Count == 1 ? 0 : (double)(row.Clusters - first.Clusters) / (last.Clusters - first.Clusters);
            return first.WithinSum + share * (last.WithinSum - first.WithinSum) - row.WithinSum;
        }

        return rows.MaxBy(Below)!.Clusters;
    }
}
