using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Tests.Clv.Contracts;

namespace MemberValue.Tests.Clv;

/// <summary>The value of contracts against sums by hand, and comparisons of families and cohorts.</summary>
public class ContractValueTests
{
    private static readonly ContractModel Model = new(ContractFamily.ShiftedBetaGeometric, [0.764, 1.296], TimeUnit.Year);

    [Theory]
    [InlineData(ContractMoment.BeforePayment, 0)]
    [InlineData(ContractMoment.BeforeRenewal, 1)]
    [InlineData(ContractMoment.AfterPayment, 1)]
    public void A_value_is_the_sum_of_its_payments(ContractMoment moment, int first)
    {
        var calculator = new ContractValueCalculator(Model, new ContractValueOptions
        {
            MarginPerPeriod = 100,
            Growth = 0.03,
            Discount = DiscountRate.PerPeriod(0.1, TimeUnit.Year),
            Moment = moment,
        });
        foreach (var n in new[] { 0, 1, 4, 200 })
        {
            var shift = moment == ContractMoment.BeforeRenewal ? 1 : 0;
            var sum = Enumerable.Range(first, 2000).Sum(k => 100 * Math.Pow(1.03, k) * Model.Survival(n, k) / Math.Pow(1.1, k - shift));
            Assert.Equal(1, calculator.Value(n) / sum, 1e-10);
        }
    }

    [Fact]
    public void The_published_values_of_renewing_members_come_out()
    {
        // Handbook 2015, page 88: 288, 394 and 568 after 0, 1 and 4 renewals, at a margin of 100 and a discount of 10%.
        var calculator = new ContractValueCalculator(Model, new ContractValueOptions
        {
            MarginPerPeriod = 100,
            Discount = DiscountRate.PerPeriod(0.1, TimeUnit.Year),
            Moment = ContractMoment.BeforeRenewal,
        });
        Assert.Equal(288.221141953, calculator.Value(0), 1e-8);
        Assert.Equal(393.942212705, calculator.Value(1), 1e-8);
        Assert.Equal(568.248921782, calculator.Value(4), 1e-8);
    }

    [Fact]
    public void A_new_member_begins_with_a_discount_or_a_trial()
    {
        var tenth = DiscountRate.PerPeriod(0.1, TimeUnit.Year);
        double Of(double? first, double? conversion, ContractModel? model = null) => new ContractValueCalculator(
            model ?? Model,
            new ContractValueOptions { MarginPerPeriod = 50, Discount = tenth, FirstPeriodMargin = first, TrialConversion = conversion }).NewMember;
        var whole = 50 * Model.DiscountedLifetime(0, tenth, ContractMoment.BeforePayment);
        Assert.Equal(whole, Of(null, null), 1e-10);
        Assert.Equal(whole - 30, Of(20, null), 1e-10);
        Assert.Equal(-5 + 0.4 * whole / 1.1, Of(-5, 0.4), 1e-10);
        Assert.Equal(0.4 * whole / 1.1, Of(null, 0.4), 1e-10);
        var gamma = new ContractModel(ContractFamily.ExponentialGamma, [1.5, 3], TimeUnit.Year);
        var sum = Enumerable.Range(0, 20_000).Sum(i => gamma.Survival((i + 0.5) / 20_000) * Math.Pow(1.1, -(i + 0.5) / 20_000) / 20_000);
        Assert.Equal(Of(null, null, gamma) - 30 * sum, Of(20, null, gamma), 1e-7);
    }

    [Fact]
    public void Members_of_a_table_are_valued_by_their_renewals()
    {
        var table = MemberLog.Read([.. "abcd".Select(key => new Transaction<string>(key.ToString(), new DateTime(2024, 1, 1), 50m))]).Table()
            .With(ContractColumns.Renewals, [0, 3, 1000, -1]);
        var options = new ContractValueOptions { MarginPerPeriod = 50, Discount = DiscountRate.PerPeriod(0.1, TimeUnit.Year) };
        var calculator = new ContractValueCalculator(Model, options);
        var values = calculator.Calculate(table);
        Assert.Equal(calculator.Value(0), values["a"]);
        Assert.Equal(calculator.Value(3), values["b"]);
        Assert.Equal(50 * Model.DiscountedLifetime(1000, options.Discount), values["c"], 1e-9);
        Assert.True(double.IsNaN(values["d"]));
        var left = calculator.Calculate(table.With(ContractColumns.HasLeft, [false, true, false, true]));
        Assert.Equal(0, left["b"]);
        Assert.True(double.IsNaN(left["d"]));
        var without = MemberLog.Read([new Transaction<string>("a", new DateTime(2024, 1, 1), 5m)]).Table();
        Assert.Throws<InvalidOperationException>(() => calculator.Calculate(without));
    }

    [Fact]
    public void What_has_no_finite_value_is_refused()
    {
        string Refused(ContractValueOptions options) =>
            Assert.Throws<ArgumentException>(() => new ContractValueCalculator(Model, options)).Message;
        Assert.Contains("Discount", Refused(new() { MarginPerPeriod = 1 }), StringComparison.Ordinal);
        Assert.Contains(
            "Growth", Refused(new() { MarginPerPeriod = 1, Growth = 0.2, Discount = DiscountRate.PerPeriod(0.1, TimeUnit.Year) }), StringComparison.Ordinal);
        Assert.Contains("MarginPerPeriod", Refused(new()), StringComparison.Ordinal);
        Assert.Equal(7, new ContractValueCalculator(
            new ContractModel(ContractFamily.ShiftedBetaGeometric, [2, 3], TimeUnit.Year), new() { MarginPerPeriod = 7 }).NewMember / 4, 1e-13);
    }

    [Fact]
    public void Families_and_cohorts_are_compared()
    {
        ContractHistories Of(long[] survivors) => ContractHistories.FromSurvivors(survivors.AsSpan(0, 8), TimeUnit.Year);
        var comparison = ContractComparison.Of(Of(ContractModelTests.HighEnd));
        Assert.Equal(["geometric", "sBG", "BdW", "EG", "WG"], comparison.Models.Select(model => model.Name));
        Assert.Equal(comparison.Models.MinBy(model => model.Report!.Bic), comparison.Recommended);
        Assert.Equal("BdW", comparison.Recommended!.Name);
        Assert.Equal(comparison.Text.English, comparison.ToString());
        var test = LikelihoodRatioTest.Of(comparison.Models[1].Report!, comparison.Models[2].Report!);
        Assert.Equal(11.68786835392666, test.Statistic, 1e-5);
        Assert.Equal(1, test.DegreesOfFreedom);
        Assert.Equal(0.0006290892970395893, test.PValue, 1e-8);
        Assert.Throws<ArgumentOutOfRangeException>(() => LikelihoodRatioTest.Of(comparison.Models[2].Report!, comparison.Models[1].Report!));
        Assert.Throws<ArgumentException>(() => LikelihoodRatioTest.Of(-10, -11, 1));

        var cohorts = ContractComparison.Cohorts([Of(ContractModelTests.Regular), Of(ContractModelTests.HighEnd)]);
        Assert.Equal(2, cohorts.DegreesOfFreedom);
        Assert.True(cohorts.PValue < 1e-12);
        var same = ContractComparison.Cohorts([Of(ContractModelTests.Regular), Of(ContractModelTests.Regular)]);
        Assert.Equal((0, 1), (Math.Round(same.Statistic, 6), Math.Round(same.PValue, 3)));
        Assert.Throws<ArgumentException>(() => ContractComparison.Cohorts([Of(ContractModelTests.Regular)]));
    }
}
