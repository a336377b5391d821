using System.Text;
using MemberValue.Common;
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

    /// <summary>The change of the log-odds of yes for one unit more of the column.</summary>
    public double Coefficient { get; internal init; }

    /// <summary>
    /// Its standard error, from the inverse of the (penalised) information matrix; NaN where the fit did not converge. Rows count as independent: with several
    /// origins per member, or with label weights, it is too small.
    /// </summary>
    public double StandardError { get; internal init; }

    /// <summary>By what one unit more multiplies the odds of yes: e^coefficient, above 0.</summary>
    public double OddsRatio => Math.Exp(Coefficient);

    /// <summary>Coefficient over standard error (Wald's statistic); NaN where there is no standard error.</summary>
    public double ZScore => Coefficient / StandardError;

    /// <summary>The chance of a Wald statistic at least as large either way if the true coefficient were 0 (normal approximation), 0 to 1, or NaN.</summary>
    public double PValue => double.IsNaN(ZScore) ? double.NaN : 2 * NormalDistribution.Cdf(-Math.Abs(ZScore));

    /// <summary>The weighted mean of the rows of the fit, without missing values; what stands for a missing one.</summary>
    public double Mean { get; internal init; }

    /// <summary>The standard deviation over the rows of the fit, a missing value counted as the mean; above 0.</summary>
    public double StandardDeviation { get; internal init; }

    internal int Column { get; init; }

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Feature = {Feature}, IsMissingIndicator = {IsMissingIndicator}, Coefficient = {Coefficient}, StandardError = {StandardError}, "
            + $"OddsRatio = {OddsRatio}, ZScore = {ZScore}, PValue = {PValue}, Mean = {Mean}, StandardDeviation = {StandardDeviation}");
}
