using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Tests.Clv.Models;

/// <summary>What part of purchases comes back: of one member, of a base, and how the two are weighed.</summary>
public class ReturnModelTests
{
    [Theory]
    [InlineData(0, double.NaN, 0.1)]
    [InlineData(3, double.NaN, 0.1)]
    [InlineData(1, 1, (1 + 0.8) / 9)]
    [InlineData(4, 0.25, (1 + 0.8) / 12)]
    [InlineData(4, 0, 0.8 / 12)]
    [InlineData(4, 3, 4.8 / 12)]
    [InlineData(2_000, 1, 2_000.8 / 2_008)]
    [InlineData(4, -0.1, double.NaN)]
    public void A_share_lies_between_the_members_own_and_the_bases(int purchases, double own, double expected) =>
        Assert.Equal(expected, new ReturnModel(share: 0.1, credibility: 8).ExpectedShare(purchases, own), 1e-15);

    [Fact]
    public void Where_members_are_alike_the_bases_share_is_everybodys()
    {
        var model = new ReturnModel(0.3);
        Assert.Equal(0.3, model.ExpectedShare(1_000, 1));
        Assert.Equal((FitStatus.Given, double.PositiveInfinity), (model.Status, model.Credibility));
        Assert.Null(model.Report);
    }

    [Theory]
    [InlineData(-0.01, 1)]
    [InlineData(1.01, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(0.5, 0)]
    [InlineData(0.5, double.NaN)]
    public void A_number_out_of_range_is_refused(double share, double credibility) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReturnModel(share, credibility));

    [Fact]
    public void A_base_without_refunds_returns_nothing()
    {
        var model = ReturnModel.Fit(Columns([1, 3, 2], [10, 30, 25], [10, 30, 25]));
        Assert.Equal((FitStatus.Fitted, 0, double.PositiveInfinity), (model.Status, model.Share, model.Credibility));
        Assert.Empty(model.Warnings);
        Assert.Equal(0, model.ExpectedShare(5, 1)); // nothing says how far a member's own share may be believed
    }

    [Fact]
    public void A_base_without_purchases_has_no_share()
    {
        var model = ReturnModel.Fit(Columns([0, 0, 2], [0, 0, 0], [0, -5, 0]));
        Assert.Equal((FitStatus.NoData, 0.0), (model.Status, model.Origin!.Members));
        Assert.Equal(double.NaN, model.Share);
        Assert.Equal(double.NaN, model.ExpectedShare(3, 0.5));
        Assert.False(model.Status.IsUsable());
        Assert.Contains("No member has purchase spend", model.Warnings[0].English, StringComparison.Ordinal);
        Assert.Equal(5, model.Report!.RefundsLeftOut);
    }

    /// <summary>A member cannot give back more than all; what is more belongs to a sale before the window.</summary>
    [Fact]
    public void Refunds_beyond_the_purchases_are_left_out_and_said()
    {
        var model = ReturnModel.Fit(Columns([0, 1, 2, 4, 1], [0, 40, 60, 100, 0], [-12.5m, -10, 60, 90, -1]));
        Assert.Equal((40.0 + 10) / 200, model.Report!.ObservedShare, 1e-15);
        Assert.Equal((3L, 2L), (model.Report.Members, model.Report.MembersWithReturns));
        Assert.Equal((3L, 12.5 + 10 + 1), (model.Report.MembersLeftOut, model.Report.RefundsLeftOut));
        Assert.Contains(model.Warnings, text => text.English.StartsWith("Refunds of 23.5 by 3 members, more than", StringComparison.Ordinal));
        var shares = new double[5];
        model.ExpectedShare(Columns([0, 1, 2, 4, 1], [0, 40, 60, 100, 0], [-12.5m, -10, 60, 90, -1]), shares);
        Assert.All(shares, share => Assert.InRange(share, 0, 1));
        Assert.Equal([model.Share, model.ExpectedShare(1, 1), model.ExpectedShare(2, 0), model.ExpectedShare(4, 0.1), model.Share], shares);
    }

    /// <summary>Everything comes back: nothing stays of any purchase, and no share is above 1.</summary>
    [Fact]
    public void A_base_that_gives_everything_back_has_a_share_of_1()
    {
        var model = ReturnModel.Fit(Columns([1, 3, 2], [10, 30, 25], [0, 0, 0]));
        Assert.Equal((1.0, 0.0), (model.Share, model.Report!.StandardError));
        Assert.Equal(1, model.ExpectedShare(7, 1));
    }

