using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Metrics;

/// <summary>How much higher a method's ROC AUC is than the baseline's, on the same rows.</summary>
/// <param name="Difference">The method's area less the baseline's, -1 to 1; NaN without both classes.</param>
/// <param name="StandardError">
/// Its standard error, 0 or more, with the correlation of the two areas taken into account; NaN with fewer than two rows of either class.
/// </param>
/// <remarks>DeLong, DeLong and Clarke-Pearson 1988, for two curves on the same rows; rows are taken as independent.</remarks>
public readonly record struct AucDifference(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Difference,
    [property: JsonConverter(typeof(ResultJsonConverter))] double StandardError)
{
    /// <summary>The probability of a difference as far from 0, either way, if the areas were the same: two-sided, by the normal distribution.</summary>
    /// <value>0 to 1. 1 where both rank alike (a difference of 0 without error); NaN without a standard error.</value>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double PValue => Difference == 0 && StandardError == 0 ? 1 : 2 * NormalDistribution.Cdf(-Math.Abs(Difference) / StandardError);

    /// <summary>The interval of the difference: the normal one, cut at -1 and 1.</summary>
    /// <param name="level">The confidence level, above 0 and below 1.</param>
    /// <returns>The interval; NaN without a standard error.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    public ConfidenceInterval Interval(double level = 0.95)
    {
        var half = Proportion.Quantile(level) * StandardError;
        return new ConfidenceInterval(Math.Max(-1, Difference - half), Math.Min(1, Difference + half), level);
    }

    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Difference = {Difference}, StandardError = {StandardError}, PValue = {PValue}");
}
