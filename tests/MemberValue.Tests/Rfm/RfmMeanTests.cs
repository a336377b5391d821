using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Rfm;

/// <summary>The lines of a high/low scale against means that decimals compute.</summary>
public class RfmMeanTests
{
    [Theory]
    [InlineData(RfmMonetary.Net)]
    [InlineData(RfmMonetary.MeanSpend)]
    [InlineData(RfmMonetary.Margin)]
    public void The_lines_are_the_means_of_the_members_who_can_be_scored(RfmMonetary monetary) => Law.Holds(RfmData.Members(), members =>
    {
        var scorable = members.Where((member, row) => member.Purchases > 0 && (monetary != RfmMonetary.Margin || row % 3 != 2)).ToArray();
        if (scorable.Length == 0)
            return true;
        var scale = RfmScale.FitHighLow(RfmData.Columns(members), new RfmHighLowOptions { Monetary = monetary });
        decimal Money((int Recency, int Purchases, decimal Net) member) => monetary switch
        {
            RfmMonetary.MeanSpend => member.Net / member.Purchases,
            RfmMonetary.Margin => member.Net / 4,
            _ => member.Net,
        };
        Assert.Equal(scorable.Length, scale.Origin!.Members);
        Assert.Equal((double)scorable.Average(member => (decimal)member.Recency), scale.RecencyCuts[0], 1e-12);
        Assert.Equal((double)scorable.Average(member => (decimal)member.Purchases), scale.FrequencyCuts[0], 1e-12);
        var expected = (double)scorable.Average(Money);
        return Math.Abs(expected - scale.MonetaryCuts[0]) <= 1e-12 * (1 + scorable.Max(member => Math.Abs((double)Money(member))));
    });

    [Fact]
    public void The_mean_of_amounts_of_any_size_is_theirs()
    {
        // Beyond 64 bits of cents the amounts are kept as decimals.
        var columns = RfmData.Columns(
            (1, 1, 30_000_000_000_000_000_000m), (2, 1, 10_000_000_000_000_000_000m), (3, 2, 20_000_000_000_000_000_000m), (0, 0, 7m));
        Assert.Equal(2e19, RfmScale.FitHighLow(columns).MonetaryCuts[0]);
    }
}
