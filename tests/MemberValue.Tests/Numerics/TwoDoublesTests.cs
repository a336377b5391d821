using System.Numerics;
using FsCheck.Fluent;
using MemberValue.Numerics;

namespace MemberValue.Tests.Numerics;

public class TwoDoublesTests
{
    [Fact]
    public void Sums_and_products_of_whole_doubles_are_exact() => Law.Holds(
        (from a in Whole() from b in Whole() select (a, b)).ToArbitrary(), pair =>
        {
            var (a, b) = ((double)pair.a, (double)pair.b);
            return Exact(TwoDoubles.Sum(a, b)) == pair.a + pair.b && Exact(a * (TwoDoubles)b) == (BigInteger)pair.a * pair.b
                && Exact(TwoDoubles.Sum(a, b) - b) == pair.a;
        });

    [Fact]
    public void Arithmetic_keeps_thirty_digits() => Law.Holds(
        (from a in Whole() from b in Whole() from c in Whole() where b != 0 && c != 0 select (a, b, c)).ToArbitrary(), numbers =>
        {
            var quotient = (TwoDoubles)numbers.a / numbers.b;
            var back = quotient * numbers.b - numbers.a;
            var chain = quotient * numbers.c / numbers.c - quotient;
            return Math.Abs(back.High) <= 1e-30 * Math.Abs((double)numbers.a) && Math.Abs(chain.High) <= 1e-30 * Math.Abs(quotient.High);
        });

    [Fact]
    public void A_difference_of_nearly_equal_numbers_keeps_its_digits()
    {
        var third = (TwoDoubles)1 / 3;
        var rest = 1 - third * 3;
        Assert.True(Math.Abs(rest.High) < 1e-31);
        Assert.Equal(1e-20, (TwoDoubles.Sum(1, 1e-20) - 1).High);
        Assert.Equal(-5.5511151231257827e-17, (0.1 * (TwoDoubles)10 - 1).High * -1, 1e-30);
    }

    private static FsCheck.Gen<long> Whole() =>
        from bits in Gen.Choose(1, 53)
        from value in Gen.Choose(int.MinValue, int.MaxValue)
        from more in Gen.Choose(0, int.MaxValue)
        select (((long)value << 22) ^ more) >> (53 - bits);

    private static BigInteger Exact(TwoDoubles value) => new BigInteger(value.High) + new BigInteger((value - value.High).High);
}
