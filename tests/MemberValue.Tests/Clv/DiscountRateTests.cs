using System.Globalization;
using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Clv;

public class DiscountRateTests
{
    [Fact]
    public void The_published_CDNOW_rate_is_fifteen_percent_a_year_of_52_weeks()
    {
        // Fader, Hardie and Lee 2005 (Journal of Marketing Research 42): "an annual discount rate of 15%", delta = .0027 per week.
        var rate = DiscountRate.Annual(0.15, TimeUnit.Week, 52);
        Assert.Equal(0.0027, rate.PerUnit(TimeUnit.Week), 5e-5);
        ClvData.Near(Math.Log(1.15) / 52, rate.PerUnit(TimeUnit.Week), 1e-15);
        Assert.Equal(52, rate.PeriodInUnits(TimeUnit.Week));
        Assert.Equal(364, rate.PeriodInUnits(TimeUnit.Day));
        ClvData.Near(1 / 1.15, rate.Factor(52, TimeUnit.Week), 1e-15);
        Assert.Equal(365.25 / 7, DiscountRate.Annual(0.15).PeriodInUnits(TimeUnit.Week), 1e-13);
        ClvData.Near(1 / 1.15, DiscountRate.Annual(0.15).Factor(365.25, TimeUnit.Day), 1e-15);
    }

    [Fact]
    public void A_rate_a_period_is_turned_into_any_unit()
    {
        var month = TimeUnit.OfDays("month", 4.345 * 7);
        var rate = DiscountRate.PerPeriod(0.01, month);
        ClvData.Near(Math.Log(1.01) / 4.345, rate.PerUnit(TimeUnit.Week), 1e-14);
        Assert.Equal(0.01, rate.RatePer(month));
        ClvData.Near(Math.Pow(1.01, 1 / 4.345) - 1, rate.RatePer(TimeUnit.Week), 1e-12);
        ClvData.Near(Math.Pow(1.01, -3), rate.Factor(3, month), 1e-15);
        ClvData.Near(1.01, rate.Factor(-1, month), 1e-15);
        var continuous = DiscountRate.Continuous(0.12, TimeUnit.Year);
        Assert.Equal(0.12, continuous.PerUnit(TimeUnit.Year));
        ClvData.Near(0.01, continuous.PerUnit(TimeUnit.Month), 1e-15);
        ClvData.Near(Math.Exp(0.12) - 1, continuous.RatePer(TimeUnit.Year), 1e-14);
        Assert.Equal((0, 0, 1), (
            DiscountRate.None.PerUnit(TimeUnit.Day), DiscountRate.None.RatePer(TimeUnit.Week), DiscountRate.None.Factor(1e6, TimeUnit.Year)));
    }

    [Fact]
    public void Compounding_agrees_with_eighty_digits()
    {
        var rows = File.ReadLines(GoldenFile.Path("compounding.csv")).Where(line => !line.StartsWith('#')).Skip(1).Select(line => line.Split(','));
        foreach (var row in rows)
        {
            double Number(int field) => double.Parse(row[field], CultureInfo.InvariantCulture);
            ClvData.Near(Number(1), Compounding.Continuous(Number(0)), 5e-16);
            if (row[2].Length > 0)
                ClvData.Near(Number(2), Compounding.Effective(Number(0)), 5e-16);
        }
    }

    [Fact]
    public void A_small_rate_a_second_keeps_its_digits()
    {
        var rate = DiscountRate.PerPeriod(1e-9, TimeUnit.Second);
        ClvData.Near(1e-9, rate.PerUnit(TimeUnit.Second), 1e-9);
        ClvData.Near(1e-9, DiscountRate.Continuous(rate.PerUnit(TimeUnit.Second), TimeUnit.Second).RatePer(TimeUnit.Second), 1e-15);
    }

