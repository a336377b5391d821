using MemberValue.Numerics;

namespace MemberValue.Estimation;

/// <summary>
/// Seeded draws of parameters in proportion to their likelihood (less the penalty), with the prior in the logarithms by which they agree with the profile
/// likelihood of each parameter (<see cref="ProfileTilt"/>): importance sampling from a wide Student distribution around the estimates, in three rounds
/// (each gives the position and width of the next), resampling to draws of equal weight, and a few Metropolis steps of each.
/// </summary>
/// <remarks>
/// The likelihood of Pareto/NBD follows a bent ridge from s and beta of the fit to infinity; no Student distribution covers it, and now and then a handful of
/// points had all of the weight. Steps along the differences of other draws follow the ridge.
/// The normal distribution of the standard errors is symmetric and the likelihood is not: with 2,000 members of MBG/NBD its 90% intervals contain the truth
/// in 81%. See docs/numerics.md. A parameter that ran to a limit keeps its fitted value.
/// </remarks>
internal sealed record LikelihoodDraws(double[][] Vectors, double EffectiveSize, IReadOnlyList<string> Held)
{
    /// <summary>The most draws: the ends of a 99.9% interval are then precise to 0.1% of its level.</summary>
    public const int MostDraws = 100_000;

    private const int FirstRound = 400;
    private const double Freedom = 5; // tails far heavier than a likelihood's
    private const double MostSpread = 2; // log-units: otherwise parameters that the data hardly identify would be drawn beyond all bounds
    private const int Sweeps = 4; // of moves after resampling: each moves about a quarter of the draws
    private const int MostMoved = 4_000; // more draws than these repeat
    private const double Nudge = 0.1; // of the width, where two draws are copies of one point
    private const double LeastSize = 60; // a round of a smaller effective size does not determine the next one well enough

    public static LikelihoodDraws Of(FitTask task, FitReport report, int draws, long seed, CancellationToken cancellationToken)
    {
        var objective = new Objective(task.Likelihood, task.Problem, report.Penalty, FitStage.Information, null, cancellationToken);
        var center = objective.Inside(task.At(report)); // what ran to a bound is exactly on it
        var free = Enumerable.Range(0, center.Length).Where(k => double.IsFinite(report.LogCovariance[k][k]) && report.LogCovariance[k][k] > 0).ToArray();
        string[] held = [.. Enumerable.Range(0, center.Length).Except(free).Select(k => report.ParameterNames[k])];
        double Narrowed(int k) => Math.Min(1, MostSpread / Math.Sqrt(report.LogCovariance[k][k]));
        var root = free.Length == 0 ? null : RootOf(free, (i, j) => 2 * report.LogCovariance[i][j] * Narrowed(i) * Narrowed(j));
        if (root is null)
            return new LikelihoodDraws([.. Enumerable.Repeat(task.Parameters(center), draws)], double.NaN, report.ParameterNames);
        var top = objective.At(center)?.Value ?? double.NegativeInfinity;
        var tilt = ProfileTilt.Of(objective, center, free, report.LogCovariance);
        var random = new CounterRandom(seed, 0);
        // Fewer draws per round with many rows, where the first proposal is nearly the likelihood itself.
        var few = task.Likelihood.Rows > 200_000;
        var (around, count) = (center, few ? FirstRound / 2 : FirstRound);
        for (var number = 0; ; number++)
        {
            var round = new Round(objective, center, free, tilt, around, root, top, count, ref random);
            if (number == 2)
            {
                var crowd = round.Resampled(Math.Clamp(draws, FirstRound / 2, few ? FirstRound / 2 : MostMoved), ref random);
                var sweeps = few || round.EffectiveSize >= LeastSize ? Sweeps : 5 * Sweeps;
                var moved = 0.0;
                for (var i = 0; i < sweeps; i++)
                    moved += round.Move(crowd, root, ref random);
                var size = Math.Min(crowd.Length, Math.Max(round.EffectiveSize, LeastSize) * (1 + moved));
                return new LikelihoodDraws([.. Enumerable.Range(0, draws).Select(i => task.Parameters(crowd[i % crowd.Length].Point))], size, held);
            }

            double[,] spread;
            (around, spread) = round.Moments(center, free);
            root = RootOf(free, (i, j) => 1.5 * spread[Array.IndexOf(free, i), Array.IndexOf(free, j)]) ?? root;
            if (number == 1)
                count = few ? FirstRound : Math.Clamp(2 * draws, 2 * FirstRound, 10 * FirstRound);
        }
    }

    private static double[,]? RootOf(int[] free, Func<int, int, double> covariance)
    {
        var matrix = new double[free.Length, free.Length];
        for (var i = 0; i < free.Length; i++)
        {
            for (var j = 0; j < free.Length; j++)
                matrix[i, j] = covariance(free[i], free[j]);
        }

        return SymmetricMatrix.TryCholesky(matrix, out var root) ? root : null;
    }

    /// <summary>Points of one proposal with their weights.</summary>
    private sealed class Round
    {
        private readonly double[][] _points;
        private readonly double[] _heights; // logarithms of likelihood and prior, 0 at the fit
        private readonly double[] _weights; // sum to 1
        private readonly Func<double[], double> _height;
        private readonly int[] _free;

