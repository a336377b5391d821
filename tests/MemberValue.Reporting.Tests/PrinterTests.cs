using MemberValue.Reporting.Drawing;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting.Tests;

/// <summary>Numbers, widths and scales.</summary>
public class PrinterTests
{
    [Theory]
    [InlineData(0, FigureUnit.Share, "0.0%")]
    [InlineData(0.0001, FigureUnit.Share, "<0.1%")]
    [InlineData(0.0873, FigureUnit.Share, "8.7%")]
    [InlineData(0.25, FigureUnit.Share, "25%")]
    [InlineData(0.268, FigureUnit.Share, "27%")]
    [InlineData(1, FigureUnit.Share, "100%")]
    [InlineData(1234567, FigureUnit.Count, "1,234,567")]
    [InlineData(12.5, FigureUnit.Money, "12.50 EUR")]
    [InlineData(1234.5, FigureUnit.Money, "1,235 EUR")]
    [InlineData(0.12345, FigureUnit.Number, "0.123")]
    [InlineData(double.NaN, FigureUnit.Count, "–")]
    [InlineData(double.PositiveInfinity, FigureUnit.Money, "–")]
    public void A_number_is_printed_by_its_unit(double number, FigureUnit unit, string printed) =>
        Assert.Equal(printed, new Printer("en", "EUR").Print(number, unit));

    [Theory]
    [InlineData(950, "950", "950")]
    [InlineData(9_500, "9,500", "9,500")]
    [InlineData(12_000, "12k", "1.2万")]
    [InlineData(1_250_000, "1.3M", "125万")]
    [InlineData(3_000_000_000, "3bn", "30亿")]
    public void A_short_number_has_the_steps_of_its_language(double number, string english, string chinese)
    {
        Assert.Equal(english, new Printer("en", null).Short(number, FigureUnit.Count));
        Assert.Equal(chinese, new Printer("zh", null).Short(number, FigureUnit.Count));
    }

    [Theory]
    [InlineData("Need Attention", 60, new[] { "Need", "Attention" })]
    [InlineData("Need Attention", 200, new[] { "Need Attention" })]
    [InlineData("流失风险", 28, new[] { "流失", "风险" })]
    public void A_name_is_broken_at_spaces_and_between_Chinese_characters(string name, double width, string[] lines) =>
        Assert.Equal(lines, TextWidth.Wrap(name, 12, width));

    [Fact]
    public void A_word_that_is_wider_than_its_place_is_not_broken() => Assert.Null(TextWidth.Wrap("Hibernating", 12, 30));

    [Theory]
    [InlineData(0, 97)]
    [InlineData(-4_100, 17_900)]
    [InlineData(0, 0)]
    [InlineData(1e-9, 2e-9)]
    [InlineData(-5, -5)]
    public void A_scale_has_round_ticks_that_hold_all_values(double lowest, double highest)
    {
        var axis = Axis.Linear(lowest, highest, 0, 100);
        Assert.InRange(axis.Ticks.Count, 2, 12);
        Assert.True(axis.Lowest <= lowest && axis.Highest >= highest);
        Assert.Equal((0, 100), (axis.At(axis.Lowest), axis.At(axis.Highest)));
    }
}
