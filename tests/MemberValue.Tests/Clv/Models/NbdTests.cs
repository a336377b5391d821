using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Members;
using static MemberValue.Tests.Clv.Models.ParetoNbdData;

namespace MemberValue.Tests.Clv.Models;

/// <summary>The NBD: exact values, the CDNOW fit, laws, spans.</summary>
public class NbdTests
{
    private static readonly NbdModel Cdnow39 = new(new NbdParameters(0.38476588, 12.072014), TimeUnit.Week);

    [Fact]
    public void Every_function_equals_its_value_at_hard_points()
    {
        foreach (var row in Rows("nbd_points.csv"))
        {
            var p = new NbdParameters(row.Number("r"), row.Number("alpha"));
            var process = new AliveProcess(p.R, p.Alpha, 0, 0);
            var (first, second) = (row.Number("first"), row.Number("second"));
            var actual = row["function"] switch
            {
                "ll" => Nbd.LogLikelihood(p, first, second),
                "some" => Nbd.Some(process, second),
                "count" => Nbd.Count(process, (int)first, second),
                "discounted" => Nbd.Discounted(process, first, second),
                _ => double.NaN,
            };
            var expected = row.Number("value");
            // A log-likelihood next to 0 is the difference of terms as large as ln(r).
            if (!(Math.Abs(actual - expected) <= 2e-12 * Math.Abs(expected) + (row["function"] == "ll" ? 1e-14 : 1e-290)))
                Near(expected, actual, 2e-12, string.Join(' ', row.Values));
        }
    }

    // Recomputed with an R package: r .38476588, alpha 12.072014, LL -9763.6576, purchases in 39 weeks 2929.8.
    [Fact]
    public void The_fit_to_the_CDNOW_sample_is_the_known_one()
    {
        var histories = Cdnow();
        var model = NbdModel.Fit(histories);
        Assert.Equal(FitStatus.Converged, model.Report!.Status);
        Assert.Equal(-9763.6576, model.Report.LogLikelihood, 5e-5);
        Near(0.38476588, model.Parameters.R, 2e-6);
        Near(12.072014, model.Parameters.Alpha, 2e-6);
        var later = 0.0;
        for (var i = 0; i < histories.Rows; i++)
        {
            var history = new PurchaseHistory((int)histories.RepeatPurchases[i], histories.TimesOfLastPurchase[i], histories.Ages[i]);
            later += histories.Weights[i] * model.ExpectedPurchases(history, 39);
        }

        Assert.Equal(2929.8, later, 0.06);
    }

    [Theory]
    [InlineData(0.38, 12)]
    [InlineData(40, 0.5)]
    [InlineData(1e7, 3e8)]
    [InlineData(1e-5, 2)]
    public void The_likelihood_over_rows_and_its_gradient_equal_the_scalar_formula(double r, double alpha)
    {
        double[] logs = [Math.Log(r), Math.Log(alpha)];
        double[] x = [0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 3, 8, 100, 100, 5_000];
        var age = x.Select((_, i) => 1 + 3.5 * i).ToArray();
        var weight = x.Select((_, i) => 1.0 + i % 3).ToArray();
        double Scalar(double logR, double logAlpha, int count) => Enumerable.Range(0, count)
            .Sum(i => weight[i] * Nbd.LogLikelihood(new NbdParameters(Math.Exp(logR), Math.Exp(logAlpha)), x[i], age[i]));
        for (var count = 1; count <= x.Length; count++)
        {
            var gradient = new double[2];
            var sum = NbdLikelihood.At(logs, 5_000)
                .Sum(new WeightedHistoryBlock(x.AsSpan(0, count), default, age.AsSpan(0, count), weight.AsSpan(0, count)), gradient);
            var expected = Scalar(logs[0], logs[1], count);
            Near(expected, sum, 1e-12);
            const double Step = 2e-3;
            double Slope(Func<double, double> f, double step) => (f(step) - f(-step)) / (2 * step);
            double Derivative(Func<double, double> f) => (64 * Slope(f, Step) - 20 * Slope(f, 2 * Step) + Slope(f, 4 * Step)) / 45;
            Assert.Equal(Derivative(h => Scalar(logs[0] + h, logs[1], count)), gradient[0], 2e-10 * (1 + Math.Abs(expected)));
            Assert.Equal(Derivative(h => Scalar(logs[0], logs[1] + h, count)), gradient[1], 2e-10 * (1 + Math.Abs(expected)));
        }
    }

