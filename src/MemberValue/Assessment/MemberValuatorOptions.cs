using MemberValue.Churn;
using MemberValue.Clusters;
using MemberValue.Clv;
using MemberValue.Composite;
using MemberValue.Contribution;
using MemberValue.Learning;
using MemberValue.Lifecycle;
using MemberValue.Parts;
using MemberValue.Playbooks;
using MemberValue.Rfm;
using MemberValue.RuleSegments;
using MemberValue.Seasons;

namespace MemberValue.Assessment;

/// <summary>
/// The parts of an assessment and their settings. A part that is null is left out of every assessment. Workers of your own replace the library's. Checked
/// and copied when used.
/// </summary>
public sealed class MemberValuatorOptions
{
    private readonly Dictionary<AssessmentPart, object> _parts = [];

    /// <summary>Scores and segments; null for none.</summary>
    public RfmOptions? Rfm
    {
        get => Of(RfmPart.Instance);
        set => Put(RfmPart.Instance, value);
    }

    /// <summary>Stages; null for none.</summary>
    public LifecycleOptions? Lifecycle
    {
        get => Of(LifecyclePart.Instance);
        set => Put(LifecyclePart.Instance, value);
    }

    /// <summary>Probabilities, expected purchases and value; null for none.</summary>
    public ClvOptions? Clv
    {
        get => Of(ClvPart.Instance);
        set => Put(ClvPart.Instance, value);
    }

    /// <summary>Risk with its reasons; null for none.</summary>
    public ChurnOptions? Churn
    {
        get => Of(ChurnPart.Instance);
        set => Put(ChurnPart.Instance, value);
    }

    /// <summary>Clusters; null for none.</summary>
    public ClustersOptions? Clusters
    {
        get => Of(ClustersPart.Instance);
        set => Put(ClustersPart.Instance, value);
    }

    /// <summary>A composite value; null for none.</summary>
    public CompositeOptions? Composite
    {
        get => Of(CompositePart.Instance);
        set => Put(CompositePart.Instance, value);
    }

    /// <summary>Profit contribution; null for none.</summary>
    public ContributionOptions? Contribution
    {
        get => Of(ContributionPart.Instance);
        set => Put(ContributionPart.Instance, value);
    }

    /// <summary>Segments by rules over columns; null for none.</summary>
    public RuleSegmentsOptions? RuleSegments
    {
        get => Of(RuleSegmentsPart.Instance);
        set => Put(RuleSegmentsPart.Instance, value);
    }

    /// <summary>The actions for members of each stage, segment and risk level; null for no actions. The default playbook by default.</summary>
    public Playbook? Playbook { get; set; } = Playbook.Default;

    /// <summary>
    /// A map of segments of your own; null for the built-in one that <see cref="RfmOptions.Segments"/> names. Not used without <see cref="Rfm"/>.
    /// </summary>
    public SegmentMap? Segments
    {
        get => Own.Find<SegmentMap>();
        set => Own.Put(value);
    }

    /// <summary>
    /// Rules of segments of your own, such as from JSON; null for those of <see cref="RuleSegments"/>, whose segments and rules are not used otherwise. Not
    /// used without <see cref="RuleSegments"/>.
    /// </summary>
    public RuleSegmentMap? SegmentRules
    {
        get => Own.Find<RuleSegmentMap>();
        set => Own.Put(value);
    }

    /// <summary>A scorer of your own; null for the library's. Not used without <see cref="Rfm"/>.</summary>
    public IRfmScorer? Scorer
    {
        get => Own.Find<IRfmScorer>();
        set => Own.Put(value);
    }

    /// <summary>A classifier of your own; null for the library's. Not used without <see cref="Lifecycle"/>.</summary>
    public ILifecycleClassifier? Classifier
    {
        get => Own.Find<ILifecycleClassifier>();
        set => Own.Put(value);
    }

    /// <summary>A model of purchases of your own, already fitted; null for the one of the fitted models. Not used without <see cref="Clv"/>.</summary>
    public IAttritionModel? Purchases
    {
        get => Own.Find<IAttritionModel>();
        set => Own.Put(value);
    }

    /// <summary>A calculator of your own; null for the library's. Not used without <see cref="Clv"/>.</summary>
    public IClvCalculator? Calculator
    {
        get => Own.Find<IClvCalculator>();
        set => Own.Put(value);
    }

    /// <summary>The host's own workers, for any part.</summary>
    internal PartWorkers Own { get; } = new();

    /// <summary>The configured parts, in the order of the list of parts; others come last.</summary>
    internal IReadOnlyList<(AssessmentPart Part, object Options)> Parts =>
        [.. AssessmentParts.All.Concat(_parts.Keys.Except(AssessmentParts.All)).Where(_parts.ContainsKey).Select(part => (part, _parts[part]))];

    /// <summary>Sets the options of a part; null removes the part.</summary>
    internal void Put(AssessmentPart part, object? options)
    {
        if (options is null)
            _parts.Remove(part);
        else
            _parts[part] = options;
    }

    private TOptions? Of<TOptions>(AssessmentPart<TOptions> part)
        where TOptions : class, new() => (TOptions?)_parts.GetValueOrDefault(part);
}

/// <summary>The parts of an assessment, one line per part, and the kinds of items that a set of models reads.</summary>
internal static class AssessmentParts
{
    /// <summary>The parts in the order of their sentences.</summary>
    public static IReadOnlyList<AssessmentPart> All { get; } =
    [
        RfmPart.Instance,
        LifecyclePart.Instance,
        ClvPart.Instance,
        ChurnPart.Instance,
        ClustersPart.Instance,
        CompositePart.Instance,
        ContributionPart.Instance,
        RuleSegmentsPart.Instance,
    ];

    /// <summary>Kinds that no part fits, which a host can store in a set under a name of its own.</summary>
    private static readonly FittedKind[] Others =
    [
        FittedKind.Of(LogisticModel.FromJson, "LogisticModel"),
        FittedKind.Of(DecisionTreeModel.FromJson, "DecisionTree"),
        FittedKind.Of(RandomForestModel.FromJson, "RandomForest"),
        FittedKind.Of(PlattCalibration.FromJson, "PlattCalibration"),
        FittedKind.Of(IsotonicCalibration.FromJson, "IsotonicCalibration"),
        FittedKind.Of(ValueQuadrantMap.FromJson, "ValueQuadrantMap"),
        FittedKind.Of(ContractModel.FromJson, "ContractModel"),
        FittedKind.Of(GaussianMixtureModel.FromJson, "GaussianMixture"),
        FittedKind.Of(SeasonalIndex.FromJson, "SeasonalIndex"),
    ];

    /// <summary>The slots of the parts.</summary>
    public static IReadOnlyList<FittedSlot> Slots(IEnumerable<AssessmentPart> parts) => [.. parts.SelectMany(part => part.Slots)];

    /// <summary>Every kind that can be read.</summary>
    public static IReadOnlyList<FittedKind> Kinds(IEnumerable<AssessmentPart> parts) => [.. Slots(parts).Select(slot => slot.Kind), .. Others];
}
