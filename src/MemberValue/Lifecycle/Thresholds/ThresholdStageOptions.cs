namespace MemberValue.Lifecycle;

/// <summary>
/// Rules in days of silence, for each class of members by purchases; see <see cref="StagePresets"/> for starting points. A plain class that
/// configuration can bind; checked and copied when a classifier is created from it.
/// </summary>
public sealed class ThresholdStageOptions : StageOptions
{
    /// <summary>The most classes of <see cref="Limits"/>.</summary>
    public const int MostLimits = 64;

    private const double DefaultWindow = 30;

    /// <summary>
    /// The limits of silence, a class of members each, in any order: together they cover every number of purchases from 1 on, once. Null, the
    /// default, stands for one class from 1 purchase on, Dormant from 30 days, Lost from 90.
    /// </summary>
    public IReadOnlyList<SilenceLimits>? Limits { get; set; }

    /// <summary>What ends a member's silence. A purchase by default.</summary>
    public SilenceSource Silence { get; set; }

    /// <summary>Options of given limits, such as learned ones, with windows of 30 days, shortened to the Dormant limit where that is shorter.</summary>
    /// <param name="limits">The limits of silence; see <see cref="Limits"/>.</param>
    /// <returns>New options, to change further.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="limits"/> is null.</exception>
    /// <exception cref="ArgumentException">The limits leave a gap, overlap, or are out of range; the message names them.</exception>
    public static ThresholdStageOptions Of(IReadOnlyList<SilenceLimits> limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return new ThresholdStageOptions { FirstTimeDays = DefaultWindow, ReturnedDays = DefaultWindow }.With(limits);
    }

    /// <summary>The same rules with other limits; a window that is longer than the Dormant limit is shortened to it.</summary>
    internal ThresholdStageOptions With(IReadOnlyList<SilenceLimits> limits)
    {
        var classes = new SilenceClasses(limits);
        var next = (ThresholdStageOptions)Copy();
        next.Limits = limits;
        if (FirstTimeDays is { } firstTime)
            next.FirstTimeDays = Math.Min(firstTime, classes.OfFirstPurchase.DormantFromDays);
        if (ReturnedDays is { } returned)
            next.ReturnedDays = Math.Min(returned, classes.ShortestAfterRepeat.DormantFromDays);
        return next;
    }

    internal override StageOptions Copy()
    {
        var copy = (ThresholdStageOptions)base.Copy();
        copy.Limits = Limits?.ToArray();
        return copy;
    }

    /// <summary>Checks everything but the limits and what depends on them.</summary>
    internal StageTerms CheckedBesidesLimits()
    {
        if (!Enum.IsDefined(Silence))
            throw Wrong(nameof(Silence), Silence, "it must be Purchase or Engagement");
        return Checked();
    }

    internal (StageTerms Terms, SilenceClasses Classes) CheckedRules()
    {
        var terms = CheckedBesidesLimits();
        var classes = new SilenceClasses(Limits ?? [new SilenceLimits(1, null, 30, 90)]);
        if (Silence == SilenceSource.Purchase) // a visit keeps a member out of Dormant, so that under Engagement a longer window can end as it says
        {
            CheckWindow(FirstTimeDays, nameof(FirstTimeDays), classes.OfFirstPurchase);
            CheckWindow(ReturnedDays, nameof(ReturnedDays), classes.ShortestAfterRepeat);
        }

        return (terms, classes);
    }

    private void CheckWindow(double? days, string name, SilenceLimits limits)
    {
        if (days > limits.DormantFromDays)
        {
            throw Wrong(
                name, days, $"it must not be beyond the DormantFromDays of {SilenceClasses.Text(limits)}, {limits.DormantFromDays}: silence decides first");
        }
    }
}
