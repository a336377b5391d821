using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Rfm;

public class RfmQuantileTests
{
    [Fact]
    public void A_small_table_scores_as_by_hand()
    {
        // example: rfm-quantiles
        static DateOnly Day(int month, int day) => new(2024, month, day);

        Transaction<string>[] rows = // member, day, amount
        [
            new("ann", Day(9, 3), 200m), new("ann", Day(10, 18), 150m), new("ann", Day(11, 29), 280m), new("ann", Day(12, 30), 320m),
            new("bo", Day(2, 1), 20m),
            new("cy", Day(8, 14), 120m), new("cy", Day(9, 25), 100m), new("cy", Day(11, 5), 90m),
            new("di", Day(5, 2), 50m), new("di", Day(7, 20), 30m),
            new("flo", Day(12, 1), 45.50m),
        ];
        MemberEvent<string>[] events = [new("eve", Day(3, 8), MemberEventKind.Registration)];
        var table = MemberLog.Read(rows, events: events).Table(Day(12, 31));

        var scale = RfmScale.FitQuantiles(table.Columns);
        var scores = scale.Score(table);
        // example end

        Assert.Equal(["555", "111", "344", "233", "412", "-"], scores.Values.ToArray().Select(score => score.ToString()));
        Assert.Equal("-", scores["eve"].ToString());
        Assert.Equal("555", scores["ann"].ToString());
        Assert.Equal(5, scale.Origin!.Members);
        Assert.Equal(new[] { 1, 1.6, 2.4, 3.2 }, scale.FrequencyCuts.Select(cut => Math.Round(cut, 12)));
    }

    [Fact]
    public void The_rule_recomputed_by_sorting_gives_the_same_cuts_and_scores() => Law.Holds(RfmData.MembersAndLevels(), input =>
    {
        var (members, levels) = input;
        var options = new RfmQuantileOptions { RecencyLevels = levels, FrequencyLevels = 12 - levels, MonetaryLevels = levels };
        var columns = RfmData.Columns(members);
        var scale = RfmScale.FitQuantiles(columns, options);
        var scores = new RfmScore[members.Length];
        scale.Score(columns, scores);

        var scorable = members.Where(member => member.Purchases > 0).ToArray();
        var recency = Recomputed(scorable.Select(member => (double)member.Recency), levels);
        var frequency = Recomputed(scorable.Select(member => (double)member.Purchases), 12 - levels);
        var monetary = Recomputed(scorable.Select(member => (double)member.Net), levels);
        return scale.RecencyCuts.SequenceEqual(recency) && scale.FrequencyCuts.SequenceEqual(frequency) && scale.MonetaryCuts.SequenceEqual(monetary)
            && members.Select((member, i) => member.Purchases == 0
                ? !scores[i].IsScored
                : scores[i].R == levels + 1 - (1 + recency.Count(cut => cut < member.Recency))
                    && scores[i].F == 1 + frequency.Count(cut => cut < member.Purchases)
                    && scores[i].M == 1 + monetary.Count(cut => cut < (double)member.Net)).All(same => same);
    });

    [Fact]
    public void Equal_values_have_equal_levels_and_better_values_never_lower_ones() => Law.Holds(RfmData.MembersAndLevels(), input =>
    {
        var (members, levels) = input;
        var scale = RfmScale.FitQuantiles(RfmData.Columns(members), new RfmQuantileOptions { RecencyLevels = levels, FrequencyLevels = levels, MonetaryLevels = levels });
        var scored = members.Where(member => member.Purchases > 0)
            .Select(member => (member, score: scale.Score(member.Recency, member.Purchases, (double)member.Net))).Take(20).ToList();
        return scored.All(one => one.score.R >= 1 && one.score.R <= levels && one.score.F >= 1 && one.score.F <= levels && one.score.M >= 1 && one.score.M <= levels)
            && scored.All(a => scored.All(b =>
                (a.member.Recency >= b.member.Recency || a.score.R >= b.score.R) && (a.member.Recency != b.member.Recency || a.score.R == b.score.R)
                && (a.member.Purchases <= b.member.Purchases || a.score.F >= b.score.F) && (a.member.Purchases != b.member.Purchases || a.score.F == b.score.F)
                && (a.member.Net <= b.member.Net || a.score.M >= b.score.M) && (a.member.Net != b.member.Net || a.score.M == b.score.M)));
    });