    [Fact]
    public void Blocks_of_any_length_equal_one_member_at_a_time_and_allocate_nothing()
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, 90).Select(i => i switch
        {
            5 => new PurchaseHistory(0, 1, 3),
            7 => new PurchaseHistory(0, double.NaN, double.NaN),
            _ => new PurchaseHistory(i % 4 * i, i % 4 * i == 0 ? 0 : 3, 3 + 50 * random.NextDouble()),
        }).ToArray();
        var actual = new double[65];
        for (var count = 0; count <= 65; count++)
        {
            var part = rows.AsSpan(65 - count % 60 - 5, count % 60 + 5).ToArray();
            double[] x = Array.ConvertAll(part, row => (double)row.RepeatPurchases), tx = Array.ConvertAll(part, row => row.TimeOfLastPurchase),
            age = Array.ConvertAll(part, row => row.Age);
            void Compare(Action<Memory<double>> fill, Func<PurchaseHistory, double> one)
            {
                Assert.Equal(0, count == 65 ? Allocations.Of(() => fill(actual.AsMemory(0, part.Length))) : 0);
                fill(actual.AsMemory(0, part.Length));
                for (var i = 0; i < part.Length; i++)
                {
                    if (!double.IsNaN(one(part[i])) || !double.IsNaN(actual[i]))
                        Near(one(part[i]), actual[i], 1e-13, $"{part[i]}");
                }
            }

            Compare(to => Cdnow39.FillAlive(new HistoryBlock(x, tx, age), to.Span), Cdnow39.ProbabilityAlive);
            Compare(to => Cdnow39.FillExpected(new HistoryBlock(x, tx, age), 39, to.Span), row => Cdnow39.ExpectedPurchases(row, 39));
            Compare(to => Cdnow39.FillPurchase(new HistoryBlock(x, tx, age), 1e-5, to.Span), row => Cdnow39.ProbabilityOfPurchase(row, 1e-5));
            Compare(to => Cdnow39.FillPurchase(new HistoryBlock(x, tx, age), 39, to.Span), row => Cdnow39.ProbabilityOfPurchase(row, 39));
            Compare(to => Cdnow39.FillDiscounted(new HistoryBlock(x, tx, age), 0.003, 39, to.Span), row => Cdnow39.DiscountedPurchases(row, 0.003, 39));
            Compare(to => Cdnow39.FillDiscounted(new HistoryBlock(x, tx, age), 0.003, double.PositiveInfinity, to.Span),
                row => Cdnow39.DiscountedPurchases(row, 0.003, double.PositiveInfinity));
        }
    }

    [Fact]
    public void Counts_sum_to_one_and_the_time_to_the_next_purchase_inverts_its_probability()
    {
        var history = new PurchaseHistory(3, 20, 39);
        double sum = 0, mean = 0;
        for (var n = 0; n < 200; n++)
        {
            sum += Cdnow39.ProbabilityOfCount(history, n, 39);
            mean += n * Cdnow39.ProbabilityOfCount(history, n, 39);
        }

        Near(1, sum, 1e-13);
        Near(Cdnow39.ExpectedPurchases(history, 39), mean, 1e-13);
        foreach (var share in (double[])[1e-9, 0.1, 0.5, 0.999])
            Near(share, Cdnow39.ProbabilityOfPurchase(history, Cdnow39.TimeToNextPurchase(history, share)), 1e-13);
        Assert.Equal(0, Cdnow39.ProbabilityOfNoFurtherPurchase(history));
        Assert.Equal(1, Cdnow39.ProbabilityAlive(history));
        Assert.True(double.IsNaN(Cdnow39.DiscountedPurchases(history, 0, double.PositiveInfinity)), "an infinite mean");
    }

    [Fact]
    public void Simulated_members_buy_as_the_formulas_say()
    {
        var random = new Random(11);
        var purchases = new List<double>();
        const int Members = 200_000;
        var counts = new int[5];
        for (var i = 0; i < Members; i++)
        {
            purchases.Clear();
            Assert.Equal(double.PositiveInfinity, Cdnow39.Simulate(random, 39, purchases));
            if (purchases.Count < counts.Length)
                counts[purchases.Count]++;
        }

        for (var n = 0; n < counts.Length; n++)
        {
            var probability = Cdnow39.ProbabilityOfCount(PurchaseHistory.New, n, 39);
            Assert.InRange((counts[n] - Members * probability) / Math.Sqrt(Members * probability * (1 - probability)), -5, 5);
        }
    }

    [Fact]
    public void Members_who_all_buy_at_the_same_rate_lead_to_a_named_limit()
    {
        // Poisson counts with less spread than any mixture has.
        var model = NbdModel.Fit(PurchaseHistories.From([2, 3, 4], [30, 31, 32], [39, 39, 39], TimeUnit.Week, [50, 100, 50]));
        Assert.Equal(FitStatus.AtLimit, model.Report!.Status);
        Assert.Equal("r and alpha grow without bound at a fixed ratio: every member buys at the same rate", model.Report.Limit!.English);
        Near(3 / 39.0, model.Parameters.R / model.Parameters.Alpha, 1e-3);
    }

    [Fact]
    public void Data_without_a_repeat_purchase_never_pass_as_a_good_fit()
    {
        var model = NbdModel.Fit(PurchaseHistories.From([0, 0], [0, 0], [10, 39], TimeUnit.Week, [5, 100]));
        Assert.NotEqual(FitStatus.Converged, model.Report!.Status);
        Assert.Single(model.Report.Warnings, warning => warning.English.StartsWith("No member has a repeat purchase", StringComparison.Ordinal));
    }
}