    [Fact]
    public void Members_with_as_many_purchases_each_are_taken_to_differ_as_their_mean()
    {
        var model = ReturnModel.Fit(Columns([2, 2, 2, 2], [20, 20, 20, 20], [0, 20, 20, 20]));
        // B = r^2 (1 - r) / (1 + r) of r = 1/4; the mean of e, 3/16, is B + W / 2.
        Assert.Equal((FitStatus.Fitted, 0.25), (model.Status, model.Share));
        Assert.Equal((0.0375, 0.3), (model.Report!.BetweenVariance, model.Report.WithinVariance));
        Assert.Equal(8, model.Credibility, 1e-12);
        Assert.Equal(["Only 1 members gave something back: the share is uncertain."], model.Warnings.Select(text => text.English));
    }

    /// <summary>By hand: four members, the sums of e and n e, and the two equations.</summary>
    /// <param name="lastNet">What stayed of the last member's 40.</param>
    /// <param name="isRaised">Whether that leaves the variance between members open, so that it is that of a J shaped distribution.</param>
    [Theory]
    [InlineData(8, true)]
    [InlineData(0, false)]
    public void The_moments_are_those_of_the_two_equations(int lastNet, bool isRaised)
    {
        int[] n = [1, 1, 2, 6];
        double[] y = [isRaised ? 1 : 0, 0, isRaised ? 0.2 : 0, (40 - lastNet) / 40.0], spend = [10, 20, 30, 40];
        var model = ReturnModel.Fit(Columns(n, [10, 20, 30, 40], [isRaised ? 0 : 10, 20, isRaised ? 24 : 30, lastNet]));
        var observed = y.Zip(spend, (share, money) => share * money).Sum() / 100;
        double e = 0, ne = 0, reciprocals = 0;
        for (var i = 0; i < n.Length; i++)
            (e, ne, reciprocals) = (e + Math.Pow(y[i] - observed, 2), ne + n[i] * Math.Pow(y[i] - observed, 2), reciprocals + 1.0 / n[i]);
        // e = 4 B + reciprocals W; ne = 10 B + 4 W.
        var between = (e * 4 - ne * reciprocals) / (16 - 10 * reciprocals);
        var mean = observed * observed * (1 - observed) / (1 + observed);
        Assert.Equal(isRaised, between < mean);
        between = Math.Max(between, mean); // two standard errors of four members are far more
        var within = Math.Max(0, (e - 4 * between) / reciprocals);
        Assert.Equal(between, model.Report!.BetweenVariance, 1e-14);
        Assert.Equal(within, model.Report.WithinVariance, 1e-14);
        Assert.Equal(Math.Max(1, within / between), model.Credibility, 1e-12);
        double up = 0, down = 0;
        for (var i = 0; i < 4; i++)
            (up, down) = (up + spend[i] / (n[i] + model.Credibility) * y[i], down + spend[i] / (n[i] + model.Credibility));
        Assert.Equal(up / down, model.Share, 1e-14);
    }

    /// <summary>Members who all return with one probability: the more of them there are, the less is their own history believed.</summary>
    [Fact]
    public void Members_who_do_not_differ_have_the_bases_share_the_more_of_them_there_are()
    {
        var random = new Random(5);
        ReturnModel Fit(int members)
        {
            var purchases = Enumerable.Range(0, members).Select(i => 1 + i % 12).ToArray();
            var back = purchases.Select(n => Enumerable.Range(0, n).Count(_ => random.NextDouble() < 0.2)).ToArray();
            return ReturnModel.Fit(Columns(
                purchases, [.. purchases.Select(n => 10m * n)], [.. purchases.Select((n, i) => 10m * (n - back[i]))]));
        }

        var (few, many) = (Fit(200), Fit(200_000));
        Assert.InRange(few.Credibility, 5, 200); // 5 is that of a J shape
        Assert.True(many.Credibility > 100);
        Assert.Equal(0.2, many.Share, 0.002);
    }

