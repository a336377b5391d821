using MemberValue.Common;

namespace MemberValue.Metrics;

/// <summary>Several methods' predictions of the same labels, in one result, such as rules and models. Immutable and thread-safe.</summary>
public sealed class BinaryComparison
{
    private BinaryComparison(string baseline, ComparedMethod[] methods) => (Baseline, Methods) = (baseline, Array.AsReadOnly(methods));

    /// <summary>The name of the method that the others are compared with.</summary>
    public string Baseline { get; }

    /// <summary>The methods, in the order that was given.</summary>
    public IReadOnlyList<ComparedMethod> Methods { get; }

    /// <summary>A method by its name.</summary>
    /// <param name="name">The name.</param>
    /// <returns>The method.</returns>
    /// <exception cref="ArgumentException">No such name.</exception>
    public ComparedMethod this[string name] => Methods.FirstOrDefault(method => method.Name == name)
        ?? throw Error.Argument($"There is no method '{name}'; there are: {string.Join(", ", Methods.Select(method => method.Name))}.", nameof(name));

    /// <summary>Evaluates methods on the same rows, and compares each with one of them.</summary>
    /// <param name="labels">What happened, one per row: <see langword="true"/> is positive. At least one row.</param>
    /// <param name="methods">The methods, at least one, with distinct names and as many predictions as labels.</param>
    /// <param name="baseline">The name of the method to compare with; null for the first.</param>
    /// <param name="options">Bins and bands, the same for all; null for the defaults.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="methods"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// No method, an empty name or one that is given twice, no baseline of that name, predictions that
    /// <see cref="BinaryEvaluation.Of(ReadOnlySpan{bool}, ReadOnlySpan{double}, BinaryEvaluationOptions)"/> refuses (the message names the method), or an
    /// option out of its range.
    /// </exception>
    public static BinaryComparison Of(
        ReadOnlySpan<bool> labels, IReadOnlyList<NamedPredictions> methods, string? baseline = null, BinaryEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(methods);
        CheckNames(methods);
        baseline ??= methods[0].Name;
        var place = Enumerable.Range(0, methods.Count).FirstOrDefault(i => methods[i].Name == baseline, -1);
        if (place < 0)
            throw Error.Argument(
                $"There is no method '{baseline}' to compare with; there are: {string.Join(", ", methods.Select(method => method.Name))}.", nameof(baseline));
        (options ?? new BinaryEvaluationOptions()).Checked();
        var evaluations = new BinaryEvaluation[methods.Count];
        for (var i = 0; i < evaluations.Length; i++)
        {
            try
            {
                evaluations[i] = BinaryEvaluation.Of(labels, methods[i].Predictions.Span, options);
            }
            catch (ArgumentException wrong)
            {
                throw Error.Argument($"The method '{methods[i].Name}': {wrong.Message}", nameof(methods), wrong);
            }
        }

        var basis = PlacementsOf(labels, methods[place].Predictions.Span, evaluations[place].Ranked);
        var compared = new ComparedMethod[methods.Count];
        for (var i = 0; i < compared.Length; i++)
        {
            var difference = i == place ? null : (AucDifference?)DifferenceOf(labels, methods[i].Predictions.Span, evaluations[i].Ranked, basis);
            compared[i] = new ComparedMethod(methods[i].Name, evaluations[i], difference);
        }

        return new BinaryComparison(baseline, compared);
    }

    /// <summary>
    /// The comparison as a table: areas with the standard error of the first, losses, the lift of the first band and the share of positives in it,
    /// KS, and the difference from the baseline's ROC AUC with its p value.
    /// </summary>
    /// <returns>The text, the same in every culture; a dash where there is no number.</returns>
    public override string ToString()
    {
        var rows = new List<string[]>
        {
            (string[])["method", "ROC AUC", "s.e.", "avg. precision", "log loss", "Brier", "lift 1", "gain 1", "KS", "AUC - " + Baseline, "p"],
        };
        foreach (var (name, evaluation, difference) in Methods)
        {
            var top = evaluation.Lift[0];
            rows.Add(
            [
                name, EvaluationText.Number(evaluation.RocAuc), EvaluationText.Number(evaluation.RocAucStandardError),
                EvaluationText.Number(evaluation.AveragePrecision),
                EvaluationText.Number(evaluation.LogLoss), EvaluationText.Number(evaluation.Brier), EvaluationText.Short(top.Lift),
                EvaluationText.Short(top.Gain),
                EvaluationText.Number(evaluation.KolmogorovSmirnov), difference is { } gap ? EvaluationText.Signed(gap.Difference) : "",
                difference is { } other ? EvaluationText.PValue(other.PValue) : "",
            ]);
        }

        return LabelText.Table(rows);
    }

    private static void CheckNames(IReadOnlyList<NamedPredictions> methods)
    {
        if (methods.Count == 0)
            throw new ArgumentException("There is no method; there must be at least one.", nameof(methods));
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < methods.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(methods[i].Name))
                throw Error.Argument($"The method at place {i} has no name.", nameof(methods));
            if (!names.Add(methods[i].Name))
                throw Error.Argument($"The method '{methods[i].Name}' is given twice.", nameof(methods));
        }
    }

    /// <summary>Each row's doubled placement: how many rows of the other class it is on the right side of.</summary>
    private static long[] PlacementsOf(ReadOnlySpan<bool> labels, ReadOnlySpan<double> predictions, RankedPredictions ranked)
    {
        var placements = new long[labels.Length];
        for (var row = 0; row < placements.Length; row++)
        {
            var group = ranked.GroupsFrom(predictions[row]) - 1;
            placements[row] = labels[row] ? PlacementSums.OfPositive(ranked, group) : PlacementSums.OfNegative(ranked, group);
        }

        return placements;
    }

    // The variance of a difference of two averages over the same rows is that of the average difference: no covariances are needed.
    private static AucDifference DifferenceOf(ReadOnlySpan<bool> labels, ReadOnlySpan<double> predictions, RankedPredictions ranked, long[] baseline)
    {
        var placements = PlacementsOf(labels, predictions, ranked);
        var (yes, no) = (new PlacementSums(), new PlacementSums());
        for (var row = 0; row < placements.Length; row++)
        {
            if (labels[row])
                yes.Add(placements[row] - baseline[row], 1);
            else
                no.Add(placements[row] - baseline[row], 1);
        }

        return new AucDifference(
            (double)yes.Sum / (2.0 * ranked.Positives * ranked.Negatives),
            Math.Sqrt(yes.VarianceOfMean(ranked.Positives, ranked.Negatives) + no.VarianceOfMean(ranked.Negatives, ranked.Positives)));
    }
}
