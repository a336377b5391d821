using MemberValue.Common;
using MemberValue.Numerics;

namespace MemberValue.Members;

/// <summary>
/// How much events stand in clumps and not evenly: the entropy measure of Zhang, Bradlow and Small 2015, "Predicting Customer Value Using Clumpiness: From RFM
/// to RFMC", Marketing Science 34(2).
/// </summary>
/// <remarks>
/// With n events in N cells, the n + 1 gaps, those to both ends of the window included, sum to N + 1; as shares x of that sum,
/// H = 1 + sum(x ln x) / ln(n + 1): 0 for equal gaps, towards 1 when all events are neighbours.
/// </remarks>
public static class Clumpiness
{
    /// <summary>The measure of some events.</summary>
    /// <param name="cells">The cells with an event, ascending, each once, from <paramref name="firstCell"/> through <paramref name="lastCell"/>.</param>
    /// <param name="firstCell">The first cell of the window.</param>
    /// <param name="lastCell">The last cell of the window.</param>
    /// <returns>0 to 1; NaN without an event.</returns>
    /// <exception cref="ArgumentException">The cells are not ascending or lie outside the window.</exception>
    public static double Measure(ReadOnlySpan<int> cells, int firstCell, int lastCell)
    {
        var (before, sum) = ((long)firstCell - 1, 0.0);
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i] <= before || cells[i] > lastCell)
            {
                throw Error.Argument(
                    $"The cell at {i} is {cells[i]}; cells must ascend, each once, from {firstCell} through {lastCell}.", nameof(cells));
            }

            sum += OfGap(cells[i] - before);
            before = cells[i];
        }

        return Measure(cells.Length, sum + OfGap(lastCell + 1L - before), lastCell + 2L - firstCell);
    }

    /// <summary>
    /// The value above which events are clumpier than chance: the quantile 1 - <paramref name="level"/> of the measure when every choice of
    /// <paramref name="events"/> out of <paramref name="cells"/> cells is equally likely, by simulation.
    /// </summary>
    /// <param name="events">Events; 1 to <paramref name="cells"/>.</param>
    /// <param name="cells">Cells in which they can lie.</param>
    /// <param name="level">The chance of a false alarm, above 0 and below 1; 0.05 by default.</param>
    /// <param name="draws">How many choices are drawn, 100 or more. With 10,000 the chance of a false alarm is met within 0.005 (two standard errors, at
    /// 0.05).</param>
    /// <param name="seed">The seed of the draws; the same seed gives the same bits.</param>
    /// <returns>The critical value, 0 to 1; a value above it is clumpy at the level.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    /// <remarks>Time in proportion to draws times events. Of the draws, at most the share <paramref name="level"/> lies above the result.</remarks>
    public static double CriticalValue(int events, int cells, double level = 0.05, int draws = 10_000, long seed = 1)
    {
        Require.AtLeast(events, 1);
        Require.AtLeast(cells, events);
        Require.AtLeast(draws, 100);
        if (!(level > 0 && level < 1))
            throw Error.OutOfRange(nameof(level), $"The level is {level} and must be above 0 and below 1.");
        var (values, chosen, sorted) = (new double[draws], new HashSet<int>(events), new int[events]);
        for (var draw = 0; draw < draws; draw++)
        {
            var random = new CounterRandom(seed, draw);
            chosen.Clear();
            for (var last = cells - events; last < cells; last++) // Floyd's choice: every set is equally likely
            {
                if (random.Below(last + 1) is var cell && !chosen.Add(cell))
                    chosen.Add(last);
            }

            chosen.CopyTo(sorted);
            Array.Sort(sorted);
            values[draw] = Measure(sorted, 0, cells - 1);
        }

        Array.Sort(values);
        return values[(int)Math.Min(Math.Ceiling((1 - level) * draws) - 1, draws - 1)];
    }

    /// <summary>A gap's part of the sum of g ln g.</summary>
    internal static double OfGap(long gap) => gap * LogTable.Of((uint)gap);

    /// <summary>The measure from the sum of g ln g over n + 1 gaps, which sum to <paramref name="length"/>.</summary>
    internal static double Measure(int events, double sumOfGapLogs, long length) => events == 0
        ? double.NaN
        : Math.Clamp(1 + (sumOfGapLogs / length - Math.Log(length)) / Math.Log(events + 1.0), 0, 1);
}
