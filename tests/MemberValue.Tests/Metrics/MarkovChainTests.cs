using System.Globalization;
using MemberValue.Metrics;
using MemberValue.Tests.Numerics;

namespace MemberValue.Tests.Metrics;

public class MarkovChainTests
{
    /// <summary>The chain of Pfeifer and Carraway 2000: periods since the last purchase, and former customers after four; mailed 4, earning 40.</summary>
    private static readonly MarkovChain<string> Mailing = MarkovChain.FromMatrix(
        ["1", "2", "3", "4", "former"],
        new[,]
        {
            { 0.3, 0.7, 0, 0, 0 },
            { 0.2, 0, 0.8, 0, 0 },
            { 0.15, 0, 0, 0.85, 0 },
            { 0.05, 0, 0, 0, 0.95 },
            { 0, 0, 0, 0, 1 },
        });

    private static readonly double[] MailingRewards = [36, -4, -4, -4, 0];

    [Theory]
    // mpmath 1.2.1, 40 digits, 2026-11-22: lu_solve(eye(5) - P / (1 + d), R); and sum of (P / (1 + d))^t R over t = 0 to 4, with d = 0.2.
    [InlineData("1", 52.31960943856794141578519121236777868186, 50.1149691358024691358024691358024691358)]
    [InlineData("2", 5.553783563873067534580960130187144019528, 4.219907407407407407407407407407407407407)]
    [InlineData("3", 1.250772986167615947925142392188771358828, 0.592110339506172839506172839506172839506)]
    [InlineData("4", -1.820016273393002441008950366151342554923, -1.98013117283950617283950617283950617284)]
    [InlineData("former", 0.0, 0.0)]
    public void The_mailing_list_is_worth_what_sums_of_powers_say(string label, double forEver, double fourAhead)
    {
        Ulp.Near(forEver, Mailing.Value(MailingRewards, 0.2)[label], 1e-14);
        Ulp.Near(fourAhead, Mailing.Value(MailingRewards, 0.2, 4)[label], 1e-14);

        // The definition itself, term by term with 28 digits: 400 terms leave 1.2^-400 = 2e-32.
        var power = new decimal[5];
        power[Mailing.Labels.ToList().IndexOf(label)] = 1;
        var sum = 0m;
        for (var t = 0; t <= 400; t++)
        {
            sum += power.Zip(MailingRewards, (share, reward) => share * (decimal)reward).Sum();
            power = [.. Enumerable.Range(0, 5).Select(
                to => Enumerable.Range(0, 5).Sum(from => power[from] * (decimal)Mailing.Probability(Mailing.Labels[from], Mailing.Labels[to]) / 1.2m))];
        }

        Ulp.Near((double)sum, Mailing.Value(MailingRewards, 0.2)[label], 1e-14);
    }

    [Fact]
    public void The_mailing_list_is_worth_what_simulated_members_bring()
    {
        var random = new Random(20261122);
        const int members = 200_000;
        double sum = 0, squares = 0;
        double[] buys = [0.3, 0.2, 0.15, 0.05];
        for (var member = 0; member < members; member++)
        {
            var (value, worth) = (0.0, 1.0);
            for (var state = 0; state < 4 && worth > 1e-9; worth /= 1.2)
            {
                value += worth * MailingRewards[state];
                state = random.NextDouble() < buys[state] ? 0 : state + 1;
            }

            (sum, squares) = (sum + value, squares + value * value);
        }

        var mean = sum / members;
        var error = Math.Sqrt((squares / members - mean * mean) / members);
        Assert.InRange(Mailing.Value(MailingRewards, 0.2)["1"], mean - 4 * error, mean + 4 * error);
        Assert.InRange(error, 0, 0.1); // or the range would say nothing
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(1e-4)]
    [InlineData(1e-12)]
    public void One_label_that_is_kept_with_one_chance_is_a_geometric_series(double d)
    {
        var chain = MarkovChain.FromMatrix(["member"], new[,] { { 0.75, 0.25 } });
        Ulp.Near(10 * (1 + d) / (0.25 + d), chain.Value([10], d)["member"], 1e-15);
        Ulp.Near(10 * (1 - Math.Pow(0.75 / (1 + d), 13)) / (1 - 0.75 / (1 + d)), chain.Value([10], d, 12)["member"], 1e-14);
        Ulp.Near((1 - Math.Pow(0.75, 13)) / 0.25, chain.ExpectedPeriods("member", 12)["member"], 1e-14);
        Ulp.Near((1 + d) / (0.25 + d), chain.DiscountedPeriods("member", d)["member"], 1e-15);
        var forecast = chain.Forecast([100.0], 3, [8]);
        Ulp.Near(100 * 0.421875 + 8 * (0.5625 + 0.75 + 1), forecast.Members(3, "member"), 1e-15);
        Ulp.Near(25 + (75 + 8) * 0.25, forecast.Left(2), 1e-15);
        Assert.Equal((0.75, 0.25), (chain.Probability("member", "member"), chain.ProbabilityOfLeaving("member")));
    }

