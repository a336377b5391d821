using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Parts;
using MemberValue.Playbooks;
using MemberValue.Rfm;

namespace MemberValue.Assessment;

/// <summary>
/// A valuator with fixed options and models: its assessments are comparable, because they have the same scale, limits and models. Immutable and thread-safe,
/// if your own workers are. <see cref="MemberModelHolder"/> is one whose models can be replaced.
/// </summary>
public sealed class MemberValuator : IMemberValuator
{
    private readonly IReadOnlyList<AppliedPart> _inOrder;
    private readonly IReadOnlyList<AppliedPart> _asRead;

    internal MemberValuator(ValuatorPlan plan, MemberModels models)
    {
        (Models, Playbook, HasOwnSegments) = (models, plan.Playbook, plan.HasOwnSegments);
        (_inOrder, _asRead, Workers, Missing) = plan.Apply(models);
    }

    /// <summary>The fitted models.</summary>
    public MemberModels Models { get; }

    /// <summary>The scorer; null without one.</summary>
    public IRfmScorer? Scorer => Workers.Find<IRfmScorer>();

    /// <summary>The map of segments; null without one.</summary>
    public SegmentMap? Segments => Workers.Find<SegmentMap>();

    /// <summary>The classifier of stages; null without one.</summary>
    public ILifecycleClassifier? Classifier => Workers.Find<ILifecycleClassifier>();

    /// <summary>The model of purchases; null without one.</summary>
    public IAttritionModel? Purchases => Workers.Find<IAttritionModel>();

    /// <summary>The calculator of value; null without one.</summary>
    public IClvCalculator? Calculator => Workers.Find<IClvCalculator>();

    /// <summary>The assessor of risk; null without one. It is what an <see cref="EarlyWarning"/> takes.</summary>
    public ChurnRiskAssessor? Assessor => Workers.Find<ChurnRiskAssessor>();

    /// <summary>The playbook; null without one.</summary>
    public Playbook? Playbook { get; }

    /// <summary>Parts that are configured but not fitted yet, one sentence each. Assessments leave these parts out.</summary>
    public IReadOnlyList<Text> Missing { get; }

    /// <summary>Whether the host gave the map of segments.</summary>
    internal bool HasOwnSegments { get; }

    /// <summary>The workers of the parts, by type.</summary>
    internal PartWorkers Workers { get; }

    /// <summary>Creates a valuator.</summary>
    /// <param name="options">The parts of an assessment and their settings; checked and copied.</param>
    /// <param name="models">The fitted models; null for none.</param>
    /// <returns>The valuator.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range, a part needs another one that is not configured, or the models do not suit the options;
    /// the message names it.</exception>
    public static MemberValuator Create(MemberValuatorOptions options, MemberModels? models = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new MemberValuator(ValuatorPlan.Of(options), models ?? MemberModels.None);
    }

    /// <inheritdoc/>
    /// <remarks>Each part works on all processors. The same bits for any number of threads, and as for one member at a time.</remarks>
    public MemberAssessments<TKey> Assess<TKey>(MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        cancellationToken.ThrowIfCancellationRequested();
        var results = new PartResults(table.Columns);
        foreach (var part in _inOrder)
            part.Assess(table, results, cancellationToken);
        return new MemberAssessments<TKey>(this, table.With(results.Columns), results);
    }

    /// <inheritdoc/>
    public MemberAssessment Assess(MemberRow row) => new(this, Findings(Results(row), 0, row));

    /// <summary>A member with the results that the rules of churn use, as <see cref="EarlyWarning"/> compares them before and after an event.</summary>
    /// <param name="row">The member; see <see cref="Assess(MemberRow)"/>.</param>
    /// <returns>The row with score, stage and the other results of this valuator that the row does not have.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="ArgumentException">The row's calendar differs from that of the fit.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a number that a part needs.</exception>
    public MemberRow WithResults(MemberRow row) => row.Of(Results(row).Columns);

    /// <summary>The models and what is missing, in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Models}{(Missing.Count == 0 ? "" : $"; missing: {string.Join(", ", Missing)}")}");

    /// <summary>The findings of the parts about one member.</summary>
    internal MemberFindings Findings(PartResults results, int index, MemberRow row) => new(results, index, _asRead, row);

    private PartResults Results(MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var results = new PartResults(row.ToColumns());
        foreach (var part in _inOrder)
            part.Assess(results);
        return results;
    }
}
