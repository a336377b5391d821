using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Clv;

/// <summary>One member's path, silence and falling day, recomputed from the model's own functions.</summary>
public class ExplanationTests
{
    private static readonly NbdModel Nbd = new(new NbdParameters(0.8, 6), TimeUnit.Week);

    private static readonly DateOnly Start = new(2024, 3, 1);

    [Fact]
    public void The_path_says_at_every_day_what_the_model_said_of_the_purchases_until_then()
    {
        DateOnly[] purchases = [Start.AddDays(10), Start, Start.AddDays(10), Start.AddDays(40)];
        var explained = MemberExplanation.Of(Nbd, purchases, Start.AddDays(75), new MemberExplanationOptions { Horizon = 28 });
        Assert.Equal(76, explained.Path.Count);
        int[] days = [0, 10, 40];
        foreach (var (point, day) in explained.Path.Zip(Enumerable.Range(0, 76)))
        {
            var until = days.Where(purchase => purchase <= day).ToList();
            var history = new PurchaseHistory(until.Count - 1, until[^1] / 7.0, day / 7.0);
            Assert.Equal(Start.AddDays(day).DayNumber, point.Cell);
            Assert.Equal(days.Contains(day), point.IsPurchase);
            Assert.Equal(until.Count - 1, point.RepeatPurchases);
            Assert.Equal(day - until[^1], point.Silence);
            Assert.Equal(until.Count > 1 ? (day - until[^1]) / ((until[^1] - until[0]) / (until.Count - 1.0)) : double.NaN, point.SilenceInOwnGaps, 1e-12);
            Assert.Equal(Nbd.ProbabilityAlive(history), point.ProbabilityAlive);
            Assert.Equal(Nbd.ProbabilityOfPurchase(history, 4), point.ProbabilityOfPurchase, 1e-15);
        }

        Assert.Equal(new PurchaseHistory(2, 40 / 7.0, 75 / 7.0), explained.History);
    }

    [Theory]
    [InlineData(0.6)]
    [InlineData(0.3)]
    [InlineData(0.05)]
    public void The_falling_day_is_the_first_on_which_the_probability_is_below_the_level(double level)
    {
        var explained = MemberExplanation.Of(Nbd, [Start, Start.AddDays(14)], Start.AddDays(50), new MemberExplanationOptions { Horizon = 28, Level = level });
        double On(int cell) => Nbd.ProbabilityOfPurchase(new PurchaseHistory(1, 2, (cell - Start.DayNumber) / 7.0), 4);
        var day = Assert.NotNull(explained.PurchaseFallsBelow);
        Assert.True(On(day) < level);
        Assert.True(day == Start.DayNumber + 14 || On(day - 1) >= level);
        Assert.Null(explained.AliveFallsBelow); // nobody leaves in the NBD model
    }

    [Fact]
    public void Points_apart_still_show_every_purchase_and_the_end()
    {
        var explained = MemberExplanation.Of(
            Nbd, [Start, Start.AddDays(10), Start.AddDays(40)], Start.AddDays(75), new MemberExplanationOptions { CellsPerPoint = 30 });
        Assert.Equal([0, 10, 30, 40, 60, 75], explained.Path.Select(point => point.Cell - Start.DayNumber));
    }

    [Fact]
    public void The_reasons_are_sentences_of_a_business()
    {
        var explained = MemberExplanation.Of(
            Nbd, [Start, Start.AddDays(10), Start.AddDays(40)], Start.AddDays(100), new MemberExplanationOptions { Level = 0.5 });
        Assert.Equal("Bought 3 times, every 20 days on average; last on 2024-04-10.", explained.Reasons[0].English);
        Assert.Equal("No purchase for 60 days, 3.0 times the usual gap.", explained.Reasons[1].English);
        Assert.StartsWith("75% likely to buy in the next 90 days; ", explained.Reasons[2].English, StringComparison.Ordinal);
        Assert.StartsWith("Without another purchase, the chance of one falls below 50% on ", explained.Reasons[3].English, StringComparison.Ordinal);
        Assert.Equal(explained.Reasons.Select(reason => reason.English), explained.ToString().Split(Environment.NewLine));
        var once = MemberExplanation.Of(Nbd, [Start], Start.AddDays(100));
        Assert.Contains("no purchase rhythm yet", once.Reasons[0].English, StringComparison.Ordinal);
        Assert.Contains(once.Reasons, reason => reason.English.Contains("treats every member with one purchase as active", StringComparison.Ordinal));
    }

    [Fact]
    public void Wrong_calls_are_named()
    {
        Assert.Contains("no purchase", Assert.Throws<ArgumentException>(() => MemberExplanation.Of(Nbd, [], Start)).Message, StringComparison.Ordinal);
        Assert.Contains("2024-03-02 lies after 2024-03-01",
            Assert.Throws<ArgumentException>(() => MemberExplanation.Of(Nbd, [Start.AddDays(1)], Start)).Message, StringComparison.Ordinal);
        foreach (var (spoil, name) in new (Action<MemberExplanationOptions>, string)[]
        {
            (options => options.Horizon = 0, "Horizon is 0"), (options => options.HorizonUnit = default, "HorizonUnit is default"),
            (options => options.Level = 1, "Level is 1"), (options => options.CellsPerPoint = 0, "CellsPerPoint is 0"),
        })
        {
            var options = new MemberExplanationOptions();
            spoil(options);
            Assert.Contains(name, Assert.Throws<ArgumentException>(() => MemberExplanation.Of(Nbd, [Start], Start, options)).Message, StringComparison.Ordinal);
        }
    }
}
