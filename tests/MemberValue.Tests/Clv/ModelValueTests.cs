using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Clv;

/// <summary>The value of a model: purchases x spend x margin, discounted.</summary>
public class ModelValueTests
{
    private static readonly BgNbdModel Bg = new(new BetaGeometricParameters(.243, 4.414, .793, 2.426), TimeUnit.Week);
    private static readonly GammaGammaModel Spend = new(new GammaGammaParameters(6.25, 3.74, 15.44));
    private static readonly ReturnModel None = new(share: 0);
    private static readonly PurchaseHistory Ann = new(2, 30.43, 38.86);

    /// <summary>Twelve months of 4.345 weeks at 1% a month, valued at each month's end: the convention of Python's lifetimes.</summary>
    private static readonly TimeUnit ShortMonth = TimeUnit.OfDays("month", 4.345 * 7);

    [Fact]
    public void Twelve_monthly_blocks_give_the_value_of_the_older_package()
    {
        var options = new ModelValueOptions
        {
            Horizon = 12,
            HorizonUnit = ShortMonth,
            Discount = DiscountRate.PerPeriod(0.01, ShortMonth) with { Timing = DiscountTiming.PeriodEnd },
        };
        // golden_fixed_*: customer 1, (2, 30.43, 38.86), mean repeat spend 22.35; lifetimes 0.11.3.
        Assert.Equal(36.28921112559936, new ModelValueCalculator(Bg, Spend, None, options).Residual(Ann, 22.35).Amount, 1e-9);
        var mbg = new MbgNbdModel(new BetaGeometricParameters(.525, 6.183, .891, 1.614), TimeUnit.Week);
        Assert.Equal(37.201895218923156, new ModelValueCalculator(mbg, Spend, None, options).Residual(Ann, 22.35).Amount, 1e-9);
        var pareto = new ParetoNbdModel(new ParetoNbdParameters(.553, 10.578, .606, 11.669), TimeUnit.Week);
        Assert.Equal(43.08991786006475, new ModelValueCalculator(pareto, Spend, None, options).Residual(Ann, 22.35).Amount, 1e-9);
    }

    [Fact]
    public void The_value_is_the_product_of_its_factors()
    {
        var calculator = new ModelValueCalculator(Bg, Spend, None, new ModelValueOptions { Discount = DiscountRate.Annual(0.15), MarginRate = 0.3 });
        var value = calculator.Residual(Ann, 22.35);
        Assert.Equal(Bg.ProbabilityAlive(Ann), value.ProbabilityAlive);
        Assert.Equal(Bg.DiscountedExpectedPurchases(Ann, DiscountRate.Annual(0.15), 12 * 30.4375 / 7), value.DiscountedPurchases, 1e-13);
        Assert.Equal(Spend.ExpectedMeanSpend(2, 22.35), value.SpendPerPurchase);
        Assert.Equal(value.DiscountedPurchases * value.SpendPerPurchase * 0.3, value.Amount, 1e-13);
        var stranger = calculator.NewMember();
        Assert.Equal(1 + Bg.DiscountedExpectedPurchases(PurchaseHistory.New, DiscountRate.Annual(0.15), 12 * 30.4375 / 7), stranger.DiscountedPurchases, 1e-13);
        Assert.Equal(6.25 * 15.44 / 2.74, stranger.SpendPerPurchase, 1e-12);
    }

    [Fact]
    public void What_comes_back_is_taken_off()
    {
        var returns = new ReturnModel(0.1, credibility: 8);
        var (net, gross) = (new ModelValueCalculator(Bg, Spend, returns), new ModelValueCalculator(Bg, Spend, options: new() { NetOfReturns = false }));
        var (before, after, known) = (gross.Residual(Ann, 22.35), net.Residual(Ann, 22.35), net.Residual(Ann, 22.35, ownReturnShare: 1));
        Assert.Equal((0, 0.1, (3 + 0.8) / 11), (before.ReturnShare, after.ReturnShare, known.ReturnShare));
        Assert.Equal(before.Amount * 0.9, after.Amount, 1e-13 * before.Amount);
        Assert.Equal(before.Amount * (1 - 3.8 / 11), known.Amount, 1e-13 * before.Amount);
        Assert.Equal(gross.NewMember().Amount * 0.9, net.NewMember().Amount, 1e-11);
        Assert.Equal(before, new ModelValueCalculator(Bg, Spend, None).Residual(Ann, 22.35, ownReturnShare: 1)); // to the bit
        Assert.Equal(0, new ModelValueCalculator(Bg, Spend, new ReturnModel(1)).Residual(Ann, 22.35).Amount);
    }

