using MemberValue.Common;

namespace MemberValue.Metrics;

/// <summary>Creates <see cref="ResponseTable{TLabel}"/>.</summary>
public static class ResponseTable
{
    /// <summary>Counts responses by label.</summary>
    /// <typeparam name="TLabel">The type of a label, such as a segment or a cell of Rfm scores.</typeparam>
    /// <param name="labels">Every label, 1 to 1,024, each once.</param>
    /// <param name="contacted">The label of each member contacted, as it was before the campaign.</param>
    /// <param name="responded">Whether the member responded; as many as contacted.</param>
    /// <param name="breakEvenRate">The response rate from which a contact pays, finite, 0 or more; see <see cref="BreakEven.ResponseRate"/>.</param>
    /// <param name="level">The confidence level of intervals and verdicts, above 0 and below 1.</param>
    /// <param name="comparer">When labels are equal; null for their own equality.</param>
    /// <returns>The table, with a row per label.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="labels"/> is null.</exception>
    /// <exception cref="ArgumentException">A label is given twice or there are none or too many, lengths differ, or a member's label is not among the
    /// labels.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="breakEvenRate"/> or <paramref name="level"/> is outside its range.</exception>
    public static ResponseTable<TLabel> Of<TLabel>(
        IReadOnlyList<TLabel> labels, ReadOnlySpan<TLabel> contacted, ReadOnlySpan<bool> responded, double breakEvenRate, double level = 0.95,
        IEqualityComparer<TLabel>? comparer = null)
    {
        var set = new LabelSet<TLabel>(labels, comparer);
        if (responded.Length != contacted.Length)
            throw Error.Argument($"There are {responded.Length} responses or none for {contacted.Length} members contacted.", nameof(responded));
        if (!(breakEvenRate >= 0) || double.IsInfinity(breakEvenRate))
            throw Error.OutOfRange(nameof(breakEvenRate), $"The break-even rate is {breakEvenRate} and must be finite and 0 or more.");
        Proportion.Quantile(level);
        var (of, counts) = (new long[set.Count], new long[set.Count]);
        for (var row = 0; row < contacted.Length; row++)
        {
            var place = set.PlaceOf(contacted[row], nameof(contacted));
            of[place]++;
            counts[place] += responded[row] ? 1 : 0;
        }

        var order = Enumerable.Range(0, set.Count).OrderBy(place => of[place] == 0)
            .ThenByDescending(place => of[place] == 0 ? 0 : (double)counts[place] / of[place])
            .ThenByDescending(place => of[place]).ToArray(); // stable: the labels' own order is last
        var rows = new ResponseRow<TLabel>[order.Length];
        var (countSoFar, ofSoFar) = (0L, 0L);
        for (var i = 0; i < rows.Length; i++)
        {
            var responses = new Proportion(counts[order[i]], of[order[i]]);
            (countSoFar, ofSoFar) = (countSoFar + responses.Count, ofSoFar + responses.Of);
            var interval = responses.Wilson(level);
            rows[i] = new ResponseRow<TLabel>(
                set.Labels[order[i]], responses, interval, VerdictOf(interval, breakEvenRate), new Proportion(countSoFar, ofSoFar));
        }

        return new ResponseTable<TLabel>(breakEvenRate, rows, new Proportion(countSoFar, ofSoFar));
    }

    private static BreakEvenVerdict VerdictOf(ConfidenceInterval interval, double breakEvenRate) =>
        interval.Lower > breakEvenRate ? BreakEvenVerdict.Above : interval.Upper < breakEvenRate ? BreakEvenVerdict.Below : BreakEvenVerdict.Open;
}
