using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>How a logistic regression was fitted and how far it can be trusted.</summary>
public sealed record LogisticFitReport
{
    internal LogisticFitReport()
    {
    }

    /// <summary>The outcome of the fit, which tells how far it can be trusted.</summary>
    public FitStatus Status { get; internal init; }

    /// <summary>Newton steps on all rows; 0 where there was nothing to fit.</summary>
    public int Iterations { get; internal init; }

    /// <summary>The weighted log-likelihood at the model's coefficients, without the penalty; 0 or less, NaN where there was nothing to fit.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double LogLikelihood { get; internal init; }

    /// <summary>The weighted log-likelihood of the share of yes alone, with no column; NaN where there was nothing to fit.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double NullLogLikelihood { get; internal init; }

    /// <summary>McFadden's pseudo R²: 1 - log-likelihood / null log-likelihood; 0 where the columns do not help, 1 where every label is predicted
    /// perfectly.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double PseudoRSquared => 1 - LogLikelihood / NullLogLikelihood;

    /// <summary>The largest slope left, of the penalised log-likelihood in the standardised coefficients, divided by the total weight.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double GradientNorm { get; internal init; }

    /// <summary>Rows of a weight above 0.</summary>
    public int Rows { get; internal init; }

    /// <summary>Rows of a weight above 0 whose label is yes.</summary>
    public int YesRows { get; internal init; }

    /// <summary>The sum of the rows' weights, label weights multiplied in.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double TotalWeight { get; internal init; }

    /// <summary>The penalty's weight.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Penalty { get; internal init; }

    /// <summary>Columns and missing-value indicators that got no coefficient, in the columns' order, columns first.</summary>
    public IReadOnlyList<LogisticDroppedTerm> Dropped { get; internal init; } = [];

    /// <summary>Status, rows, log-likelihood and iterations in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Status}: {YesRows} yes of {Rows} rows, log-likelihood {LogLikelihood:0.00} (without columns {NullLogLikelihood:0.00}), {Iterations} iterations, "
            + $"{Dropped.Count} dropped");

    /// <summary>Whether all numbers and names are equal.</summary>
    /// <param name="other">The report to compare with.</param>
    /// <returns>True when every number has the same value (NaN equals NaN) and the same columns were dropped.</returns>
    public bool Equals(LogisticFitReport? other) =>
        other is not null && Status == other.Status && Iterations == other.Iterations && LogLikelihood.Equals(other.LogLikelihood)
        && NullLogLikelihood.Equals(other.NullLogLikelihood) && GradientNorm.Equals(other.GradientNorm) && Rows == other.Rows && YesRows == other.YesRows
        && TotalWeight.Equals(other.TotalWeight) && Penalty.Equals(other.Penalty) && Dropped.SequenceEqual(other.Dropped);

    /// <summary>A hash that equal reports share.</summary>
    /// <returns>The hash of the status, the rows and the log-likelihood.</returns>
    public override int GetHashCode() => HashCode.Combine(Status, Rows, LogLikelihood);
}
