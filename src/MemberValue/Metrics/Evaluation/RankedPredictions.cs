using MemberValue.Common;
using MemberValue.Numerics;

namespace MemberValue.Metrics;

/// <summary>
/// Rows by prediction, highest first, those with the same prediction together. Everything evaluated is computed from it, so the order of the caller's rows
/// cannot matter.
/// </summary>
internal sealed class RankedPredictions
{
    private RankedPredictions(double[] scores, int[] positivesTo, int[] negativesTo)
    {
        (Scores, PositivesTo, NegativesTo) = (scores, positivesTo, negativesTo);
        Positives = scores.Length == 0 ? 0 : positivesTo[^1];
        Negatives = scores.Length == 0 ? 0 : negativesTo[^1];
    }

    /// <summary>The distinct predictions, descending.</summary>
    public double[] Scores { get; }

    /// <summary>Positive labels down to each distinct prediction, itself included.</summary>
    public int[] PositivesTo { get; }

    /// <summary>Negative labels down to each distinct prediction, itself included.</summary>
    public int[] NegativesTo { get; }

    public int Positives { get; }

    public int Negatives { get; }

    public int Count => Positives + Negatives;

    public int Groups => Scores.Length;

    /// <summary>Sorts rows; <paramref name="counts"/> empty where each row counts once.</summary>
    /// <exception cref="ArgumentException">Lengths differ, there is no row, a prediction is NaN, a count negative, or the counts add up to none or too
    /// many.</exception>
    public static RankedPredictions Of(ReadOnlySpan<bool> labels, ReadOnlySpan<double> predictions, ReadOnlySpan<int> counts, bool hasCounts)
    {
        Check(labels, predictions);
        if (hasCounts)
            CheckCounts(counts, labels.Length);
        int positives = 0, negatives = 0;
        for (var row = 0; row < labels.Length; row++)
        {
            if (hasCounts && counts[row] == 0)
                continue;
            _ = labels[row] ? positives++ : negatives++;
        }

        // Two sorts of bare keys: half the memory traffic of one that moves labels too.
        var keys = (Yes: new ulong[positives], No: new ulong[negatives]);
        var times = hasCounts ? (Yes: new int[positives], No: new int[negatives]) : default;
        (positives, negatives) = (0, 0);
        for (var row = 0; row < labels.Length; row++)
        {
            if (hasCounts)
            {
                if (counts[row] == 0)
                    continue;
                (labels[row] ? times.Yes : times.No)[labels[row] ? positives : negatives] = counts[row];
            }

            if (labels[row])
                keys.Yes[positives++] = DescendingKey(predictions[row]);
            else
                keys.No[negatives++] = DescendingKey(predictions[row]);
        }

        Sort(keys.Yes, times.Yes);
        Sort(keys.No, times.No);
        return Merged(keys.Yes, times.Yes, keys.No, times.No);
    }

    public static void Check(ReadOnlySpan<bool> labels, ReadOnlySpan<double> predictions)
    {
        if (labels.Length != predictions.Length)
            throw Error.Argument($"There are {labels.Length} labels for {predictions.Length} predictions.", nameof(labels));
        if (labels.IsEmpty)
            throw new ArgumentException("There are no rows; evaluation needs at least one.", nameof(labels));
        for (var row = 0; row < predictions.Length; row++)
        {
            if (!double.IsNaN(predictions[row]))
                continue;
            var missing = 0;
            foreach (var prediction in predictions)
                missing += double.IsNaN(prediction) ? 1 : 0;
            throw Error.Argument(
                $"The prediction of row {row} is NaN, and {missing} in all; leave such rows out, for every method compared.", nameof(predictions));
        }
    }

    public static ulong DescendingKey(double prediction) => ~((ulong)SortableDouble.ToKey(prediction) ^ 1UL << 63);

    public static double FromDescendingKey(ulong key) => SortableDouble.FromKey((long)(~key ^ 1UL << 63));

    /// <summary>How many distinct predictions are at or above a threshold.</summary>
    public int GroupsFrom(double threshold)
    {
        int low = 0, high = Scores.Length;
        while (low < high)
        {
            var middle = (int)((uint)(low + high) >> 1);
            if (Scores[middle] >= threshold)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    public int PositivesBefore(int group) => group == 0 ? 0 : PositivesTo[group - 1];

    public int NegativesBefore(int group) => group == 0 ? 0 : NegativesTo[group - 1];

    public int RowsTo(int group) => PositivesTo[group] + NegativesTo[group];

    /// <summary>Positive labels among the first so many rows, those of a tie spread evenly; and whether a tie of both labels is cut.</summary>
    public (double Positives, bool SplitsTie) PositivesAmong(int rows, ref int group)
    {
        while (group < Groups && RowsTo(group) <= rows)
            group++;
        if (group == Groups)
            return (Positives, false);
        var (before, start) = (PositivesBefore(group), group == 0 ? 0 : RowsTo(group - 1));
        var (inTie, tie) = (PositivesTo[group] - before, RowsTo(group) - start);
        return (before + (double)inTie * (rows - start) / tie, rows > start && inTie > 0 && inTie < tie);
    }

    private static void CheckCounts(ReadOnlySpan<int> counts, int rows)
    {
        if (counts.Length != rows)
            throw Error.Argument($"There are {counts.Length} counts for {rows} labels.", nameof(counts));
        var total = 0L;
        for (var row = 0; row < counts.Length; row++)
        {
            if (counts[row] < 0)
                throw Error.Argument($"The count of row {row} is {counts[row]}; it must be 0 or more.", nameof(counts));
            total += counts[row];
        }

        if (total is 0 or > int.MaxValue)
            throw Error.Argument($"The counts add up to {total}; it must be 1 to {int.MaxValue}.", nameof(counts));
    }

    private static void Sort(ulong[] keys, int[]? times)
    {
        if (times is null)
            RadixSort.Sort(keys, 64);
        else
            RadixSort.Sort(keys, times, 64);
    }

    private static RankedPredictions Merged(ulong[] yes, int[]? yesTimes, ulong[] no, int[]? noTimes)
    {
        var scores = new double[yes.Length + no.Length];
        var (positivesTo, negativesTo) = (new int[scores.Length], new int[scores.Length]);
        int groups = 0, positives = 0, negatives = 0;
        for (int i = 0, j = 0; i < yes.Length || j < no.Length; groups++)
        {
            var key = j == no.Length || (i < yes.Length && yes[i] < no[j]) ? yes[i] : no[j];
            for (; i < yes.Length && yes[i] == key; i++)
                positives += yesTimes?[i] ?? 1;
            for (; j < no.Length && no[j] == key; j++)
                negatives += noTimes?[j] ?? 1;
            (scores[groups], positivesTo[groups], negativesTo[groups]) = (FromDescendingKey(key), positives, negatives);
        }

        return groups == scores.Length
            ? new RankedPredictions(scores, positivesTo, negativesTo)
            : new RankedPredictions(scores[..groups], positivesTo[..groups], negativesTo[..groups]);
    }
}