    [Fact]
    public void Row_order_does_not_matter() => Law.Holds(RfmData.Members(), members =>
    {
        var shuffled = members.OrderBy(member => (member.Net * 7919 + member.Recency * 31) % 13).ToArray();
        return RfmScale.FitQuantiles(RfmData.Columns(members)).ToJson() == RfmScale.FitQuantiles(RfmData.Columns(shuffled)).ToJson();
    });

    [Fact]
    public void Coinciding_cuts_leave_levels_empty_and_the_top_stays_the_top()
    {
        var members = Enumerable.Range(0, 10).Select(i => (Recency: i == 0 ? 0 : 300, Purchases: i == 0 ? 7 : 1, Net: (decimal)i)).ToArray();
        var scale = RfmScale.FitQuantiles(RfmData.Columns(members));
        Assert.Equal([2, 3, 4], scale.EmptyLevels(RfmDimension.Frequency));
        Assert.Empty(scale.EmptyLevels(RfmDimension.Monetary));
        Assert.Equal((5, 1), (scale.Score(0, 7, 0).F, scale.Score(0, 1, 0).F));
        // Recency turns over: the one recent member sits on no cut but below them all, and shares the top with those on them.
        Assert.Equal([300.0, 300, 300, 300], scale.RecencyCuts);
        Assert.Equal([2, 3, 4], scale.EmptyLevels(RfmDimension.Recency));
        Assert.Equal((5, 5, 1), (scale.Score(0, 1, 0).R, scale.Score(300, 1, 0).R, scale.Score(301, 1, 0).R));
    }

    [Fact]
    public void Empty_recency_levels_are_listed_in_final_labels()
    {
        // Sorted recencies 0 x 7, 10, 20, 30: the cuts at 1/5, 2/5, 3/5 are 0, the one at 4/5 is not; ascending labels 2 and 3 are empty.
        int[] recencies = [0, 0, 0, 0, 0, 0, 0, 10, 20, 30];
        var scale = RfmScale.FitQuantiles(RfmData.Columns(recencies.Select(recency => (recency, 1, 1m)).ToArray()));
        Assert.Equal([3, 4], scale.EmptyLevels(RfmDimension.Recency));
    }

    [Fact]
    public void A_value_on_a_cut_stays_below()
    {
        var scale = RfmScale.FitQuantiles(RfmData.Columns([.. Enumerable.Range(1, 11).Select(i => (i, i, (decimal)i))]));
        Assert.Equal([3.0, 5, 7, 9], scale.MonetaryCuts);
        Assert.Equal("531", scale.Score(3, 6, 3).ToString());
        Assert.Equal("422", scale.Score(3.0001, 5, 3.0001).ToString());
    }

    [Theory]
    [InlineData(RfmMonetary.MeanSpend)]
    [InlineData(RfmMonetary.Margin)]
    [InlineData(RfmMonetary.Net)]
    public void Every_definition_of_money_is_fitted_by_its_own_values(RfmMonetary monetary)
    {
        var members = RfmData.Random(3_000, 3);
        var columns = RfmData.Columns(members);
        var scale = RfmScale.FitQuantiles(columns, new RfmQuantileOptions { Monetary = monetary, Frequency = FrequencyBasis.Orders });
        var values = members.Select((member, row) => (member, row)).Where(pair => pair.member.Purchases > 0 && (monetary != RfmMonetary.Margin || pair.row % 3 != 2))
            .Select(pair => (Money: monetary switch
            {
                RfmMonetary.MeanSpend => (double)pair.member.Net / pair.member.Purchases,
                RfmMonetary.Margin => (double)(pair.member.Net / 4),
                _ => (double)pair.member.Net,
            }, Orders: 2.0 * pair.member.Purchases, Recency: (double)pair.member.Recency)).ToArray();
        Assert.Equal(values.Length, scale.Origin!.Members);
        Assert.Equal(Recomputed(values.Select(value => value.Money), 5), scale.MonetaryCuts);
        Assert.Equal(Recomputed(values.Select(value => value.Orders), 5), scale.FrequencyCuts);
        Assert.Equal(Recomputed(values.Select(value => value.Recency), 5), scale.RecencyCuts);
    }

