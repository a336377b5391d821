using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Parts;
using Microsoft.Extensions.Configuration;

namespace MemberValue.Lifecycle;

/// <summary>Stages as a part of an assessment.</summary>
internal sealed class LifecyclePart : AssessmentPart<LifecycleOptions>
{
    private static readonly Text OfStage = Text.Of("Stage {stage}.", "生命周期阶段：{stage}。");

    private const string OfStages = "FirstTimeDays ReturnedDays LoyalPurchases LoyalSpend NewDormantFromDays NewLostFromDays";

    public static LifecyclePart Instance { get; } = new();

    public static FittedSlot Rhythm { get; } =
        new("rhythm", Text.Of("Rhythm of purchases", "购买节奏"), FittedKind.Of(PurchaseRhythm.FromJson, "PurchaseRhythm"));

    public static FittedSlot Limits { get; } =
        new("limits", Text.Of("Limits of silence", "沉默期限"), FittedKind.Of(LearnedLimits.FromJson, "LearnedLimits"));

    public override string Name => "Lifecycle";

    public override IReadOnlyList<PartWorker> Workers => [PartWorker.Of<ILifecycleClassifier>("classifier", present => new HeldClassifier(present))];

    public override IReadOnlyList<FittedSlot> Slots => [Limits, Rhythm];

    public override SectionKeys Keys { get; } = new SectionKeys()
        .At("", "Method Preset Thresholds LearnedLimits Rhythm Probability")
        .At("Thresholds", $"Limits Silence {OfStages}")
        .At("Thresholds:Limits:*", "FromPurchases ThroughPurchases DormantFromDays LostFromDays")
        .At("LearnedLimits", "DormantQuantile LostQuantile ClassesFrom ConfidenceLevel")
        .At("Rhythm", $"DormantFromGaps LostFromGaps GapAtLeastDays GapAtMostDays {OfStages}")
        .At("Probability", $"Basis HorizonDays DormantBelow LostBelow {OfStages}")
        .Of<StageMethod>("Method")
        .Of<StagePreset>("Preset")
        .Of<SilenceSource>("Thresholds:Silence")
        .Of<ProbabilityBasis>("Probability:Basis");

    public override void Bind(IConfiguration section, LifecycleOptions options) => Sections.Named(section, nameof(LifecycleOptions), Keys, () =>
    {
        if (section["Preset"] is { Length: > 0 } preset && Enum.TryParse<StagePreset>(preset, ignoreCase: true, out var known))
            options.Preset = known; // before the single thresholds, in whatever order the section has them
        Sections.Forget(section, "Thresholds:Limits", () => options.Thresholds.Limits = null);
        Sections.Forget(section, "LearnedLimits:ClassesFrom", () => options.LearnedLimits.ClassesFrom = null);
        section.Bind(options, Sections.Strict);
    });

    protected override PartPlan Plan(LifecycleOptions options, PartWorkers own) => new LifecyclePlan(options.Frozen(), own.Find<ILifecycleClassifier>());

    private sealed class LifecyclePlan(LifecycleOptions options, ILifecycleClassifier? own) : PartPlan
    {
        public override IReadOnlyList<MemberColumn> Gives => [LifecycleColumns.Stage];

        public override IReadOnlyList<PartNeed> Needs => own is null && options.Method == StageMethod.Probability
            ? [new PartNeed(typeof(IAttritionModel), "Lifecycle.Method", StageMethod.Probability, "it needs a model of purchases: add Clv with a model")]
            : [];

        public override void Fit<TKey>(PartFit<TKey> fit)
        {
            if (own is not null)
                return;
            if (options.Method == StageMethod.Rhythm)
                fit.Put(Rhythm, () => PurchaseRhythm.Fit(fit.Columns));
            else if (options.Method == StageMethod.LearnedLimits)
                fit.Put(Limits, () => LearnedLimits.Fit(fit.Table, options.LearnedLimits));
        }

        public override AppliedPart? Apply(PartContext context)
        {
            var classifier = own ?? Classifier(context);
            context.Workers.Put(classifier);
            return classifier is null ? null : new AppliedLifecycle(classifier);
        }

        private ILifecycleClassifier? Classifier(PartContext context)
        {
            ILifecycleClassifier? Missing(Text sentence)
            {
                context.Misses(sentence);
                return null;
            }

            switch (options.Method)
            {
                case StageMethod.LearnedLimits:
                    return context.Fitted<LearnedLimits>(Limits) switch
                    {
                        null => Missing(Text.Of("Lifecycle: no limits of silence have been learned yet.", "生命周期：沉睡和流失标准尚未学习。")),
                        var limits when !limits.Status.IsUsable() =>
                            Missing(Text.Of(
                                "Lifecycle: no gap between purchases was ever completed, so no limits could be learned.",
                                "生命周期：还没有会员完成过一次购买间隔，无法学习沉睡和流失标准。")),
                        var limits => new ThresholdStageClassifier(options.Thresholds.With(limits.ToLimits())),
                    };
                case StageMethod.Rhythm:
                    return context.Fitted<PurchaseRhythm>(Rhythm) switch
                    {
                        null => Missing(Text.Of("Lifecycle: no rhythm has been fitted yet.", "生命周期：购买节奏尚未拟合。")),
                        { Status: FitStatus.NoData } =>
                            Missing(Text.Of("Lifecycle: nobody has two purchases, so there is no rhythm.", "生命周期：没有会员购买过两次，因此没有购买节奏。")),
                        var rhythm => new RhythmStageClassifier(rhythm, options.Rhythm),
                    };
                case StageMethod.Probability:
                    return context.Workers.Find<IAttritionModel>() is { } model
                        ? new ProbabilityStageClassifier(model, options.Probability)
                        : Missing(Text.Of("Lifecycle: no model of purchases has been fitted yet.", "生命周期：购买模型尚未拟合。"));
                default:
                    return new ThresholdStageClassifier(options.Thresholds);
            }
        }
    }

    private sealed class AppliedLifecycle(ILifecycleClassifier classifier) : AppliedPart
    {
        public override IReadOnlyList<MemberColumn> Gives => [LifecycleColumns.Stage];

        public override void Assess(PartResults results)
        {
            var stages = new LifecycleStage[results.Members.Count];
            classifier.Classify(results.Members, stages);
            results.Give(LifecycleColumns.Stage, stages);
        }

        public override void Assess<TKey>(MemberTable<TKey> table, PartResults results, CancellationToken cancellationToken) =>
            results.Give(LifecycleColumns.Stage, classifier.Classify(table, cancellationToken).Array);

        public override object? Explain(MemberFindings member) =>
            member.TryValue(LifecycleColumns.Stage, out var stage) && stage != LifecycleStage.Unclassified
                ? (classifier as IStageExplainer)?.Explain(member.Row)
                : null;

        public override IEnumerable<(string About, Text Text)> Reasons(MemberFindings member)
        {
            if (member.Explanation<StageExplanation>() is { } explanation)
                yield return ("stage", explanation.Text);
            else if (member.TryValue(LifecycleColumns.Stage, out var stage))
                yield return ("stage", OfStage.Fill(new TextValue("stage", LifecycleStages.NameOf(stage))));
        }
    }
}

/// <summary>Classifies by what has been fitted by now.</summary>
internal sealed class HeldClassifier(Func<ILifecycleClassifier> present) : ILifecycleClassifier, IHeld
{
    public void Classify(MemberColumns columns, Span<LifecycleStage> destination) => present().Classify(columns, destination);
}
