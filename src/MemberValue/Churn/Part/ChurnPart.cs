using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Parts;
using MemberValue.Rfm;
using Microsoft.Extensions.Configuration;

namespace MemberValue.Churn;

/// <summary>Risk with its reasons as a part of an assessment.</summary>
internal sealed class ChurnPart : AssessmentPart<ChurnOptions>
{
    private const string OfWeighted = "Weight Rule";
    private const string OfRules = "Id Sentence";
    private const string OfThresholds = "SeverityAtLimit Id Sentence";

    public static ChurnPart Instance { get; } = new();

    public override string Name => "Churn";

    public override SectionKeys Keys { get; } = new SectionKeys()
        .At("", "Combination MediumFrom HighFrom Overdue Silence FrequencyDrop SpendDrop Probability RfmLevel RfmFall StageEntered Engagement RefundShare "
            + "Column")
        .At("Overdue:*", OfWeighted).At("Overdue:*:Rule", $"Gaps FullGaps GapAtLeastDays GapAtMostDays {OfThresholds}")
        .At("Silence:*", OfWeighted).At("Silence:*:Rule", $"Days FullDays Silence {OfThresholds}")
        .At("FrequencyDrop:*", OfWeighted).At("FrequencyDrop:*:Rule", $"Drop FullDrop SignificanceLevel {OfThresholds}")
        .At("SpendDrop:*", OfWeighted).At("SpendDrop:*:Rule", $"Drop FullDrop EarlierSpendAtLeast {OfThresholds}")
        .At("Probability:*", OfWeighted).At("Probability:*:Rule", $"Basis Below FullAt {OfThresholds}")
        .At("RfmLevel:*", OfWeighted).At("RfmLevel:*:Rule", $"Measure AtMost FullAt Weights {OfThresholds}")
        .At("RfmFall:*", OfWeighted).At("RfmFall:*:Rule", $"Measure Levels FullLevels Weights {OfThresholds}")
        .At("Engagement:*", OfWeighted).At("Engagement:*:Rule", $"Days FullDays {OfThresholds}")
        .At("RefundShare:*", OfWeighted).At("RefundShare:*:Rule", $"Share FullShare {OfThresholds}")
        .At("Column:*", OfWeighted).At("Column:*:Rule", $"Column AtLeast AtMost WithinDays OneOf FullAt Label {OfThresholds}")
        .At("StageEntered:*", OfWeighted).At("StageEntered:*:Rule", $"DormantSeverity LostSeverity {OfRules}")
        .At("RfmLevel:*:Rule:Weights", "Recency Frequency Monetary").At("RfmFall:*:Rule:Weights", "Recency Frequency Monetary")
        .Of<RiskCombination>("Combination")
        .Of<SilenceSource>("Silence:*:Rule:Silence")
        .Of<ProbabilityBasis>("Probability:*:Rule:Basis")
        .Of<RfmMeasure>("RfmLevel:*:Rule:Measure", "RfmFall:*:Rule:Measure");

    public override void Bind(IConfiguration section, ChurnOptions options)
    {
        options.Forget(list => section.GetSection(list).GetChildren().Any());
        Sections.Named(section, nameof(ChurnOptions), Keys, () => section.Bind(options, Sections.Strict));
    }

    protected override PartPlan Plan(ChurnOptions options, PartWorkers own) => new ChurnPlan(options.Frozen());

    private sealed class ChurnPlan(ChurnRuleBook rules) : PartPlan
    {
        public override IReadOnlyList<MemberColumn> Gives => [ChurnColumns.Risk];

        public override IReadOnlyList<PartNeed> Needs { get; } =
        [
            .. Need(rules.NeedsScores, RfmColumns.Score, "RfmLevel or RfmFall", "these rules need scores: add Rfm"),
            .. Need(rules.NeedsStages, LifecycleColumns.Stage, "StageEntered", "this rule needs stages: add Lifecycle"),
            .. Need(rules.NeedsPurchases, ClvColumns.ProbabilityOfPurchase, "Probability", "this rule needs a model of purchases: add Clv with a model"),
        ];

        public override void Fit<TKey>(PartFit<TKey> fit)
        {
            if (rules.NeedsRhythm)
                fit.Put(LifecyclePart.Rhythm, () => PurchaseRhythm.Fit(fit.Columns));
        }

