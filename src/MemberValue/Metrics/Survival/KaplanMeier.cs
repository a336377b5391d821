using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>
/// How long something lasts when some are still open at the end of observation: the Kaplan-Meier survival curve with Greenwood's variance. Gaps between
/// purchases are the main use: one that is still open is neither dropped nor counted as ended. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// <para>S(t) = product over times u up to t of (1 - ended(u) / at risk(u)); an end at u comes before a last sighting at u, as is usual: what is open at u
/// is known to have lasted u.</para>
/// <para>Lengths not observed from their beginning count from their entry on, with the overload that takes entries.</para>
/// <para>Sources: Kaplan and Meier 1958, "Nonparametric Estimation from Incomplete Observations"; Greenwood 1926, for the variance; Kalbfleisch and
/// Prentice 1980, "The Statistical Analysis of Failure Time Data", for the log-log interval; Brookmeyer and Crowley 1982, for quantiles.</para>
/// </remarks>
public sealed class KaplanMeier
{
    // A product of thousands of ratios is off by some 1e-13: a curve that reaches 0.2 in exact arithmetic must reach it here.
    private const double Rounding = 1e-12;

    private readonly SurvivalStep[] _steps;

    private KaplanMeier(SurvivalStep[] steps, IReadOnlyList<UnwatchedTime> unwatched)
    {
        _steps = steps;
        Unwatched = unwatched;
        Ended = steps.Sum(step => step.Ended);
        Open = steps.Sum(step => step.Open);
    }

    /// <summary>How many ended.</summary>
    public long Ended { get; }

    /// <summary>How many were still open at the end of observation.</summary>
    public long Open { get; }

    /// <summary>The curve, one step per length that occurs, ascending.</summary>
    public IReadOnlyList<SurvivalStep> Steps => Array.AsReadOnly(_steps);

    /// <summary>
    /// With late entry: the times before the last length in which none was observed, ascending; empty otherwise. The curve has no information about them.
    /// Where all that were observed had ended when such a time begins, the curve is 0 from there, even if others lasted longer: give a later beginning to
    /// <see cref="Of(ReadOnlySpan{double}, ReadOnlySpan{bool}, ReadOnlySpan{double}, double?)"/>. <see cref="Warnings"/> says it in words.
    /// </summary>
    public IReadOnlyList<UnwatchedTime> Unwatched { get; }

    /// <summary>Warnings: one sentence for each of <see cref="Unwatched"/>.</summary>
    public IReadOnlyList<Text> Warnings => [.. Unwatched.Select(time => time.ToWarning())];

    /// <summary>Creates the curve of counted lengths, such as those of a <see cref="GapHistogram"/>.</summary>
    /// <param name="ended">Lengths that ended, and how many of each; in any order, a length may occur twice.</param>
    /// <param name="open">Lengths so far of what has not ended, and how many of each.</param>
    /// <returns>The curve; without steps when nothing was counted.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">A negative length or count.</exception>
    public static KaplanMeier Of(IEnumerable<GapCount> ended, IEnumerable<GapCount> open)
    {
        ArgumentNullException.ThrowIfNull(ended);
        ArgumentNullException.ThrowIfNull(open);
        var at = new SortedDictionary<double, (long Ended, long Open)>();
        Count(at, ended, isOpen: false, nameof(ended));
        Count(at, open, isOpen: true, nameof(open));
        return Of(at);
    }

    /// <summary>Creates the curve of single lengths.</summary>
    /// <param name="lengths">How long each lasted, or has lasted so far; finite, 0 or more.</param>
    /// <param name="hasEnded">Whether it ended; as many as lengths.</param>
    /// <returns>The curve; without steps when there are no lengths.</returns>
    /// <exception cref="ArgumentException">Not one flag per length, or a length that is negative or not finite: the message says which.</exception>
    public static KaplanMeier Of(ReadOnlySpan<double> lengths, ReadOnlySpan<bool> hasEnded)
    {
        if (hasEnded.Length != lengths.Length)
            throw Error.Argument($"There are {hasEnded.Length} flags for {lengths.Length} lengths.", nameof(hasEnded));
        var at = new SortedDictionary<double, (long Ended, long Open)>();
        for (var i = 0; i < lengths.Length; i++)
        {
            if (!(lengths[i] >= 0) || double.IsInfinity(lengths[i]))
                throw Error.Argument($"Length {i} is {lengths[i]}; it must be finite and 0 or more.", nameof(lengths));
            var (ended, open) = at.GetValueOrDefault(lengths[i]);
            at[lengths[i]] = hasEnded[i] ? (ended + 1, open) : (ended, open + 1);
        }

        return Of(at);
    }

