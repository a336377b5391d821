using MemberValue.Learning;

namespace MemberValue.Tests.Churn.Learning;

/// <summary>What a fitted model answers, and that JSON keeps every bit of it.</summary>
public class LogisticModelTests
{
    private static readonly (FeatureTable Features, bool[] Labels) Data = LogisticData.Random(501, 4, 77, missing: 0.15);
    private static readonly LogisticModel Model = LogisticRegression.Fit(Data.Features, Data.Labels);

    [Fact]
    public void Probabilities_are_the_logistic_function_of_intercept_and_coefficients()
    {
        var probabilities = new double[600];
        Model.Predict(Data.Features, probabilities);
        for (var i = 0; i < Data.Features.Count; i++)
        {
            var eta = Model.Intercept;
            foreach (var term in Model.Terms)
            {
                var x = Data.Features.Column(int.Parse(term.Feature[1..], System.Globalization.CultureInfo.InvariantCulture))[i];
                eta += term.Coefficient * (term.IsMissingIndicator ? (double.IsNaN(x) ? 1 : 0) : double.IsNaN(x) ? term.Mean : x);
            }

            Assert.Equal(1 / (1 + Math.Exp(-eta)), probabilities[i], 1e-13);
        }

        Assert.Equal(0, probabilities[501]);
    }

    [Fact]
    public void Mean_probability_of_the_rows_of_the_fit_is_the_share_of_yes()
    {
        var probabilities = new double[501];
        Model.Predict(Data.Features, probabilities);
        Assert.Equal(Data.Labels.Count(label => label) / 501.0, probabilities.Average(), 1e-12);
    }

    [Fact]
    public void An_explanation_adds_up_and_gives_the_same_probability()
    {
        var probabilities = new double[501];
        Model.Predict(Data.Features, probabilities);
        for (var i = 0; i < 501; i++)
        {
            var explanation = Model.Explain(Data.Features, i);
            Assert.Equal(BitConverter.DoubleToInt64Bits(probabilities[i]), BitConverter.DoubleToInt64Bits(explanation.Probability));
            Assert.Equal(1 / (1 + Math.Exp(-explanation.LogOdds)), explanation.Probability, 1e-13);
            Assert.Equal(4, explanation.Contributions.Count);
            Assert.Equal(explanation.Contributions.OrderByDescending(each => Math.Abs(each.LogOdds)), explanation.Contributions);
        }

        var missing = Enumerable.Range(0, 501).First(i => double.IsNaN(Data.Features.Column(0)[i]));
        var indicator = Model.Terms.Single(term => term.Feature == "x0" && term.IsMissingIndicator);
        var contribution = Model.Explain(Data.Features, missing).Contributions.Single(each => each.Feature == "x0");
        Assert.Equal(indicator.Coefficient * (1 - indicator.Mean), contribution.LogOdds, 1e-14);
    }

    [Fact]
    public void Prediction_allocates_nothing_and_gives_a_row_the_same_bits_alone()
    {
        var probabilities = new double[501];
        Assert.Equal(0, Allocations.Of(() => Model.Predict(Data.Features, probabilities)));
        var one = new double[1];
        foreach (var i in (int[])[0, 7, 250, 500])
        {
            Model.Predict(Data.Features.Rows([i]), one);
            Assert.Equal(BitConverter.DoubleToInt64Bits(probabilities[i]), BitConverter.DoubleToInt64Bits(one[0]));
        }
    }

    [Fact]
    public void Json_keeps_every_bit()
    {
        var copy = LogisticModel.FromJson(Model.ToJson());
        Assert.Equal(Model.ToJson(), copy.ToJson());
        Assert.Equal(Model.Report, copy.Report);
        Assert.Equal(Model.Terms, copy.Terms);
        Assert.Equal(Model.FeatureNames, copy.FeatureNames);
        var (one, other) = (new double[501], new double[501]);
        Model.Predict(Data.Features, one);
        copy.Predict(Data.Features, other);
        Assert.Equal(one, other);
        using var stream = new MemoryStream();
        Model.ToJson(stream);
        stream.Position = 0;
        Assert.Equal(Model.ToJson(), LogisticModel.FromJson(stream).ToJson());
    }

    [Theory]
    [InlineData("\"type\": \"LogisticModel\"", "\"type\": \"Tree\"", "it is a Tree, and must have")]
    [InlineData("\"version\": 1", "\"version\": 9", "version 9")]
    [InlineData("\"x1\",", "\"x0\",", "features must be names")]
    [InlineData("\"status\": \"Converged\"", "\"status\": \"Fine\"", "status is 'Fine'")]
    [InlineData("\"status\": \"Converged\"", "\"status\": \"SingleClass\"", "do not go with the status SingleClass")]
    [InlineData("\"yesRows\": ", "\"yesRows\": 9", "report.yesRows is 9")]
    [InlineData("\"coefficient\"", "\"koefficient\"", "terms[0].coefficient is missing")]
    [InlineData("\"standardDeviation\": ", "\"standardDeviation\": -", "and must be a finite number above 0")]
    [InlineData("\"penalty\": 0.5", "\"penalty\": -0.5", "report.penalty is -0.5 and must be a finite number of 0 or more")]
    public void Damaged_json_says_what_is_wrong(string good, string bad, string words)
    {
        var json = Model.ToJson();
        var at = json.IndexOf(good, StringComparison.Ordinal);
        Assert.True(at >= 0);
        var error = Assert.Throws<FormatException>(() => LogisticModel.FromJson(json[..at] + bad + json[(at + good.Length)..]));
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_columns_and_short_destinations_are_refused()
    {
        var other = FeatureTable.FromColumns(["x1", "x0", "x2", "x3"], [[1], [2], [3], [4]]);
        Assert.Contains("x1, x0, x2, x3", Assert.Throws<ArgumentException>(() => Model.Predict(other, new double[1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Model.Explain(other, 0));
        Assert.Throws<ArgumentException>(() => Model.Predict(Data.Features, new double[500]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Model.Explain(Data.Features, 501));
    }
}