    [Fact]
    public void The_doors_agree_and_allocate_nothing()
    {
        var table = CdnowTables.Split.Calibration;
        var weeks = table.In(TimeUnit.Week);
        foreach (var calculator in new ModelValueCalculator[]
        {
            new(Bg, Spend, None, new ModelValueOptions { Discount = DiscountRate.Annual(0.15) }),
            new(Bg, Spend, None, new ModelValueOptions { Discount = DiscountRate.Annual(0.15) with { Timing = DiscountTiming.PeriodMiddle }, Horizon = 2,
                HorizonUnit = TimeUnit.Year }),
            new(Bg, spend: null),
            new(Bg, options: new ModelValueOptions { SpendPerPurchase = 35 }),
        })
        {
            var values = new double[table.Count];
            calculator.Calculate(table.Columns, values);
            Assert.Equal(0, Allocations.Of(() => calculator.Calculate(table.Columns, values)));
            Assert.True(calculator.Calculate(table).Values.SequenceEqual(values));
            var residuals = calculator.Residuals(table);
            for (var i = 0; i < table.Count; i++)
            {
                Assert.Equal(values[i], residuals.Values[i].Amount);
                if (i % 50 != 0)
                    continue;
                var mean = calculator.Spend is null ? table.Columns.MeanSpend(i) : table.Columns.MeanRepeatPurchaseSpend(i);
                var one = calculator.Residual(new PurchaseHistory(weeks.RepeatPurchases(i), weeks.TimeOfLastPurchase(i), weeks.Age(i)), mean);
                Assert.Equal(one.Amount, values[i], 1e-10 * Math.Abs(one.Amount));
                Assert.Equal(one.SpendPerPurchase, residuals.Values[i].SpendPerPurchase, 1e-10 * one.SpendPerPurchase);
            }
        }
    }

    [Fact]
    public void Wrong_options_are_named()
    {
        foreach (var (options, what) in new (ModelValueOptions, string)[]
        {
            (new() { Horizon = 0 }, "Horizon is 0"),
            (new() { Horizon = double.NaN }, "Horizon is not a number"),
            (new() { HorizonUnit = default }, "HorizonUnit is default"),
            (new() { Discount = null! }, "Discount is null"),
            (new() { MarginRate = 1.5 }, "MarginRate is 1.5; it must be finite and at most 1"),
            (new() { SpendPerPurchase = double.NaN }, "SpendPerPurchase is not a number"),
            (new() { SpendPerPurchase = 5 }, "SpendPerPurchase is 5; it must be null with a spend model"),
        })
        {
            var error = Assert.ThrowsAny<ArgumentException>(() => new ModelValueCalculator(Bg, Spend, None, options));
            Assert.Contains(what, error.Message, StringComparison.Ordinal);
        }

        void Refused(ReturnModel? returns, bool isNet, string says)
        {
            var options = new ModelValueOptions { NetOfReturns = isNet };
            Assert.Contains(says, Assert.ThrowsAny<ArgumentException>(() => new ModelValueCalculator(Bg, Spend, returns, options)).Message,
                StringComparison.Ordinal);
        }

        Refused(null, isNet: true, "NetOfReturns is true; with a spend model it needs a model of returns");
        Refused(None, isNet: false, "NetOfReturns is false; it must be true with a model of returns");
        Assert.Contains("what a new member spends", Assert.Throws<InvalidOperationException>(() => new ModelValueCalculator(Bg).NewMember()).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ModelValueCalculator(Bg).Calculate(CdnowTables.Split.Calibration.Columns, new double[5]));
    }

    [Fact]
    public void An_option_changed_afterwards_has_no_effect()
    {
        var options = new ModelValueOptions { MarginRate = 0.5 };
        var calculator = new ModelValueCalculator(Bg, Spend, None, options);
        var before = calculator.Residual(Ann, 22.35);
        options.MarginRate = 0.1;
        Assert.Equal(before, calculator.Residual(Ann, 22.35));
    }
}
