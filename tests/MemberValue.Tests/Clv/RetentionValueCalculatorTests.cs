using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Clv;

public class RetentionValueCalculatorTests
{
    [Fact]
    public void The_value_is_the_members_margin_by_the_formula() => Law.Holds(ClvData.Members(), members =>
    {
        var columns = ClvData.Columns(members);
        foreach (var timing in Enum.GetValues<PaymentTiming>())
        {
            foreach (var periods in new int?[] { null, 12 })
            {
                var calculator = new RetentionValueCalculator(new RetentionValueOptions
                {
                    Period = TimeUnit.Month,
                    Retention = 0.95,
                    Discount = DiscountRate.Annual(0.15),
                    Timing = timing,
                    Growth = 0.005,
                    Periods = periods,
                    MinimumTenureInDays = 0,
                });
                var d = Math.Pow(1.15, 1 / 12.0) - 1;
                var margins = new HistoricValueCalculator(new HistoricValueOptions { PerMonthOfTenure = true }).Calculate(ClvData.Table(columns));
                var values = calculator.Calculate(ClvData.Table(columns));
                for (var i = 0; i < members.Length; i++)
                {
                    var m = margins.Values[i];
                    ClvData.Near(
                        periods is { } n ? RetentionValue.Finite(m, 0.95, d, n, timing, 0.005) : RetentionValue.Infinite(m, 0.95, d, timing, 0.005),
                        values.Values[i], 1e-12);
                }
            }
        }

        return true;
    }, runs: 40);

    [Fact]
    public void A_given_margin_is_worth_the_same_for_all()
    {
        var calculator = new RetentionValueCalculator(
            new RetentionValueOptions { Retention = 0.8, MarginPerPeriod = 10, Discount = DiscountRate.PerPeriod(0.1, TimeUnit.Month) });
        Assert.Equal(RetentionValue.Infinite(1, 0.8, 0.1, PaymentTiming.AlreadyReceived), calculator.Factor);
        Assert.Equal(calculator.Value(10), calculator.Calculate(ClvData.Columns(new ClvMember(0, 0, 0, 0m, null, -1, 0, 0)).Row(0)));
        Assert.Equal("Retention value: retention 0.8 per month, discount 0.1 per month, growth 0, no end, timing AlreadyReceived", calculator.ToString());
    }

    [Fact]
    public void A_discount_rate_is_turned_into_one_a_period()
    {
        double Of(TimeUnit period) => new RetentionValueCalculator(
            new RetentionValueOptions { Retention = 0.5, Period = period, Discount = DiscountRate.Annual(0.21), MarginPerPeriod = 1 }).Factor;
        ClvData.Near(0.5 / 0.71, Of(TimeUnit.Year), 1e-15);
        ClvData.Near(0.5 / 0.6, Of(TimeUnit.OfDays("half-year", 365.25 / 2)), 1e-14);
    }

    [Fact]
    public void Newcomers_count_with_the_least_tenure()
    {
        var row = ClvData.Columns(new ClvMember(1, 0, 0, 30m, null, -1, 0, 0)).Row(0);
        double Of(double days) =>
            new RetentionValueCalculator(new RetentionValueOptions { Retention = 0.5, Period = TimeUnit.Day, MinimumTenureInDays = days }).Calculate(row);
        Assert.Equal(30.0, Of(0));
        Assert.Equal(1.0, Of(30));
        Assert.Equal(1.0, new RetentionValueCalculator(new RetentionValueOptions { Retention = 0.5, Period = TimeUnit.Day }).Calculate(row));
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        (RetentionValueOptions Options, string Says)[] cases =
        [
            (new(), "Retention is null; it must be 0 to 1"),
            (new() { Retention = 1.2 }, "Retention is 1.2; it must be 0 to 1"),
            (new() { Retention = double.NaN }, "Retention is not a number; it must be 0 to 1"),
            (new() { Retention = 0.5, Period = default }, "Period is default; it must be one of TimeUnit's"),
            (new() { Retention = 0.5, Discount = null! }, "Discount is null; DiscountRate.None is no discount"),
            (new() { Retention = 0.5, Growth = -1 }, "Growth is -1; it must be"),
            (new() { Retention = 0.5, Timing = (PaymentTiming)8 }, "Timing is 8; it must be AlreadyReceived, FirstPaymentNow or AtEndOfPeriod"),
            (new() { Retention = 0.5, Periods = -1 }, "Periods is -1; it must be 0 or more"),
            (new() { Retention = 0.5, MarginPerPeriod = double.NaN }, "MarginPerPeriod is not a number; it must be a finite number"),
            (new() { Retention = 0.5, MarginRate = 0.5 }, "RetentionValueOptions.MarginRate is 0.5; it must be null unless"),
            (new() { Retention = 0.5, MinimumTenureInDays = -2 }, "RetentionValueOptions.MinimumTenureInDays is -2; it must be"),
            (new() { Retention = 1 }, "their sum has no end"),
            (new() { Retention = 0.9, Growth = 0.2 }, "their sum has no end"),
        ];
        foreach (var (options, says) in cases)
            Assert.Contains(says, Assert.ThrowsAny<ArgumentException>(() => new RetentionValueCalculator(options)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new RetentionValueCalculator(null!));
        Assert.Equal(24, new RetentionValueCalculator(new RetentionValueOptions { Retention = 1, Periods = 24 }).Factor);
        var infinite = new RetentionValueCalculator(new RetentionValueOptions { Retention = 1, Growth = 1, Periods = 5_000 });
        Assert.Equal((0.0, double.PositiveInfinity), (infinite.Value(0), infinite.Value(1)));
    }
}
