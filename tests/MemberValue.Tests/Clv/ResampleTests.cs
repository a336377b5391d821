using System.Collections.Concurrent;
using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Clv;

/// <summary>
/// Fits on small and unlucky data: 200 seeded resamples of CDNOW at each of seven sizes. Every fit ends with a status and usable predictions;
/// a slow search from many starts, which knows nothing of gradients, finds nothing better.
/// </summary>
public class ResampleTests
{
    private const int Resamples = 200;

    private static readonly Lazy<CdnowExpected[]> Rows = new(() => [.. CdnowData.Expected()]);

    private static readonly Dictionary<string, Func<PurchaseHistories, AttritionModel>> Fits = new()
    {
        ["NBD"] = rows => NbdModel.Fit(rows),
        ["BG/NBD"] = rows => BgNbdModel.Fit(rows),
        ["MBG/NBD"] = rows => MbgNbdModel.Fit(rows),
        ["Pareto/NBD"] = rows => ParetoNbdModel.Fit(rows),
    };

    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (var model in Fits.Keys)
            {
                foreach (var size in new[] { 20, 50, 100, 200, 500, 1_000, 2_357 })
                    cases.Add(model, size);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_fit_ends_with_a_status_and_usable_predictions(string name, int size)
    {
        var statuses = new ConcurrentDictionary<FitStatus, int>();
        Parallel.For(0, Resamples, seed =>
        {
            var rows = Resample(size, seed);
            var model = Fits[name](rows);
            var report = model.Report!;
            statuses.AddOrUpdate(report.Status, 1, (_, count) => count + 1);
            Assert.NotEqual(FitStatus.Failed, report.Status);
            Assert.Equal(report.Status == FitStatus.AtLimit, report.Limit is { English.Length: > 0 });
            Assert.All(model.ParameterValues, value => Assert.True(value > 0 && double.IsFinite(value), model.ToString()));
            Assert.Equal(report.LogLikelihood, model.LogLikelihood(rows), 1e-8 * Math.Abs(report.LogLikelihood) + 1e-9);
            if (report.Status == FitStatus.Converged)
                Assert.All(report.StandardErrors, error => Assert.True(error > 0 && double.IsFinite(error)));
            for (var i = 0; i < rows.Rows; i += 7)
            {
                Assert.InRange(model.ProbabilityAlive(rows[i]), 0, 1);
                Assert.InRange(model.ProbabilityOfPurchase(rows[i], 13), 0, 1);
                Assert.InRange(model.ExpectedPurchases(rows[i], 39), 0, 1_000);
            }
        });
        // The larger the sample, the fewer limits: the whole of CDNOW has an interior optimum in every model, and its resamples nearly always.
        if (size >= 1_000)
            Assert.True(statuses.GetValueOrDefault(FitStatus.Converged) >= 0.95 * Resamples, string.Join(", ", statuses));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_slow_search_from_many_starts_finds_nothing_better(string name, int size)
    {
        // Rows times evaluations is what it costs: many resamples where they are small, one of the largest.
        var resamples = size <= 200 ? 5 : 1;
        Parallel.For(0, resamples, resample =>
        {
            var rows = Resample(size, 1_000 + resample);
            var model = Fits[name](rows);
            var random = new Random(resample);
            var best = double.NegativeInfinity;
            var starts = size <= 200 ? 12 : 3;
            for (var start = 0; start < starts; start++)
            {
                var from = model.ParameterNames.Select(_ => (random.NextDouble() - 0.5) * 8).ToArray();
                best = Math.Max(best, NelderMead.Maximise(
                    point => Array.TrueForAll(point, value => Math.Abs(value) < 14)
                        ? model.WithParameters(Array.ConvertAll(point, Math.Exp)).LogLikelihood(rows)
                        : double.NegativeInfinity,
                    from));
            }

            Assert.True(model.Report!.LogLikelihood >= best - 1e-5,
                $"{model}: {model.Report.Status} at {model.Report.LogLikelihood:R}, the slow search found {best:R}");
        });
    }

    private static PurchaseHistories Resample(int size, int seed)
    {
        var random = new Random(seed);
        var drawn = Enumerable.Range(0, size).Select(_ => Rows.Value[random.Next(Rows.Value.Length)]).ToList();
        return PurchaseHistories.From(
            drawn.Select(row => row.RepeatPurchases).ToArray(), drawn.Select(row => row.TimeOfLastPurchase).ToArray(), drawn.Select(row => row.Age).ToArray(),
            TimeUnit.Week);
    }
}
