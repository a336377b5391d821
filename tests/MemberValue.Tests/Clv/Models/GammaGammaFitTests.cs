using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Clv.Models;

public class GammaGammaFitTests
{
    private static readonly MemberTable<int> Table = CdnowTable();
    private static readonly GammaGammaModel Fitted = GammaGammaModel.Fit(Table.Columns);

    [Fact] // Fader and Hardie, note 025; standard errors from another implementation
    public void Cdnow_has_the_published_fit()
    {
        var report = Fitted.Report!;
        Assert.Equal(FitStatus.Converged, report.Status);
        Assert.Equal(946, report.Members);
        Assert.Equal(-4055.9177, report.LogLikelihood, 1e-4);
        Assert.Equal([6.25, 3.74, 15.44], report.Estimates.Select(value => Math.Round(value, 2)));
        Assert.Equal([6.250, 3.744, 15.442], report.Estimates, (expected, actual) => Math.Abs(expected - actual) < 0.005);
        Assert.Equal([1.190, 0.290, 4.160], report.StandardErrors, (expected, actual) => Math.Abs(expected / actual - 1) < 0.01);
        Assert.Equal(35.17, Fitted.PopulationMean, 0.01);
        Assert.DoesNotContain(report.Warnings, warning => warning.English.Contains("left out", StringComparison.Ordinal));
    }

    [Fact] // The same note: the mean of the sample, and the first ten customers
    public void The_first_ten_customers_spend_as_published()
    {
        double[] published = [24.65, 18.91, 35.17, 35.17, 35.17, 71.46, 18.91, 35.17, 27.28, 35.17];
        var spends = Fitted.ExpectedMeanSpend(Table);
        for (var id = 1; id <= published.Length; id++)
            Assert.Equal(published[id - 1], spends[id], 0.006);
        Assert.Equal(35.02177, Fitted.ExpectedMeanSpend(3, 35), 1e-3);
        var histories = SpendHistories.From(Table.Columns);
        var mean = 0.0;
        for (var i = 0; i < histories.Rows; i++)
            mean += histories.Weights[i] * histories.MeanSpends[i] / histories.Members;
        Assert.Equal(35.08, mean, 0.005);
    }

    [Fact] // Fader, Hardie and Lee 2005 say .11 for the repeat buyers of these data
    public void Spend_hardly_goes_with_frequency_in_Cdnow()
    {
        var independence = Fitted.Independence!;
        Assert.Equal(0.11, independence.Correlation, 0.005);
        Assert.Equal(946, independence.Members);
        Assert.InRange(independence.PValue, 1e-4, 1e-3);
        Assert.StartsWith("Frequent buyers spend a little more per purchase (correlation 0.11)", independence.Verdict.English, StringComparison.Ordinal);
        Assert.Equal("购买频次高的会员客单价略偏高（相关系数0.11）；独立性大致成立，购买最频繁的会员的价值会略被低估。", independence.Verdict.Chinese);
        Assert.Contains(independence.Verdict, Fitted.Report!.Warnings);
    }

    [Fact]
    public void The_likelihood_of_the_fit_is_the_sum_of_the_formula()
    {
        var histories = SpendHistories.From(Table.Columns);
        var sum = 0.0;
        for (var i = 0; i < histories.Rows; i++)
            sum += histories.Weights[i] * Fitted.LogLikelihood((int)histories.Purchases[i], histories.MeanSpends[i]);
        Near.Relative(sum, Fitted.Report!.LogLikelihood, 1e-13);
    }

