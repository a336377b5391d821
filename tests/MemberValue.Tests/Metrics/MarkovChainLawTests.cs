using MemberValue.Metrics;
using MemberValue.Tests.Numerics;

namespace MemberValue.Tests.Metrics;

public class MarkovChainLawTests
{
    [Fact]
    public void Rows_of_counts_are_stochastic() => Law.Holds(Labelled.TwoDates(), dates =>
    {
        int[] labels = [0, 1, 2, 3];
        var chain = MarkovChain.From(LabelMigration.Between(
            labels, Labelled.Keyed(dates.Earlier.Select(member => (member.Key, member.Label))), Labelled.Keyed(dates.Later.Select(member => (member.Key, member.Label)))));
        foreach (var from in labels)
        {
            var sum = labels.Sum(to => chain.Probability(from, to)) + chain.ProbabilityOfLeaving(from);
            if (dates.Earlier.Any(member => member.Label == from))
                Assert.Equal(1, sum, 1e-15);
            else
                Assert.Equal(double.NaN, sum);
        }

        return true;
    });

    [Fact]
    public void Nobody_is_lost_in_a_forecast() => Law.Holds(Labelled.Chain(), matrix =>
    {
        var (chain, labels) = Of(matrix);
        var start = labels.Select(label => 100.0 * (label + 1)).ToArray();
        var arrivals = labels.Select(label => label * 0.5).ToArray();
        var forecast = chain.Forecast(start, 24, arrivals);
        for (var period = 0; period <= 24; period++)
            Ulp.Near(start.Sum() + period * arrivals.Sum(), forecast.MembersByLabel(period).Sum() + forecast.Left(period), 1e-14);
        return true;
    });

    [Fact]
    public void A_forecast_is_the_row_times_the_matrix_again_and_again() => Law.Holds(Labelled.Chain(), matrix =>
    {
        var (chain, labels) = Of(matrix);
        var forecast = chain.Forecast([.. labels.Select(label => label == 0 ? 1.0 : 0)], 5);
        var spent = chain.ExpectedPeriods(0, 5);
        var now = labels.Select(label => (Rational)(label == 0 ? 1 : 0)).ToArray();
        var sums = labels.Select(_ => Rational.Zero).ToArray();
        for (var period = 0; period <= 5; period++)
        {
            sums = [.. sums.Zip(now, (sum, share) => sum + share)];
            foreach (var label in labels)
                Ulp.Near(now[label].ToDouble(), forecast.Members(period, label), 1e-14);
            now = [.. labels.Select(to => labels.Select(from => now[from] * chain.Probability(from, to)).Aggregate((a, b) => a + b))];
        }

        foreach (var label in labels)
            Ulp.Near(sums[label].ToDouble(), spent[label], 1e-14);
        return true;
    }, runs: 50);

    [Fact]
    public void Values_are_the_exact_solution_of_their_equations() => Law.Holds(Labelled.Chain(), matrix =>
    {
        var (chain, labels) = Of(matrix);
        foreach (var rate in new[] { 1e-12, 1e-3, 0.25, 8 })
        {
            // (1 + d) I - P with the exact complement of each row on the diagonal: what is left of 1 + d after the others and leaving.
            var system = new Rational[labels.Length, labels.Length];
            foreach (var from in labels)
            {
                system[from, from] = (Rational)rate + chain.ProbabilityOfLeaving(from);
                foreach (var to in labels.Where(to => to != from))
                {
                    system[from, to] = Rational.Zero - chain.Probability(from, to);
                    system[from, from] += chain.Probability(from, to);
                }
            }

            var rewards = labels.Select(label => 1.0 + label).ToArray();
            var expected = Rational.Solve(system, [.. rewards.Select(reward => ((Rational)1 + rate) * reward)]);
            var value = chain.Value(rewards, rate);
            foreach (var label in labels)
                Ulp.Near(expected[label].ToDouble(), value[label], 1e-14, $"d = {rate}");
        }

        return true;
    }, runs: 50);

    [Fact]
    public void Values_are_linear_in_rewards_and_made_of_periods() => Law.Holds(Labelled.Chain(), matrix =>
    {
        var (chain, labels) = Of(matrix);
        double[] first = [.. labels.Select(label => 3.0 + label)];
        double[] second = [.. labels.Select(label => label % 2 == 0 ? 10.0 : -4)];
        double[] mixed = [.. first.Zip(second, (a, b) => 2 * a - 0.5 * b)];
        foreach (var label in labels)
        {
            // Errors are measured against what a reward of 20 everywhere would be worth.
            Assert.Equal(
                2 * chain.Value(first, 0.05)[label] - 0.5 * chain.Value(second, 0.05)[label], chain.Value(mixed, 0.05)[label], 1e-13 * 420);
            var periods = chain.DiscountedPeriods(label, 0.05);
            Assert.Equal(labels.Sum(to => periods[to] * second[to]), chain.Value(second, 0.05)[label], 1e-13 * 210);
            var some = chain.ExpectedPeriods(label, 9);
            Assert.Equal(labels.Sum(to => some[to] * second[to]), chain.Value(second, 0, 9)[label], 1e-13 * 100);
            Assert.True(periods.ByLabel.Sum() <= 1.05 / 0.05 * (1 + 1e-14));
        }

        return true;
    });

    [Fact]
    public void Without_an_end_is_the_limit_of_long_horizons() => Law.Holds(Labelled.Chain(), matrix =>
    {
        var (chain, labels) = Of(matrix);
        var rewards = labels.Select(label => 1.0 + label).ToArray();
        var (far, forEver) = (chain.Value(rewards, 0.1, 500), chain.Value(rewards, 0.1)); // 1.1^-500 = 2e-21
        foreach (var label in labels)
            Ulp.Near(forEver[label], far[label], 1e-13);
        Assert.All(labels, label => Assert.Equal(rewards[label], chain.Value(rewards, 0.1, 0)[label]));
        return true;
    });

    [Fact]
    public void The_order_of_labels_does_not_matter() => Law.Holds(Labelled.Chain(), matrix =>
    {
        var (chain, labels) = Of(matrix);
        var n = labels.Length;
        var turned = new double[n, n + 1];
        for (var row = 0; row < n; row++)
        {
            for (var column = 0; column <= n; column++)
                turned[n - 1 - row, column == n ? n : n - 1 - column] = matrix[row, column];
        }

        var other = MarkovChain.FromMatrix([.. Enumerable.Reverse(labels)], turned);
        var rewards = labels.Select(label => 1.0 + label).ToArray();
        foreach (var label in labels)
        {
            Ulp.Near(chain.Value(rewards, 0.1)[label], other.Value([.. Enumerable.Reverse(rewards)], 0.1)[label], 1e-13);
            Ulp.Near(chain.DiscountedPeriods(0, 0.1)[label], other.DiscountedPeriods(0, 0.1)[label], 1e-13);
            Ulp.Near(chain.ExpectedPeriods(0, 9)[label], other.ExpectedPeriods(0, 9)[label], 1e-13);
            Ulp.Near(chain.Forecast(rewards, 9).Members(9, label), other.Forecast([.. Enumerable.Reverse(rewards)], 9).Members(9, label), 1e-13);
        }

        return true;
    });

    private static (MarkovChain<int> Chain, int[] Labels) Of(double[,] matrix)
    {
        var labels = Enumerable.Range(0, matrix.GetLength(0)).ToArray();
        return (MarkovChain.FromMatrix(labels, matrix), labels);
    }
}
