using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics;

/// <summary>The survival curve of lengths that were not all watched from their beginning.</summary>
public class LateEntryTests
{
    private static readonly (double Entry, double Length, bool Ended)[] Case =
        [(0, 3, true), (0, 5, true), (0, 6, false), (4, 9, true), (4, 12, false), (6, 7, true), (6, 10, false), (8, 11, true)];

    private static KaplanMeier Of(IReadOnlyCollection<(double Entry, double Length, bool Ended)> rows, double? from = null) => KaplanMeier.Of(
        rows.Select(row => row.Length).ToArray(), rows.Select(row => row.Ended).ToArray(), rows.Select(row => row.Entry).ToArray(), from);

    [Fact]
    public void Those_are_at_risk_who_had_entered_and_not_left()
    {
        var curve = Of(Case);
        Assert.Equal([3L, 4, 3, 4, 4, 3, 2, 1], curve.Steps.Select(step => step.AtRisk));
        Assert.Equal(.140625, curve.Survival(11), 1e-15);
        Assert.Equal((1 / 6.0) + (1 / 12.0) + (1 / 12.0) + (1 / 12.0) + (1 / 2.0), curve.Steps[^2].VarianceSum, 1e-15);
        Assert.Empty(curve.Unwatched);
        Assert.Equal((5L, 3L), (curve.Ended, curve.Open));
    }

    [Fact]
    public void Any_rows_agree_with_a_count_of_who_was_watched_at_each_time()
    {
        var random = new Random(12);
        for (var round = 0; round < 300; round++)
        {
            var rows = Enumerable.Range(0, 1 + random.Next(25)).Select(_ =>
            {
                var length = 1.0 + random.Next(12); // ties are common
                return (random.Next(3) == 0 ? 0.0 : random.Next((int)length), length, random.Next(3) > 0);
            }).ToList();
            var curve = Of(rows);
            double survival = 1, variance = 0;
            foreach (var time in rows.Select(row => row.length).Distinct().Order())
            {
                var atRisk = rows.Count(row => (row.Item1 < time || row.Item1 == 0) && row.length >= time);
                var ended = rows.Count(row => row.length == time && row.Item3);
                survival *= (atRisk - ended) / (double)atRisk;
                variance += ended == 0 ? 0 : ended / (double)atRisk / (atRisk - ended);
                var step = curve.Steps.Single(each => each.Time == time);
                Assert.Equal((atRisk, ended), (step.AtRisk, step.Ended));
                Assert.Equal(survival, step.Survival, 1e-14);
                Assert.True(variance.Equals(step.VarianceSum) || Math.Abs(variance - step.VarianceSum) < 1e-12);
            }
        }
    }

    [Fact]
    public void With_entries_at_the_beginning_it_is_the_plain_curve_and_a_later_beginning_divides_by_what_lasts()
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, 200).Select(_ => (0.0, (double)random.Next(30), random.Next(3) > 0)).ToList();
        var plain = KaplanMeier.Of(rows.Select(row => row.Item2).ToArray(), rows.Select(row => row.Item3).ToArray());
        Assert.Equal(plain.Steps, Of(rows).Steps);
        var later = Of(rows, from: 9);
        for (var time = 9; time < 30; time++)
            Assert.Equal(plain.Survival(time) / plain.Survival(9), later.Survival(time), 1e-13);
        Assert.Equal(1, later.Survival(9));
    }

    [Fact]
    public void Late_entry_without_its_correction_would_flatter_the_curve()
    {
        // Ends at a constant rate; half of the rows are seen only if they last beyond 5.
        var random = new Random(8);
        var rows = new List<(double, double, bool)>();
        while (rows.Count < 20_000)
        {
            var (length, entry) = (-10 * Math.Log(1 - random.NextDouble()), rows.Count % 2 == 0 ? 0.0 : 5.0);
            if (length > entry)
                rows.Add((entry, Math.Min(length, 30), length < 30));
        }

        Assert.Equal(Math.Exp(-1), Of(rows).Survival(10), 0.01);
        Assert.True(KaplanMeier.Of(rows.Select(row => row.Item2).ToArray(), rows.Select(row => row.Item3).ToArray()).Survival(10) > 0.45);
    }

    [Fact]
    public void Where_all_who_were_watched_had_ended_the_curve_is_0_and_says_so_and_a_later_beginning_helps()
    {
        (double, double, bool)[] rows = [(0, 1, true), (3, 5, true), (3, 8, false), (4, 9, true)];
        var curve = Of(rows);
        Assert.Equal(0, curve.Survival(1));
        Assert.True(double.IsNaN(curve.Interval(5).Lower));
        Assert.Equal(new UnwatchedTime(1, 3, 1, 3), Assert.Single(curve.Unwatched));
        Assert.Contains("let it begin later", Assert.Single(curve.Warnings).English, StringComparison.Ordinal);
        var later = Of(rows, from: 1);
        Assert.Equal(2 / 3.0, later.Survival(5), 1e-15);
        Assert.Equal([new UnwatchedTime(1, 3, 0, 3)], later.Unwatched);
        Assert.Empty(Of(rows, from: 3).Unwatched);
    }

    [Fact]
    public void A_time_in_which_nobody_was_watched_is_named()
    {
        var curve = Of([(0, 2, false), (5, 6, true), (5, 7, false)]);
        Assert.Equal(new UnwatchedTime(2, 5, 0, 2), Assert.Single(curve.Unwatched));
        Assert.Equal(new UnwatchedTime(0, 4, 0, 1), Assert.Single(Of([(4, 6, true)]).Unwatched));
        Assert.Contains("from 2 to 5", Assert.Single(curve.Warnings).English, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(6, 5)]
    [InlineData(-1, 5)]
    [InlineData(double.NaN, 5)]
    public void An_entry_that_is_not_below_its_length_is_refused(double entry, double length) =>
        Assert.Contains("Entry 0", Assert.Throws<ArgumentException>(() => Of([(entry, length, true)])).Message, StringComparison.Ordinal);
}
