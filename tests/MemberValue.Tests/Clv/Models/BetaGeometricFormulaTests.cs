using MemberValue.Clv;
using MemberValue.Tests.Golden;
using static MemberValue.Tests.Clv.Models.BetaGeometricData;

namespace MemberValue.Tests.Clv.Models;

/// <summary>BG/NBD and MBG/NBD: published tables, and values computed by hand to 40 digits and more.</summary>
public class BetaGeometricFormulaTests
{
    private const double Exact = 1e-12;

    [Theory]
    [InlineData("bg_nbd_customers.csv", false)]
    [InlineData("mbg_nbd_customers.csv", true)]
    public void Likelihood_probability_alive_and_expectation_equal_the_exact_values_of_78_members(string file, bool isModified)
    {
        AttritionModel model = isModified ? Mbg : Bg;
        var golden = GoldenGrid.Read(file);
        Assert.Equal(78, golden.Rows.Count);
        foreach (var row in golden.Rows)
        {
            var history = new PurchaseHistory((int)golden.Of(row, "x"), golden.Of(row, "tx"), golden.Of(row, "T"));
            Near.Relative(golden.Of(row, "mp_ll"), model.LogLikelihood(history), Exact, $"ll of {history}");
            Near.Relative(golden.Of(row, "mp_p_alive"), model.ProbabilityAlive(history), Exact, $"P(alive) of {history}");
            foreach (var t in (int[])[1, 10, 39, 52])
                Near.Relative(golden.Of(row, $"mp_cet_{t}"), model.ExpectedPurchases(history, t), Exact, $"{t} weeks of {history}");
        }
    }

    [Fact]
    public void Every_function_equals_its_value_at_hard_points()
    {
        var wrong = new List<string>();
        foreach (var row in ParetoNbdData.Rows("beta_geometric_points.csv"))
        {
            var (r, alpha, a, b) = (row.Number("r"), row.Number("alpha"), row.Number("a"), row.Number("b"));
            var (first, second, third) = (row.Number("first"), row.Number("second"), row.Number("third"));
            var process = new AliveProcess(r, alpha, a, b);
            PurchaseHistory History() => new((int)first, second, third);
            AttritionModel Model() => Of(row["model"] == "MBG", r, alpha, a, b);
            var actual = row["function"] switch
            {
                "ll" => Model().LogLikelihood(History()),
                "alive" => Model().ProbabilityAlive(History()),
                "mean_rate" => Model().MeanRate(History()),
                "expected" => BetaGeometricProcess.Expected(process, third),
                "some" => BetaGeometricProcess.Some(process, third),
                "count" => BetaGeometricProcess.Count(process, (int)first, third),
                "discounted" => BetaGeometricProcess.Discounted(process, second, third),
                _ => double.NaN,
            };
            var expected = row.Number("value");
            // An exponent of n keeps n roundings: P(alive) = e^-600 is right to 600 times as much as 1 - P(alive). Below 1e-290 anything that small will do.
            var tolerance = 2e-12 + 4e-16 * Math.Abs(Math.Log(Math.Max(expected, 1e-290)));
            if (!(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected) + 1e-290))
                wrong.Add($"{string.Join(' ', row.Values)}: {actual:R}, relative error {(actual - expected) / expected:E1}");
        }

