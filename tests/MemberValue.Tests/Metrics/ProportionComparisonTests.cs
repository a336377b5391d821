using System.Globalization;
using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics;

public class ProportionComparisonTests
{
    [Theory] // Newcombe 1998, "Interval estimation for the difference between independent proportions", table II, method 10; further digits by mpmath 1.2.1, 40 digits
    [InlineData(56, 70, 48, 80, 0.052431472402364878, 0.33387265403690598)]
    [InlineData(9, 10, 3, 10, 0.17052272393450288, 0.80901797353548798)]
    [InlineData(6, 7, 2, 7, 0.058227927482312202, 0.80624963752422776)]
    [InlineData(5, 56, 0, 29, -0.038137147903536903, 0.19256001385511162)]
    [InlineData(0, 10, 0, 20, -0.16112515805281939, 0.27753279986288925)]
    [InlineData(0, 10, 0, 10, -0.27753279986288925, 0.27753279986288925)]
    [InlineData(10, 10, 0, 20, 0.67908603714191467, 1)]
    [InlineData(10, 10, 0, 10, 0.60750935043052416, 1)]
    public void The_interval_is_newcombe_s(int treated, int ofTreated, int control, int ofControl, double lower, double upper)
    {
        var interval = new ProportionComparison(new Proportion(control, ofControl), new Proportion(treated, ofTreated)).Interval();
        Assert.Equal(lower, interval.Lower, 1e-13);
        Assert.Equal(upper, interval.Upper, 1e-13);
    }

    [Fact]
    public void The_test_is_pearson_s()
    {
        var comparison = new ProportionComparison(new Proportion(48, 80), new Proportion(56, 70));
        Assert.Equal(0.2, comparison.Uplift, 1e-15);
        Assert.Equal(1.0 / 3, comparison.RelativeUplift, 1e-15);
        Assert.Equal(2.6501719512585326, comparison.Z, 1e-14); // mpmath 1.2.1, 40 digits
        Assert.Equal(0.0080450813681965847, comparison.PValue, 1e-15);
        // Pearson's chi-squared of the same table, cell by cell.
        double[] seen = [48, 32, 56, 14], expected = [104 * 80 / 150.0, 46 * 80 / 150.0, 104 * 70 / 150.0, 46 * 70 / 150.0];
        Assert.Equal(seen.Zip(expected, (o, e) => (o - e) * (o - e) / e).Sum(), comparison.Z * comparison.Z, 1e-12);
    }

    [Theory] // by sums of whole numbers in Python 3, rounded once; the first two are printed for R's fisher.test (the lady tasting tea; convictions of twins)
    [InlineData(3, 4, 1, 4, 0.48571428571428571)]
    [InlineData(2, 12, 15, 18, 0.0005367241191434358)]
    [InlineData(56, 70, 48, 80, 0.012521129749209154)]
    [InlineData(0, 10, 0, 20, 1)]
    [InlineData(1234, 20000, 1110, 20000, 0.0088213001698018681)]
    [InlineData(5, 56, 0, 29, 0.16062144320947107)]
    [InlineData(700, 1000, 100, 1000, 1.0745653605983878e-179)]
    public void Fisher_s_test_is_exact(int treated, int ofTreated, int control, int ofControl, double p)
    {
        var (one, other) = (new Proportion(control, ofControl), new Proportion(treated, ofTreated));
        Assert.Equal(1, new ProportionComparison(one, other).FisherPValue() / p, 1e-12);
        Assert.Equal(1, new ProportionComparison(other, one).FisherPValue() / p, 1e-12);
    }

    [Fact]
    public void Arms_exchanged_turn_the_sign() => Law.Holds(
        FsCheck.Fluent.ArbMap.Default.ArbFor<(byte, byte, byte, byte)>(), counts =>
        {
            var one = new Proportion(Math.Min(counts.Item1, counts.Item2), Math.Max(counts.Item1, counts.Item2) + 1);
            var other = new Proportion(Math.Min(counts.Item3, counts.Item4), Math.Max(counts.Item3, counts.Item4) + 1);
            var (there, back) = (new ProportionComparison(one, other), new ProportionComparison(other, one));
            return there.Z == -back.Z && there.PValue == back.PValue && there.PValue is >= 0 and <= 1
                && Math.Abs(there.Interval().Lower + back.Interval().Upper) < 1e-15 && there.Interval().Lower <= there.Uplift && there.Uplift <= there.Interval().Upper
                && Math.Abs(there.FisherPValue() - back.FisherPValue()) < 1e-12 && there.FisherPValue() is >= 0 and <= 1;
        });

