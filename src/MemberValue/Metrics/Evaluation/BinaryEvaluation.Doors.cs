using MemberValue.Common;

namespace MemberValue.Metrics;

/// <content>Creating an evaluation, and its methods.</content>
public sealed partial class BinaryEvaluation
{
    /// <summary>Evaluates predictions.</summary>
    /// <param name="labels">What happened, one per row: <see langword="true"/> is positive. At least one row.</param>
    /// <param name="predictions">What was predicted, as many as labels; higher means that a positive label is more likely. Not NaN; infinite ones rank as
    /// such.</param>
    /// <param name="options">Bins and bands; null for the defaults.</param>
    /// <returns>The evaluation.</returns>
    /// <exception cref="ArgumentException">Lengths differ, there is no row, a prediction is NaN (the message names the first row), or an option is out of its
    /// range.</exception>
    public static BinaryEvaluation Of(ReadOnlySpan<bool> labels, ReadOnlySpan<double> predictions, BinaryEvaluationOptions? options = null) =>
        new(RankedPredictions.Of(labels, predictions, default, hasCounts: false), Checked(options));

    /// <summary>Evaluates predictions of rows with counts, as if each row were repeated as often as its count says.</summary>
    /// <param name="labels">What happened, one per row: <see langword="true"/> is positive. At least one row.</param>
    /// <param name="predictions">What was predicted, as many as labels. Not NaN.</param>
    /// <param name="counts">How often each row counts, 0 or more, such as the draws of a <see cref="GroupedBootstrap"/>; at least 1 in all, at most
    /// <see cref="int.MaxValue"/>.</param>
    /// <param name="options">Bins and bands; null for the defaults.</param>
    /// <returns>The evaluation.</returns>
    /// <exception cref="ArgumentException">
    /// Lengths differ, there is no row, a prediction is NaN, a count is negative, the counts add up to 0 or too many, or an option is out of its range.
    /// </exception>
    public static BinaryEvaluation Of(
        ReadOnlySpan<bool> labels, ReadOnlySpan<double> predictions, ReadOnlySpan<int> counts, BinaryEvaluationOptions? options = null) =>
        new(RankedPredictions.Of(labels, predictions, counts, hasCounts: true), Checked(options));

    /// <summary>DeLong's interval of <see cref="RocAuc"/>: the normal one, cut at 0 and 1.</summary>
    /// <param name="level">The confidence level, above 0 and below 1.</param>
    /// <returns>The interval, within 0 to 1; NaN where there is no standard error. It says nothing where the standard error is 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    public ConfidenceInterval RocAucInterval(double level = 0.95)
    {
        var half = Proportion.Quantile(level) * RocAucStandardError;
        return new ConfidenceInterval(Math.Max(0, RocAuc - half), Math.Min(1, RocAuc + half), level);
    }

    /// <summary>The confusion counts when every prediction at or above a threshold is taken as positive.</summary>
    /// <param name="threshold">The threshold, any number but NaN; at infinity only infinite predictions are positive.</param>
    /// <returns>The four counts and their shares.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is NaN.</exception>
    public Confusion ConfusionAt(double threshold)
    {
        if (double.IsNaN(threshold))
            throw Error.OutOfRange(nameof(threshold), $"The threshold is {threshold} and must not be NaN.");
        var groups = _ranked.GroupsFrom(threshold);
        var (truePositives, falsePositives) = (_ranked.PositivesBefore(groups), _ranked.NegativesBefore(groups));
        return new Confusion(threshold, truePositives, falsePositives, _ranked.Negatives - falsePositives, Positives - truePositives);
    }

    /// <summary>
    /// What contacting everyone at or above a threshold brings, for every threshold, where a positive label means a member who leaves and each is
    /// worth the same. For a value of each member, <see cref="ProfitCurve.Of"/>.
    /// </summary>
    /// <param name="options">Cost of a contact, save rate and value.</param>
    /// <returns>The curve with its best threshold.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, or <see cref="ProfitOptions.Value"/> is null.</exception>
    public ProfitCurve Profit(ProfitOptions options) => ProfitCurve.OfConstant(_ranked, options);

    /// <summary>The ROC curve and the precision-recall curve as points to draw: nobody, then about every so many rows, then everybody.</summary>
    /// <param name="steps">How many steps, 1 or more. Points are at distinct predictions, so there are fewer where many tie.</param>
    /// <returns>2 to steps + 1 points by ascending rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="steps"/> is below 1.</exception>
    /// <remarks>Between two points the ROC curve is a straight line; precision is not, so draw it in steps (Davis and Goadrich 2006).</remarks>
    public IReadOnlyList<RankingPoint> Points(int steps = 100)
    {
        if (steps < 1)
            throw Error.OutOfRange(nameof(steps), $"The number of steps is {steps} and must be 1 or more.");
        var points = new List<RankingPoint> { new(double.PositiveInfinity, 0 / (double)Positives, 0 / (double)_ranked.Negatives, double.NaN) };
        for (int step = 1, group = 0, last = -1; step <= steps; step++)
        {
            while (_ranked.RowsTo(group) < (long)Count * step / steps)
                group++;
            if (group == last || (long)Count * step / steps == 0)
                continue;
            var (yes, no) = (_ranked.PositivesTo[group], _ranked.NegativesTo[group]);
            points.Add(new RankingPoint(_ranked.Scores[group], yes / (double)Positives, no / (double)_ranked.Negatives, yes / (double)(yes + no)));
            last = group;
        }

        return points.AsReadOnly();
    }

    /// <summary>The main numbers in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Positives} of {Count} positive; ROC AUC {EvaluationText.Number(RocAuc)}, average precision {EvaluationText.Number(AveragePrecision)}, ")
            + FormattableString.Invariant(
        $"log loss {EvaluationText.Number(LogLoss)}, Brier {EvaluationText.Number(Brier)}, KS {EvaluationText.Number(KolmogorovSmirnov)}");

    private static BinaryEvaluationOptions Checked(BinaryEvaluationOptions? options) => (options ?? new BinaryEvaluationOptions()).Checked();
}
