using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Clv.Models;

/// <summary>The BG/BB formulas at fixed parameters, against published values and 40 to 60 digits.</summary>
public class BgBbFormulaTests
{
    private static readonly BgBbModel Donations = new(new BgBbParameters(1.204, 0.750, 0.657, 2.783), TimeUnit.Year);
    private static readonly BgBbModel Rounded = new(new BgBbParameters(1.20, 0.75, 0.66, 2.78), TimeUnit.Year);
    private static readonly BgBbModel Cruises = new(new BgBbParameters(0.66, 5.19, 173.76, 1882.93), TimeUnit.Year);
    private static readonly double TenPercent = Math.Log(1.1);

    [Fact]
    public void The_donation_histories_have_their_values_of_forty_digits()
    {
        var grid = GoldenGrid.Read("bgbb_donations.csv");
        Assert.Equal(36, grid.Rows.Count);
        foreach (var row in grid.Rows)
        {
            var history = new PurchaseHistory((int)row[0], row[1], row[2]);
            Near.Relative(grid.Of(row, "mp_ll"), Donations.LogLikelihood(history), 1e-13, $"ll {history}");
            foreach (var m in (ReadOnlySpan<int>)[0, 1, 5, 10])
                Near.Relative(grid.Of(row, $"mp_p_alive_m{m}"), Donations.ProbabilityAliveLater(history, m), 1e-13, $"alive {m} {history}");
            foreach (var m in (ReadOnlySpan<int>)[1, 5, 10, 39])
                Near.Relative(grid.Of(row, $"mp_cet_m{m}"), Donations.ExpectedPurchases(history, m), 1e-13, $"expected {m} {history}");
        }
    }

    [Fact]
    public void Hard_points_have_their_values_of_sixty_digits()
    {
        var grid = GoldenGrid.Read("bgbb_hard.csv");
        Assert.Equal(68, grid.Rows.Count);
        foreach (var row in grid.Rows)
        {
            var model = new BgBbModel(new BgBbParameters(row[0], row[1], row[2], row[3]), TimeUnit.Week);
            var history = new PurchaseHistory((int)row[4], row[5], row[6]);
            var what = $"{model} {history}";
            Near.Relative(grid.Of(row, "ll"), model.LogLikelihood(history), 1e-12, $"ll {what}");
            Near.Relative(grid.Of(row, "p_alive"), model.ProbabilityAlive(history), 1e-12, $"alive {what}");
            Near.Relative(grid.Of(row, "mean_rate"), model.MeanRate(history), 1e-12, $"rate {what}");
            foreach (var m in (ReadOnlySpan<int>)[1, 39, 300])
            {
                Near.Relative(grid.Of(row, $"later_{m}"), model.ProbabilityAliveLater(history, m), 1e-12, $"later {m} {what}");
                Near.Relative(grid.Of(row, $"expected_{m}"), model.ExpectedPurchases(history, m), 1e-12, $"expected {m} {what}");
                Near.Relative(grid.Of(row, $"purchase_{m}"), model.ProbabilityOfPurchase(history, m), 1e-12, $"purchase {m} {what}");
            }

            foreach (var count in (ReadOnlySpan<int>)[1, 4, 30])
                Near.Relative(grid.Of(row, $"count_{count}"), model.ProbabilityOfCount(history, count, 39), 1e-11, $"count {count} {what}");
            foreach (var (rate, name) in (ReadOnlySpan<(double, string)>)[(0.1, "1e-1"), (0.001, "1e-3"), (1e-9, "1e-9")])
            {
                if (rate > 1e-6)
                    Near.Relative(grid.Of(row, $"discounted_39_{name}"), model.DiscountedPurchases(history, rate, 39), 1e-12, $"discounted 39 {name} {what}");
                Near.Relative(grid.Of(row, $"discounted_{name}"), model.DiscountedPurchases(history, rate, double.PositiveInfinity), 1e-11,
                    $"discounted {name} {what}");
            }
        }
    }

    [Fact]
    public void The_probability_of_never_buying_again_has_its_value()
    {
        var grid = GoldenGrid.Read("bgbb_never.csv");
        Assert.Equal(48, grid.Rows.Count);
        foreach (var row in grid.Rows)
        {
            var alive = new AliveProcess(row[0], row[1], row[2], row[3]);
            Near.Relative(row[4], BgBbFirstPurchase.Never(alive), 5e-13, $"{alive}");
            Near.Relative(1 - row[4], BgBbFirstPurchase.Ever(alive), 5e-13 + 2e-16 / (1 - row[4]), $"{alive}");
        }
    }

    [Theory] // Fader, Hardie and Shang 2010, table 6 and its text: yearly donations, n = 6 (1996 to 2001)
    [InlineData(0, 0, 0.11)]
    [InlineData(2, 4, 0.59)]
    [InlineData(6, 6, 0.93)]
    public void Donors_are_alive_in_2002_as_published(int x, int tx, double published) =>
        Assert.Equal(published, Math.Round(Donations.ProbabilityAliveLater(new PurchaseHistory(x, tx, 6), 1), 2));

    [Theory] // Another implementation at these parameters, discount 10% a year
    [InlineData(3, 4, 1.621379)]
    [InlineData(1, 6, 1.802045)]
    [InlineData(2, 6, 2.621156)]
    [InlineData(3, 6, 3.440267)]
    [InlineData(4, 6, 4.259379)]
    [InlineData(5, 6, 5.078490)]
    [InlineData(6, 6, 5.897601)]
    public void Discounted_donations_are_those_of_the_reference(int x, int tx, double reference) =>
        Assert.Equal(reference, Rounded.DiscountedPurchases(new PurchaseHistory(x, tx, 6), TenPercent, double.PositiveInfinity), 6);

    [Fact]
    public void Likelihood_and_counts_are_those_of_the_reference()
    {
        Assert.Equal(-5.060868, Rounded.LogLikelihood(new PurchaseHistory(3, 4, 6)), 6);
        double[] reference = [0.312683, 0.170395, 0.121430, 0.100047, 0.091324, 0.092021, 0.112098];
        for (var count = 0; count < reference.Length; count++)
            Assert.Equal(reference[count], Rounded.ProbabilityOfCount(PurchaseHistory.New, count, 6), 6);
    }

    [Theory] // Fader and Hardie's workshop notes, p. 125: cruises, n = 4, discount 10%; B(gamma, delta) is about 4e-260 here
    [InlineData(4, 4, 2.35)]
    [InlineData(3, 4, 1.85)]
    [InlineData(3, 3, 1.60)]
    [InlineData(2, 4, 1.34)]
    [InlineData(2, 3, 1.19)]
    [InlineData(2, 2, 0.99)]
    [InlineData(1, 4, 0.84)]
    [InlineData(1, 3, 0.75)]
    [InlineData(1, 2, 0.66)]
    [InlineData(1, 1, 0.56)]
    [InlineData(0, 0, 0.22)]
    public void Discounted_cruises_are_as_published(int x, int tx, double published) =>
        // of parameters of two decimals
        Assert.Equal(published, Cruises.DiscountedPurchases(new PurchaseHistory(x, tx, 4), TenPercent, double.PositiveInfinity), 0.0075);
}
