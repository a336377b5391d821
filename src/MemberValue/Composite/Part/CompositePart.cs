using MemberValue.Common;
using MemberValue.Learning;
using MemberValue.Members;
using MemberValue.Parts;
using Microsoft.Extensions.Configuration;

namespace MemberValue.Composite;

/// <summary>A composite value as a part of an assessment.</summary>
internal sealed class CompositePart : AssessmentPart<CompositeOptions>
{
    public static CompositePart Instance { get; } = new();

    public static FittedSlot Scorer { get; } = new("composite", Text.Of("Composite value", "综合价值"), FittedKind.Of(CompositeScorer.FromJson, "CompositeScorer"));

    public override string Name => "Composite";

    public override IReadOnlyList<FittedSlot> Slots => [Scorer];

    public override SectionKeys Keys { get; } = new SectionKeys()
        .At("", "Criteria Weights Judgements Scorer")
        .At("Criteria:*", "Name IsCost IsLogged MissingAs Weight Label")
        .At("Scorer", "Method TailShare Extrapolates Scaling")
        .Of<CriterionWeightMethod>("Weights")
        .Of<CompositeMethod>("Scorer:Method")
        .Of<CriterionScaling>("Scorer:Scaling");

    public override void Bind(IConfiguration section, CompositeOptions options)
    {
        Sections.Forget(section, "Criteria", () => options.Criteria = null);
        Sections.Forget(section, "Judgements", () => options.Judgements = null);
        Sections.Named(section, nameof(CompositeOptions), Keys, () => section.Bind(options, Sections.Strict));
    }

    protected override PartPlan Plan(CompositeOptions options, PartWorkers own) => new Planned(options.Frozen());

    private sealed class Planned(CompositePlan plan) : PartPlan
    {
        public override IReadOnlyList<MemberColumn> Gives => [CompositeColumns.Value];

        public override void Fit<TKey>(PartFit<TKey> fit)
        {
            var values = FeatureTable.From(fit.Columns, CriterionWeights.NamesOf(plan.Criteria));
            var whole = CriterionRows.Of(values, plan.Criteria).Count;
            if (fit.Allows(
                whole >= (plan.LooksAtBase ? 2 : 1),
                Text.Of("Composite: too few members have all criteria, so there is no composite value.", "综合价值：具备全部指标的会员太少，无法拟合。")))
            {
                fit.Put(Scorer, () => plan.Fit(values));
            }
        }

        public override AppliedPart? Apply(PartContext context)
        {
            var scorer = context.Fitted<CompositeScorer>(Scorer);
            if (scorer is null)
            {
                context.Misses(Text.Of("Composite: no composite value has been fitted yet.", "综合价值：尚未拟合。"));
                return null;
            }

            var names = CriterionWeights.NamesOf(plan.Criteria);
            return scorer.Criteria.SequenceEqual(names) ? new AppliedComposite(scorer)
                : throw Error.Argument(
                    $"The composite of the models has the criteria {string.Join(", ", scorer.Criteria)}; the options ask for {string.Join(", ", names)}.",
                    "models");
        }
    }

    private sealed class AppliedComposite(CompositeScorer scorer) : AppliedPart
    {
        public override IReadOnlyList<MemberColumn> Gives => [CompositeColumns.Value];

        public override void Assess(PartResults results)
        {
            var scores = new double[results.Members.Count];
            scorer.Score(results.Members, scores);
            results.Give(CompositeColumns.Value, scores);
        }

        public override void Assess<TKey>(MemberTable<TKey> table, PartResults results, CancellationToken cancellationToken) =>
            results.Give(CompositeColumns.Value, scorer.Score(table, cancellationToken).Array);

        public override object? Explain(MemberFindings member) => scorer.Explain(member.Row);

        public override IEnumerable<(string About, Text Text)> Reasons(MemberFindings member)
        {
            if (member.Explanation<CompositeExplanation>() is { Score: not double.NaN } composite)
                yield return ("composite", composite.Text);
        }
    }
}
