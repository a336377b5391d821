using FsCheck;
using FsCheck.Fluent;
using MemberValue.Estimation;

namespace MemberValue.Tests.Estimation;

/// <summary>What holds for every fit.</summary>
public class FitLawTests
{
    private static readonly Arbitrary<int> Seeds = Arb.From(Gen.Choose(0, 1_000_000));

    [Fact]
    public void Rows_in_another_order_or_split_in_halves_give_the_same_fit() => Law.Holds(Seeds, seed =>
    {
        var (rows, weights) = Sample(seed);
        var order = Enumerable.Range(0, rows.Length).ToArray();
        new Random(seed).Shuffle(order);
        var plain = Problems.Fit(new RowLikelihood(Likelihoods.NegativeBinomial, rows, weights), Problems.NegativeBinomial);
        var other = Problems.Fit(
            new RowLikelihood(
                Likelihoods.NegativeBinomial,
                [.. order.Select(i => rows[i]), .. rows],
                [.. order.Select(i => weights[i] / 2), .. weights.Select(weight => weight / 2)]),
            Problems.NegativeBinomial);
        return plain.Status == other.Status && Near(plain, other, plain.Status == FitStatus.Converged ? 1e-8 * Math.Max(1, plain.ConditionNumber * 1e-4) : 1e9);
    }, runs: 100);

    [Fact]
    public void Another_unit_of_time_gives_the_same_fit_in_that_unit() => Law.Holds(Seeds, seed =>
    {
        var (rows, weights) = Sample(seed);
        var purchases = rows.Zip(weights, (row, weight) => row[0] * weight).Sum();
        var scaled = Problems.NegativeBinomial with { LogParameterShifts = [0, Math.Log(7)], LogLikelihoodShift = -purchases * Math.Log(7) };
        var weeks = Problems.Fit(new RowLikelihood(Likelihoods.NegativeBinomial, rows, weights), Problems.NegativeBinomial);
        var days = Problems.Fit(new RowLikelihood(Likelihoods.NegativeBinomial, rows, weights), scaled);
        return days.Status == weeks.Status && Math.Abs(days.Estimates[1] / weeks.Estimates[1] - 7) < 1e-12
            && Math.Abs(days.LogLikelihood - (weeks.LogLikelihood - purchases * Math.Log(7))) < 1e-9 * Math.Abs(days.LogLikelihood);
    }, runs: 20);

    [Fact]
    public void Doubled_members_leave_the_estimates_and_halve_the_covariance() => Law.Holds(Seeds, seed =>
    {
        var (rows, weights) = Sample(seed);
        var once = Problems.Fit(new RowLikelihood(Likelihoods.NegativeBinomial, rows, weights), Problems.NegativeBinomial);
        var twice = Problems.Fit(new RowLikelihood(Likelihoods.NegativeBinomial, rows, [.. weights.Select(weight => 2 * weight)]), Problems.NegativeBinomial);
        return once.Status == twice.Status && (once.Status != FitStatus.Converged
            || (Near(once, twice, 1e-8 * Math.Max(1, once.ConditionNumber * 1e-4))
                && Math.Abs(once.LogCovariance[0][0] / twice.LogCovariance[0][0] - 2) < 1e-6));
    }, runs: 50);

    [Fact]
    public void A_heavier_penalty_draws_the_log_parameters_nearer_to_zero()
    {
        var last = double.PositiveInfinity;
        foreach (var penalty in (double[])[0, 0.01, 0.1, 1, 10, 100, 1e4, 1e6])
        {
            var report = Problems.Fit(Likelihoods.Cdnow(), Problems.BgNbd, new FitOptions { Penalty = penalty });
            var size = report.Estimates.Sum(value => Math.Log(value) * Math.Log(value));
            Assert.Equal(FitStatus.Converged, report.Status);
            Assert.True(size < last, FormattableString.Invariant($"{penalty}: {size} after {last}"));
            Assert.Equal(penalty, report.Penalty);
            last = size;
        }

        Assert.InRange(last, 0, 1e-3);
    }

    [Fact]
    public void A_penalty_keeps_a_fit_away_from_its_limit()
    {
        double[][] rows = [.. Enumerable.Range(0, 300).Select(i => (double[])[i % 3, 1])];
        var likelihood = new RowLikelihood(Likelihoods.NegativeBinomial, rows);
        var report = Problems.Fit(likelihood, Problems.NegativeBinomial, new FitOptions { Penalty = 0.5 });
        Assert.Equal(FitStatus.Converged, report.Status);

        // The slope of the penalised log-likelihood is zero, and the log-likelihood is told without the penalty.
        var gradient = new double[2];
        double[] logs = [.. report.Estimates.Select(value => Math.Log(value))];
        Assert.Equal(likelihood.Evaluate(logs, gradient), report.LogLikelihood, 1e-9);
        Assert.Equal(logs[0], gradient[0], 1e-6);
        Assert.Equal(logs[1], gradient[1], 1e-6);
    }

    private static (double[][] Rows, double[] Weights) Sample(int seed)
    {
        var random = new Random(seed);
        var most = random.Next(3, 12);
        double[][] rows = [.. Enumerable.Range(0, random.Next(5, 60)).Select(
            _ => (double[])[(int)(most * Math.Pow(random.NextDouble(), 3)), random.Next(1, 4)])];
        return (rows, [.. rows.Select(_ => (double)random.Next(1, 20))]);
    }

    private static bool Near(FitReport one, FitReport other, double tolerance) =>
        one.Estimates.Zip(other.Estimates).All(pair => Math.Abs(pair.First / pair.Second - 1) <= tolerance);
}
