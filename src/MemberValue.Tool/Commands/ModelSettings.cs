using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Rfm;

namespace MemberValue.Tool.Commands;

/// <summary>How members are valued.</summary>
internal sealed record ModelSettings
{
    /// <summary>How many days ahead the value looks.</summary>
    public double HorizonDays { get; init; } = 365.25;

    /// <summary>The share of spend that is margin.</summary>
    public double MarginRate { get; init; } = 1;

    /// <summary>The parts of an assessment: all of them, with limits of silence learned from the shop's own members.</summary>
    public MemberValuatorOptions ToOptions() => new()
    {
        Rfm = new RfmOptions { Segments = SegmentPreset.TenCells },
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
    };
}
