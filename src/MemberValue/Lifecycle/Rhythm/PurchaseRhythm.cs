using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Lifecycle;

/// <summary>
/// How long members wait between purchases: the population's mean gap, and how many gaps of their own a member needs before those count more than the
/// population's. Fitted once, kept as JSON, applied to any later table. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// <para>The expected gap of a member with n completed gaps that sum to t is (k m + t) / (k + n): the member's own mean, t / n, with weight n, and the
/// population's, m, with weight k. Source: Buehlmann 1967, "Experience rating and credibility", ASTIN Bulletin 4(3). It is exact, one over the posterior mean
/// of the purchase rate, if a member's gaps are exponential and rates are gamma over members (Jewell 1974, "Credible means are exact Bayesian for
/// exponential families", ASTIN Bulletin 8(1)): with shape a and rate b, k = a and m = b / a.</para>
/// <para>The fit is by moments of logarithms over the members with n of 1 or more, each counted once. With y = ln t - psi(n), E[y] = ln b - psi(a) and
/// Var[y | n] = psi'(n) + psi'(a), because ln of a gamma variable of shape n has mean psi(n) and variance psi'(n). So psi'(a) = V - mean of psi'(n), where V
/// is the variance of y, and ln b = mean of y + psi(a). Logarithms, because moments of the gaps themselves ask for a above 2: in a base of weekly and yearly
/// buyers they would weigh the population's gap so much that a weekly buyer would need forty purchases to be recognised.</para>
/// <para>Only completed gaps are seen. Members who have not bought a second time yet are left out, so m is shorter than what a newcomer will wait on
/// average, the more so the shorter the window. Gaps more regular than exponential ones make m longer, at most 1.8 times where most members have one
/// gap.</para>
/// </remarks>
public sealed partial class PurchaseRhythm : IFitted
{
    private PurchaseRhythm(FitStatus status, double meanGapInDays, double credibility, long gaps, FitOrigin? origin) =>
        (Status, MeanGapInDays, Credibility, Gaps, Origin) = (status, meanGapInDays, credibility, gaps, origin);

    /// <summary>Always <c>PurchaseRhythm</c>.</summary>
    public string Kind => Stored.Name;

    /// <summary>
    /// Where the numbers come from, and whether there are any: <see cref="FitStatus.Given"/>, <see cref="FitStatus.Fitted"/>,
    /// <see cref="FitStatus.AllAlike"/> or <see cref="FitStatus.NoData"/>.
    /// </summary>
    public FitStatus Status { get; }

    /// <summary>Warnings, in English and Chinese; empty where there are none.</summary>
    public IReadOnlyList<Text> Warnings => Status switch
    {
        FitStatus.NoData =>
        [
            Text.Of("No member has two purchases, so there is no gap and no rhythm.", "没有会员购买过两次，因此没有购买间隔，也没有购买节奏。"),
        ],
        FitStatus.AllAlike =>
        [
            Text.Of(
                "The members' own gaps differ no more than chance makes gaps differ: everyone has the base's mean gap.",
                "会员之间购买间隔的差异没有超出随机波动：所有会员都采用总体的平均间隔。"),
        ],
        _ => [],
    };

    /// <summary>
    /// m: the population's mean gap in days, which is one over its mean purchase rate; above 0. NaN when the status is <see cref="FitStatus.NoData"/>.
    /// </summary>
    public double MeanGapInDays { get; }

    /// <summary>
    /// k: how many gaps the population's mean weighs; above 0, infinite when all members are alike. NaN when the status is
    /// <see cref="FitStatus.NoData"/>.
    /// </summary>
    public double Credibility { get; }

    /// <summary>How many completed gaps the members of the fit had; 0 when given.</summary>
    public long Gaps { get; }

    /// <summary>
    /// The table that was fitted, with the number of members that had gaps; null when given. A fitted rhythm is applied to tables of the same calendar only.
    /// </summary>
    public FitOrigin? Origin { get; }

    /// <summary>A rhythm from numbers known from elsewhere.</summary>
    /// <param name="meanGapInDays">m: the population's mean gap; finite, above 0.</param>
    /// <param name="credibility">k: how many gaps it weighs; above 0, infinite for no weight to a member's own gaps.</param>
    /// <returns>The rhythm, for tables of any calendar.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static PurchaseRhythm Of(double meanGapInDays, double credibility)
    {
        if (!(meanGapInDays > 0 && meanGapInDays <= double.MaxValue))
            throw Error.OutOfRange(nameof(meanGapInDays), $"The mean gap is {meanGapInDays} and must be a finite number of days above 0.");
        if (!(credibility > 0))
            throw Error.OutOfRange(nameof(credibility), $"The credibility is {credibility} and must be above 0; it may be infinite.");
        return new PurchaseRhythm(FitStatus.Given, meanGapInDays, credibility, 0, null);
    }