    /// <summary>
    /// The curve of single lengths that were not all observed from their beginning, such as those of members of an older shop who entered the log later. A
    /// length that entered at e and lasted until t is at risk after e through t; lengths that ended before entry are not known.
    /// </summary>
    /// <param name="lengths">How long each lasted, or has lasted so far, since its own beginning; finite, 0 or more.</param>
    /// <param name="hasEnded">Whether it ended; as many as lengths.</param>
    /// <param name="entries">The age of each when its observation began; as many as lengths, each 0 (from the beginning on), or above 0 and below its
    /// length.</param>
    /// <param name="from">
    /// The age at which the curve begins: it is then that of those who lasted longer than this, and leaves out shorter lengths. Null for the beginning.
    /// Needed where few were observed at first and all of them ended; see <see cref="Unwatched"/>.
    /// </param>
    /// <returns>The curve; with entries of 0 alone, that of the overload without them.</returns>
    /// <exception cref="ArgumentException">Not one flag and one entry per length, a length that is negative or not finite, or an entry that is not below its
    /// length: the message says which.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="from"/> is negative or not finite.</exception>
    /// <remarks>Left truncation: Klein and Moeschberger 2003, "Survival Analysis", section 4.6; Greenwood's variance with the same numbers at risk.</remarks>
    public static KaplanMeier Of(ReadOnlySpan<double> lengths, ReadOnlySpan<bool> hasEnded, ReadOnlySpan<double> entries, double? from = null)
    {
        if (hasEnded.Length != lengths.Length)
            throw Error.Argument($"There are {hasEnded.Length} flags for {lengths.Length} lengths.", nameof(hasEnded));
        if (entries.Length != lengths.Length)
            throw Error.Argument($"There are {entries.Length} entries for {lengths.Length} lengths.", nameof(entries));
        if (from is { } age && (!(age >= 0) || double.IsInfinity(age)))
            throw Error.OutOfRange(nameof(from), $"The beginning is {age} and must be finite and 0 or more.");
        var at = new SortedDictionary<double, (long Ended, long Open)>();
        var entered = new List<double>(lengths.Length);
        for (var i = 0; i < lengths.Length; i++)
        {
            if (!(lengths[i] >= 0) || double.IsInfinity(lengths[i]))
                throw Error.Argument($"Length {i} is {lengths[i]}; it must be finite and 0 or more.", nameof(lengths));
            if (!(entries[i] == 0 || (entries[i] > 0 && entries[i] < lengths[i])))
                throw Error.Argument($"Entry {i} is {entries[i]}; it must be 0, or above 0 and below its length, {lengths[i]}.", nameof(entries));
            if (lengths[i] <= from)
                continue;
            var (ended, open) = at.GetValueOrDefault(lengths[i]);
            at[lengths[i]] = hasEnded[i] ? (ended + 1, open) : (ended, open + 1);
            entered.Add(Math.Max(entries[i], from ?? 0));
        }

        entered.Sort();
        return Of(at, entered, from ?? 0);
    }

    /// <summary>The share that lasts longer than a time.</summary>
    /// <param name="time">The time, 0 or more.</param>
    /// <returns>S(t), 0 to 1. Beyond the last length it keeps its last value, which says little there.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="time"/> is negative or NaN.</exception>
    public double Survival(double time) => At(time) is { } step ? step.Survival : 1;

    /// <summary>A confidence interval of <see cref="Survival"/> at one time.</summary>
    /// <param name="time">The time, 0 or more.</param>
    /// <param name="level">The confidence level, above 0 and below 1.</param>
    /// <param name="kind">How the interval is computed.</param>
    /// <returns>The interval, within 0 to 1. Before the first end it is 1 to 1; where S is 0 its ends are NaN, since Greenwood's variance does not
    /// exist.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public ConfidenceInterval Interval(double time, double level = 0.95, SurvivalInterval kind = SurvivalInterval.LogLog)
    {
        var z = Proportion.Quantile(level);
        Defined(kind);
        var (lower, upper) = At(time) is { } step ? Ends(step, z, kind) : (1, 1);
        return new ConfidenceInterval(lower, upper, level);
    }