        Assert.True(wrong.Count == 0, $"{wrong.Count}\n{string.Join('\n', wrong)}");
    }

    [Fact]
    public void Every_member_of_the_cdnow_sample_has_the_numbers_of_an_independent_package()
    {
        var golden = GoldenGrid.Read("beta_geometric_cdnow.csv");
        var sums = new double[4];
        foreach (var row in golden.Rows)
        {
            var history = new PurchaseHistory((int)golden.Of(row, "x"), golden.Of(row, "tx"), golden.Of(row, "T"));
            double[] actual = [Bg.ProbabilityAlive(history), Bg.ExpectedPurchases(history, 39), Mbg.ProbabilityAlive(history),
                Mbg.ExpectedPurchases(history, 39)];
            string[] names = ["bgnbd_p_alive", "bgnbd_cet_39", "mbgnbd_p_alive", "mbgnbd_cet_39"];
            for (var k = 0; k < 4; k++)
            {
                Near.Relative(golden.Of(row, names[k]), actual[k], 1e-11, $"{names[k]} of {history}");
                sums[k] += golden.Of(row, "members") * actual[k];
            }
        }

        Near.Relative(1917.2172651479814, sums[0], 1e-12);
        Near.Relative(1653.9484276440483, sums[1], 1e-12);
        Near.Relative(1057.7281192780194, sums[2], 1e-12);
        Near.Relative(1577.1353601193202, sums[3], 1e-12);
    }

    // Fader and Hardie's workshop handout, p. 87; the (0, 0, 27) row also in Figure 1 of the paper.
    [Theory]
    [InlineData(2, 30.43, 38.86, -9.4596)]
    [InlineData(1, 1.71, 38.86, -4.4711)]
    [InlineData(0, 0, 38.86, -0.5538)]
    [InlineData(7, 29.43, 38.86, -21.8644)]
    [InlineData(1, 5, 38.86, -4.8651)]
    [InlineData(4, 26.57, 27, -14.1284)]
    [InlineData(0, 0, 27, -0.4761)]
    public void Likelihoods_of_single_members_equal_the_published_ones(int x, double tx, double age, double expected)
    {
        // The handout prints two digits of times that are whole days, and three of its parameters: those alone move a value by up to 0.0017.
        var model = BgOf(0.2425945, 4.4136019, 0.7929199, 2.4258881);
        Assert.Equal(expected, model.LogLikelihood(new PurchaseHistory(x, Math.Round(7 * tx) / 7, Math.Round(7 * age) / 7)), 5.1e-5);
    }

    [Fact]
    public void Likelihoods_of_the_cdnow_sample_equal_the_published_ones()
    {
        var histories = ParetoNbdData.Cdnow();
        Assert.Equal(-9582.4, Bg.LogLikelihood(histories), 0.05);
        Assert.Equal(-9582.429, BgOf(0.2425945, 4.4136019, 0.7929199, 2.4258881).LogLikelihood(histories), 5e-4);
        Assert.Equal(-13887.7, BgOf(1, 1, 1, 1).LogLikelihood(histories), 0.05);
        Assert.Equal(-9582.1357, Mbg.LogLikelihood(histories), 3e-4);
    }

    [Fact]
    public void A_likelihood_without_a_repeat_purchase_skips_the_term_of_leaving()
    {
        // b + x - 1 = 0: packages that multiply the term by 0 answer NaN.
        Assert.Equal(-2.397895, BgOf(1, 1, 1.5, 1).LogLikelihood(new PurchaseHistory(0, 0, 10)), 5e-7);
        Near.Relative(-Math.Log(11), BgOf(1, 1, 1.5, 1).LogLikelihood(new PurchaseHistory(0, 0, 10)), Exact);
        Near.Relative(-Math.Log(11), BgOf(1, 1, 1.5, 0.25).LogLikelihood(new PurchaseHistory(0, 0, 10)), Exact);
    }

    [Fact]
    public void An_expectation_that_breaks_packages_is_right()
    {
        Near.Relative(0.564588615532785, BgOf(0.11, 2.24, 0.31, 0.5).ExpectedPurchases(new PurchaseHistory(0, 0, 1), 30), 2e-15 / 0.56);
        Assert.Equal(1.22602817476714, Bg.ExpectedPurchases(new PurchaseHistory(2, 30.43, 38.86), 39), 6e-15);
        Assert.Equal(1.226, Bg.ExpectedPurchases(new PurchaseHistory(2, 30.43, 38.86), 39), 5e-4);
    }

    [Fact]
    public void A_walkthrough_s_members_have_the_printed_values()
    {
        var model = BgOf(0.2425967, 4.413659, 0.7929869, 2.426164);
        var member = new PurchaseHistory(26, 216 / 7.0, 31);
        Assert.Equal(25.75659, model.ExpectedPurchases(member, 52), 1.5e-5);
        Assert.Equal(0.9688523, model.ProbabilityAlive(member), 1e-7);
        Assert.Equal(1.444004, model.ExpectedPurchases(PurchaseHistory.New, 52), 1e-6);
        foreach (var (x, expected) in ((int, double)[])[(10, 0.3474606), (15, 0.04283391), (20, 0.004158973), (25, 0.0003583685)])
            Near.Relative(expected, model.ExpectedPurchases(new PurchaseHistory(x, 20, 39), 52), 1e-6);
    }

    [Theory]
    [InlineData(23, 39, 0.96855545)]
    [InlineData(5, 30, 0.70562685)]
    [InlineData(6, 30, 0.68709113)]
    [InlineData(7, 30, 0.66386618)]
    [InlineData(8, 30, 0.63654564)]
    public void Probabilities_alive_equal_those_of_an_independent_package(int x, double tx, double expected) =>
        Assert.Equal(expected, Bg.ProbabilityAlive(new PurchaseHistory(x, tx, 39)), 5.1e-9);

    [Theory]
    [InlineData(0.1429, 0.0078, 5.1e-5)]
    [InlineData(1, 0.0532, 5.1e-5)]
    [InlineData(3, 0.1506, 5.1e-5)]
    [InlineData(31.8571, 1.0405, 5.1e-5)]
    [InlineData(32, 1.0437, 5.1e-5)]
    [InlineData(78, 1.8576, 4e-4)] // the sheet as others quote it: eq. 9 at 50 digits gives 1.85796
    public void Expected_purchases_of_a_new_member_equal_the_published_ones(double t, double expected, double tolerance) =>
        Assert.Equal(expected, BgOf(0.2425945, 4.4136019, 0.7929199, 2.4258881).ExpectedPurchases(PurchaseHistory.New, t), tolerance);

    [Theory]
    [InlineData(10, 2, 1.07869e-07, 1e-5)]
    [InlineData(0, 39, 0.5737864, 1e-7)]
    [InlineData(11, 30, 0.0019995, 3e-5)]
    [InlineData(12, 30, 0.0015170, 4e-5)]
    [InlineData(13, 30, 0.0011633, 5e-5)]
    [InlineData(14, 30, 0.00090031, 6e-6)]
    [InlineData(15, 30, 0.00070236, 8e-6)]
    [InlineData(16, 30, 0.00055179, 1e-5)]
    [InlineData(17, 30, 0.00043619, 2e-5)]
    [InlineData(18, 30, 0.00034672, 2e-5)]
    [InlineData(19, 30, 0.00027696, 2e-5)]
    [InlineData(20, 30, 0.00022223, 3e-5)]
    public void Probabilities_of_counts_of_a_new_member_equal_the_published_ones(int n, double t, double expected, double tolerance) =>
        Near.Relative(expected, Bg.ProbabilityOfCount(PurchaseHistory.New, n, t), tolerance);

    [Fact]
    public void A_new_member_has_the_numbers_of_an_independent_package()
    {
        var golden = GoldenGrid.Read("beta_geometric_new_member.csv");
        foreach (var row in golden.Rows)
        {
            var number = golden.Of(row, "number");
            Near.Relative(golden.Of(row, "bg_expected"), Bg.ExpectedPurchases(PurchaseHistory.New, number), 1e-11);
            Near.Relative(golden.Of(row, "mbg_expected"), Mbg.ExpectedPurchases(PurchaseHistory.New, number), 1e-11);
            Near.Relative(golden.Of(row, "bg_count"), Bg.ProbabilityOfCount(PurchaseHistory.New, (int)number, 39), 1e-11);
            Near.Relative(golden.Of(row, "mbg_count"), Mbg.ProbabilityOfCount(PurchaseHistory.New, (int)number, 39), 1e-11);
        }
    }

    [Fact]
    public void MBG_NBD_s_published_numbers()
    {
        // T = 52 without a repeat purchase: 0.35827 from an R package, whose last digit of the parameters is its own; the sum over the sample at
        // parameters whose further digits are not printed either.
        var model = MbgOf(0.524843159, 6.183085280, 0.891359391, 1.614002240);
        Assert.Equal(0.35827, model.ProbabilityAlive(new PurchaseHistory(0, 0, 52)), 1e-5);
        var histories = ParetoNbdData.Cdnow();
        var sum = 0.0;
        for (var i = 0; i < histories.Rows; i++)
            sum += histories.Weights[i] * model.ExpectedPurchases(histories[i], 39);
        Assert.Equal(1576.71, sum, 0.02);
    }

    [Fact]
    public void Weekly_tracking_of_the_cdnow_sample_equals_the_published_table()
    {
        var first = CdnowData.Log().GroupBy(row => row.Id).Select(rows => rows.Min(row => row.Day).DayNumber)
            .GroupBy(day => day, (day, all) => (Key: day, Value: all.Count())).ToList();
        var start = CdnowData.FirstDay.DayNumber;
        double Total(AttritionModel model, double days) => first.Where(group => group.Key - start < days)
            .Sum(group => group.Value * model.ExpectedPurchases(PurchaseHistory.New, (days - (group.Key - start)) / 7));

        var golden = GoldenGrid.Read("bg_nbd_tracking.csv");
        foreach (var row in golden.Rows)
            Near.Relative(golden.Of(row, "expected"), Total(Bg, 7 * (golden.Of(row, "week") + 1)), 1e-11);

        // A walkthrough's weeks 20 to 25 at its own parameters.
        var model = BgOf(0.2425967, 4.413659, 0.7929869, 2.426164);
        double[] published = [76.86531, 74.88843, 73.04554, 71.32166, 69.70412, 68.18213];
        for (var i = 0; i < published.Length; i++)
            Assert.Equal(published[i], Total(model, 7 * (20 + i)) - Total(model, 7 * (19 + i)), 2e-5);
    }
}
