using MemberValue.Clusters;

namespace MemberValue.Benchmarks.Guard;

/// <summary>Members and their clusters.</summary>
internal static class ClusterLoops
{
    private const int Rows = 4_096;

    public static IEnumerable<GuardLoop> All { get; } =
    [
        new("KMeansModel.Assign", "the nearest centre, member by member", Rows, rows => Nearest(rows, isLocated: false)),
        new("KMeansModel.Locate", "the two nearest centres, member by member", Rows, rows => Nearest(rows, isLocated: true)),
        new("GaussianMixtureModel.Assign", "the greatest density, member by member", Rows, rows => Mixed(rows, Use.Assign)),
        new("GaussianMixtureModel.Locate", "probabilities by Math.Exp, member by member", Rows, rows => Mixed(rows, Use.Locate)),
        new("GaussianMixtureModel.Probabilities", "probabilities by Math.Exp, member by member", Rows, rows => Mixed(rows, Use.Probabilities)),
        new("KMeansModel.Fit", "iterations from the same start, member by member", 2_048, Fit),
    ];

    private static GuardPair Nearest(int rows, bool isLocated)
    {
        var values = ClusterBenchmarkData.Values(rows, seed: 1);
        var (model, columns) = (ClusterBenchmarkData.Model(), CompositeBenchmarkData.Columns(values));
        var (numbers, located) = (new int[rows], new ClusterAssignment[rows]);
        double[][] centres = [.. Enumerable.Range(1, model.Clusters).Select(number => model.CentreOf(number).ToArray())];
        return new GuardPair(() =>
        {
            for (var i = 0; i < rows; i++)
            {
                var (nearest, second) = Two(values.Arrays, i, centres);
                numbers[i] = nearest.Cluster + 1;
                if (isLocated)
                    located[i] = new ClusterAssignment(nearest.Cluster + 1, Math.Sqrt(nearest.Sum), second.Cluster + 1, Math.Sqrt(second.Sum), false);
            }
        }, () =>
        {
            if (isLocated)
                model.Locate(columns, located);
            else
                model.Assign(columns, numbers);
        });
    }

    private enum Use
    {
        Assign,
        Locate,
        Probabilities,
    }

    private static GuardPair Mixed(int rows, Use use)
    {
        var values = ClusterBenchmarkData.Values(rows, seed: 1);
        var (model, columns) = (ClusterBenchmarkData.Mixture(), CompositeBenchmarkData.Columns(values));
        var (k, d) = (model.Clusters, values.Names.Count);
        var (numbers, located, probabilities) = (new int[rows], new MixtureAssignment[rows], new double[rows * k]);
        double[][] means = [.. Enumerable.Range(1, k).Select(number => model.CentreOf(number).ToArray())];
        double[][,] factors = [.. Enumerable.Range(1, k).Select(number => Root(model.CovarianceOf(number)))];
        double[] constants = [.. factors.Select((factor, c) => Math.Log(model.Profiles[c].Share) - Enumerable.Range(0, d).Sum(j => Math.Log(factor[j, j])))];
        return new GuardPair(() =>
        {
            var (logs, solved) = (new double[k], new double[d]);
            for (var i = 0; i < rows; i++)
            {
                var (most, sum) = (double.NegativeInfinity, 0.0);
                for (var c = 0; c < k; c++)
                {
                    var squares = 0.0;
                    for (var a = 0; a < d; a++)
                    {
                        solved[a] = values.Arrays[a][i] - means[c][a];
                        for (var b = 0; b < a; b++)
                            solved[a] -= factors[c][a, b] * solved[b];
                        solved[a] /= factors[c][a, a];
                        squares += solved[a] * solved[a];
                    }

                    logs[c] = constants[c] - squares / 2;
                    (most, numbers[i]) = logs[c] > most ? (logs[c], c + 1) : (most, numbers[i]);
                }

                for (var c = 0; c < k && use != Use.Assign; c++)
                    sum += probabilities[i * k + c] = Math.Exp(logs[c] - most);
                for (var c = 0; c < k && use != Use.Assign; c++)
                    probabilities[i * k + c] /= sum;
                if (use == Use.Locate)
                    located[i] = new MixtureAssignment(numbers[i], probabilities[i * k + numbers[i] - 1], 0, double.NaN, most + Math.Log(sum) < -30);
            }
        }, () =>
        {
            if (use == Use.Assign)
                model.Assign(columns, numbers);
            else if (use == Use.Locate)
                model.Locate(columns, located);
            else
                model.Probabilities(columns, probabilities);
        });
    }

    private static double[,] Root(IReadOnlyList<IReadOnlyList<double>> covariance)
    {
        var root = new double[covariance.Count, covariance.Count];
        for (var a = 0; a < covariance.Count; a++)
        {
            for (var b = 0; b <= a; b++)
            {
                var rest = covariance[a][b];
                for (var s = 0; s < b; s++)
                    rest -= root[a, s] * root[b, s];
                root[a, b] = a == b ? Math.Sqrt(rest) : rest / root[b, b];
            }
        }

        return root;
    }

    private static GuardPair Fit(int rows)
    {
        var values = ClusterBenchmarkData.Values(rows, seed: 1);
        var options = new KMeansOptions { Clusters = 8, Starts = 1, Scaling = ClusterScaling.None };
        return new GuardPair(() =>
        {
            double[][] centres = [.. Enumerable.Range(0, 8).Select(c => values.Arrays.Select(column => column[c * (rows / 8)]).ToArray())];
            for (var (labels, changed) = (new int[rows], true); changed;)
            {
                changed = false;
                var (sums, counts) = (new double[8, 6], new int[8]);
                for (var i = 0; i < rows; i++)
                {
                    var nearest = Two(values.Arrays, i, centres).First.Cluster;
                    changed |= nearest != labels[i];
                    labels[i] = nearest;
                    counts[nearest]++;
                    for (var j = 0; j < 6; j++)
                        sums[nearest, j] += values.Arrays[j][i];
                }

                for (var c = 0; c < 8; c++)
                {
                    for (var j = 0; j < 6; j++)
                        centres[c][j] = counts[c] == 0 ? centres[c][j] : sums[c, j] / counts[c];
                }
            }
        }, () => KMeansModel.Fit(values, ClusterBenchmarkData.Features, options));
    }

    private static ((double Sum, int Cluster) First, (double Sum, int Cluster) Second) Two(double[][] columns, int row, double[][] centres)
    {
        var (first, second) = ((double.PositiveInfinity, -1), (double.PositiveInfinity, -1));
        for (var c = 0; c < centres.Length; c++)
        {
            var sum = 0.0;
            for (var j = 0; j < columns.Length; j++)
                sum += (columns[j][row] - centres[c][j]) * (columns[j][row] - centres[c][j]);
            if (sum < first.Item1)
                (first, second) = ((sum, c), first);
            else if (sum < second.Item1)
                second = (sum, c);
        }

        return (first, second);
    }
}
