using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Rfm;

public class TieSplittingRankTests
{
    [Fact]
    public void Members_with_one_purchase_each_are_split_by_recency_then_money()
    {
        var members = Enumerable.Range(0, 10).Select(i => (Recency: 10 * (i / 2), Purchases: 1, Net: (decimal)(i % 2))).ToArray();
        var scores = Scores(members);
        // Worst is old and cheap: rank 0 is recency 40 with 0, rank 9 recency 0 with 1.
        Assert.Equal([5, 5, 4, 4, 3, 3, 2, 2, 1, 1], scores.Select(score => score.F));
        Assert.Equal([1, 2, 3, 4, 5], scores.Select(score => score.F).Distinct().Order());
        Assert.All(RfmScaleLevels(members), score => Assert.Equal(1, score.F)); // what the quantile rule does with them
    }

    [Fact]
    public void What_is_equal_in_all_three_stays_tied_and_row_order_never_matters() => Law.Holds(RfmData.Members(), members =>
    {
        var scores = Scores(members);
        var reversed = Scores(members.AsEnumerable().Reverse().ToArray());
        return scores.SequenceEqual(reversed.AsEnumerable().Reverse())
            && members.Zip(scores).GroupBy(pair => pair.First.Purchases == 0 ? default : pair.First)
                .All(group => group.Select(pair => pair.Second).Distinct().Count() == 1);
    });

    [Fact]
    public void Levels_follow_the_stated_order() => Law.Holds(RfmData.Members(), members =>
    {
        var scores = Scores(members);
        var bought = members.Select((member, row) => (member, score: scores[row])).Where(pair => pair.member.Purchases > 0).ToArray();
        int Level((int, int, decimal)[] keys, int row)
        {
            // The rank is the number of members strictly before; the rule of a quantile scale on ranks.
            var rank = keys.Count(key => key.CompareTo(keys[row]) < 0);
            return 1 + Enumerable.Range(1, 4).Count(k => rank * 5L > (keys.Length - 1L) * k);
        }

        var byF = bought.Select(pair => (pair.member.Purchases, -pair.member.Recency, pair.member.Net)).ToArray();
        var byR = bought.Select(pair => (pair.member.Recency, -pair.member.Purchases, -pair.member.Net)).ToArray();
        return bought.Select((pair, row) => pair.score.F == Level(byF, row) && pair.score.R == 6 - Level(byR, row)).All(same => same)
            && bought.All(a => bought.All(b => a.member.Net <= b.member.Net || a.score.M >= b.score.M));
    });

    [Fact]
    public void Distinct_values_get_the_levels_of_a_quantile_scale()
    {
        var members = Enumerable.Range(0, 101).Select(i => (Recency: i * 37 % 101, Purchases: 1 + i * 53 % 101, Net: (decimal)(i * 71 % 101))).ToArray();
        Assert.Equal(RfmScaleLevels(members), Scores(members));
    }

    [Fact]
    public void Nobody_to_rank_leaves_all_unscored()
    {
        Assert.All(Scores([(0, 0, 1m), (0, 0, 2m)]), score => Assert.False(score.IsScored));
        Assert.Empty(Scores([]));
    }

    private static RfmScore[] Scores((int, int, decimal)[] members)
    {
        var scores = new RfmScore[members.Length];
        new TieSplittingRankScorer().Score(RfmData.Columns(members), scores);
        Assert.Equal(scores, new TieSplittingRankScorer().Score(RfmData.Table(RfmData.Columns(members))).Values.ToArray());
        return scores;
    }

    private static RfmScore[] RfmScaleLevels((int, int, decimal)[] members) =>
        RfmScale.FitQuantiles(RfmData.Columns(members)).Score(RfmData.Table(RfmData.Columns(members))).Values.ToArray();
}