    [Theory]
    [InlineData(6.25, 3.74, 0.44)]
    [InlineData(0.01, 50, 300)]
    [InlineData(1e5, 1e4, 0.1)]
    public void The_gradient_is_the_slope_of_the_formula(double p, double q, double v)
    {
        var histories = SpendHistories.From([1, 1, 2, 2, 2, 9, 30], [10, 3, 0.5, 0.7, 11, 4, 2], [1, 2, 3, 0.5, 1, 1, 2]);
        double[] logs = [Math.Log(p), Math.Log(q), Math.Log(v)];
        const double scale = 7;
        var likelihood = GammaGammaLikelihood.Of(histories, scale);
        var gradient = new double[3];
        var value = likelihood.Evaluate(logs, gradient);
        Near.Relative(Formula(logs), value, 1e-11);
        const double h = 1e-3;
        for (var k = 0; k < 3; k++)
        {
            double At(double steps) => Formula([.. logs.Select((log, i) => i == k ? log + steps * h : log)]);
            var slope = (8 * (At(1) - At(-1)) - (At(2) - At(-2))) / (12 * h);
            Assert.True(Math.Abs(slope - gradient[k]) < 2e-9 * Math.Abs(value), $"parameter {k}: {gradient[k]:R} is not {slope:R}");
        }

        double Formula(double[] at)
        {
            var model = new GammaGammaModel(new GammaGammaParameters(Math.Exp(at[0]), Math.Exp(at[1]), Math.Exp(at[2])));
            var sum = 0.0;
            for (var i = 0; i < histories.Rows; i++)
                sum += histories.Weights[i] * model.LogLikelihood((int)histories.Purchases[i], histories.MeanSpends[i] / scale);
            return sum;
        }
    }

    [Fact]
    public void The_vector_sums_are_those_of_the_scalar_form_at_every_length()
    {
        var random = new Random(1);
        for (var n = 0; n <= 65; n++)
        {
            var inverse = Enumerable.Range(0, n).Select(_ => Math.Exp(40 * random.NextDouble() - 20)).ToArray();
            var weight = Enumerable.Range(0, n).Select(_ => random.NextDouble()).ToArray();
            var (logs, shares) = GammaGammaLikelihood.Sums(inverse, weight, 3);
            var (scalarLogs, scalarShares) = GammaGammaLikelihood.ScalarSums(inverse, weight, 3);
            Near.Relative(scalarLogs, logs, 1e-14);
            Near.Relative(scalarShares, shares, 1e-14);
        }
    }

    [Theory]
    [InlineData(1e7)]
    [InlineData(1e-6)]
    public void Another_currency_changes_v_and_nothing_else(double factor)
    {
        var histories = SpendHistories.From(Table.Columns);
        var scaled = SpendHistories.From(
            [.. histories.Purchases.ToArray().Select(x => (int)x)], [.. histories.MeanSpends.ToArray().Select(m => m * factor)], histories.Weights);
        var model = GammaGammaModel.Fit(scaled);
        Near.Relative(Fitted.Parameters.P, model.Parameters.P, 1e-6);
        Near.Relative(Fitted.Parameters.Q, model.Parameters.Q, 1e-6);
        Near.Relative(Fitted.Parameters.V * factor, model.Parameters.V, 1e-6);
        Near.Relative(Fitted.Report!.LogLikelihood - histories.Members * Math.Log(factor), model.Report!.LogLikelihood, 1e-9);
        Near.Relative(Fitted.Report.StandardErrors[1], model.Report.StandardErrors[1], 1e-4);
        Near.Relative(Fitted.ExpectedMeanSpend(2, 20) * factor, model.ExpectedMeanSpend(2, 20 * factor), 1e-6);
    }

    [Fact]
    public void The_first_purchase_can_count_too()
    {
        var all = SpendHistories.From(Table.Columns, SpendBasis.AllPurchases);
        Assert.Equal(2_357 - all.MembersWithoutSpend, all.Members);
        Assert.Equal(0, all.MembersWithoutPurchase);
        var model = GammaGammaModel.Fit(all);
        Assert.Equal(SpendBasis.AllPurchases, model.Basis);
        var spends = model.ExpectedMeanSpend(Table);
        Assert.Equal(model.ExpectedMeanSpend(Table.Columns.Purchases[0], Table.Columns.MeanSpend(0)), spends.Values[0], 1e-12);
    }

