using System.Text;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Metrics;

/// <summary>
/// How many members take one ordered step after the other, and how long they need. A member reaches a step only after all steps before it,
/// each not earlier than the step before it. Immutable.
/// </summary>
public sealed class Funnel
{
    private Funnel(TimeUnit unit, IReadOnlyList<FunnelStep> steps)
    {
        Unit = unit;
        Steps = steps;
    }

    /// <summary>What the times are counted in.</summary>
    public TimeUnit Unit { get; }

    /// <summary>The steps, in order. Members never increase from one to the next.</summary>
    public IReadOnlyList<FunnelStep> Steps { get; }

    /// <summary>Creates a funnel of any steps.</summary>
    /// <param name="calendar">What the cells are.</param>
    /// <param name="steps">The steps in order, at least one, all for the same members; no name twice.</param>
    /// <param name="unit">What to count times in; null for cells.</param>
    /// <returns>The funnel.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="calendar"/> or <paramref name="steps"/> is null.</exception>
    /// <exception cref="ArgumentException">No step, a step that is null or has no name, a repeated name, or steps of different
    /// lengths.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unit"/> is <c>default</c>.</exception>
    /// <remarks>
    /// A step whose time is not known counts as taken in order; the step after it is compared with the last known time. Whether cells lie inside a window is
    /// not checked.
    /// </remarks>
    public static Funnel Of(CellCalendar calendar, IReadOnlyList<FunnelStepCells> steps, TimeUnit? unit = null)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        ArgumentNullException.ThrowIfNull(steps);
        if (unit is { Seconds: <= 0 })
            throw Error.OutOfRange(nameof(unit), "The time unit is default and must be one of TimeUnit's.");
        Check(steps);
        var members = steps[0].Cells.Length;
        var inUnit = unit ?? calendar.Unit;
        var reached = new bool[members];
        Array.Fill(reached, true);
        var known = new int[members]; // the last known cell of the steps reached; NoCell before any
        Array.Fill(known, MemberColumns.NoCell);
        var results = new List<FunnelStep>();
        var (before, first) = (members, 0);
        foreach (var step in steps)
        {
            var isFirst = results.Count == 0;
            var (count, outOfOrder, gaps) = Take(step.Cells.Span, isFirst ? default : steps[results.Count - 1].Cells.Span, reached, known);
            first = isFirst ? count : first;
            results.Add(new FunnelStep
            {
                Name = step.Name,
                Members = count,
                OutOfOrder = outOfOrder,
                StepRate = new Proportion(count, before),
                OverallRate = new Proportion(count, first),
                TimeSinceStepBefore = isFirst ? null : Time(gaps, count, new TimeConversion(calendar.Unit, inUnit)),
            });
            before = count;
        }

