using System.Text.Json;
using MemberValue.Clv;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Parts;
using Microsoft.Extensions.Configuration;

namespace MemberValue.Tests.Parts;

/// <summary>A fifth part, to show that nothing else has to know of one: a gift for each member, by their value and what the base spends on average.</summary>
internal sealed class GiftPart : AssessmentPart<GiftOptions>
{
    private static readonly Text OfGift = Text.Of("Gift {gift}.", "礼品 {gift}。");

    public static GiftPart Instance { get; } = new();

    public static FittedSlot Mean { get; } = new("gift", Text.Of("Mean gift", "平均赠礼"), FittedKind.Of(MeanNet.FromJson, "MeanNet"));

    public static MemberColumn<double> Gift { get; } = new("Gift", "money", "Ask for gifts.");

    public override string Name => "Gift";

    public override IReadOnlyList<PartWorker> Workers => [PartWorker.Of<IGiftRule>("rule of gifts", present => new HeldRule(present))];

    public override IReadOnlyList<FittedSlot> Slots => [Mean];

    public override SectionKeys Keys { get; } = new SectionKeys().At("", "Share");

    public override void Bind(IConfiguration section, GiftOptions options) =>
        Sections.Named(section, nameof(GiftOptions), Keys, () => section.Bind(options, Sections.Strict));

    protected override PartPlan Plan(GiftOptions options, PartWorkers own) => options.Share is >= 0 and <= 1
        ? new GiftPlan(options.Share, own.Find<IGiftRule>())
        : throw OptionError.Of(options, nameof(options.Share), options.Share, "it must be 0 to 1");

    private sealed class GiftPlan(double share, IGiftRule? own) : PartPlan
    {
        public override IReadOnlyList<MemberColumn> Gives => [Gift];

        public override IReadOnlyList<PartNeed> Needs => [new PartNeed(ClvColumns.Value, "Gift", "set", "a gift needs a value: add Clv")];

        public override void Fit<TKey>(PartFit<TKey> fit)
        {
            if (own is null && fit.Allows(fit.Columns.Count > 0, Text.Of("Gift: there is nobody to learn from.")))
                fit.Put(Mean, () => new MeanNet((double)fit.Columns.Net.Total / fit.Columns.Count));
        }

        public override AppliedPart? Apply(PartContext context)
        {
            var mean = own is null ? context.Fitted<MeanNet>(Mean) : null;
            var rule = own ?? (mean is null ? null : new ShareRule(share, mean.Mean));
            if (rule is null)
                context.Misses(Text.Of("Gift: no mean has been fitted yet."));
            else if (!context.IsGiven(ClvColumns.Value))
                context.Misses(Text.Of("Gift: there are no values yet."));
            context.Workers.Put(rule);
            return rule is not null && context.IsGiven(ClvColumns.Value) ? new AppliedGift(rule) : null;
        }
    }

    private sealed class AppliedGift(IGiftRule rule) : AppliedPart
    {
        public override IReadOnlyList<MemberColumn> Gives => [Gift];

        public override void Assess(PartResults results) =>
            results.Give(Gift, Array.ConvertAll(results.Columns.Values(ClvColumns.Value).ToArray(), rule.GiftFor));

        public override void Assess<TKey>(MemberTable<TKey> table, PartResults results, CancellationToken cancellationToken) => Assess(results);

        public override IEnumerable<(string About, Text Text)> Reasons(MemberFindings member)
        {
            if (member.TryValue(Gift, out var gift) && double.IsFinite(gift))
                yield return ("gift", OfGift.Fill(new TextValue("gift", FormattableString.Invariant($"{gift:0.00}"))));
        }
    }

    private sealed class ShareRule(double share, double mean) : IGiftRule
    {
        public double GiftFor(double value) => share * Math.Min(value, mean);
    }

    private sealed class HeldRule(Func<IGiftRule> present) : IGiftRule, IHeld
    {
        public double GiftFor(double value) => present().GiftFor(value);
    }
}

internal sealed class GiftOptions
{
    /// <summary>The share of the value that the gift may cost.</summary>
    public double Share { get; set; } = 0.1;
}

internal interface IGiftRule
{
    double GiftFor(double value);
}

/// <summary>What the base spends on average.</summary>
internal sealed class MeanNet(double mean) : IFitted
{
    public double Mean => mean;

    public string Kind => "MeanNet";

    public FitOrigin? Origin => null;

    public FitStatus Status => FitStatus.Given;

    public IReadOnlyList<Text> Warnings => [];

    public static MeanNet FromJson(string json) => new(JsonDocument.Parse(json).RootElement.GetProperty("mean").GetDouble());

    public string ToJson() => FormattableString.Invariant($"{{\"type\":\"MeanNet\",\"version\":1,\"mean\":{mean:R}}}");

    public void ToJson(Stream stream) => throw new NotSupportedException();
}