    [Fact]
    public void Collapsed_merged_and_shuffled_rows_give_the_same_bits()
    {
        var (x, m) = ((int[])[1, 2, 3, 1, 2, 5, 1, 4], (double[])[10, 20, 5, 10, 21, 7, 3, 16]);
        var one = SpendHistories.From(x, m);
        var other = SpendHistories.From(Enumerable.Reverse(x).ToArray(), Enumerable.Reverse(m).ToArray());
        var merged = SpendHistories.Merge(SpendHistories.From(x.AsSpan(0, 3), m.AsSpan(0, 3)), SpendHistories.From(x.AsSpan(3), m.AsSpan(3)));
        Assert.Equal(7, one.Rows);
        Assert.Equal(8, one.Members);
        Assert.Equal(one.Origin(), other.Origin());
        Assert.Equal(one.Origin(), merged.Origin());
        Assert.Equal(GammaGammaModel.Fit(one).Parameters, GammaGammaModel.Fit(merged).Parameters);
    }

    [Fact]
    public void Nothing_is_left_out_in_silence()
    {
        var histories = SpendHistories.From([0, 2, 3, 1, 4, 2], [0, 20, 0, -5, 30, 9]);
        Assert.Equal((3, 1, 2), (histories.Members, histories.MembersWithoutPurchase, histories.MembersWithoutSpend));
        var model = GammaGammaModel.Fit(histories);
        Assert.Contains(model.Report!.Warnings, warning => warning.English.StartsWith("2 members whose purchases add up to 0 or less", StringComparison.Ordinal));
    }

    [Fact]
    public void One_purchase_each_is_fitted_and_flagged()
    {
        var random = new Random(4);
        var truth = new GammaGammaModel(new GammaGammaParameters(3, 4, 10));
        var model = GammaGammaModel.Fit(Draw(truth, 5_000, _ => 1, random));
        Assert.NotEqual(FitStatus.Failed, model.Report!.Status);
        Assert.Contains(model.Report.Warnings, warning => warning.English.StartsWith("Every member has one purchase only", StringComparison.Ordinal));
        Near.Relative(truth.PopulationMean, model.PopulationMean, 0.05);
    }

    [Fact]
    public void Purchases_of_a_member_that_all_cost_the_same_are_a_limit()
    {
        // The means are spread alike for all numbers of purchases, which a finite p forbids.
        var truth = new GammaGammaModel(new GammaGammaParameters(1e9, 4, 1e-8));
        var spends = Enumerable.Range(0, 3_000).Select(i => truth.MeanSpendQuantile(0, 0, (i / 5 + 0.5) / 600)).ToArray();
        var model = GammaGammaModel.Fit(SpendHistories.From([.. Enumerable.Range(0, 3_000).Select(i => 1 + i % 5)], spends));
        Assert.Equal(FitStatus.AtLimit, model.Report!.Status);
        Assert.Contains("all purchases of one member cost the same", model.Report.Limit!.English, StringComparison.Ordinal);
        Near.Relative(40, model.ExpectedMeanSpend(2, 40), 1e-3);
    }

    [Fact]
    public void Members_who_do_not_differ_are_a_limit()
    {
        var random = new Random(6);
        var truth = new GammaGammaModel(new GammaGammaParameters(2, 1e9, 1e9));
        var model = GammaGammaModel.Fit(Draw(truth, 3_000, i => 1 + i % 5, random));
        Assert.Equal(FitStatus.AtLimit, model.Report!.Status);
        Assert.Contains("every member spends the same on average", model.Report.Limit!.English, StringComparison.Ordinal);
        Near.Relative(model.PopulationMean, model.ExpectedMeanSpend(5, 40), 0.05);
    }

    [Fact]
    public void One_price_for_all_is_no_pretty_number_without_a_flag()
    {
        var model = GammaGammaModel.Fit(SpendHistories.From([1, 2, 3, 7], [9.99, 9.99, 9.99, 9.99], [50, 20, 9, 1]));
        Assert.NotEqual(FitStatus.Converged, model.Report!.Status);
        Assert.Contains(model.Report.Warnings, warning => warning.English.StartsWith("All members have the same mean spend", StringComparison.Ordinal));
        Assert.StartsWith("This cannot be judged", model.Independence!.Verdict.English, StringComparison.Ordinal);
        Near.Relative(9.99, model.ExpectedMeanSpend(3, 9.99), 1e-3);
    }

