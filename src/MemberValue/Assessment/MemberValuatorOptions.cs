using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Playbooks;
using MemberValue.Rfm;

namespace MemberValue.Assessment;

/// <summary>
/// What a valuator says of members, and how. A part that is null is left out of every assessment. Workers of your own take the place of the library's. Checked
/// and copied when it is used.
/// </summary>
public sealed class MemberValuatorOptions
{
    /// <summary>Scores and segments; null for none.</summary>
    public RfmOptions? Rfm { get; set; }

    /// <summary>Stages; null for none.</summary>
    public LifecycleOptions? Lifecycle { get; set; }

    /// <summary>Probabilities, expected purchases and value; null for none.</summary>
    public ClvOptions? Clv { get; set; }

    /// <summary>Risk with its reasons; null for none.</summary>
    public ChurnOptions? Churn { get; set; }

    /// <summary>What to do about members of each stage, segment and risk level; null for no actions. The default playbook unless set.</summary>
    public Playbook? Playbook { get; set; } = Playbook.Default;

    /// <summary>
    /// A map of segments of your own; null for the ready one that <see cref="RfmOptions.Segments"/> names. Not looked at without <see cref="Rfm"/>.
    /// </summary>
    public SegmentMap? Segments { get; set; }

    /// <summary>A scorer of your own; null for the library's. Not looked at without <see cref="Rfm"/>.</summary>
    public IRfmScorer? Scorer { get; set; }

    /// <summary>A classifier of your own; null for the library's. Not looked at without <see cref="Lifecycle"/>.</summary>
    public ILifecycleClassifier? Classifier { get; set; }

    /// <summary>A model of purchases of your own, fitted by you; null for the one that a fit makes. Not looked at without <see cref="Clv"/>.</summary>
    public IAttritionModel? Purchases { get; set; }

    /// <summary>A calculator of your own; null for the library's. Not looked at without <see cref="Clv"/>.</summary>
    public IClvCalculator? Calculator { get; set; }
}
