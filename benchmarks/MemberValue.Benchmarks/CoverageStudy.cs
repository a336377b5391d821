using System.Globalization;
using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Benchmarks;

/// <summary>
/// How often intervals hold the truth: seeded bases of each model, fitted, and each interval asked whether the parameter, the mean or what really happened
/// lies inside. docs/numerics.md has the result.
/// </summary>
internal static class CoverageStudy
{
    private const double Horizon = 26;
    private static readonly double[] Levels = [0.5, 0.8, 0.95];
    private static readonly double[] Normal = [0.674490, 1.281552, 1.959964];

    public static int Run(string[] arguments)
    {
        var bases = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 500;
        var members = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 2_000;
        var only = arguments.Length > 2 ? arguments[2] : "";
        foreach (var (model, fit) in new (AttritionModel, Func<PurchaseHistories, AttritionModel>)[]
        {
            (new NbdModel(new NbdParameters(0.385, 12.07), TimeUnit.Week), rows => NbdModel.Fit(rows)),
            (new BgNbdModel(new BetaGeometricParameters(0.243, 4.414, 0.793, 2.426), TimeUnit.Week), rows => BgNbdModel.Fit(rows)),
            (new MbgNbdModel(new BetaGeometricParameters(0.525, 6.183, 0.891, 1.614), TimeUnit.Week), rows => MbgNbdModel.Fit(rows)),
            (new ParetoNbdModel(new ParetoNbdParameters(0.553, 10.578, 0.606, 11.669), TimeUnit.Week), rows => ParetoNbdModel.Fit(rows)),
            (new BgBbModel(new BgBbParameters(1.204, 0.750, 0.657, 2.783), TimeUnit.Week), rows => BgBbModel.Fit(rows)),
        })
        {
            if (model.Name.StartsWith(only, StringComparison.Ordinal))
                Study(model, fit, bases, members);
        }

        return 0;
    }

    private static void Study(AttritionModel truth, Func<PurchaseHistories, AttritionModel> fit, int bases, int members)
    {
        var n = truth.ParameterNames.Count;
        var (wald, profile, drawn) = (new int[n, 3], new int[n, 3], new int[n, 3]);
        var (mean, total, single) = (new int[3], new int[3], new double[3]);
        var (fitted, limits, size) = (0, 0, 0.0);
        var gate = new object();
        Parallel.For(0, bases, new ParallelOptions { MaxDegreeOfParallelism = 2 }, number =>
        {
            var random = new Random(number + 1);
            var world = World.Of(truth, members, random);
            var model = fit(world.Histories);
            if (model.Status is not (Estimation.FitStatus.Converged or Estimation.FitStatus.AtLimit))
                return;
            var draws = new AttritionDraws(model, world.Histories, 400, number);
            var history = truth.CountsOpportunities ? new PurchaseHistory(4, 20, 30) : new PurchaseHistory(2, 20, 35);
            var right = truth.ExpectedPurchases(history, Horizon);
            var (sums, places) = world.Futures(draws.Models, number, random);
            lock (gate)
            {
                fitted++;
                limits += model.Status == Estimation.FitStatus.AtLimit ? 1 : 0;
                size += draws.EffectiveSize;
            }

            for (var at = 0; at < 3; at++)
            {
                var (level, z) = (at, Normal[at]);
                var profiles = level == 1 ? null : model.ParameterIntervals(world.Histories, Levels[level]);
                var expected = draws.ExpectedPurchases(history, Horizon, Levels[level]);
                var tail = (1 - Levels[level]) / 2;
                lock (gate)
                {
                    for (var k = 0; k < n; k++)
                    {
                        var value = truth.ParameterValues[k];
                        var distance = Math.Abs(Math.Log(value / model.ParameterValues[k])) / Math.Sqrt(model.Report!.LogCovariance[k][k]);
                        wald[k, level] += distance <= z ? 1 : 0;
                        profile[k, level] += profiles is not null && value >= profiles[k].Lower && value <= profiles[k].Upper ? 1 : 0;
                        var of = draws.IntervalOf(each => each.ParameterValues[k], Levels[level]);
                        drawn[k, level] += value >= of.Lower && value <= of.Upper ? 1 : 0;
                    }

                    mean[level] += right >= expected.Lower && right <= expected.Upper ? 1 : 0;
                    var (low, high) = (sums[(int)(tail * sums.Length)], sums[^(int)(tail * sums.Length + 1)]);
                    total[level] += world.Actual >= low && world.Actual <= high ? 1 : 0;
                    single[level] += places.Average(place => Math.Abs(place - 0.5) <= Levels[level] / 2 ? 1.0 : 0);
                }
            }
        });

        var culture = CultureInfo.InvariantCulture;
        string Row(Func<int, double> of) => string.Join(" ", Enumerable.Range(0, 3).Select(level => of(level).ToString("0.000", culture)));
        Console.WriteLine(string.Create(culture, $"{truth.Name}: {fitted} of {bases} bases of {members} ({limits} at a limit), draws worth {size / fitted:0}"));
        for (var k = 0; k < n; k++)
        {
            var at = k;
            Console.WriteLine(
                $"  {truth.ParameterNames[k],-6} standard errors {Row(l => (double)wald[at, l] / fitted)}, "
                + $"profile {Row(l => l == 1 ? double.NaN : (double)profile[at, l] / fitted)}, "
                + $"draws {Row(l => (double)drawn[at, l] / fitted)}");
        }

        Console.WriteLine($"  expected purchases of one member, draws {Row(l => (double)mean[l] / fitted)}");
        Console.WriteLine($"  purchases of the base, predictive {Row(l => (double)total[l] / fitted)}");
        Console.WriteLine($"  purchases of one member, predictive {Row(l => single[l] / fitted)}");
    }

