using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clusters;
using MemberValue.Clv;
using MemberValue.Composite;
using MemberValue.Contribution;
using MemberValue.Lifecycle;
using MemberValue.Rfm;
using MemberValue.RuleSegments;

namespace MemberValue.Tool.Commands;

/// <summary>How members are valued.</summary>
internal sealed record ModelSettings
{
    /// <summary>How many days ahead the value looks.</summary>
    public double HorizonDays { get; init; } = 365.25;

    /// <summary>The share of spend that is margin.</summary>
    public double MarginRate { get; init; } = 1;

    /// <summary>How many clusters; null for none.</summary>
    public int? Clusters { get; init; }

    /// <summary>The costs that profit is computed with; null for no profit.</summary>
    public IReadOnlyList<CostLineOptions>? Costs { get; init; }

    /// <summary>Rules of segments; null for none.</summary>
    public RuleSegmentMap? Rules { get; init; }

    /// <summary>The dimensions of a score beside R, F and M.</summary>
    public IReadOnlyList<ScoreDimensionOptions> Dimensions { get; init; } = [];

    /// <summary>The same settings with the clusters of models that were fitted before.</summary>
    public ModelSettings With(MemberModels? models) => models?["clusters"] is KMeansModel clusters ? this with { Clusters = clusters.Clusters } : this;

    /// <summary>The parts of an assessment: all that need no further settings, and those that are asked for; limits of silence are learned from the shop's own
    /// members.</summary>
    public MemberValuatorOptions ToOptions() => new()
    {
        Rfm = new RfmOptions { Segments = SegmentPreset.TenCells, Dimensions = Dimensions },
        Lifecycle = new LifecycleOptions { Method = StageMethod.LearnedLimits },
        Clv = new ClvOptions { ValueHorizonDays = HorizonDays, MarginRate = MarginRate },
        Churn = new ChurnOptions
        {
            Overdue = [new() { Weight = 0.7 }],
            FrequencyDrop = [new() { Weight = 0.6 }],
            SpendDrop = [new() { Weight = 0.3 }],
            Probability = [new() { Weight = 0.8, Rule = new ProbabilityRuleOptions { Below = 0.6 } }],
            RfmLevel = [new() { Weight = 0.3 }],
            RefundShare = [new() { Weight = 0.2 }],
        },
        Composite = new CompositeOptions(),
        Clusters = Clusters is { } clusters ? new ClustersOptions { KMeans = new KMeansOptions { Clusters = clusters } } : null,
        Contribution = Costs is null ? null : new ContributionOptions { Costs = Costs },
        RuleSegments = Rules is null ? null : new RuleSegmentsOptions(),
        SegmentRules = Rules,
    };
}