    [Theory]
    [InlineData(6.25, 3.74, 15.44)]
    [InlineData(1.5, 1.4, 300)]
    public void A_simulated_fit_finds_its_parameters(double p, double q, double v)
    {
        var truth = new GammaGammaModel(new GammaGammaParameters(p, q, v));
        var model = GammaGammaModel.Fit(Draw(truth, 20_000, i => 1 + i % 6, new Random(12)));
        Assert.Equal(FitStatus.Converged, model.Report!.Status);
        for (var k = 0; k < 3; k++)
        {
            var distance = Math.Log(model.ParameterValues[k] / truth.ParameterValues[k]) / Math.Sqrt(model.Report.LogCovariance[k][k]);
            Assert.True(Math.Abs(distance) < 4, $"{model} {k} {distance}");
        }
    }

    [Fact]
    public void A_fitted_model_survives_its_JSON()
    {
        var read = GammaGammaModel.FromJson(Fitted.ToJson());
        Assert.Equal((Fitted.Parameters, Fitted.Basis, Fitted.Independence), (read.Parameters, read.Basis, read.Independence));
        Assert.Equal((Fitted.Report, Fitted.Origin), (read.Report, read.Origin));
        var named = new GammaGammaModel(new GammaGammaParameters(1, 2, 3), SpendBasis.AllPurchases);
        using var stream = new MemoryStream();
        named.ToJson(stream);
        stream.Position = 0;
        Assert.Equal((named.Parameters, SpendBasis.AllPurchases, null), (GammaGammaModel.FromJson(stream).Parameters, named.Basis, named.Report));
        Assert.Contains("basis is missing", Assert.Throws<FormatException>(
            () => GammaGammaModel.FromJson("""{ "type": "GammaGammaModel", "version": 1, "model": "Gamma-Gamma", "parameters": { "p": 1, "q": 2, "v": 3 } }""")).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => GammaGammaModel.FromJson("""{ "type": "AttritionModel", "version": 1 }"""));
        Assert.Throws<FormatException>(() => GammaGammaModel.FromJson(named.ToJson().Replace("\"p\": 1", "\"p\": -1", StringComparison.Ordinal)));
    }

    [Fact]
    public void Rows_that_break_a_rule_are_named()
    {
        Assert.Contains("purchases[1] is -1", Assert.Throws<ArgumentException>(() => SpendHistories.From([1, -1], [1, 1])).Message, StringComparison.Ordinal);
        Assert.Contains("[0] is not a number", Assert.Throws<ArgumentException>(() => SpendHistories.From([1], [double.NaN])).Message, StringComparison.Ordinal);
        Assert.Contains("weights", Assert.Throws<ArgumentException>(() => SpendHistories.From([1], [1], [0])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SpendHistories.From([0, 1], [0, -2]));
        Assert.Throws<ArgumentException>(() => SpendHistories.From([1], [1, 2]));
        Assert.Throws<ArgumentException>(() => SpendHistories.Merge());
        Assert.Throws<ArgumentException>(() => SpendHistories.Merge(
            SpendHistories.From([1], [1]), SpendHistories.From([1], [1], basis: SpendBasis.AllPurchases)));
    }

    internal static SpendHistories Draw(GammaGammaModel model, int members, Func<int, int> purchases, Random random)
    {
        var (x, m) = (new int[members], new double[members]);
        for (var i = 0; i < members; i++)
        {
            x[i] = purchases(i);
            var rate = model.SimulateRate(random);
            for (var k = 0; k < x[i]; k++)
                m[i] += model.SimulateSpend(random, rate) / x[i];
        }

        return SpendHistories.From(x, m);
    }

    internal static MemberTable<int> CdnowTable()
    {
        var builder = new MemberTableBuilder<int>(new MemberTableOptions
        {
            WindowFirst = CdnowData.FirstDay.ToDateTime(TimeOnly.MinValue),
            WindowLast = CdnowData.LastCalibrationDay.ToDateTime(TimeOnly.MinValue),
        });
        builder.AddRange(CdnowData.Log().Select(row => new Transaction<int>(row.Id, row.Day, row.Amount)));
        return builder.Build();
    }
}