        public override AppliedPart? Apply(PartContext context)
        {
            var before = context.Missing.Count;
            var rhythm = rules.NeedsRhythm ? context.Fitted<PurchaseRhythm>(LifecyclePart.Rhythm) : null;
            if (rules.NeedsRhythm && rhythm is null)
                context.Misses(Text.Of("Churn: no rhythm has been fitted yet.", "流失风险：购买节奏尚未拟合。"));
            else if (rhythm is { Status: FitStatus.NoData })
                context.Misses(Text.Of("Churn: nobody has two purchases, so there is no rhythm.", "流失风险：没有会员购买过两次，因此没有购买节奏。"));
            if (rules.NeedsScores && !context.IsGiven(RfmColumns.Score))
                context.Misses(Text.Of("Churn: a rule looks at scores, and there are none yet.", "流失风险：有规则需要RFM评分，目前还没有评分。"));
            if (rules.NeedsStages && !context.IsGiven(LifecycleColumns.Stage))
                context.Misses(Text.Of("Churn: a rule looks at stages, and there are none yet.", "流失风险：有规则需要生命周期阶段，目前还没有阶段。"));
            if (rules.NeedsPurchases && !context.IsGiven(ClvColumns.ProbabilityOfPurchase))
                context.Misses(Text.Of("Churn: a rule looks at a probability, and no model of purchases has been fitted yet.", "流失风险：有规则需要购买概率，但购买模型尚未拟合。"));
            if (context.Missing.Count > before)
                return null;
            var assessor = rules.Assessor(rhythm);
            context.Workers.Put(assessor);
            return new AppliedChurn(assessor, rules.NeedsEarlier);
        }

        private static IEnumerable<PartNeed> Need(bool isNeeded, MemberColumn column, string rule, string remedy) =>
            isNeeded ? [new PartNeed(column, "Churn", rule, remedy)] : [];
    }

    private sealed class AppliedChurn(ChurnRiskAssessor assessor, bool needsEarlier) : AppliedPart
    {
        private MemberColumns? _nobody; // of the window that was seen last

        public override IReadOnlyList<MemberColumn> Gives => [ChurnColumns.Risk];

        public override void Assess(PartResults results)
        {
            SetEarlier(results);
            var columns = results.Columns;
            var risks = new ChurnRisk[columns.Count];
            Span<double> values = columns.Count <= 16 ? stackalloc double[columns.Count] : new double[columns.Count];
            assessor.Assess(columns, values);
            for (var row = 0; row < risks.Length; row++)
                risks[row] = new ChurnRisk(values[row], assessor.LevelOf(values[row]));
            results.Give(ChurnColumns.Risk, risks);
        }

        public override void Assess<TKey>(MemberTable<TKey> table, PartResults results, CancellationToken cancellationToken)
        {
            SetEarlier(results);
            var assessment = assessor.Assess(table.With(results.Columns), cancellationToken);
            results.Give(ChurnColumns.Risk, assessment.Risks.Array);
            results.Put(assessment);
        }

        public override object? Explain(MemberFindings member) => assessor.Explain(member.Results.Columns, member.Index);

        public override IEnumerable<(string About, Text Text)> Reasons(MemberFindings member)
        {
            if (member.Explanation<ChurnExplanation>() is { } risk)
                yield return ("risk", risk.Text);
        }

        /// <summary>The first run has no earlier table to compare with.</summary>
        private void SetEarlier(PartResults results)
        {
            if (!needsEarlier || results.Members.HasEarlier)
                return;
            var window = results.Members.Window;
            var nobody = _nobody;
            if (nobody is null || !nobody.Window.Equals(window))
            {
                _nobody = nobody = MemberColumns.FromColumns(window, new MemberColumnData { Purchases = [] })
                    .With(RfmColumns.Score, ReadOnlyMemory<RfmScore>.Empty).With(LifecycleColumns.Stage, ReadOnlyMemory<LifecycleStage>.Empty);
            }

            var rows = new int[results.Members.Count];
            Array.Fill(rows, -1);
            results.SetEarlier(nobody, rows);
        }
    }
}