    /// <summary>A simulated base: what is seen, and what comes after it.</summary>
    private sealed record World(PurchaseHistories Histories, double[] X, double[] Tx, double[] Age, int[] Future)
    {
        public int Actual => Future.Sum();

        public static World Of(AttritionModel truth, int members, Random random)
        {
            var world = new World(null!, new double[members], new double[members], new double[members], new int[members]);
            var times = new List<double>();
            for (var i = 0; i < members; i++)
            {
                times.Clear();
                var age = world.Age[i] = truth.CountsOpportunities ? 26 + random.Next(14) : 26 + 13 * random.NextDouble();
                truth.Simulate(random, age + Horizon, times);
                var seen = times.Count(time => time <= age);
                (world.X[i], world.Tx[i], world.Future[i]) = (seen, seen > 0 ? times[seen - 1] : 0, times.Count - seen);
            }

            return world with
            {
                Histories = PurchaseHistories.From([.. world.X.Select(each => (int)each)], world.Tx, world.Age, TimeUnit.Week),
            };
        }

        /// <summary>Draws of the base's purchases, sorted, and where among their own draws some members' purchases lie.</summary>
        public (double[] Sums, double[] Places) Futures(IReadOnlyList<AttritionModel> models, long seed, Random random)
        {
            const int some = 50;
            var (sums, own, alive) = (new double[models.Count], new double[some, models.Count], new double[X.Length]);
            for (var draw = 0; draw < models.Count; draw++)
            {
                var model = models[draw];
                model.FillAlive(new HistoryBlock(X, Tx, Age), alive);
                var stream = new Numerics.CounterRandom(seed, draw);
                for (var i = 0; i < X.Length; i++)
                {
                    var spend = new FutureSpend(default, null, 0, 0, 0);
                    if (stream.Next01() < alive[i])
                        model.DrawFuture(ref stream, model.After(X[i], Age[i]), Horizon, ref spend);
                    sums[draw] += spend.Count;
                    if (i < some)
                        own[i, draw] = spend.Count;
                }
            }

            var places = new double[some];
            for (var i = 0; i < some; i++)
            {
                var (below, same) = (0, 0);
                for (var draw = 0; draw < models.Count; draw++)
                    (below, same) = (below + (own[i, draw] < Future[i] ? 1 : 0), same + (own[i, draw] == Future[i] ? 1 : 0));
                places[i] = (below + random.NextDouble() * (same + 1)) / (models.Count + 1); // equal counts share their part
            }

            Array.Sort(sums);
            return (sums, places);
        }
    }
}