    [Fact]
    public void Amounts_too_wide_for_64_bits_are_fitted_and_scored_too()
    {
        decimal[] amounts = [12_345_678_901_234_567_890.12m, 5m, -3.5m, 0m, 99_999_999_999_999_999_999m];
        var columns = RfmData.Columns(amounts.Select(amount => (1, 1, amount)).ToArray());
        Assert.False(columns.Net.IsScaled);
        var scale = RfmScale.FitQuantiles(columns, new RfmQuantileOptions { MonetaryLevels = 2 });
        Assert.Equal([5.0], scale.MonetaryCuts);
        var scores = new RfmScore[5];
        scale.Score(columns, scores);
        Assert.Equal([2, 1, 1, 1, 2], scores.Select(score => score.M));
    }

    [Fact]
    public void Nothing_to_fit_is_an_error()
    {
        Assert.Throws<InvalidOperationException>(() => RfmScale.FitQuantiles(RfmData.Columns()));
        var error = Assert.Throws<InvalidOperationException>(() => RfmScale.FitQuantiles(RfmData.Columns((0, 0, 5m))));
        Assert.Contains("None of the 1 members", error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => RfmScale.FitNested(RfmData.Columns()));
        Assert.Throws<InvalidOperationException>(() => RfmScale.FitHighLow(RfmData.Columns()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(11)]
    public void Levels_out_of_range_are_named(int levels)
    {
        var columns = RfmData.Columns((1, 1, 1m));
        foreach (var (options, name) in new[]
        {
            (new RfmQuantileOptions { RecencyLevels = levels }, "RecencyLevels"),
            (new RfmQuantileOptions { FrequencyLevels = levels }, "FrequencyLevels"),
            (new RfmQuantileOptions { MonetaryLevels = levels }, "MonetaryLevels"),
        })
        {
            var error = Assert.Throws<ArgumentException>(() => RfmScale.FitQuantiles(columns, options));
            Assert.Contains($"RfmQuantileOptions.{name} is {levels}; it must be 2 to 10", error.Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => RfmScale.FitNested(columns, options));
            Assert.Throws<ArgumentException>(() => new TieSplittingRankScorer(options));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => RfmScale.FitQuantiles(columns, new RfmQuantileOptions { Monetary = (RfmMonetary)9 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => RfmScale.FitQuantiles(columns, new RfmQuantileOptions { Frequency = (FrequencyBasis)9 }));
    }

    [Fact]
    public void Cancelling_stops_a_fit()
    {
        var cancelled = new CancellationToken(canceled: true);
        var columns = RfmData.Columns((1, 1, 1m));
        Assert.ThrowsAny<OperationCanceledException>(() => RfmScale.FitQuantiles(columns, cancellationToken: cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => RfmScale.FitNested(columns, cancellationToken: cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => RfmScale.FitHighLow(columns, cancellationToken: cancelled));
        Assert.ThrowsAny<OperationCanceledException>(() => RfmScale.FitQuantiles(columns).Score(RfmData.Table(columns), cancelled));
    }

    private static double[] Recomputed(IEnumerable<double> values, int levels)
    {
        var sorted = values.Order().ToArray();
        return Enumerable.Range(1, levels - 1).Select(k =>
        {
            var scaled = (sorted.Length - 1) * k;
            var lower = scaled / levels;
            var fraction = scaled % levels / (double)levels;
            return fraction == 0 ? sorted[lower] : sorted[lower] + fraction * (sorted[lower + 1] - sorted[lower]);
        }).ToArray();
    }
}
