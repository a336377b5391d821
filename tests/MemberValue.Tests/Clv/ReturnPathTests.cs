using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.Tests.Clv.Models;

namespace MemberValue.Tests.Clv;

/// <summary>A refund reaches every value, whatever way it takes into the log; and what is expected is what then stays.</summary>
public class ReturnPathTests
{
    private const int Count = 20_000;

    /// <summary>Half of an order comes back, so that every purchase stays one: 10% of all spend.</summary>
    private static readonly Lazy<Dictionary<RefundPath, Paths>> Halves = new(() => All(partial: 0.5));

    /// <summary>Whole orders come back: 20% of all spend.</summary>
    private static readonly Lazy<Dictionary<RefundPath, Paths>> Wholes = new(() => All(partial: 1));

    [Fact]
    public void What_the_whole_base_is_worth_is_the_same_on_every_path()
    {
        var (same, later, netted) = (Halves.Value[RefundPath.SameCell], Halves.Value[RefundPath.LaterCell], Halves.Value[RefundPath.NettedByHost]);
        Assert.Equal(netted.Total, same.Total, 1e-9 * netted.Total);
        Assert.Equal(netted.Total, later.Total, 0.01 * netted.Total);
        Assert.Equal(netted.Stranger, later.Stranger, 0.01 * netted.Stranger);
        Assert.True(later.GrossTotal > 1.09 * netted.Total); // 10% came back
        Assert.Equal(netted.OwnMeans, later.OwnMeans, 3e-3 * netted.OwnMeans);
    }

    /// <summary>
    /// Where whole orders come back, a member whose only order did is not a buyer on the two other paths: those who are buyers on all of them are compared.
    /// </summary>
    [Fact]
    public void Whole_orders_that_come_back_are_worth_the_same_on_every_path_to_those_who_kept_one()
    {
        var (same, later, netted) = (Wholes.Value[RefundPath.SameCell], Wholes.Value[RefundPath.LaterCell], Wholes.Value[RefundPath.NettedByHost]);
        var values = netted.Values.Keys.Where(key => double.IsFinite(netted.Values[key])).ToDictionary(key => key, key => later.Values[key]);
        Assert.Equal(netted.Total, same.Total, 1e-9 * netted.Total);
        Assert.Equal(netted.Total, values.Values.Sum(), 0.03 * netted.Total);
    }

    /// <summary>Halves come back, so that a member has the same purchases on every path; then they have the same mean, rank and feature.</summary>
    [Fact]
    public void The_mean_spend_of_a_member_is_net_of_returns_on_every_path()
    {
        // Those whose last purchase leaves its refund the time to lie in the window.
        var members = ReturnShop.Members(2_000, seed: 4, partial: 0.5)
            .Where(member => member.Purchases.Moments.All(time => time.Date < ReturnShop.LastDay.AddDays(-30).ToDateTime(default))).ToArray();
        var (netted, others) = (MeansOf(RefundPath.NettedByHost), new[] { RefundPath.SameCell, RefundPath.LaterCell });
        Assert.True(netted.Spends.Sum() > 0);
        foreach (var path in others)
        {
            var (spends, levels, features) = MeansOf(path);
            Assert.Equal(netted.Spends, spends);
            Assert.Equal(netted.Levels, levels);
            Assert.Equal(netted.Features, features);
        }

        (double[] Spends, int[] Levels, double[] Features) MeansOf(RefundPath path)
        {
            var table = ReturnShop.Table(members, path);
            var rows = Enumerable.Range(0, table.Count).OrderBy(row => table.Keys[row]).ToArray();
            var scale = RfmScale.FitQuantiles(table.Columns, new RfmQuantileOptions { Monetary = RfmMonetary.MeanSpend });
            var scores = scale.Score(table).Values.ToArray();
            var features = ChurnFeatures.Table(table.Columns);
            var feature = features.Column(features.Names.ToList().IndexOf("logMeanSpend")).ToArray();
            return ([.. rows.Select(table.Columns.MeanSpend)], [.. rows.Select(row => scores[row].M)], [.. rows.Select(row => feature[row])]);
        }
    }

    /// <summary>The year after: what members were expected to leave in the shop, and what they did.</summary>
    [Theory]
    [InlineData(RefundPath.LaterCell, 0.5)]
    [InlineData(RefundPath.NettedByHost, 0.5)]
    [InlineData(RefundPath.LaterCell, 1)]
    public void The_base_brings_what_was_expected_of_it(RefundPath path, double partial)
    {
        var paths = (partial == 1 ? Wholes : Halves).Value[path];
        Assert.Equal(paths.NextYear, paths.Total, 0.035 * paths.NextYear);
    }

    /// <summary>A tenth of the base with the highest share so far, and the tenth with the lowest: each leaves what is expected of it.</summary>
    [Fact]
    public void Those_who_give_much_back_leave_what_is_expected_of_them_too()
    {
        var paths = Wholes.Value[RefundPath.LaterCell];
        var byShare = paths.Shares.OrderBy(pair => pair.Value).Select(pair => pair.Key).ToArray();
        foreach (var some in new[] { byShare[..(Count / 4)], byShare[^(Count / 4)..] })
        {
            var (expected, actual) = (some.Sum(key => paths.Values[key]), some.Sum(key => paths.NextYearOf[key]));
            Assert.Equal(actual, expected, 0.08 * actual);
        }
    }

    private static Dictionary<RefundPath, Paths> All(double partial)
    {
        var members = ReturnShop.Members(Count, seed: 20, partial);
        return Enum.GetValues<RefundPath>().ToDictionary(path => path, path => Paths.Of(members, path));
    }

    /// <summary>What one path makes of the base.</summary>
    private sealed record Paths(
        Dictionary<int, double> Values, Dictionary<int, double> Shares, double GrossTotal, double OwnMeans, double Stranger, Dictionary<int, double> NextYearOf)
    {
        public double Total => Values.Values.Where(double.IsFinite).Sum();

        public double NextYear => NextYearOf.Values.Sum();

        public static Paths Of(ReturningMember[] members, RefundPath path)
        {
            var table = ReturnShop.Table(members, path, ReturnShop.Middle);
            var purchases = ParetoNbdModel.Fit(table.In(TimeUnit.Week));
            var (spend, returns) = (GammaGammaModel.Fit(table.Columns), ReturnModel.Fit(table.Columns));
            var year = new ModelValueOptions { Horizon = 366, HorizonUnit = TimeUnit.Day };
            var net = new ModelValueCalculator(purchases, spend, returns, year);
            var gross = new ModelValueCalculator(
                purchases, spend, options: new ModelValueOptions { Horizon = 366, HorizonUnit = TimeUnit.Day, NetOfReturns = false });
            var both = ReturnShop.Table(members, path);
            return new Paths(
                net.Calculate(table).ToDictionary(pair => pair.Key, pair => pair.Value),
                returns.ExpectedShare(table).ToDictionary(pair => pair.Key, pair => pair.Value),
                gross.Calculate(table).Sum(pair => pair.Value), new ModelValueCalculator(purchases, options: year).Calculate(table).Sum(pair => pair.Value),
                net.NewMember().Amount, table.Keys.ToDictionary(key => key, key => (double)(both[key].Net!.Value - table[key].Net!.Value)));
        }
    }
}