    [Fact]
    public void Where_nobody_or_everybody_responds_there_is_no_evidence()
    {
        Assert.Equal((0.0, 1.0, 1.0), Of(0, 10, 0, 20));
        Assert.Equal((0.0, 1.0, 1.0), Of(10, 10, 20, 20));
        Assert.True(double.IsNaN(new ProportionComparison(new Proportion(0, 10), new Proportion(0, 10)).RelativeUplift));

        static (double, double, double) Of(int control, int ofControl, int treated, int ofTreated)
        {
            var comparison = new ProportionComparison(new Proportion(control, ofControl), new Proportion(treated, ofTreated));
            return (comparison.Z, comparison.PValue, comparison.FisherPValue());
        }
    }

    [Theory]
    [InlineData(0.5, 0.25, 0.95, 0.9, 77)] // R's help of power.prop.test prints n = 76.7
    [InlineData(0.05, 0.01, 0.95, 0.8, 8158)] // mpmath: 8157.731448
    [InlineData(0.1, -0.02, 0.99, 0.9, 6091)] // mpmath: 6090.636825
    public void The_size_of_an_arm_is_fleiss_s(double rate, double uplift, double level, double power, long members) =>
        Assert.Equal(members, new ExperimentPlan(rate, uplift, level, power).MembersPerArm);

    [Fact]
    public void The_planned_size_finds_the_uplift_as_often_as_planned()
    {
        var plan = new ExperimentPlan(0.1, 0.05, power: 0.8);
        var random = new Random(1);
        var found = 0;
        for (var run = 0; run < 1_000; run++)
        {
            Proportion Arm(double rate) => new(Enumerable.Range(0, (int)plan.MembersPerArm).Count(_ => random.NextDouble() < rate), plan.MembersPerArm);
            found += new ProportionComparison(Arm(0.1), Arm(0.15), plan).PValue < 0.05 ? 1 : 0;
        }

        Assert.InRange(found, 760, 840); // 800 expected, 12.6 a standard deviation
    }

    [Fact]
    public void A_look_before_the_planned_size_is_marked()
    {
        var plan = new ExperimentPlan(0.05, 0.01);
        var peek = new ProportionComparison(new Proportion(50, 1000), new Proportion(80, 9000), plan);
        Assert.True(peek.IsPeek);
        Assert.False(new ProportionComparison(new Proportion(400, 8158), new Proportion(480, 8158), plan).IsPeek);
        Assert.True(new ProportionComparison(new Proportion(400, 8157), new Proportion(480, 8158), plan).IsPeek);
        Assert.False(new ProportionComparison(new Proportion(50, 1000), new Proportion(80, 1000)).IsPeek);
    }

    [Fact]
    public void Text_is_the_same_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            var plan = new ExperimentPlan(0.05, 0.01);
            Assert.Equal("8158 members per arm to find 5% rising to 6% with power 80% at level 95%", plan.ToString());
            Assert.Equal(
                "control 5.0% (50 of 1000), treated 8.0% (80 of 1000): uplift +3.00 points (+0.84 to +5.20), p = 0.0065; a peek: 1000 of 8158 members planned an arm, p and interval do not hold before",
                new ProportionComparison(new Proportion(50, 1000), new Proportion(80, 1000), plan).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Bad_input_is_named()
    {
        Assert.Throws<ArgumentException>(() => new ProportionComparison(default, new Proportion(1, 2)));
        Assert.Throws<ArgumentException>(() => new ProportionComparison(new Proportion(1, 2), default));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExperimentPlan(0, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExperimentPlan(0.1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExperimentPlan(0.1, 0.9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExperimentPlan(0.1, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExperimentPlan(0.1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExperimentPlan(0.5, 1e-12));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExperimentPlan(0.5, 1e-8)); // 3.9e16 members, more than a double counts one by one
        Assert.InRange(new ExperimentPlan(0.5, 3e-8).MembersPerArm, 4_000_000_000_000_000, 5_000_000_000_000_000);
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExperimentPlan(0.1, 0.1, level: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExperimentPlan(0.1, 0.1, power: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExperimentPlan(0.1, 0.1, power: 0.02));
    }
}
