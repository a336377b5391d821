using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Learning;

/// <summary>One coefficient of a logistic regression, on the column's own scale.</summary>
public sealed record LogisticTerm
{
    internal LogisticTerm()
    {
    }

    /// <summary>The column's name.</summary>
    public string Feature { get; internal init; } = "";

    /// <summary>
    /// Whether the term is the indicator of the column's missing values, 1 where it is missing and 0 elsewhere, instead of the column itself.
    /// </summary>
    public bool IsMissingIndicator { get; internal init; }

    /// <summary>The change of the log-odds of yes per unit of the column.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Coefficient { get; internal init; }

    /// <summary>
    /// Its standard error, from the inverse of the (penalised) information matrix; NaN where the fit did not converge. Rows count as independent: with
    /// several origins per member, or with label weights, it is too small.
    /// </summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double StandardError { get; internal init; }

    /// <summary>The factor on the odds of yes per unit of the column: e^coefficient, above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double OddsRatio => Math.Exp(Coefficient);

    /// <summary>Coefficient over standard error (Wald's statistic); NaN where there is no standard error.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double ZScore => Coefficient / StandardError;

    /// <summary>The p value of the coefficient: the probability of a Wald statistic at least as large in absolute value if the true coefficient were 0
    /// (normal approximation), 0 to 1; NaN without a standard error.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double PValue => double.IsNaN(ZScore) ? double.NaN : 2 * NormalDistribution.Cdf(-Math.Abs(ZScore));

    /// <summary>The weighted mean of the rows of the fit, without missing values; the value used for a missing one.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Mean { get; internal init; }

    /// <summary>The standard deviation over the rows of the fit, missing values counted as the mean; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double StandardDeviation { get; internal init; }

    internal int Column { get; init; }

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Feature = {Feature}, IsMissingIndicator = {IsMissingIndicator}, Coefficient = {Coefficient}, StandardError = {StandardError}, "
            + $"OddsRatio = {OddsRatio}, ZScore = {ZScore}, PValue = {PValue}, Mean = {Mean}, StandardDeviation = {StandardDeviation}");
}