    [Theory]
    [InlineData(0.3, 0.2, 0.05)]
    [InlineData(0.9, 0.001, 1e-9)]
    [InlineData(1, 1, 0.5)]
    public void Two_labels_without_leaving_have_a_closed_form(double a, double b, double d)
    {
        // P = [1 - a, a; b, 1 - b] has eigenvalues 1 and 1 - a - b, so (P^t)[0, 1] = a (1 - (1 - a - b)^t) / (a + b), with a sum for each part.
        var chain = MarkovChain.FromMatrix(["on", "off"], new[,] { { 1 - a, a }, { b, 1 - b } });
        var fast = 1 - a - b;
        var away = (a + b + d) / (1 + d); // 1 - fast / (1 + d), without the subtraction
        var off = a / (a + b) * ((1 + d) / d - 1 / away);
        Ulp.Near(off, chain.DiscountedPeriods("on", d)["off"], 1e-13);
        Ulp.Near((1 + d) / d, chain.DiscountedPeriods("on", d).ByLabel.Sum(), 1e-13);
        Ulp.Near(off, chain.Value([0, 1], d)["on"], 1e-13);
        Ulp.Near(1_000 * a / (a + b) * (1 - Math.Pow(fast, 7)), chain.Forecast([1_000, 0], 7).Members(7, "off"), 1e-13);
        Assert.Equal(0, chain.Forecast([1_000, 0], 7).Left(7));
    }

    [Fact]
    public void A_chain_of_counts_has_their_shares_and_says_which_rows_are_thin()
    {
        var migration = LabelMigration.Between(
            ["new", "active", "lost"],
            Labelled.Of([.. Members("n", 40, "new"), .. Members("a", 4, "active")]),
            Labelled.Of([.. Members("n", 10, "active"), .. Members("a", 3, "active"), .. Members("x", 6, "new")]));
        var chain = MarkovChain.From(LabelMigration.Pool([migration, migration]));
        Assert.Equal((0.25, 0.75), (chain.Probability("new", "active"), chain.ProbabilityOfLeaving("new")));
        Assert.Equal((0.75, 0.25), (chain.Probability("active", "active"), chain.ProbabilityOfLeaving("active")));
        Assert.Equal((double.NaN, double.NaN), (chain.Probability("lost", "lost"), chain.ProbabilityOfLeaving("lost")));
        Assert.Equal([6.0, 0, 0], chain.Arrivals);
        Assert.Equal([new(MarkovWarningKind.ThinRow, "active", 8, 30), new(MarkovWarningKind.UnobservedRow, "lost", 0, 30)], chain.Warnings);
        Assert.Equal("active was observed on 8 members, fewer than 30: its probabilities are imprecise.", chain.Warnings[0].ToString());
        Assert.Equal("lost was never observed: where its members go is not known.", chain.Warnings[1].ToString());
        Assert.Equal("active仅观测到 8 位会员，少于 30 位，其概率不精确。", chain.Warnings[0].Message.Chinese);
        Assert.Equal("从未观测到lost，其会员的去向未知。", chain.Warnings[1].Message.Chinese);
        Assert.Single(MarkovChain.From(migration, new MarkovChainOptions { ThinRow = 4 }).Warnings);
        var error = Assert.Throws<ArgumentException>(() => MarkovChain.From(migration, new MarkovChainOptions { ThinRow = -1 }));
        Assert.StartsWith("MarkovChainOptions.ThinRow is -1; it must be 0 or more.", error.Message, StringComparison.Ordinal);

        // Nobody comes to lost: it does no harm.
        Assert.Equal(1.0 / 4 * 3 / 4, chain.Forecast([1, 0, 0], 2).Members(2, "active"));
        Ulp.Near(1.1 / 0.35, chain.Value([0, 1, 9], 0.1)["active"], 1e-15);
        Assert.Equal(double.NaN, chain.Value([0, 1, 9], 0.1).ByLabel[2]);
        var lost = Assert.Throws<InvalidOperationException>(() => chain.Value([0, 1, 9], 0.1)["lost"]);
        Assert.StartsWith("The number of lost needs the row of lost, which was never observed", lost.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => chain.Forecast([1, 0, 1], 1));
        Assert.Equal(1, chain.Forecast([1, 0, 1], 0).Members(0, "lost"));

        static IEnumerable<(string, string)> Members(string name, int count, string label) => Enumerable.Range(0, count).Select(i => ($"{name}{i}", label));
    }