    [Fact]
    public void The_order_of_the_members_changes_no_bit()
    {
        var table = ReturnShop.Table(ReturnShop.Members(900, seed: 2, partial: 1), RefundPath.LaterCell);
        var (columns, order) = (table.Columns, Enumerable.Range(0, table.Count).ToArray());
        new Random(3).Shuffle(order);
        T[] Shuffled<T>(Func<int, T> value) => [.. order.Select(value)];
        var (purchases, spend, net) = (columns.Purchases.ToArray(), columns.PurchaseSpend, columns.Net);
        var shuffled = MemberColumns.FromColumns(columns.Window, new MemberColumnData
        {
            Purchases = Shuffled(i => purchases[i]),
            PurchaseSpend = Shuffled(i => spend[i]),
            Net = Shuffled(i => net[i]),
        });
        Assert.Equal(ReturnModel.Fit(columns).ToJson(), ReturnModel.Fit(shuffled).ToJson());
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    public void What_comes_back_of_the_whole_base_is_what_came_back(double partial)
    {
        var table = ReturnShop.Table(ReturnShop.Members(3_000, seed: 4, partial), RefundPath.LaterCell);
        var model = ReturnModel.Fit(table.Columns);
        Assert.True(model.Credibility is >= 1 and < 100);
        var shares = model.ExpectedShare(table).Values.ToArray();
        var spend = table.Columns.PurchaseSpend;
        var expected = Enumerable.Range(0, table.Count).Sum(i => spend.ToDouble(i) * shares[i]);
        Assert.Equal((double)(spend.Total - table.Columns.Net.Total), expected, 1e-8 * expected);
    }

    [Fact]
    public void A_fit_gives_the_share_and_the_credibility_of_a_simulated_base()
    {
        var members = ReturnShop.Members(20_000, seed: 11, partial: 1);
        var model = ReturnModel.Fit(ReturnShop.Table(members, RefundPath.LaterCell).Columns);
        Assert.Equal(FitStatus.Fitted, model.Status);
        Assert.Equal(ReturnShop.MeanShare, model.Share, 4 * model.Report!.StandardError);
        Assert.InRange(model.Report.StandardError, 0.0005, 0.004);
        // Shares are beta (1, 4) and orders come back wholly, so that k is 5; orders of different amounts make it a little less.
        Assert.InRange(model.Credibility, 3.2, 6);
    }

    /// <summary>Of 40 bases, nearly all have the true share within 1.96 standard errors.</summary>
    [Fact]
    public void The_standard_error_is_that_of_the_share()
    {
        var inside = Enumerable.Range(0, 40).Count(seed =>
        {
            var model = ReturnModel.Fit(ReturnShop.Table(ReturnShop.Members(600, seed, partial: 1), RefundPath.LaterCell).Columns);
            return Math.Abs(model.Share - ReturnShop.MeanShare) < 1.96 * model.Report!.StandardError;
        });
        Assert.InRange(inside, 34, 40);
    }

    [Fact]
    public void A_members_expected_share_is_nearer_to_the_truth_than_their_own_or_the_bases()
    {
        var members = ReturnShop.Members(5_000, seed: 3, partial: 1);
        var table = ReturnShop.Table(members, RefundPath.LaterCell);
        var model = ReturnModel.Fit(table.Columns);
        var shares = model.ExpectedShare(table).Values.ToArray();
        double Error(Func<int, double> guess) => members.Select((member, i) => Math.Pow(guess(i) - member.Share, 2)).Average();
        var best = Error(i => shares[i]);
        var columns = table.Columns;
        Assert.True(best < 0.85 * Error(_ => model.Share));
        Assert.True(best < 0.5 * Error(i => 1 - columns.Net.ToDouble(i) / columns.PurchaseSpend.ToDouble(i)));
    }

    [Fact]
    public void A_span_allocates_nothing_and_says_what_one_member_says()
    {
        var table = ReturnShop.Table(ReturnShop.Members(2_000, seed: 1, partial: 0.5), RefundPath.LaterCell);
        var model = ReturnModel.Fit(table.Columns);
        var shares = new double[table.Count];
        model.ExpectedShare(table.Columns, shares);
        Assert.Equal(0, Allocations.Of(() => model.ExpectedShare(table.Columns, shares)));
        Assert.Equal(model.ExpectedShare(table).Values.ToArray(), shares);
        for (var i = 0; i < table.Count; i++)
        {
            var (spend, net) = (table.Columns.PurchaseSpend.ToDouble(i), table.Columns.Net.ToDouble(i));
            Assert.Equal(model.ExpectedShare(table.Columns.Purchases[i], (spend - net) / spend), shares[i]);
        }

        var error = Assert.Throws<ArgumentException>(() => model.ExpectedShare(table.Columns, new double[3]));
        Assert.Contains("destination", error.Message, StringComparison.Ordinal);
    }

    private static MemberColumns Columns(int[] purchases, decimal[] spend, decimal[] net) => MemberColumns.FromColumns(
        ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31)),
        new MemberColumnData { Purchases = purchases, PurchaseSpend = spend, Net = net });
}