    /// <summary>Fits a rhythm to the completed gaps of a table's members.</summary>
    /// <param name="columns">The members; needs Purchases, FirstPurchaseCell and LastPurchaseCell.</param>
    /// <returns>The rhythm. Look at <see cref="Status"/>: a table without two purchases of anyone gives one that cannot be used.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed.</exception>
    /// <remarks>One pass; the same bits for any order of the members, because it adds whole numbers.</remarks>
    public static PurchaseRhythm Fit(MemberColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var purchases = columns.Purchases;
        var first = columns.FirstPurchaseCell;
        var last = columns.LastPurchaseCell;
        var sums = new RhythmSums(new double[256]);
        for (var i = 0; i < purchases.Length; i++)
        {
            if (purchases[i] >= 2)
                sums.Add(purchases[i] - 1, (long)last[i] - first[i]);
        }

        return sums.ToRhythm(columns.Window);
    }

    /// <summary>The expected gap of a member: (k m + t) / (k + n).</summary>
    /// <param name="gaps">n: completed gaps, purchases less one; 0 or more.</param>
    /// <param name="daysBetween">t: their sum, first purchase to last, in days; 0 or more.</param>
    /// <returns>Days; NaN when the status is <see cref="FitStatus.NoData"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public double ExpectedGapInDays(int gaps, double daysBetween)
    {
        Require.AtLeast(gaps, 0);
        if (!(daysBetween >= 0 && daysBetween <= double.MaxValue))
            throw Error.OutOfRange(nameof(daysBetween), $"The time from first to last purchase is {daysBetween} and must be finite and 0 or more.");
        return double.IsPositiveInfinity(Credibility) ? MeanGapInDays : (Credibility * MeanGapInDays + daysBetween) / (Credibility + gaps);
    }

    /// <summary>Mean gap, credibility and status in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Status == FitStatus.NoData
        ? "Rhythm: no gaps"
        : FormattableString.Invariant($"Rhythm: a gap of {MeanGapInDays:0.##} days, weighing {Credibility:0.##} gaps ({Status}")
            + (Origin is { } origin ? FormattableString.Invariant($", {origin.Members} members)") : ")");

    /// <summary>The sums of a fit, as whole numbers of 2^-40 where they are not whole: no order of the members changes them.</summary>
    private struct RhythmSums(double[] digammas)
    {
        private const double Scale = 1L << 40;

        private long _members;
        private long _gaps;
        private Int128 _times;
        private Int128 _logs;
        private Int128 _squares;
        private Int128 _trigammas;

        public void Add(int n, long t)
        {
            var digamma = n < digammas.Length ? digammas[n] : GammaFunctions.Digamma(n);
            if (digamma == 0)
                digamma = digammas[n] = GammaFunctions.Digamma(n); // no whole number's is 0
            var y = Math.Log(t) - digamma;
            _members++;
            _gaps += n;
            _times += t;
            _logs += (Int128)(y * Scale);
            _squares += (Int128)(y * y * Scale);
            _trigammas += (Int128)(GammaFunctions.Trigamma(n) * Scale);
        }

        private readonly string FingerprintOf()
        {
            var fingerprint = default(Fingerprint);
            fingerprint.Add(_members);
            fingerprint.Add(_gaps);
            foreach (var sum in (ReadOnlySpan<Int128>)[_times, _logs, _squares, _trigammas])
                fingerprint.Add(sum);
            return fingerprint.ToString();
        }

        public readonly PurchaseRhythm ToRhythm(ObservationWindow window)
        {
            var origin = new FitOrigin
            {
                Window = window,
                Members = _members,
                Rows = _members,
                Unit = TimeUnit.Day,
                Fingerprint = FingerprintOf(),
            };
            if (_members == 0)
                return new PurchaseRhythm(FitStatus.NoData, double.NaN, double.NaN, 0, origin);
            var days = TimeConversion.ToDays(window.Calendar);
            var mean = (double)_logs / Scale / _members;
            var variance = _members == 1 ? 0 : ((double)_squares / Scale - _members * mean * mean) / (_members - 1);
            var between = variance - (double)_trigammas / Scale / _members;
            // Below this the members are alike for every purpose: k is above a million. The mean gap is then all time over all gaps.
            if (!(between > 1e-6))
                return new PurchaseRhythm(FitStatus.AllAlike, days.Of((double)_times / _gaps), double.PositiveInfinity, _gaps, origin);
            var a = RootFinding.PositiveRoot(new ShapeOf(between));
            return new PurchaseRhythm(FitStatus.Fitted, days.Of(Math.Exp(mean + GammaFunctions.Digamma(a)) / a), a, _gaps, origin);
        }
    }

    /// <summary>A value less psi'(a), increasing: 0 at the shape whose logarithm varies so much.</summary>
    private readonly struct ShapeOf(double variance) : IScalarFunction
    {
        public double Value(double x) => variance - GammaFunctions.Trigamma(x);
    }
}
