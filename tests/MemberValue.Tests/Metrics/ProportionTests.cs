using FsCheck.Fluent;
using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics;

public class ProportionTests
{
    [Theory] // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3, four digits
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0.0000, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_s_interval_is_as_printed(int count, int of, double lower, double upper)
    {
        var interval = new Proportion(count, of).Wilson();
        Assert.Equal(lower, interval.Lower, 0.00005);
        Assert.Equal(upper, interval.Upper, 0.00005);
        Assert.Equal(0.95, interval.Level);
    }

    /// <summary>The definition: the shares p that a test of p does not reject, |count/of - p| at most z sqrt(p (1 - p) / of).</summary>
    [Fact]
    public void The_ends_are_where_the_score_test_turns() => Law.Holds(Counts(), pair =>
    {
        var (count, of) = pair;
        var interval = new Proportion(count, of).Wilson(0.9);
        double Score(double p) => Math.Abs((double)count / of - p) - 1.6448536269514722 * Math.Sqrt(p * (1 - p) / of);
        return Math.Abs(Score(interval.Lower)) < 1e-9 && Math.Abs(Score(interval.Upper)) < 1e-9
            && interval.Lower <= (double)count / of && (double)count / of <= interval.Upper;
    });

    [Fact]
    public void Nothing_has_no_share()
    {
        Assert.True(double.IsNaN(default(Proportion).Rate));
        Assert.True(double.IsNaN(default(Proportion).Wilson().Lower));
        Assert.Equal("- (0 of 0)", default(Proportion).ToString());
        Assert.Equal("25.0% (5 of 20)", new Proportion(5, 20).ToString());
    }

    [Fact]
    public void Counts_and_levels_outside_their_range_are_errors()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Proportion(-1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Proportion(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Proportion(1, 2).Wilson(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Proportion(1, 2).Wilson(double.NaN));
    }

    private static FsCheck.Arbitrary<(int Count, int Of)> Counts() =>
        (from of in Gen.Choose(1, 500) from count in Gen.Choose(0, of) select (count, of)).ToArbitrary();
}
