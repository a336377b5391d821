using System.Numerics;
using MemberValue.Churn;

namespace MemberValue.Tests.Churn;

public class SignTestTests
{
    [Theory]
    [InlineData(0, 1, 0.5)]
    [InlineData(0, 4, 0.0625)]
    [InlineData(0, 5, 0.03125)]
    [InlineData(1, 7, 9 / 256.0)]
    [InlineData(2, 8, 56 / 1024.0)]
    [InlineData(3, 3, 42 / 64.0)]
    [InlineData(0, 0, 1)]
    public void P_values_are_those_of_the_table(int recent, int earlier, double p) => Assert.Equal(p, FrequencyDropRule.PValue(recent, earlier));

    [Fact]
    public void P_values_are_exact_sums_of_whole_numbers()
    {
        for (var n = 0; n <= 1_400; n += n < 60 ? 1 : 67)
        {
            var (choose, sum) = (BigInteger.One, BigInteger.One);
            for (var k = 0; k <= n; k++)
            {
                var exact = Math.Exp(BigInteger.Log(sum) - n * Math.Log(2)); // for size alone
                var p = FrequencyDropRule.PValue(k, n - k);
                if (exact > 1e-290)
                    Assert.True(Math.Abs(p - Ratio(sum, n)) <= (n <= 50 ? 0 : 1e-12) * Ratio(sum, n), $"{k} of {n}: {p}");
                choose = choose * (n - k) / (k + 1);
                sum += choose;
            }
        }

        // sum / 2^n to the nearest double, but for the last bit: the leading 64 bits are scaled.
        static double Ratio(BigInteger sum, int n)
        {
            var excess = Math.Max(0, (int)sum.GetBitLength() - 64);
            return Math.ScaleB((double)(ulong)(sum >> excess), excess - n);
        }
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.03125)]
    [InlineData(0.5)]
    [InlineData(1e-6)]
    public void The_table_of_thresholds_says_what_the_p_value_says(double level)
    {
        var test = new SignTest(level);
        for (var n = 0; n <= SignTest.MostSummed + 20; n += n < 300 ? 1 : 23)
        {
            for (var k = 0; k <= n; k++)
                Assert.Equal(SignTest.Tail(k, n) <= level, test.IsSignificant(k, n));
        }
    }

    [Fact]
    public void Counts_that_are_no_counts_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => FrequencyDropRule.PValue(-1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => FrequencyDropRule.PValue(0, -1));
        Assert.Equal(0.5, FrequencyDropRule.PValue(2_000_000_000, 2_000_000_000), 4);
    }
}