    /// <summary>The time after which a share has ended: the shortest time at which no more than 1 - share lasts longer.</summary>
    /// <param name="share">The share that has ended, above 0 and below 1.</param>
    /// <param name="level">The confidence level of the time's interval, above 0 and below 1.</param>
    /// <param name="kind">How intervals of the survival are computed, from which that of the time is read.</param>
    /// <returns>The time, or NotReached where the curve does not fall so low.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public SurvivalQuantile Quantile(double share, double level = 0.95, SurvivalInterval kind = SurvivalInterval.LogLog)
    {
        if (!(share > 0 && share < 1))
            throw Error.OutOfRange(nameof(share), $"The share is {share} and must be above 0 and below 1.");
        var z = Proportion.Quantile(level);
        Defined(kind);
        var limit = 1 - share + Rounding;
        double? time = null, lower = null, upper = null;
        foreach (var step in _steps)
        {
            if (step.Ended == 0)
                continue;
            var (from, through) = Ends(step, z, kind);
            if (step.Survival <= limit)
                time ??= step.Time;
            if (from <= limit || step.Survival == 0)
                lower ??= step.Time;
            if (through <= limit)
                upper ??= step.Time;
        }

        return new SurvivalQuantile(share, time, lower, upper, level);
    }

    /// <summary>Counts, and the median where it is reached.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Ended} ended, {Open} open; median {(Quantile(0.5).Time is { } median ? FormattableString.Invariant($"{median}") : "not reached")}");

    private static void Count(SortedDictionary<double, (long Ended, long Open)> at, IEnumerable<GapCount> gaps, bool isOpen, string name)
    {
        foreach (var (gap, count) in gaps)
        {
            if (gap < 0 || count < 0)
                throw Error.Argument($"A gap of {gap} stands {count} times; neither may be negative.", name);
            var (ended, open) = at.GetValueOrDefault(gap);
            at[gap] = isOpen ? (ended, open + count) : (ended + count, open);
        }
    }

    /// <param name="at">What ended and what was last seen open, by length.</param>
    /// <param name="entries">When the observation of each began, ascending; null when all were from the beginning.</param>
    /// <param name="from">Where the curve begins.</param>
    private static KaplanMeier Of(SortedDictionary<double, (long Ended, long Open)> at, List<double>? entries = null, double from = 0)
    {
        var steps = new List<SurvivalStep>(at.Count);
        var unwatched = new List<UnwatchedTime>();
        var all = at.Values.Sum(count => count.Ended + count.Open);
        var (entered, left) = (entries is null ? all : 0, 0L);
        if (entries is [var first, ..] && first > from)
            unwatched.Add(new UnwatchedTime(from, first, 0, all));
        double survival = 1, variance = 0;
        foreach (var (time, (ended, open)) in at)
        {
            if (ended + open == 0)
                continue;
            while (entered < all && (entries![(int)entered] < time || entries[(int)entered] == from))
                entered++;
            var atRisk = entered - left;
            survival *= (double)(atRisk - ended) / atRisk;
            variance += ended == 0 ? 0 : (double)ended / atRisk / (atRisk - ended);
            steps.Add(new SurvivalStep(time, atRisk, ended, open, survival, variance));
            left += ended + open;
            if (left == entered && entered < all && (ended == atRisk || entries![(int)entered] > time))
                unwatched.Add(new UnwatchedTime(time, entries![(int)entered], ended == atRisk ? ended : 0, all - left));
        }

        return new KaplanMeier([.. steps], unwatched.AsReadOnly());
    }

    private static (double Lower, double Upper) Ends(in SurvivalStep step, double z, SurvivalInterval kind)
    {
        var s = step.Survival;
        if (s == 1)
            return (1, 1);
        if (s == 0)
            return (double.NaN, double.NaN);
        var error = z * Math.Sqrt(step.VarianceSum);
        if (kind == SurvivalInterval.Plain)
            return (Math.Max(0, s - s * error), Math.Min(1, s + s * error));
        var spread = Math.Exp(error / -Math.Log(s));
        return (Math.Pow(s, spread), Math.Pow(s, 1 / spread));
    }

    private static void Defined(SurvivalInterval kind)
    {
        if (!Enum.IsDefined(kind))
            throw Error.OutOfRange(nameof(kind), $"The kind is {kind} and must be LogLog or Plain.");
    }

    /// <summary>The last step at or before a time, or null before the first.</summary>
    private SurvivalStep? At(double time)
    {
        if (!(time >= 0))
            throw Error.OutOfRange(nameof(time), $"The time is {time} and must be 0 or more.");
        int low = 0, high = _steps.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_steps[middle].Time <= time)
                low = middle + 1;
            else
                high = middle;
        }

        return low == 0 ? null : _steps[low - 1];
    }
}
