using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>How a valuator finds members' stages. A plain class that configuration can bind; checked and copied when it is used.</summary>
public sealed class LifecycleOptions
{
    private StagePreset? _preset;

    /// <summary>What decides the stages: by default, days of silence set by the business.</summary>
    public StageMethod Method { get; set; }

    /// <summary>
    /// A ready-made set of day counts. Setting it replaces <see cref="Thresholds"/> with the preset's rules; change single ones afterwards. Null, the
    /// default, leaves them as they are. In a configuration section the preset is read first, wherever it stands.
    /// </summary>
    public StagePreset? Preset
    {
        get => _preset;
        set
        {
            _preset = value;
            Thresholds = value switch
            {
                StagePreset.FastMovingGoods => StagePresets.FastMovingGoods,
                StagePreset.Apparel => StagePresets.Apparel,
                StagePreset.Durables => StagePresets.Durables,
                StagePreset.Seasonal => StagePresets.Seasonal,
                _ => Thresholds,
            };
        }
    }

    /// <summary>
    /// Rules in days of silence. For learned limits everything but the limits themselves is taken from here, and a window that is longer than the learned
    /// Dormant limit ends with it.
    /// </summary>
    public ThresholdStageOptions Thresholds { get; set; } = new();

    /// <summary>How limits are learned; ignored for the other methods.</summary>
    public LearnedLimitsOptions LearnedLimits { get; set; } = new();

    /// <summary>Rules in units of a member's rhythm; ignored for the other methods.</summary>
    public RhythmStageOptions Rhythm { get; set; } = new();

    /// <summary>Rules over a model's probability; ignored for the other methods.</summary>
    public ProbabilityStageOptions Probability { get; set; } = new();

    /// <summary>A checked private copy.</summary>
    internal LifecycleOptions Frozen()
    {
        if (!Enum.IsDefined(Method))
            throw OptionError.Of(this, nameof(Method), Method, "it must be Thresholds, LearnedLimits, Rhythm or Probability");
        if (Preset is { } preset && !Enum.IsDefined(preset))
            throw OptionError.Of(this, nameof(Preset), preset, "it must be FastMovingGoods, Apparel, Durables or Seasonal, or null");
        OptionError.RequirePart(this, Thresholds, nameof(Thresholds));
        OptionError.RequirePart(this, LearnedLimits, nameof(LearnedLimits));
        OptionError.RequirePart(this, Rhythm, nameof(Rhythm));
        OptionError.RequirePart(this, Probability, nameof(Probability));
        Check();
        return new LifecycleOptions
        {
            Method = Method,
            Thresholds = (ThresholdStageOptions)Thresholds.Copy(),
            LearnedLimits = LearnedLimits.Copy(),
            Rhythm = (RhythmStageOptions)Rhythm.Copy(),
            Probability = (ProbabilityStageOptions)Probability.Copy(),
        };
    }

    private void Check()
    {
        switch (Method)
        {
            case StageMethod.Thresholds:
                _ = Thresholds.CheckedRules();
                break;
            case StageMethod.LearnedLimits:
                LearnedLimits.Check(LearnedLimits.Starts, LogRules.MaxGapOrdinals);
                if (Thresholds.Limits is not null)
                    throw OptionError.Of(this, "Thresholds.Limits", "set", "it must be null for the method LearnedLimits, which learns them");
                _ = Thresholds.CheckedBesidesLimits();
                break;
            case StageMethod.Rhythm:
                _ = Rhythm.CheckedRules();
                break;
            default:
                _ = Probability.CheckedRules();
                break;
        }
    }
}
