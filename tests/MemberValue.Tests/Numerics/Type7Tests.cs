using MemberValue.Numerics;

namespace MemberValue.Tests.Numerics;

public class Type7Tests
{
    [Theory]
    // R 4.3: quantile(c(1, 2, 3, 4, 10), k / parts, type = 7)
    [InlineData(5, new[] { 1.8, 2.6, 3.4, 5.2 })]
    [InlineData(4, new[] { 2.0, 3, 4 })]
    [InlineData(2, new[] { 3.0 })]
    public void Quantiles_are_those_of_type_7(int parts, double[] expected)
    {
        var cuts = Type7.Cuts([1, 2, 3, 4, 10], parts);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], cuts[i], 1e-12);
    }

    [Fact]
    public void A_whole_position_takes_the_value_itself()
    {
        // (n - 1) * 0.6 = 6 in whole numbers; 10 * 0.6 in doubles is 6 too, but 0.7 * 10 * 1.0 style products miss others by an ulp.
        Assert.Equal((6L, 0.0), Type7.Position(11, 3, 5));
        Assert.Equal((7L, 0.0), Type7.Position(11, 7, 10));
        Assert.Equal((long)int.MaxValue - 1, Type7.Position(int.MaxValue, 10, 10).Lower);
        Assert.Equal(7, Type7.Between(7, double.PositiveInfinity, 0));
    }
}
