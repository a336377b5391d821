using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Clv;

/// <summary>The grid says what the model says, cell by cell.</summary>
public class FrequencyRecencyGridTests
{
    private static readonly BgNbdModel Model = new(new BetaGeometricParameters(0.9, 4, 0.8, 3.2), TimeUnit.Week);

    [Fact]
    public void A_cell_is_what_the_model_says_of_such_a_member()
    {
        var grid = FrequencyRecencyGrid.Of(Model, 52, 13, 6, 4);
        Assert.Equal([0, 13, 26, 39], grid.Silences);
        for (var silence = 0; silence < 4; silence++)
        {
            for (var purchases = 1; purchases <= 6; purchases++)
            {
                var member = new PurchaseHistory(purchases, 52 - grid.Silences[silence], 52);
                Assert.Equal(Model.ProbabilityAlive(member), grid.ProbabilityAlive(silence, purchases));
                Assert.Equal(Model.ExpectedPurchases(member, 13), grid.ExpectedPurchases(silence, purchases));
            }
        }
    }

    [Fact]
    public void The_longer_the_silence_the_less_likely_a_member_is_there()
    {
        var grid = FrequencyRecencyGrid.Of(Model, 52, 13);
        for (var purchases = 1; purchases <= grid.LastRepeatPurchases; purchases++)
        {
            Assert.All(
                Enumerable.Range(1, grid.Silences.Count - 1),
                at => Assert.True(grid.ProbabilityAlive(at, purchases) < grid.ProbabilityAlive(at - 1, purchases)));
        }
    }

    [Fact]
    public void Opportunities_are_whole_and_as_many_as_purchases()
    {
        var grid = FrequencyRecencyGrid.Of(new BgBbModel(new BgBbParameters(1.2, 0.75, 0.66, 2.78), TimeUnit.Year), 6, 5, 6, 12);
        Assert.Equal([0, 1, 2, 3, 4, 5], grid.Silences);
        Assert.True(double.IsNaN(grid.ProbabilityAlive(3, 4)));
        Assert.InRange(grid.ProbabilityAlive(3, 3), 0, 1);
    }

    [Theory]
    [InlineData(0, 13, 6, 4)]
    [InlineData(52, double.NaN, 6, 4)]
    [InlineData(52, 13, 0, 4)]
    [InlineData(52, 13, 6, 1_001)]
    public void Numbers_out_of_their_range_are_refused(double age, double horizon, int last, int silences) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FrequencyRecencyGrid.Of(Model, age, horizon, last, silences));

    [Fact]
    public void A_cell_that_is_not_there_is_refused()
    {
        var grid = FrequencyRecencyGrid.Of(Model, 52, 13, 6, 4);
        Assert.Throws<ArgumentOutOfRangeException>(() => grid.ProbabilityAlive(4, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => grid.ExpectedPurchases(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => grid.ExpectedPurchases(0, 7));
    }
}
