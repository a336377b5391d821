using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Parts;
using Microsoft.Extensions.Configuration;

namespace MemberValue.Contribution;

/// <summary>Profit contribution as a part of an assessment; there is nothing to fit.</summary>
internal sealed class ContributionPart : AssessmentPart<ContributionOptions>
{
    public static ContributionPart Instance { get; } = new();

    public override string Name => "Contribution";

    public override SectionKeys Keys { get; } = new SectionKeys()
        .At("", "Revenue Costs")
        .At("Costs:*", "Label Measure Cost MissingAs");

    public override void Bind(IConfiguration section, ContributionOptions options)
    {
        Sections.Forget(section, "Costs", () => options.Costs = null);
        Sections.Named(section, nameof(ContributionOptions), Keys, () => section.Bind(options, Sections.Strict));
    }

    protected override PartPlan Plan(ContributionOptions options, PartWorkers own) => new ContributionPlan(options.Frozen());

    private sealed class ContributionPlan(ContributionCalculator calculator) : PartPlan
    {
        public override IReadOnlyList<MemberColumn> Gives => [ContributionColumns.Profit];

        public override AppliedPart? Apply(PartContext context) => new AppliedContribution(calculator);
    }

    private sealed class AppliedContribution(ContributionCalculator calculator) : AppliedPart
    {
        public override IReadOnlyList<MemberColumn> Gives => [ContributionColumns.Profit];

        public override void Assess(PartResults results)
        {
            var profits = new double[results.Members.Count];
            calculator.Calculate(results.Members, profits);
            results.Give(ContributionColumns.Profit, profits);
        }

        public override void Assess<TKey>(MemberTable<TKey> table, PartResults results, CancellationToken cancellationToken) =>
            results.Give(ContributionColumns.Profit, calculator.Calculate(table, cancellationToken).Array);

        public override object? Explain(MemberFindings member) => calculator.Explain(member.Row);

        public override IEnumerable<(string About, Text Text)> Reasons(MemberFindings member)
        {
            if (member.Explanation<ContributionSummary>() is { Members: > 0 } profit)
                yield return ("profit", profit.Text);
        }
    }
}
