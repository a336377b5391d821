using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>A fitted logistic regression: coefficients with standard errors, probabilities and explanations. Immutable and thread-safe; stored as
/// JSON.</summary>
/// <remarks>
/// The log-odds of yes are the sum over columns of coefficient × (value - mean), and the log-odds at the means. A missing value counts as the mean; where the
/// fit saw missing values of a column, an indicator has a coefficient of its own. Where it saw none, a missing value only counts as the mean.
/// </remarks>
public sealed partial class LogisticModel : IBinaryClassifier, IFitted
{
    private readonly string[] _names;
    private readonly LogisticTerm[] _terms;
    private readonly double _atMeans;

    internal LogisticModel(string[] names, LogisticTerm[] terms, double atMeans, double interceptStandardError, LogisticFitReport report, FitOrigin origin)
    {
        (_names, _terms, _atMeans) = (names, terms, atMeans);
        InterceptStandardError = interceptStandardError;
        Report = report;
        Origin = origin;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> FeatureNames => Array.AsReadOnly(_names);

    /// <inheritdoc/>
    public IReadOnlyList<ColumnEncoding> Encodings { get; internal init; } = [];

    /// <summary>
    /// The coefficients: columns in the table's order, then indicators of missing values. Columns that were dropped are in <see cref="Report"/>.
    /// </summary>
    public IReadOnlyList<LogisticTerm> Terms => Array.AsReadOnly(_terms);

    /// <summary>The log-odds of yes where every column is 0 and none is missing; NaN where there was nothing to fit.</summary>
    public double Intercept => _atMeans - _terms.Sum(term => term.Coefficient * term.Mean);

    /// <summary>The standard error of <see cref="Intercept"/>; NaN where the fit did not converge.</summary>
    public double InterceptStandardError { get; }

    /// <summary>How the model was fitted and how far it can be trusted.</summary>
    public LogisticFitReport Report { get; }

    /// <summary>Always <c>LogisticModel</c>.</summary>
    public string Kind => Stored.Name;

    /// <summary>The rows that it was fitted to, without those of weight 0.</summary>
    public FitOrigin Origin { get; }

    FitOrigin? IFitted.Origin => Origin;

    /// <inheritdoc/>
    public LabelDefinition? Label => LabelDefinition.Of(Origin);

    /// <summary>The outcome of the fit: the status of <see cref="Report"/>.</summary>
    public FitStatus Status => Report.Status;

    /// <summary>Warnings about the status and about columns without a coefficient, in English and Chinese; empty where there are none.</summary>
    public IReadOnlyList<Text> Warnings =>
    [
        .. LearnerWarnings.Of(Status),
        .. Report.Dropped.Select(each => Text.Of(
            $"{(each.IsMissingIndicator ? "Missing values of " : "")}{each.Feature}: no coefficient ({each.Reason}).",
            $"{each.Feature}{(each.IsMissingIndicator ? "的缺失值" : "")}：没有系数（{(each.Reason == LogisticDropReason.Constant ? "取值不变" : "与其他列共线")}）。")),
    ];

    /// <inheritdoc/>
    /// <remarks>Single-threaded; allocates nothing. NaN for every row where the status is <see cref="FitStatus.SingleClass"/> or
    /// <see cref="FitStatus.TooFewRows"/>.</remarks>
    public void Predict(FeatureTable features, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(features);
        features.RequireSame(_names, Origin, nameof(features));
        Require.Destination(destination.Length, features.Count);
        destination = destination[..features.Count];
        destination.Fill(_atMeans);
        foreach (var term in _terms)
        {
            var values = features.Column(term.Column);
            if (term.IsMissingIndicator)
                AddIndicator(values, term.Coefficient, term.Mean, destination);
            else
                AddColumn(values, term.Coefficient, term.Mean, destination);
        }

        Logistic.Of(destination);
    }

    private static void AddIndicator(ReadOnlySpan<double> values, double coefficient, double mean, Span<double> logOdds)
    {
        for (var i = 0; i < logOdds.Length; i++)
            logOdds[i] += coefficient * ((double.IsNaN(values[i]) ? 1 : 0) - mean);
    }

    private static void AddColumn(ReadOnlySpan<double> values, double coefficient, double mean, Span<double> logOdds)
    {
        ref var from = ref MemoryMarshal.GetReference(values);
        ref var to = ref MemoryMarshal.GetReference(logOdds);
        var i = 0;
        for (; i <= logOdds.Length - Vector512<double>.Count; i += Vector512<double>.Count)
        {
            var part = Vector512.Create(coefficient) * (Vector512.LoadUnsafe(ref from, (nuint)i) - Vector512.Create(mean));
            part = Vector512.ConditionalSelect(Vector512.Equals(part, part), part, Vector512<double>.Zero);
            (Vector512.LoadUnsafe(ref to, (nuint)i) + part).StoreUnsafe(ref to, (nuint)i);
        }

        for (; i < logOdds.Length; i++)
            logOdds[i] += double.IsNaN(values[i]) ? 0 : coefficient * (values[i] - mean);
    }

    /// <summary>Why a row gets its probability.</summary>
    /// <param name="features">The columns that the model was fitted to, in the same order.</param>
    /// <param name="row">The row, from 0.</param>
    /// <returns>What each column adds to the log-odds of an average row.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="features"/> is null.</exception>
    /// <exception cref="ArgumentException">Other columns.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public LogisticExplanation Explain(FeatureTable features, int row)
    {
        ArgumentNullException.ThrowIfNull(features);
        features.RequireSame(_names, Origin, nameof(features));
        if ((uint)row >= (uint)features.Count)
            throw Error.OutOfRange(nameof(row), $"The row is {row} and must be 0 to {features.Count - 1}.");
        var parts = new double[_names.Length];
        Span<double> logOdds = [_atMeans];
        foreach (var term in _terms)
        {
            var value = features.Column(term.Column)[row];
            var part = term.IsMissingIndicator ? term.Coefficient * ((double.IsNaN(value) ? 1 : 0) - term.Mean)
                : double.IsNaN(value) ? 0 : term.Coefficient * (value - term.Mean);
            logOdds[0] += part;
            parts[term.Column] += part;
        }

        Logistic.Of(logOdds);
        var contributions = _terms.Select(term => term.Column).Distinct().Order()
            .Select(column => new LogisticContribution(_names[column], features.Column(column)[row], parts[column]))
            .OrderByDescending(each => Math.Abs(each.LogOdds)).ToArray();
        return new LogisticExplanation(_atMeans, Array.AsReadOnly(contributions), logOdds[0]);
    }

    /// <summary>Status, rows and number of coefficients in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"Logistic regression: {Report.Status}, {_terms.Length} coefficient(s) from {Report.Rows} rows, {Report.YesRows} of them yes");
}
