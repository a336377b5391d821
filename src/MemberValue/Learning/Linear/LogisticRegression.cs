namespace MemberValue.Learning;

/// <summary>
/// Fits a logistic regression: the log-odds of yes as a sum over the columns of a table, with one coefficient per column.
/// </summary>
/// <remarks>
/// <para>Columns are standardised internally, so that neither their unit nor their origin matters to the fit and the penalty treats them alike; coefficients
/// are reported in the columns' own units. A missing value counts as the column's mean, and an indicator of missing values joins the columns where the fit
/// saw one, so that a missing value has a coefficient of its own.</para>
/// <para>Newton's method with halved steps (iteratively reweighted least squares; Hastie, Tibshirani and Friedman 2009, The Elements of Statistical Learning,
/// section 4.4.1) from a start on 20,000 of the rows where there are many. Runs on all processors; the result has the same bits on any number of them.</para>
/// <para>Cost: about six passes, each of rows × columns² / 2 multiplications. Benchmark: FitLogistic.</para>
/// </remarks>
public static class LogisticRegression
{
    /// <summary>Fits a model.</summary>
    /// <param name="features">The columns; NaN is a missing value.</param>
    /// <param name="labels">One label per row, true for yes.</param>
    /// <param name="options">Penalty, label weights, iterations; null for the defaults.</param>
    /// <param name="weights">One weight per row, finite and from 0, or empty for 1 each. A whole number counts as so many equal rows, 0 as none.</param>
    /// <param name="cancellationToken">Cancels the fit.</param>
    /// <returns>The model. Check its report's status: a fit with nothing to learn also gives a model, whose predictions are NaN.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="features"/> is null.</exception>
    /// <exception cref="ArgumentException">Not one label per row, or weights that are not one per row; an option or a weight is out of its range.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static LogisticModel Fit(
        FeatureTable features, ReadOnlySpan<bool> labels, LogisticOptions? options = null, ReadOnlySpan<double> weights = default,
        CancellationToken cancellationToken = default) => Fit(features, labels, options, weights, isSequential: false, cancellationToken);

    internal static LogisticModel Fit(
        FeatureTable features, ReadOnlySpan<bool> labels, LogisticOptions? options, ReadOnlySpan<double> weights, bool isSequential,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(features);
        options ??= new LogisticOptions();
        options.Check();
        LabelledRows.Check(labels.Length, features.Count, weights);
        return LogisticFit.Run(features, labels.ToArray(), weights.IsEmpty ? null : weights.ToArray(), options, isSequential, cancellationToken);
    }
}
