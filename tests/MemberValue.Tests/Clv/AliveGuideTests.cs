using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Clv;

/// <summary>The examples of docs/probability-alive.md, and that they say what the page says of them.</summary>
public class AliveGuideTests
{
    // The published fits to CDNOW, in weeks.
    private static readonly BgNbdModel BgNbd = new(new BetaGeometricParameters(.243, 4.414, .793, 2.426), TimeUnit.Week);
    private static readonly MbgNbdModel MbgNbd = new(new BetaGeometricParameters(.525, 6.183, .891, 1.614), TimeUnit.Week);
    private static readonly ParetoNbdModel ParetoNbd = new(new ParetoNbdParameters(.553, 10.578, .606, 11.669), TimeUnit.Week);

    [Fact]
    public void One_time_buyers_are_seen_differently_by_each_model()
    {
        var (bgNbd, mbgNbd, paretoNbd) = (BgNbd, MbgNbd, ParetoNbd);

        // example: alive-once
        var once = new PurchaseHistory(RepeatPurchases: 0, TimeOfLastPurchase: 0, Age: 52); // one purchase, a year ago
        double[] alive = [bgNbd.ProbabilityAlive(once), mbgNbd.ProbabilityAlive(once), paretoNbd.ProbabilityAlive(once)];
        double[] buys = Array.ConvertAll([bgNbd, mbgNbd, paretoNbd], (AttritionModel model) => model.ProbabilityOfPurchase(once, horizon: 13));
        // example end

        Rounded([1, .358, .233], alive);
        Rounded([.049, .036, .022], buys);
        foreach (var (weeks, bought) in new[] { (4, .203), (13, .127), (26, .083), (104, .027) })
            Assert.Equal(bought, BgNbd.ProbabilityOfPurchase(new PurchaseHistory(0, 0, weeks), 13), 0.0005);
        foreach (var (weeks, still) in new[] { (4, .582), (13, .500), (26, .432), (104, .285) })
            Assert.Equal(still, MbgNbd.ProbabilityAlive(new PurchaseHistory(0, 0, weeks)), 0.0005);
    }

    [Fact]
    public void Later_and_later_if_silent_are_two_numbers()
    {
        // example: alive-later
        var model = new ParetoNbdModel(new ParetoNbdParameters(.553, 10.578, .606, 11.669), TimeUnit.Week);
        var member = new PurchaseHistory(RepeatPurchases: 26, TimeOfLastPurchase: 38, Age: 39); // bought nearly every week until last week

        double now = model.ProbabilityAlive(member);
        double later = model.ProbabilityAliveLater(member, time: 52); // whatever they buy until then
        double silent = model.ProbabilityAliveIfSilent(member, silence: 52); // if they buy nothing until then
        // example end

        Rounded([.984, .641, 0], [now, later, silent]);
        Assert.Equal(1, BgNbd.ProbabilityAliveIfSilent(new PurchaseHistory(0, 0, 39), 13));
        Assert.InRange(BgNbd.ProbabilityAliveLater(new PurchaseHistory(0, 0, 39), 13), 0.9, 0.999);
    }

    [Fact]
    public void Three_members_with_one_probability_will_buy_very_differently()
    {
        var model = ParetoNbd;
        var lines = new List<string>();

        // example: alive-three
        PurchaseHistory[] members = [new(0, 0, 39), new(2, 11, 39), new(12, 26, 39)];
        foreach (var member in members)
        {
            double alive = model.ProbabilityAlive(member);
            double buys = model.ProbabilityOfPurchase(member, horizon: 13);
            double year = model.ExpectedPurchases(member, horizon: 52);
            double none = model.ProbabilityOfCount(member, count: 0, horizon: 52);
            lines.Add(FormattableString.Invariant($"alive {alive:0.00}, buys within 13 weeks {buys:0.00}, in a year {year:0.00}, none in a year {none:0.00}"));
        }
        // example end

        Assert.Equal(
            [
                "alive 0.29, buys within 13 weeks 0.03, in a year 0.14, none in a year 0.92",
                "alive 0.30, buys within 13 weeks 0.13, in a year 0.64, none in a year 0.78",
                "alive 0.29, buys within 13 weeks 0.27, in a year 3.07, none in a year 0.72",
            ],
            lines);
        Rounded([.46, 2.12, 10.45], [.. members.Select(member => model.ExpectedPurchases(member, 52) / model.ProbabilityAlive(member))], 0.01);
    }

    [Fact]
    public void One_member_s_path_is_told()
    {
        var model = ParetoNbd;

        // example: alive-path
        DateOnly[] purchases = [new(2024, 1, 8), new(2024, 1, 29), new(2024, 2, 14), new(2024, 3, 11), new(2024, 4, 2)];
        var today = new DateOnly(2024, 6, 30);
        var why = MemberExplanation.Of(model, purchases, today, new MemberExplanationOptions { Horizon = 90, HorizonUnit = TimeUnit.Day, Level = 0.3 });

        int? daysLeft = why.PurchaseFallsBelow - today.DayNumber; // 13
        int? aliveDaysLeft = why.AliveFallsBelow - today.DayNumber; // 42
        foreach (MemberPathPoint point in why.Path.Where(point => point.IsPurchase))
            Console.WriteLine($"{DateOnly.FromDayNumber(point.Cell)}: {point.ProbabilityAlive:0.00} {point.ProbabilityOfPurchase:0.00}");
        // example end

        Assert.Equal((13, 42), (daysLeft, aliveDaysLeft));
        Assert.Equal(
            """
            Bought 5 times, every 21 days on average; last on 2024-04-02.
            No purchase for 89 days, 4.2 times the usual gap.
            35% likely to buy in the next 90 days; 50% likely to be still active.
            Without another purchase, the chance of one falls below 30% on 2024-07-13.
            """.ReplaceLineEndings(),
            why.ToString());
        Assert.Equal(175, why.Path.Count);
        var onPurchases = why.Path.Where(point => point.IsPurchase).ToList();
        Assert.All(onPurchases, point => Assert.Equal(1, point.ProbabilityAlive, 1e-12));
        Rounded([.554, .689, .753, .798], [.. onPurchases.Skip(1).Select(point => point.ProbabilityOfPurchase)]);
        var mayDay = why.Path.Single(point => point.Cell == new DateOnly(2024, 5, 28).DayNumber);
        Rounded([.704, .521], [mayDay.ProbabilityAlive, mayDay.ProbabilityOfPurchase]);
    }

    [Fact]
    public void Members_who_are_about_to_fall_below_the_line_are_counted()
    {
        var (model, table) = (ParetoNbd, CdnowTables.Split.Calibration);

        // example: alive-falling
        const double line = 0.3;
        MemberTimeView weeks = table.In(model.Unit);
        var falling = new List<int>(); // rows that cross the line within the next week if they stay silent
        for (var row = 0; row < weeks.Count; row++)
        {
            var now = new PurchaseHistory(weeks.RepeatPurchases(row), weeks.TimeOfLastPurchase(row), weeks.Age(row));
            var nextWeek = now with { Age = now.Age + 1 };
            if (model.ProbabilityOfPurchase(now, horizon: 13) >= line && model.ProbabilityOfPurchase(nextWeek, horizon: 13) < line)
                falling.Add(row);
        }

        double stillThere = 0;
        foreach (var alive in model.ProbabilityAlive(table).Values)
            stillThere += alive; // the expected number of members who are still active
        // example end

        Assert.Equal(21, falling.Count);
        Assert.Equal(1_052, stillThere, 0.5);
    }

    private static void Rounded(double[] expected, double[] actual, double half = 0.0005)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], half);
    }
}
