using System.Globalization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>
/// Stages by days of silence, with limits for each class of members by purchases: rules that are easy to state. Immutable, thread-safe, and
/// kept as JSON. <see cref="StagePresets"/> has starting points.
/// </summary>
/// <remarks>
/// <para>What decides first: Lost, then Dormant, by the limits of the member's class; then Returned: as of the cell before the last purchase the member was
/// Dormant or Lost, by the limits for one purchase fewer, and the last purchase is inside its window; then Loyal; then FirstTime; then Active. A member
/// without a purchase is New.</para>
/// <para>A limit of d days is reached in the first cell that is at least d days after the one that silence counts from: on the day, not the day
/// before. Where both limits fall into one cell (equal ones, or 30 and 31 days in a table of weeks) members are Lost without having been Dormant.</para>
/// </remarks>
public sealed partial class ThresholdStageClassifier : ILifecycleClassifier, IRowByRow, IStageExplainer
{
    private readonly StageTerms _terms;
    private readonly SilenceClasses _classes;

    /// <summary>Creates a classifier.</summary>
    /// <param name="options">The rules; checked and copied. Null for the defaults: 30 and 90 days.</param>
    /// <exception cref="ArgumentException">The classes of purchases leave a gap or overlap, a Lost limit lies below the Dormant one, a window
    /// ends after silence has decided, or a number is out of range; the message names both sides.</exception>
    public ThresholdStageClassifier(ThresholdStageOptions? options = null)
    {
        options ??= new ThresholdStageOptions();
        (_terms, _classes) = options.CheckedRules();
        Silence = options.Silence;
    }

    /// <summary>The limits of silence, by number of purchases.</summary>
    public IReadOnlyList<SilenceLimits> Limits => _classes.Limits;

    /// <summary>What ends a member's silence.</summary>
    public SilenceSource Silence { get; }

    /// <summary>The rules as options, to change and to make another classifier of.</summary>
    /// <returns>New options.</returns>
    public ThresholdStageOptions ToOptions()
    {
        var options = new ThresholdStageOptions { Limits = Limits, Silence = Silence };
        options.Take(_terms);
        return options;
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Single-threaded; allocates nothing. Reads Purchases and LastPurchaseCell; PreviousPurchaseCell if members can be Returned, Net if Loyal asks for
    /// spend, LastVisitCell under <see cref="SilenceSource.Engagement"/>, and RegistrationCell if members without a purchase age by it.
    /// </remarks>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed; <paramref name="destination"/> is unchanged then.</exception>
    public void Classify(MemberColumns columns, Span<LifecycleStage> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Require.Destination(destination.Length, columns.Count);
        destination = destination[..columns.Count];
        var inputs = Inputs(columns);
        var calendar = columns.Window.Calendar;
        var rules = new StageRules(_terms, calendar);
        var done = ThresholdKernel.Vectors(inputs, rules, _classes, 0, destination);
        ClassifyScalar(inputs, rules, done, destination[done..]);
    }

    /// <summary>Why a member is in their stage, and when it changes if they stay silent.</summary>
    /// <param name="row">The member's numbers. A null registration or last visit means that the member has none.</param>
    /// <returns>The explanation; its stage is that of the other overloads.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a number that the rules need.</exception>
    public StageExplanation Explain(MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var inputs = Inputs(row.ToColumns());
        var facts = inputs.Facts(0);
        var calendar = row.Window.Calendar;
        return new StageExplainer(row, facts, _terms) { Silence = Silence }.ByLimits(_classes.Of(facts.Purchases, calendar), StageNotes.None);
    }

    /// <summary>The number of classes and the limits in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => "Stages by silence: " + string.Join("; ", Limits.Select(each => string.Create(
        CultureInfo.InvariantCulture,
        $"{each.FromPurchases}{(each.ThroughPurchases is null ? "+" : "-")}{each.ThroughPurchases} purchases "
            + $"{each.DormantFromDays}/{each.LostFromDays} days")));

    /// <summary>The scalar form: the definition.</summary>
    internal void ClassifyScalar(in StageInputs inputs, in StageRules rules, int start, Span<LifecycleStage> destination)
    {
        var calendar = inputs.Columns.Window.Calendar;
        for (var i = 0; i < destination.Length; i++)
        {
            var facts = inputs.Facts(start + i);
            destination[i] = rules.Stage(facts, inputs.LastCell, _classes.Of(facts.Purchases, calendar));
        }
    }

    internal void ClassifyScalar(MemberColumns columns, Span<LifecycleStage> destination) =>
        ClassifyScalar(Inputs(columns), new StageRules(_terms, columns.Window.Calendar), 0, destination);

    private StageInputs Inputs(MemberColumns columns) => new(columns, _terms, Silence, needsFirst: false);
}
