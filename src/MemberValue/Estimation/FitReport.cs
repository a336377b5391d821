using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Estimation;

/// <summary>How a model was fitted and how far it can be trusted: the status, the estimates, their precision, and the work done.</summary>
/// <remarks>
/// Standard errors come from the observed information (minus the second derivatives of the log-likelihood in the log-parameters, by central differences of
/// the analytic gradient) and the delta method, so they are valid for many members and an interior optimum. With a penalty it is the information of the
/// penalised log-likelihood, and the standard errors are those of a posterior mode. A number that does not exist is NaN. Two reports are equal when all
/// numbers and texts are.
/// </remarks>
public sealed record FitReport
{
    internal FitReport()
    {
    }

    /// <summary>The outcome of the fit, which tells how far it can be trusted.</summary>
    public FitStatus Status { get; internal init; }

    /// <summary>The limit that the parameters run to, in words, when the status is <see cref="FitStatus.AtLimit"/>; null otherwise.</summary>
    public Text? Limit { get; internal init; }

    /// <summary>The parameters' names; all vectors and matrices here are in this order.</summary>
    public IReadOnlyList<string> ParameterNames { get; internal init; } = [];

    /// <summary>The estimates in the data's unit; always finite and above 0, for any status.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public IReadOnlyList<double> Estimates { get; internal init; } = [];

    /// <summary>
    /// The standard error of each estimate, in its unit; NaN for a parameter that runs to a limit or is not identified, and for all after a failure.
    /// </summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public IReadOnlyList<double> StandardErrors { get; internal init; } = [];

    /// <summary>The estimates' covariance matrix, row by row: the delta method on <see cref="LogCovariance"/>.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public IReadOnlyList<IReadOnlyList<double>> Covariance { get; internal init; } = [];

    /// <summary>
    /// The covariance matrix of the log-parameters, row by row: the inverse of the observed information. Intervals are better computed from it.
    /// </summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public IReadOnlyList<IReadOnlyList<double>> LogCovariance { get; internal init; } = [];

    /// <summary>The maximised log-likelihood: plus sign, without the penalty, in the data's unit; NaN when it could not be evaluated anywhere.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double LogLikelihood { get; internal init; }

    /// <summary>Akaike's criterion, 2k - 2 LL, of <see cref="LogLikelihood"/> with all k parameters counted; lower is better.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Aic => 2 * ParameterNames.Count - 2 * LogLikelihood;

    /// <summary>Schwarz's criterion, k ln(members) - 2 LL; lower is better.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Bic => ParameterNames.Count * Math.Log(Members) - 2 * LogLikelihood;

    /// <summary>
    /// The largest slope left, in the log-parameters, divided by the number of members; with a penalty, that of the penalised log-likelihood. Slopes towards
    /// a bound that the parameter is at do not count.
    /// </summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double GradientNorm { get; internal init; }

    /// <summary>Steps tried from the best starting point, on the sample and on all rows together.</summary>
    public int Iterations { get; internal init; }

    /// <summary>Evaluations of log-likelihood and gradient on all rows. Where no sample was needed, this is all evaluations.</summary>
    public int Evaluations { get; internal init; }

    /// <summary>Evaluations on the sample of rows on which the starting points were compared; 0 when no sample was needed.</summary>
    public int SampleEvaluations { get; internal init; }

    /// <summary>Starting points tried.</summary>
    public int StartsTried { get; internal init; }

    /// <summary>The number of starting points, including the best one, that reached the best one's optimum or were approaching it when stopped.</summary>
    public int StartsAgreed { get; internal init; }

    /// <summary>
    /// The ratio of the largest to the smallest eigenvalue of the information of the log-parameters, from 1; positive infinity when the smallest is not above
    /// zero, NaN after a failure. 1e4 and more means that a combination of the parameters is hardly identified.
    /// </summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double ConditionNumber { get; internal init; }

    /// <summary>Members in the data: the sum of the rows' weights.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Members { get; internal init; }

    /// <summary>Rows after equal ones were collapsed.</summary>
    public int Rows { get; internal init; }

    /// <summary>The weight of the penalty.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Penalty { get; internal init; }

    /// <summary>Warnings, in English and Chinese; empty where there are none.</summary>
    public IReadOnlyList<Text> Warnings { get; internal init; } = [];

    /// <summary>Status, estimates with their standard errors, log-likelihood and members in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString()
    {
        var estimates = string.Join(", ", ParameterNames.Select((name, k) => double.IsFinite(StandardErrors[k])
            ? FormattableString.Invariant($"{name} {Estimates[k]:G6} (standard error {StandardErrors[k]:G3})")
            : FormattableString.Invariant($"{name} {Estimates[k]:G6}")));
        var warnings = Warnings.Count switch { 0 => "", 1 => ", 1 warning", var count => FormattableString.Invariant($", {count} warnings") };
        return FormattableString.Invariant(
            $"{Status}{(Limit is null ? "" : $" ({Limit})")}: {estimates}; log-likelihood {LogLikelihood:0.00}, {Members} members in {Rows} rows{warnings}");
    }

    /// <summary>Whether all numbers and texts are equal.</summary>
    /// <param name="other">The report to compare with.</param>
    /// <returns>True when every number has the same value (NaN equals NaN) and all texts are equal.</returns>
    public bool Equals(FitReport? other) =>
        other is not null && Status == other.Status && Limit == other.Limit
        && ParameterNames.SequenceEqual(other.ParameterNames, StringComparer.Ordinal) && Estimates.SequenceEqual(other.Estimates)
        && StandardErrors.SequenceEqual(other.StandardErrors) && Same(Covariance, other.Covariance) && Same(LogCovariance, other.LogCovariance)
        && LogLikelihood.Equals(other.LogLikelihood) && GradientNorm.Equals(other.GradientNorm) && Iterations == other.Iterations
        && Evaluations == other.Evaluations && SampleEvaluations == other.SampleEvaluations && StartsTried == other.StartsTried
        && StartsAgreed == other.StartsAgreed && ConditionNumber.Equals(other.ConditionNumber) && Members.Equals(other.Members) && Rows == other.Rows
        && Penalty.Equals(other.Penalty) && Warnings.SequenceEqual(other.Warnings);

    /// <summary>A hash that equal reports share.</summary>
    /// <returns>The hash of the status, the log-likelihood and the first estimate.</returns>
    public override int GetHashCode() => HashCode.Combine(Status, LogLikelihood, Rows, Estimates.Count > 0 ? Estimates[0] : 0);

    private static bool Same(IReadOnlyList<IReadOnlyList<double>> one, IReadOnlyList<IReadOnlyList<double>> other) =>
        one.Count == other.Count && one.Zip(other).All(rows => rows.First.SequenceEqual(rows.Second));
}
