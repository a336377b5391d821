using System.Runtime.InteropServices;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>
/// How long members wait between purchases: the population's mean gap, and how much of a member's own gaps it takes to believe them more than the
/// population. Fitted once, kept as JSON, applied to any later table. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// <para>The expected gap of a member with n completed gaps that sum to t is (k m + t) / (k + n): the member's own mean, t / n, with weight n, and the
/// population's, m, with weight k. Source: Buehlmann 1967, "Experience rating and credibility", ASTIN Bulletin 4(3). It is the best linear estimate
/// whatever the distributions, and the exact posterior mean if a member's gaps are exponential and their means are inverse-gamma over members (Jewell 1974,
/// "Credible means are exact Bayesian for exponential families", ASTIN Bulletin 8(1)): with shape a and scale b, m = b / (a - 1) and k = a - 1.</para>
/// <para>The fit is by moments over the members with n of 1 or more, each counted once: with z = t / n, m is the mean of z and
/// E = mean of z^2 / (1 + 1 / n) is that of the squared expected gaps, because exponential gaps have E[z^2] = theta^2 (1 + 1 / n). Their variance is
/// V = E - m^2, and k = 1 + m^2 / V, because an inverse-gamma mean has V = m^2 / (a - 2).</para>
/// <para>Only completed gaps are seen. Who has not bought a second time yet is left out, so that m is shorter than what a newcomer will
/// wait on average, the more so the shorter the window.</para>
/// </remarks>
public sealed partial class PurchaseRhythm
{
    private PurchaseRhythm(RhythmStatus status, double meanGapInDays, double credibility, long members, long gaps, ObservationWindow? window) =>
        (Status, MeanGapInDays, Credibility, Members, Gaps, Window) = (status, meanGapInDays, credibility, members, gaps, window);

    /// <summary>Where the numbers come from, and whether there are any.</summary>
    public RhythmStatus Status { get; }

    /// <summary>m: the population's mean gap in days; above 0. NaN when the status is <see cref="RhythmStatus.NoGaps"/>.</summary>
    public double MeanGapInDays { get; }

    /// <summary>
    /// k: how many gaps the population's mean weighs; above 1 when fitted, infinite when all members are alike. NaN when the status is
    /// <see cref="RhythmStatus.NoGaps"/>.
    /// </summary>
    public double Credibility { get; }

    /// <summary>How many members the fit saw gaps of; 0 when given.</summary>
    public long Members { get; }

    /// <summary>How many completed gaps they had.</summary>
    public long Gaps { get; }

    /// <summary>The window of the table that was fitted; null when given. A fitted rhythm is applied to tables of the same calendar only.</summary>
    public ObservationWindow? Window { get; }

    /// <summary>A rhythm of numbers that are known otherwise.</summary>
    /// <param name="meanGapInDays">m: the population's mean gap; finite, above 0.</param>
    /// <param name="credibility">k: how many gaps it weighs; above 0, infinite for no weight to a member's own gaps.</param>
    /// <returns>The rhythm, for tables of any calendar.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static PurchaseRhythm Of(double meanGapInDays, double credibility)
    {
        if (!(meanGapInDays > 0 && meanGapInDays <= double.MaxValue))
            throw new ArgumentOutOfRangeException(nameof(meanGapInDays), meanGapInDays, "The mean gap must be a finite number of days above 0.");
        if (!(credibility > 0))
            throw new ArgumentOutOfRangeException(nameof(credibility), credibility, "The credibility must be above 0; it may be infinite.");
        return new PurchaseRhythm(RhythmStatus.Given, meanGapInDays, credibility, 0, 0, null);
    }

    /// <summary>Fits a rhythm to the completed gaps of a table's members.</summary>
    /// <param name="columns">The members; needs Purchases, FirstPurchase and LastPurchase.</param>
    /// <returns>The rhythm. Look at <see cref="Status"/>: a table without two purchases of anyone gives one that cannot be used.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed.</exception>
    /// <remarks>One pass; the same bits for any order of the members, because the sums that depend on it are whole numbers.</remarks>
    public static PurchaseRhythm Fit(MemberColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var purchases = columns.Purchases;
        var first = columns.FirstPurchase;
        var last = columns.LastPurchase;
        var sums = new Dictionary<int, RhythmSums>();
        var few = new RhythmSums[256];
        for (var i = 0; i < purchases.Length; i++)
        {
            var n = purchases[i] - 1;
            if (n < 1)
                continue;
            var t = (ulong)((long)last[i] - first[i]);
            if (n < few.Length)
                few[n].Add(t);
            else
                CollectionsMarshal.GetValueRefOrAddDefault(sums, n, out _).Add(t);
        }

        for (var n = 1; n < few.Length; n++)
        {
            if (few[n].Members > 0)
                sums[n] = few[n];
        }

        return Of(sums, columns.Window);
    }

    /// <summary>The expected gap of a member: (k m + t) / (k + n).</summary>
    /// <param name="gaps">n: completed gaps, purchases less one; 0 or more.</param>
    /// <param name="daysBetween">t: their sum, first purchase to last, in days; 0 or more.</param>
    /// <returns>Days; NaN when the status is <see cref="RhythmStatus.NoGaps"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public double ExpectedGapInDays(int gaps, double daysBetween)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(gaps);
        if (!(daysBetween >= 0 && daysBetween <= double.MaxValue))
            throw new ArgumentOutOfRangeException(nameof(daysBetween), daysBetween, "The time from first to last purchase must be finite and 0 or more.");
        return double.IsPositiveInfinity(Credibility) ? MeanGapInDays : (Credibility * MeanGapInDays + daysBetween) / (Credibility + gaps);
    }

    /// <summary>Mean gap, credibility and status in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Status == RhythmStatus.NoGaps
        ? "Rhythm: no gaps"
        : FormattableString.Invariant($"Rhythm: a gap of {MeanGapInDays:0.##} days, weighing {Credibility:0.##} gaps ({Status}{(Members > 0 ? $", {Members} members" : "")})");

    private static PurchaseRhythm Of(Dictionary<int, RhythmSums> sums, ObservationWindow window)
    {
        long members = 0, gaps = 0;
        double mean = 0, square = 0;
        foreach (var (n, sum) in sums.OrderBy(pair => pair.Key))
        {
            members += sum.Members;
            gaps += sum.Members * n;
            mean += (double)sum.Times / n;
            square += (double)sum.Squares / ((double)n * ((double)n + 1)); // z^2 / (1 + 1 / n) = t^2 / (n (n + 1))
        }

        if (members == 0)
            return new PurchaseRhythm(RhythmStatus.NoGaps, double.NaN, double.NaN, 0, 0, window);
        (mean, square) = (mean / members, square / members);
        var variance = square - mean * mean;
        var days = mean * (window.Calendar.Unit.Seconds / TimeUnit.Day.Seconds);
        // A difference of two nearly equal numbers is noise.
        return variance > 1e-12 * square
            ? new PurchaseRhythm(RhythmStatus.Fitted, days, 1 + mean * mean / variance, members, gaps, window)
            : new PurchaseRhythm(RhythmStatus.AllAlike, days, double.PositiveInfinity, members, gaps, window);
    }

    /// <summary>Of the members with one number of gaps: how many, and the sums of t and of its square.</summary>
    private struct RhythmSums
    {
        public long Members;

        public UInt128 Times;

        public UInt128 Squares;

        public void Add(ulong time)
        {
            Members++;
            Times += time;
            Squares += (UInt128)time * time;
        }
    }
}
