using MemberValue.Members;
using MemberValue.Parts;
using MemberValue.Rfm;
using Microsoft.Extensions.Configuration;

namespace MemberValue.RuleSegments;

/// <summary>Segments by rules over columns as a part of an assessment. It comes last, so that its rules can look at what the others give.</summary>
internal sealed class RuleSegmentsPart : AssessmentPart<RuleSegmentsOptions>
{
    private static readonly Text OfSegment = Text.Of("By rules {why}", "按规则分群：{why}");

    public static RuleSegmentsPart Instance { get; } = new();

    public override string Name => "RuleSegments";

    public override IReadOnlyList<PartWorker> Workers => [PartWorker.Of<RuleSegmentMap>("map of rules")];

    public override SectionKeys Keys { get; } = new SectionKeys()
        .At("", "Name Segments Rules Fallback")
        .At("Segments:*", "Id Name Action")
        .At("Rules:*", "Segment When")
        .At("Rules:*:When:*", "Column AtLeast AtMost Below WithinDays OneOf NoneOf IsMissing Label");

    public override void Bind(IConfiguration section, RuleSegmentsOptions options)
    {
        Sections.Forget(section, "Segments", () => options.Segments = null);
        Sections.Forget(section, "Rules", () => options.Rules = null);
        Sections.Named(section, nameof(RuleSegmentsOptions), Keys, () => section.Bind(options, Sections.Strict));
    }

    protected override PartPlan Plan(RuleSegmentsOptions options, PartWorkers own) =>
        new RuleSegmentsPlan(own.Find<RuleSegmentMap>() ?? RuleSegmentMap.Create(options));

    private sealed class RuleSegmentsPlan(RuleSegmentMap map) : PartPlan
    {
        public override IReadOnlyList<MemberColumn> Gives => [RuleSegmentColumns.Segment];

        public override AppliedPart? Apply(PartContext context)
        {
            context.Workers.Put(map);
            return new AppliedRules(map);
        }
    }

    private sealed class AppliedRules(RuleSegmentMap map) : AppliedPart
    {
        public override IReadOnlyList<MemberColumn> Gives => [RuleSegmentColumns.Segment];

        public override void Assess(PartResults results)
        {
            var segments = new Segment?[results.Members.Count];
            map.Find(results.Columns, segments);
            results.Give(RuleSegmentColumns.Segment, segments);
        }

        public override void Assess<TKey>(MemberTable<TKey> table, PartResults results, CancellationToken cancellationToken) =>
            results.Give(RuleSegmentColumns.Segment, map.Apply(table.With(results.Columns), cancellationToken).Array);

        public override object? Explain(MemberFindings member) => map.Match(member.Results.Columns.Slice(member.Index, 1));

        public override IEnumerable<(string About, Text Text)> Reasons(MemberFindings member)
        {
            if (member.Explanation<RuleSegmentMatch>() is { } match)
                yield return ("rule segment", OfSegment.Fill(new TextValue("why", match.Text)));
        }
    }
}