    [Fact]
    public void Timing_values_a_period_at_one_moment()
    {
        var rate = DiscountRate.PerPeriod(0.21, TimeUnit.Month);
        double At(DiscountTiming timing, int period) => (rate with { Timing = timing }).PeriodFactor(period);
        Assert.Equal(1, At(DiscountTiming.PeriodStart, 0));
        ClvData.Near(1 / 1.1, At(DiscountTiming.PeriodMiddle, 0), 1e-15);
        ClvData.Near(1 / 1.21, At(DiscountTiming.PeriodEnd, 0), 1e-15);
        Assert.Equal(At(DiscountTiming.PeriodEnd, 4), At(DiscountTiming.PeriodStart, 5));
        Assert.Contains("own moment", Assert.Throws<InvalidOperationException>(() => rate.PeriodFactor(0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => At(DiscountTiming.PeriodEnd, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => rate with { Timing = (DiscountTiming)9 });
        Assert.Equal(rate, rate with { Timing = DiscountTiming.PeriodEnd } with { Timing = DiscountTiming.Continuous });
        Assert.NotEqual(rate, rate with { Timing = DiscountTiming.PeriodEnd });
    }

    [Theory]
    [InlineData(-0.01)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rate_out_of_range_is_named(double rate)
    {
        foreach (var call in (Action[])[() => DiscountRate.Annual(rate), () => DiscountRate.PerPeriod(rate, TimeUnit.Day),
            () => DiscountRate.Continuous(rate, TimeUnit.Day), () => DiscountRate.Annual(rate, TimeUnit.Week, 52)])
        {
            var error = Assert.Throws<ArgumentOutOfRangeException>(call);
            Assert.Equal("rate", error.ParamName);
            Assert.Matches(@"^The discount rate is (-0\.1|-1|not a number|infinity|-?[0-9.]+) and must be finite and 0 or more;", error.Message);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => DiscountRate.Annual(0.1, TimeUnit.Week, rate));
    }

    [Fact]
    public void A_unit_must_be_one()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DiscountRate.PerPeriod(0.1, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => DiscountRate.Annual(0.1, default, 52));
        Assert.Throws<ArgumentOutOfRangeException>(() => DiscountRate.Annual(0.1).PerUnit(default));
        Assert.Throws<ArgumentOutOfRangeException>(() => DiscountRate.Annual(0.1).Factor(1, default));
    }

    [Fact]
    public void A_rate_is_equal_after_json()
    {
        DiscountRate[] rates =
        [
            DiscountRate.None, DiscountRate.Annual(0.15), DiscountRate.Annual(0.1, TimeUnit.Week, 52),
            DiscountRate.PerPeriod(1 / 3.0, TimeUnit.OfDays("month", 4.345 * 7)),
            DiscountRate.Continuous(1e-9, TimeUnit.Second) with { Timing = DiscountTiming.PeriodMiddle },
        ];
        foreach (var rate in rates)
        {
            var back = DiscountRate.FromJson(rate.ToJson());
            Assert.Equal(rate, back);
            Assert.Equal(rate.ToString(), back.ToString());
        }

        Assert.Equal("0.15 per year of 52 weeks (364 days), timing Continuous", DiscountRate.Annual(0.15, TimeUnit.Week, 52).ToString());
    }

    [Fact]
    public void Damaged_json_says_what_is_wrong()
    {
        var json = DiscountRate.Annual(0.15).ToJson();
        (string Json, string Says)[] cases =
        [
            ("", "cannot be read"),
            ("{\"type\": \"RfmScale\"}", "\"type\": \"DiscountRate\""),
            (json.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal), "version 2; this library reads up to version 1"),
            (json.Replace("\"rate\": 0.15", "\"rate\": -0.15", StringComparison.Ordinal), "rate is -0.15 and must be a finite number of 0 or more"),
            (json.Replace("\"rate\": 0.15,", "", StringComparison.Ordinal), "rate is missing"),
            (json.Replace("31557600", "0", StringComparison.Ordinal), "period.seconds is 0 and must be a finite number above 0"),
            (json.Replace("\"Continuous\"", "\"Never\"", StringComparison.Ordinal), "timing is 'Never'"),
        ];
        foreach (var (damaged, says) in cases)
        {
            Assert.NotEqual(json, damaged);
            Assert.Contains(says, Assert.Throws<FormatException>(() => DiscountRate.FromJson(damaged)).Message, StringComparison.Ordinal);
        }

        Assert.Throws<ArgumentNullException>(() => DiscountRate.FromJson(null!));
    }
}