    [Fact]
    public void An_unobserved_row_is_an_error_exactly_where_it_is_needed()
    {
        // a -> b -> c -> nobody knows; d stays.
        var migration = LabelMigration.Between(
            ["a", "b", "c", "d"], Labelled.Of(("1", "a"), ("2", "b"), ("3", "d")), Labelled.Of(("1", "b"), ("2", "c"), ("3", "d")));
        var chain = MarkovChain.From(migration);
        double[] one = [1, 1, 1, 1];
        Assert.Equal(1, chain.Forecast([1, 0, 0, 5], 2).Members(2, "c"));
        Assert.Contains("The number of a needs the row of c", Assert.Throws<InvalidOperationException>(() => chain.Forecast([1, 0, 0, 5], 3)).Message,
            StringComparison.Ordinal);
        Assert.Equal(3, chain.ExpectedPeriods("a", 2).ByLabel.Sum());
        Assert.Throws<InvalidOperationException>(() => chain.ExpectedPeriods("a", 3));
        Assert.Equal(3, chain.Value(one, 0, 2)["a"]);
        Assert.Throws<InvalidOperationException>(() => chain.Value(one, 0, 2)["b"]);
        Assert.Throws<InvalidOperationException>(() => chain.Value(one, 0, 3)["a"]);
        Assert.Equal(4, chain.Value(one, 0, 3)["d"]);
        Ulp.Near(11, chain.Value(one, 0.1)["d"], 1e-15);
        Assert.Contains("The number of a needs the row of c", Assert.Throws<InvalidOperationException>(() => chain.DiscountedPeriods("a", 0.1)).Message,
            StringComparison.Ordinal);
        Ulp.Near(11, chain.DiscountedPeriods("d", 0.1)["d"], 1e-15);

        // Arrivals come a period later, so they need one row less.
        Assert.Equal(1, chain.Forecast([0, 0, 0, 1], 2, [0, 1, 0, 0]).Members(2, "c"));
        Assert.Throws<InvalidOperationException>(() => chain.Forecast([0, 0, 0, 1], 3, [0, 1, 0, 0]));
        Assert.Equal(1, chain.Forecast([0, 0, 0, 1], 1, [0, 0, 1, 0]).Members(1, "c"));
        Assert.Throws<InvalidOperationException>(() => chain.Forecast([0, 0, 0, 1], 2, [0, 0, 1, 0]));
    }

    [Fact]
    public void A_forecast_starts_from_the_members_of_a_date()
    {
        var history = new LabelHistoryBuilder<string, string>(["new", "active"]);
        history.Add(Labelled.Through(2024, 1, 31), Labelled.Of(("a", "new"), ("b", "active")));
        history.Add(Labelled.Through(2024, 2, 29), Labelled.Of(("a", "active"), ("b", "active"), ("c", "new")));
        var counted = history.ToHistory();
        var forecast = MarkovChain.From(counted.Pooled()).Forecast(counted.Dates[^1], 2, [2, 0]);
        Assert.Equal([2, 5], forecast.MembersByLabel(2));
        Assert.Equal(2, forecast.Periods);
        Assert.Equal(
            """
            period   new  active  (left)
            0       1.00    2.00    0.00
            1       2.00    3.00    0.00
            2       2.00    5.00    0.00

            """.ReplaceLineEndings("\n"), forecast.ToString());
        Assert.Equal("period", Assert.Throws<ArgumentOutOfRangeException>(() => forecast.Left(3)).ParamName);
        Assert.Equal("period", Assert.Throws<ArgumentOutOfRangeException>(() => forecast.Members(-1, "new")).ParamName);
        var others = MarkovChain.FromMatrix(["active", "new"], new double[,] { { 1, 0 }, { 0, 1 } });
        Assert.Equal("start", Assert.Throws<ArgumentException>(() => others.Forecast(counted.Dates[0], 1)).ParamName);
    }

