using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>
/// Stages by silence in units of each member's own rhythm, shrunk towards the population's where purchases are few: a member who buys every week and is
/// silent for a month is not Active, and one who buys once a year and is silent for half of it is not Lost. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// <para>A member's expected gap is that of <see cref="PurchaseRhythm"/>, held inside the options' bounds; silence is judged against multiples of it,
/// rounded up to whole cells. A purchase counts as one after a Dormant or Lost time by the expected gap of that time, with one gap fewer.</para>
/// <para>What decides first is the same for every classifier: Lost, Dormant, Returned, Loyal, FirstTime, Active.</para>
/// </remarks>
public sealed class RhythmStageClassifier : ILifecycleClassifier, IRowByRow, IStageExplainer
{
    private readonly StageTerms _terms;
    private readonly double _dormantFromGaps;
    private readonly double _lostFromGaps;
    private readonly double? _gapAtLeastDays;
    private readonly double? _gapAtMostDays;

    /// <summary>Creates a classifier.</summary>
    /// <param name="rhythm">The population's rhythm, fitted or given.</param>
    /// <param name="options">The rules; checked and copied. Null for the defaults: 2 and 4 gaps.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rhythm"/> is null.</exception>
    /// <exception cref="ArgumentException">The rhythm has no gaps, a Lost limit lies below the Dormant one, or a number is out of range.</exception>
    public RhythmStageClassifier(PurchaseRhythm rhythm, RhythmStageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(rhythm);
        if (rhythm.Status == FitStatus.NoData)
            throw new ArgumentException("The rhythm was fitted to a table in which nobody has two purchases; give one with PurchaseRhythm.Of.", nameof(rhythm));
        options ??= new RhythmStageOptions();
        _terms = options.CheckedRules();
        (_dormantFromGaps, _lostFromGaps) = (options.DormantFromGaps, options.LostFromGaps);
        (_gapAtLeastDays, _gapAtMostDays) = (options.GapAtLeastDays, options.GapAtMostDays);
        Rhythm = rhythm;
    }

    /// <summary>The population's rhythm.</summary>
    public PurchaseRhythm Rhythm { get; }

    /// <summary>The rules as options, to change and to make another classifier of.</summary>
    /// <returns>New options.</returns>
    public RhythmStageOptions ToOptions()
    {
        var options = new RhythmStageOptions
        {
            DormantFromGaps = _dormantFromGaps,
            LostFromGaps = _lostFromGaps,
            GapAtLeastDays = _gapAtLeastDays,
            GapAtMostDays = _gapAtMostDays,
        };
        options.Take(_terms);
        return options;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Single-threaded; allocates nothing. Reads Purchases, FirstPurchaseCell and LastPurchaseCell; PreviousPurchaseCell if members can be Returned, Net if
    /// Loyal asks for spend, and RegistrationCell if members without a purchase age.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short, or the rhythm was fitted to a table of another calendar;
    /// it is unchanged then.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed; <paramref name="destination"/> is unchanged then.</exception>
    public void Classify(MemberColumns columns, Span<LifecycleStage> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Require.Destination(destination.Length, columns.Count);
        destination = destination[..columns.Count];
        var inputs = Inputs(columns);
        var rules = new StageRules(_terms, columns.Window.Calendar);
        var gap = GapIn(columns.Window.Calendar);
        var done = RhythmKernel.Vectors(inputs, rules, gap, 0, destination);
        ClassifyScalar(inputs, rules, gap, done, destination[done..]);
    }

    /// <summary>Why a member is in their stage, and when it changes if they stay silent.</summary>
    /// <param name="row">The member's numbers. A null registration means that the member has none.</param>
    /// <returns>The explanation; its stage is that of the other overloads, and its last fact is the expected gap, for a member who ever bought.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="ArgumentException">The rhythm was fitted to a table of another calendar.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a number that the rules need.</exception>
    public StageExplanation Explain(MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var facts = Inputs(row.ToColumns()).Facts(0);
        var calendar = row.Window.Calendar;
        var gap = GapIn(calendar);
        var explainer = new StageExplainer(row, facts, _terms);
        if (facts.Purchases == 0)
            return explainer.ByLimits(new StageLimits(StageTime.Never, StageTime.Never, StageTime.Never), StageNotes.None);
        double n = facts.Purchases - 1, t = (long)facts.Last - facts.First;
        var (unbounded, bounded) = (gap.Unbounded(n, t), gap.Of(n, t));
        var notes = (n == 0 ? StageNotes.NoOwnGap : StageNotes.None) | (unbounded == bounded ? StageNotes.None : StageNotes.GapAtBound);
        return explainer.ByLimits(
            gap.Limits(facts), notes, new StageFact(StageQuantity.ExpectedGap, bounded, bounded * _dormantFromGaps, calendar.Unit.Name));
    }

    /// <summary>The multiples and the rhythm in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"Stages by own rhythm: Dormant from {_dormantFromGaps} gaps, Lost from {_lostFromGaps}; {Rhythm}");

    /// <summary>The scalar form: the definition.</summary>
    internal static void ClassifyScalar(in StageInputs inputs, in StageRules rules, in ExpectedGap gap, int start, Span<LifecycleStage> destination)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            var facts = inputs.Facts(start + i);
            destination[i] = rules.Stage(facts, inputs.LastCell, gap.Limits(facts));
        }
    }

    internal void ClassifyScalar(MemberColumns columns, Span<LifecycleStage> destination) => ClassifyScalar(
        Inputs(columns), new StageRules(_terms, columns.Window.Calendar), GapIn(columns.Window.Calendar), 0, destination);

    private ExpectedGap GapIn(CellCalendar calendar) => new(Rhythm, _dormantFromGaps, _lostFromGaps, _gapAtLeastDays, _gapAtMostDays, calendar);

    private StageInputs Inputs(MemberColumns columns)
    {
        if (Rhythm.Origin?.Window is { } window && window.Calendar != columns.Window.Calendar)
        {
            throw Error.Argument(
                $"The rhythm was fitted to cells of {window.Calendar}, the columns are cells of {columns.Window.Calendar}.", nameof(columns));
        }

        return new StageInputs(columns, _terms, SilenceSource.Purchase, needsFirst: true);
    }
}
