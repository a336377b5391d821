using FsCheck;
using FsCheck.Fluent;
using MemberValue.Clv;
using MemberValue.Learning;
using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Tests.Clv;

public class ContributionTests
{
    [Fact]
    public void Revenue_less_each_cost_is_the_profit()
    {
        static DateOnly Day(int month, int day) => new(2024, month, day);
        Transaction<string>[] rows =
        [
            new("ann", Day(1, 5), 200m) { OrderId = "1" }, new("ann", Day(2, 5), 100m) { OrderId = "2" }, new("ann", Day(2, 20), -50m),
            new("bo", Day(3, 1), 40m) { OrderId = "3" },
        ];
        var table = MemberLog.Read(rows).Table(Day(3, 31)).With(new MemberColumn<double>("acquisition"), [10, 30]);

        // example: clv-contribution
        var calculator = new ContributionCalculator(
        [
            CostLine.Rate(Text.Of("cost of goods", "商品成本"), 0.5, of: "Net"),
            CostLine.PerUnit(Text.Of("shipping", "运费"), 6, "Orders"),
            CostLine.Rate(Text.Of("handling of returns", "退货处理"), 0.2, of: "Refunds"),
            CostLine.Column(Text.Of("acquisition", "获客成本"), "acquisition"),
            CostLine.PerMember(Text.Of("programme", "会员计划"), 1),
        ]);
        MemberResults<string, double> profits = calculator.Calculate(table);
        ContributionSummary ann = calculator.Explain(table["ann"]);
        ContributionSummary all = calculator.Sum(table.Columns);
        WhaleCurve curve = WhaleCurve.Of(profits.Values);
        // example end

        Assert.Equal([92.0, -17], profits.Values.ToArray());
        Assert.Equal(
            "Profit contribution: 92.00, revenue of 250.00 less cost of goods 125.00, shipping 12.00, handling of returns 10.00, acquisition 10.00, "
                + "programme 1.00.", ann.Text.English);
        Assert.Equal("利润贡献：92.00，收入250.00，减去商品成本125.00、运费12.00、退货处理10.00、获客成本10.00、会员计划1.00。", ann.Text.Chinese);
        Assert.Equal((2, 0, 290.0, 75.0), (all.Members, all.LeftOut, all.Revenue, all.Profit));
        Assert.Equal([145.0, 18, 10, 40, 2], all.Costs.Select(cost => cost.Amount));
        Assert.Equal(75 / 290.0, all.Margin, 1e-15);
        Assert.Equal((92.0, 1, 0.5, 17.0), (curve.Peak, curve.Losing, curve.LosingShare, curve.Losses));
        Assert.Equal("50% of the members lose money, 17.00 together; the others bring 92.00, so that 75.00 is left.", curve.Text.English);
    }

    [Fact]
    public void A_member_who_lacks_a_number_has_no_profit_unless_one_is_given_for_it()
    {
        var columns = Composite.CompositeData.MembersOf(FeatureTable.FromColumns(["money", "calls"], [[10, 20, double.NaN], [1, double.NaN, 2]]));
        var label = Text.Of("service");
        var profits = new double[3];
        new ContributionCalculator([CostLine.PerUnit(label, 3, "calls")], "money").Calculate(columns, profits);
        Assert.Equal([7, double.NaN, double.NaN], profits);
        var filled = new ContributionCalculator([CostLine.PerUnit(label, 3, "calls") with { MissingAs = 0 }], "money");
        filled.Calculate(columns, profits);
        Assert.Equal([7, 20, double.NaN], profits);
        Assert.Equal((2, 1, 30.0, 27.0), (filled.Sum(columns).Members, filled.Sum(columns).LeftOut, filled.Sum(columns).Revenue, filled.Sum(columns).Profit));
        Assert.Equal("There is no profit contribution: a number that it needs is missing.", filled.Explain(columns.Row(2)).Text.English);
        Assert.Equal("Profit contribution: 10.00, all of the revenue.", new ContributionCalculator([], "money").Explain(columns.Row(0)).Text.English);
    }

    [Fact]
    public void The_sum_of_a_base_is_the_sum_of_its_members() => Law.Holds(Gen.Choose(0, 100_000).ToArbitrary(), seed =>
    {
        var random = new Random(seed);
        double[] Numbers() => [.. Enumerable.Range(0, 700).Select(_ => random.Next(10) == 0 ? double.NaN : Math.Round(random.NextDouble() * 100 - 20, 2))];
        var columns = Composite.CompositeData.MembersOf(FeatureTable.FromColumns(["money", "calls"], [Numbers(), Numbers()]));
        var calculator = new ContributionCalculator([CostLine.PerUnit(Text.Of("a"), 0.5, "calls"), CostLine.PerMember(Text.Of("b"), 2)], "money");
        var profits = new double[700];
        calculator.Calculate(columns, profits);
        var (sum, known) = (calculator.Sum(columns), profits.Where(double.IsFinite).ToList());
        return sum.Members == known.Count && Math.Abs(sum.Profit - known.Sum()) < 1e-8
            && Math.Abs(sum.Revenue - sum.Costs.Sum(cost => cost.Amount) - sum.Profit) < 1e-8;
    }, runs: 20);

    [Fact]
    public void A_whale_curve_rises_to_the_profit_of_those_who_do_not_lose_and_ends_at_the_total() => Law.Holds(
        Gen.Choose(-50, 100).ArrayOf().Where(profits => profits.Length > 0).ToArbitrary(), given =>
        {
            double[] profits = [.. given.Select(profit => (double)profit)];
            var curve = WhaleCurve.Of(profits);
            var points = curve.Points(profits.Length);
            var best = profits.OrderDescending().ToList();
            return Math.Abs(curve.Total - profits.Sum()) < 1e-9 && Math.Abs(curve.Peak - profits.Where(profit => profit > 0).Sum()) < 1e-9
                && curve.Losing == profits.Count(profit => profit < 0) && points.Max(point => point.Profit) <= curve.Peak + 1e-9
                && Enumerable.Range(0, profits.Length + 1).All(i => Math.Abs(points[i].Profit - best.Take(i).Sum()) < 1e-6);
        });

    [Fact]
    public void Wrong_lines_and_profits_are_errors()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => CostLine.PerMember(Text.Of("a"), -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => CostLine.Rate(Text.Of("a"), double.NaN, "Net"));
        Assert.Throws<ArgumentException>(() => CostLine.Column(Text.Of("a"), " "));
        Assert.Throws<ArgumentException>(() => new ContributionCalculator([], ""));
        Assert.Throws<ArgumentException>(() => WhaleCurve.Of([1, double.PositiveInfinity]));
        Assert.Throws<ArgumentOutOfRangeException>(() => WhaleCurve.Of([1]).ProfitOfBest(1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => WhaleCurve.Of([1]).Points(0));
        var nothing = WhaleCurve.Of([double.NaN]);
        Assert.Equal((0, 1, 0.0, true), (nothing.Count, nothing.Missing, nothing.Total, double.IsNaN(nothing.LosingShare)));
        Assert.Throws<InvalidOperationException>(() =>
            new ContributionCalculator([CostLine.Column(Text.Of("a"), "acquisition")]).Sum(KernelTable()));
    }

    private static MemberColumns KernelTable() => Conformance.KernelData.Of(3);
}