    [Fact]
    public void Matrices_that_are_not_stochastic_are_refused_by_row()
    {
        string Message(double[,] matrix) => Assert.Throws<ArgumentException>(() => MarkovChain.FromMatrix(["a", "b"], matrix)).Message;
        Assert.StartsWith("The row of b adds to 0.9 and must add to 1.", Message(new[,] { { 0.5, 0.5 }, { 0.4, 0.5 } }), StringComparison.Ordinal);
        Assert.StartsWith("The row of a has the probability -0.5 in column 1; it must be 0 to 1.", Message(new[,] { { 1.5, -0.5 }, { 0.4, 0.6 } }),
            StringComparison.Ordinal);
        Assert.StartsWith("The row of b has the probability not a number in column 0", Message(new[,] { { 0.5, 0.5 }, { double.NaN, 0.5 } }),
            StringComparison.Ordinal);
        Assert.StartsWith("The row of a adds to Infinity", Message(new[,] { { double.PositiveInfinity, 0 }, { 0, 1 } }), StringComparison.Ordinal);
        Assert.StartsWith("The matrix is 1 by 2 and must be 2 by 2, or 2 by 3 with leaving as the last column.", Message(new[,] { { 0.5, 0.5 } }),
            StringComparison.Ordinal);
        Assert.StartsWith("The matrix is 2 by 4", Message(new double[2, 4]), StringComparison.Ordinal);
        Assert.StartsWith("The row of b adds to 1.00000", Message(new[,] { { 0.5, 0.5 }, { 0.5, 0.5000001 } }), StringComparison.Ordinal);
        var rounded = MarkovChain.FromMatrix(["a", "b", "c"], new[,] { { 0.333333333, 0.333333333, 0.333333333 }, { 0, 1, 0 }, { 0, 0, 1 } });
        Assert.Equal(1.0 / 3, rounded.Probability("a", "b"), 1e-16);
    }

    [Fact]
    public void Wrong_arguments_say_the_allowed_range()
    {
        Assert.StartsWith(
            "The discount rate is 0 and must be finite and above 0, since there is no horizon.", Range(() => Mailing.Value(MailingRewards, 0)),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "The discount rate is -0.1 and must be finite and above 0", Range(() => Mailing.DiscountedPeriods("1", -0.1)),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "The discount rate is not a number and must be finite and above 0", Range(() => Mailing.Value(MailingRewards, double.NaN)),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "The discount rate is -0.1 and must be finite and 0 or more.", Range(() => Mailing.Value(MailingRewards, -0.1, 3)),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "The discount rate is infinity and must be finite and 0 or more.", Range(() => Mailing.Value(MailingRewards, double.PositiveInfinity, 3)),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "The number of periods is -1 and must be 0 to 100000.", Range(() => Mailing.Value(MailingRewards, 0.1, -1)),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "The number of periods is 100001 and must be 0 to 100000.", Range(() => Mailing.ExpectedPeriods("1", 100_001)),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "The number of periods is -1 and must be 0 to 100000.", Range(() => Mailing.Forecast(MailingRewards.Select(Math.Abs).ToArray(), -1)),
            StringComparison.Ordinal);
        Assert.StartsWith("There are 2 numbers for 5 labels.", Assert.Throws<ArgumentException>(() => Mailing.Value([1, 2], 0.1)).Message,
            StringComparison.Ordinal);
        Assert.StartsWith("The number of 2 is -4 and must be finite and 0 or more.",
            Assert.Throws<ArgumentException>(() => Mailing.Forecast(MailingRewards, 1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The number of 1 is not a number and must be finite.",
            Assert.Throws<ArgumentException>(() => Mailing.Value([double.NaN, 1, 1, 1, 1], 0.1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("The label '5' is not among the labels: 1, 2, 3, 4, former.",
            Assert.Throws<ArgumentException>(() => Mailing.ExpectedPeriods("5", 1)).Message, StringComparison.Ordinal);
        static string Range(Action call) => Assert.Throws<ArgumentOutOfRangeException>(call).Message;
    }

    [Fact]
    public void Chains_and_values_read_as_text_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            var chain = MarkovChain.From(LabelMigration.Between(["new", "lost"], Labelled.Of(("a", "new"), ("b", "new")), Labelled.Of(("a", "new"))));
            Assert.Equal("from \\ to    new   lost  (left)\nnew        0.500  0.000   0.500\nlost           -      -       -\n", chain.ToString());
            Assert.Equal("new   14.00\nlost      -\n", chain.Value([10, 5], 0.75).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
