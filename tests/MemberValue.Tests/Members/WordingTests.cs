using System.Globalization;
using MemberValue.Members;

namespace MemberValue.Tests.Members;

public class WordingTests
{
    [Theory]
    [InlineData(0, double.NaN, "0%")]
    [InlineData(1, double.NaN, "100%")]
    [InlineData(0.142, double.NaN, "14%")]
    [InlineData(0.0049, double.NaN, "<1%")]
    [InlineData(0.995, double.NaN, ">99%")]
    [InlineData(-0.3, double.NaN, "-30%")]
    [InlineData(0.2997, 0.3, "29.97%")] // 30% would not be below the limit
    [InlineData(0.3, 0.3, "30%")]
    [InlineData(0.002, 0.001, "0.2%")]
    public void A_share_is_a_percentage_that_stays_on_its_side_of_the_limit(double share, double limit, string expected) =>
        Assert.Equal(expected, Wording.Percent(share, limit));

    [Theory]
    [InlineData(6.3, "6.30")]
    [InlineData(-0.001, "0.00")]
    [InlineData(1234567.125, "1,234,567.13")]
    public void Money_has_two_decimals(double money, string expected) => Assert.Equal(expected, Wording.Fixed(money));

    [Theory]
    [InlineData(1, "1 day", "1天")]
    [InlineData(0, "0 days", "0天")]
    [InlineData(1.04, "1 day", "1天")]
    [InlineData(3.25, "3.3 days", "3.3天")]
    [InlineData(18.84, "19 days", "19天")]
    [InlineData(1200, "1,200 days", "1,200天")]
    public void A_length_of_time_has_its_unit_in_both_languages(double days, string english, string chinese)
    {
        var amount = Wording.Amount(days, TimeUnit.Day);
        Assert.Equal((english, chinese), (amount.English, amount.Chinese));
    }

    [Fact]
    public void A_unit_of_the_hosts_own_keeps_its_name()
    {
        Assert.Equal(("2 fortnights", "2fortnight"),
            (Wording.Amount(2, TimeUnit.OfDays("fortnight", 14)).English, Wording.Amount(2, TimeUnit.OfDays("fortnight", 14)).Chinese));
        Assert.Equal(("12 months", "12个月"), (Wording.Amount(12, TimeUnit.Month).English, Wording.Amount(12, TimeUnit.Month).Chinese));
    }

    [Fact]
    public void Numbers_are_written_alike_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(("1,234.50", "2.02", "2.001"), (Wording.Fixed(1234.5), Wording.Number(2.02), Wording.Number(2.0012, 2)));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    /// <summary>Whatever the value and the limit, the written number lies on the same side of the limit as the number itself.</summary>
    [Fact]
    public void A_written_number_never_crosses_its_limit()
    {
        var random = new Random(7);
        for (var i = 0; i < 20_000; i++)
        {
            var limit = Math.Round(random.NextDouble(), 2);
            var value = Math.Round(limit + (random.NextDouble() - 0.5) * Math.Pow(10, -random.Next(6)), 6);
            var written = double.Parse(Wording.Number(value, limit), CultureInfo.InvariantCulture);
            Assert.Equal(value.CompareTo(limit), written.CompareTo(limit));
        }
    }
}