        public Round(
            Objective objective, double[] center, int[] free, ProfileTilt tilt, double[] around, double[,] root, double top, int count,
            ref CounterRandom random)
        {
            (_points, _heights, _weights, _free) = (new double[count][], new double[count], new double[count], free);
            // Outside the box the likelihood is not defined.
            _height = point => objective.Inside(point).AsSpan().SequenceEqual(point) && objective.At(point) is { } at
                ? ((at.Value - top) * objective.Scale) + tilt.At(point) : double.NegativeInfinity;
            var normal = new double[free.Length];
            for (var i = 0; i < count; i++)
            {
                var squares = 0.0;
                for (var k = 0; k < normal.Length; k++)
                {
                    normal[k] = Sampling.Normal(ref random);
                    squares += normal[k] * normal[k];
                }

                var stretch = Sampling.Gamma(ref random, Freedom / 2, Freedom / 2);
                var point = _points[i] = (double[])center.Clone();
                for (var k = 0; k < normal.Length; k++)
                    point[free[k]] = around[free[k]] + Correlated(root, normal, k) / Math.Sqrt(stretch);

                // The density of Student's distribution is (1 + q / v)^-((v + n) / 2).
                _heights[i] = _height(point);
                _weights[i] = _heights[i] + (Freedom + free.Length) / 2 * Elementary.Log1p(squares / stretch / Freedom);
            }

            var most = _weights.Max();
            var all = 0.0;
            for (var i = 0; i < count; i++)
                all += _weights[i] = Math.Exp(_weights[i] - most);
            for (var i = 0; i < count; i++)
                _weights[i] /= all;
        }

        /// <summary>The number of independent draws of equal weight with the same precision.</summary>
        public double EffectiveSize => SizeOf(_weights);

        /// <summary>Mean and covariance of the free parameters, by levelled weights.</summary>
        public (double[] Mean, double[,] Covariance) Moments(double[] center, int[] free)
        {
            var weights = Levelled();
            var mean = (double[])center.Clone();
            foreach (var k in free)
                mean[k] = _points.Zip(weights, (point, weight) => point[k] * weight).Sum();
            var covariance = new double[free.Length, free.Length];
            for (var p = 0; p < _points.Length; p++)
            {
                for (var i = 0; i < free.Length; i++)
                {
                    for (var j = 0; j < free.Length; j++)
                        covariance[i, j] += weights[p] * (_points[p][free[i]] - mean[free[i]]) * (_points[p][free[j]] - mean[free[j]]);
                }
            }

            return (mean, covariance);
        }

        /// <summary>Systematic resampling: a point of (levelled) weight w occurs w times the number of draws, rounded up or down; then in random
        /// order.</summary>
        public (double[] Point, double Height)[] Resampled(int draws, ref CounterRandom random)
        {
            var (picked, weights) = (new (double[], double)[draws], Levelled());
            var (at, sum) = (0, weights[0]);
            var offset = random.Next01();
            for (var i = 0; i < draws; i++)
            {
                while (sum < (i + offset) / draws && at < _points.Length - 1)
                    sum += weights[++at];
                picked[i] = (_points[at], _heights[at]);
            }

            random.Shuffle<(double[], double)>(picked);
            return picked;
        }

        /// <summary>
        /// A Metropolis step of every draw, along the difference of two others (differential evolution): copies of one point part, and what the proposal did
        /// not reach is reached. The target stays what it is.
        /// </summary>
        /// <returns>The share that moved.</returns>
        public double Move((double[] Point, double Height)[] crowd, double[,] root, ref CounterRandom random)
        {
            var (moved, length, normal) = (0, 2.38 / Math.Sqrt(2 * _free.Length), new double[_free.Length]);
            for (var i = 0; i < crowd.Length; i++)
            {
                var (one, other) = (crowd[Another(i, ref random)].Point, crowd[Another(i, ref random)].Point);
                for (var k = 0; k < normal.Length; k++)
                    normal[k] = Sampling.Normal(ref random);
                var point = (double[])crowd[i].Point.Clone();
                for (var k = 0; k < normal.Length; k++)
                    point[_free[k]] += length * (one[_free[k]] - other[_free[k]]) + Nudge * Correlated(root, normal, k);

                var height = _height(point);
                if (Math.Log(random.Next01()) < height - crowd[i].Height)
                {
                    crowd[i] = (point, height);
                    moved++;
                }
            }

            return (double)moved / crowd.Length;

            int Another(int than, ref CounterRandom random) => (int)(random.Next01() * (crowd.Length - 1)) is var at && at >= than ? at + 1 : at;
        }

        /// <summary>The weights, less different from each other where a few points have most of them.</summary>
        private double[] Levelled()
        {
            var weights = _weights;
            for (var i = 0; i < 20 && SizeOf(weights) < LeastSize; i++)
            {
                var roots = Array.ConvertAll(weights, Math.Sqrt);
                var all = roots.Sum();
                weights = Array.ConvertAll(roots, each => each / all);
            }

            return weights;
        }

        /// <summary>One of several numbers that vary together: a row of the covariance's root times independent normal ones.</summary>
        private static double Correlated(double[,] root, double[] normal, int k)
        {
            var sum = 0.0;
            for (var j = 0; j <= k; j++)
                sum += root[k, j] * normal[j];
            return sum;
        }

        private static double SizeOf(double[] weights) => 1 / weights.Sum(weight => weight * weight);
    }
}