        return new Funnel(inUnit, results.AsReadOnly());
    }

    /// <summary>Creates the funnel of registration, first purchase and repeat purchase.</summary>
    /// <param name="columns">The members: purchases and first and last purchases are needed.</param>
    /// <param name="unit">What to count times in; null for cells.</param>
    /// <returns>
    /// The steps "registered", "first purchase" and "repeat purchase"; without the first of them where registrations were not fed. Members
    /// without a registration are then counted in no step.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unit"/> is <c>default</c>.</exception>
    /// <exception cref="InvalidOperationException">A needed column was not fed.</exception>
    /// <remarks>
    /// When the second purchase was is known only of members with two purchases (the last one) or three (the one before the last, where that
    /// was fed). Members with more purchases count in the step but not in its times, which are therefore those of slow or recent repeaters and longer than
    /// those of all.
    /// </remarks>
    public static Funnel OfPurchases(MemberColumns columns, TimeUnit? unit = null)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var purchases = columns.Purchases;
        var last = columns.LastPurchaseCell;
        var previous = columns.Has(LogColumns.PreviousPurchaseCell) ? columns.PreviousPurchaseCell : default;
        var second = new int[columns.Count];
        for (var row = 0; row < second.Length; row++)
        {
            second[row] = purchases[row] switch
            {
                < 2 => MemberColumns.NoCell,
                2 => last[row],
                3 when !previous.IsEmpty => previous[row],
                _ => FunnelStepCells.UnknownCell,
            };
        }

        var steps = new List<FunnelStepCells> { new("first purchase", columns.FirstPurchaseCell.ToArray()), new("repeat purchase", second) };
        if (columns.Has(LogColumns.RegistrationCell))
            steps.Insert(0, new FunnelStepCells("registered", columns.RegistrationCell.ToArray()));
        return Of(columns.Window.Calendar, steps, unit);
    }

    /// <summary>The steps as a table of text, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var width = Math.Max(16, Steps.Max(step => step.Name.Length) + 2);
        var text = new StringBuilder("step".PadRight(width));
        text.Append(FormattableString.Invariant($"{"members",12}{"step rate",12}{"overall",12}{"median " + Unit.Name + "s",16}\n"));
        foreach (var step in Steps)
        {
            text.Append(step.Name.PadRight(width));
            text.Append(FormattableString.Invariant($"{step.Members,12}{Percent(step.StepRate),12}{Percent(step.OverallRate),12}"));
            text.Append(FormattableString.Invariant(
                $"{(step.TimeSinceStepBefore is { Known.Count: > 0 } time ? FormattableString.Invariant($"{time.Median:F1}") : "-"),16}\n"));
        }

        return text.ToString();

        static string Percent(Proportion share) => share.Of == 0 ? "-" : FormattableString.Invariant($"{100 * share.Rate:F1}%");
    }

    private static (int Count, int OutOfOrder, List<double> Gaps) Take(
        ReadOnlySpan<int> cells, ReadOnlySpan<int> cellsBefore, bool[] reached, int[] known)
    {
        var (count, outOfOrder, gaps) = (0, 0, new List<double>());
        for (var row = 0; row < cells.Length; row++)
        {
            if (!reached[row])
                continue;
            var cell = cells[row];
            if (cell == MemberColumns.NoCell || cell < known[row])
            {
                reached[row] = false;
                outOfOrder += cell == MemberColumns.NoCell ? 0 : 1;
                continue;
            }

            count++;
            if (cell == FunnelStepCells.UnknownCell)
                continue;
            if (!cellsBefore.IsEmpty && cellsBefore[row] != FunnelStepCells.UnknownCell)
                gaps.Add((double)cell - known[row]);
            known[row] = cell;
        }

        return (count, outOfOrder, gaps);
    }

    private static FunnelTime Time(List<double> gaps, int members, TimeConversion conversion)
    {
        gaps.Sort();
        // Gaps are whole cells, so their sum is exact in any row order; the unit is applied last.
        var sum = gaps.Sum(gap => (long)gap);
        double[] cuts = gaps.Count == 0 ? [double.NaN, double.NaN, double.NaN] : Type7.Cuts(gaps.ToArray(), 4);
        return new FunnelTime
        {
            Known = new Proportion(gaps.Count, members),
            Mean = conversion.Of((double)sum / gaps.Count),
            LowerQuartile = conversion.Of(cuts[0]),
            Median = conversion.Of(cuts[1]),
            UpperQuartile = conversion.Of(cuts[2]),
        };
    }

    private static void Check(IReadOnlyList<FunnelStepCells> steps)
    {
        if (steps.Count == 0)
            throw new ArgumentException("A funnel needs at least one step.", nameof(steps));
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i] is not { } step || string.IsNullOrWhiteSpace(step.Name))
                throw Error.Argument($"Step {i} is null or has no name.", nameof(steps));
            if (!names.Add(step.Name))
                throw Error.Argument($"The step '{step.Name}' is given twice.", nameof(steps));
            if (step.Cells.Length != steps[0].Cells.Length)
                throw Error.Argument(
                    $"The step '{step.Name}' has {step.Cells.Length} cells and '{steps[0].Name}' has {steps[0].Cells.Length}: one per member in each.",
                    nameof(steps));
        }
    }
}
