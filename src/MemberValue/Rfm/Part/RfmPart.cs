using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Parts;
using Microsoft.Extensions.Configuration;

namespace MemberValue.Rfm;

/// <summary>Scores and segments as a part of an assessment.</summary>
internal sealed class RfmPart : AssessmentPart<RfmOptions>
{
    private static readonly Text OfDimensions = Text.Of("Levels by dimension: {score}. {why}", "各维度评分：{score}。{why}");

    private static readonly Text OfSegment = Text.Of("Ranked by RFM as {why}", "按RFM评分，分群为{why}");

    private static readonly MemberColumn[] NoColumns = [];

    public static RfmPart Instance { get; } = new();

    public static FittedSlot Scale { get; } = new("scale", Text.Of("RFM scale", "RFM分档"), FittedKind.Of(RfmScale.FromJson, "RfmScale"));

    public static FittedSlot Dimensions { get; } = new(
        "dimensions", Text.Of("scale of dimensions", "多维度分档"), FittedKind.Of(DimensionScale.FromJson, "DimensionScale"));

    public override string Name => "Rfm";

    public override IReadOnlyList<PartWorker> Workers =>
        [PartWorker.Of<IRfmScorer>("scorer", present => new HeldScorer(present)), PartWorker.Of<SegmentMap>("map of segments")];

    public override IReadOnlyList<FittedSlot> Slots => [Scale, Dimensions];

    public override SectionKeys Keys { get; } = new SectionKeys()
        .At("", "Scale Quantiles HighLow Thresholds Segments Dimensions")
        .At("Quantiles", "RecencyLevels FrequencyLevels MonetaryLevels Frequency Monetary")
        .At("HighLow", "RecencyLine FrequencyLine MonetaryLine RecencyUpToDays FrequencyFrom MonetaryFrom Frequency Monetary")
        .At("Thresholds", "RecencyUpToDays FrequencyFrom MonetaryFrom Frequency Monetary")
        .At("Dimensions:*", "Name Letter SmallIsGood Missing Levels Line LineAt Limits")
        .Of<MissingLevel>("Dimensions:*:Missing")
        .Of<RfmScaleMethod>("Scale")
        .Of<SegmentPreset>("Segments")
        .Of<FrequencyBasis>("Quantiles:Frequency", "HighLow:Frequency", "Thresholds:Frequency")
        .Of<RfmMonetary>("Quantiles:Monetary", "HighLow:Monetary", "Thresholds:Monetary")
        .Of<HighLowLine>("HighLow:RecencyLine", "HighLow:FrequencyLine", "HighLow:MonetaryLine", "Dimensions:*:Line");

    public override void Bind(IConfiguration section, RfmOptions options)
    {
        Sections.Forget(section, "Thresholds:RecencyUpToDays", () => options.Thresholds.RecencyUpToDays = []);
        Sections.Forget(section, "Thresholds:FrequencyFrom", () => options.Thresholds.FrequencyFrom = []);
        Sections.Forget(section, "Thresholds:MonetaryFrom", () => options.Thresholds.MonetaryFrom = []);
        Sections.Forget(section, "Dimensions", () => options.Dimensions = []);
        Sections.Named(section, nameof(RfmOptions), Keys, () => section.Bind(options, Sections.Strict));
    }

    protected override PartPlan Plan(RfmOptions options, PartWorkers own)
    {
        var rfm = options.Frozen();
        var (scorer, map) = (own.Find<IRfmScorer>(), own.Find<SegmentMap>());
        var levels = scorer?.Levels ?? rfm.Levels;
        if (map is not null && map.Levels != levels)
            throw PartError.Lacks("Segments", $"the map '{map.Name}'", $"it is for {map.Levels} levels, and the scores have {levels}");
        return new RfmPlan(rfm, scorer, map ?? rfm.ReadyMap(levels));
    }

    private sealed class RfmPlan(RfmOptions options, IRfmScorer? own, SegmentMap? segments) : PartPlan
    {
        public override IReadOnlyList<MemberColumn> Gives => [RfmColumns.Score, RfmColumns.Segment, .. HasDimensions ? [DimensionColumns.Score] : NoColumns];

        public override void Fit<TKey>(PartFit<TKey> fit)
        {
            if (options.Scale == RfmScaleMethod.Thresholds)
                return;
            if (HasDimensions && Lacks(fit.Columns) is var lacks && fit.Allows(lacks is null, lacks ?? Text.Empty))
                fit.Put(Dimensions, () => DimensionScale.Fit(fit.Columns, options.ScaleOfDimensions, fit.CancellationToken));
            if (own is not null)
                return;
            if (fit.Allows(HasScorable(fit.Columns), Text.Of("Rfm: no member can be scored, so there is no scale.", "RFM：没有可以评分的会员，无法拟合评分标尺。")))
                fit.Put(Scale, () => options.Fit(fit.Columns, fit.CancellationToken));
        }

        public override AppliedPart? Apply(PartContext context)
        {
            var scorer = own ?? Scorer(context);
            context.Workers.Put(segments);
            context.Workers.Put(scorer);
            var dimensions = HasDimensions ? ScaleOf(context) : null;
            return scorer is null ? null : new AppliedRfm(scorer, segments, dimensions);
        }

        private bool HasDimensions => options.Dimensions.Count > 0;

        private DimensionScale? ScaleOf(PartContext context)
        {
            if (options.Scale == RfmScaleMethod.Thresholds)
                return DimensionScale.FromThresholds(options.ScaleOfDimensions);
            var scale = context.Fitted<DimensionScale>(Dimensions);
            var names = options.Dimensions.Select(dimension => dimension.Name).ToList();
            if (scale is null)
                context.Misses(Text.Of("Rfm: no scale of all dimensions has been fitted yet.", "RFM：全部维度的评分标尺尚未拟合。"));
            else if (scale.Method != options.Scale)
                throw PartContext.Unsuited(Dimensions, $"{scale.Method}", $"{options.Scale}");
            else if (!scale.Names.SequenceEqual(names))
                throw Error.Argument(
                    $"The scale of the models has the dimensions {ErrorText.List(scale.Names)}; the options ask for {ErrorText.List(names)}.", "models");
            return scale;
        }

        /// <summary>Why a scale of all dimensions cannot be fitted; null if it can.</summary>
        private Text? Lacks(MemberColumns columns)
        {
            foreach (var dimension in options.Dimensions)
            {
                if (!Measures.All.Contains(dimension.Name) && columns.Find(dimension.Name) is null)
                {
                    return Text.Of(
                        "Rfm: the table has no column {name}, so there is no scale of all dimensions.",
                        "RFM：会员表没有{name}列，无法拟合全部维度的评分标尺。").Fill(new TextValue("name", dimension.Name));
                }
            }

            var values = new DimensionValues(columns, [.. options.Dimensions], meanIsNearest: false, CancellationToken.None);
            var empty = Array.FindIndex(values.Columns, column => column.All(double.IsNaN));
            return empty < 0 ? null : Text.Of(
                "Rfm: no member who can be scored has a value of {name}, so there is no scale of all dimensions.",
                "RFM：可评分的会员都没有{name}的数值，无法拟合全部维度的评分标尺。").Fill(new TextValue("name", options.Dimensions[empty].Name));
        }

        private IRfmScorer? Scorer(PartContext context)
        {
            if (options.Scale == RfmScaleMethod.Thresholds)
                return new ThresholdScorer(options.Thresholds);
            var scale = context.Fitted<RfmScale>(Scale);
            if (scale is null)
                context.Misses(Text.Of("Rfm: no scale has been fitted yet.", "RFM：评分标尺尚未拟合。"));
            else if (scale.Method != options.Scale)
                throw PartContext.Unsuited(Scale, $"{scale.Method}", $"{options.Scale}");
            else if (scale.Levels != options.Levels)
                throw Error.Argument($"The scale of the models has {scale.Levels} levels; the options ask for {options.Levels}.", "models");
            return scale;
        }

        private bool HasScorable(MemberColumns columns)
        {
            var inputs = new RfmInputs(columns, options.Definitions);
            for (var row = 0; row < columns.Count; row++)
            {
                if (inputs.IsScorable(row))
                    return true;
            }

            return false;
        }
    }

    private sealed class AppliedRfm(IRfmScorer scorer, SegmentMap? segments, DimensionScale? dimensions) : AppliedPart
    {
        public override IReadOnlyList<MemberColumn> Gives =>
            [RfmColumns.Score, .. segments is null ? NoColumns : [RfmColumns.Segment], .. dimensions is null ? NoColumns : [DimensionColumns.Score]];

        public override void Assess(PartResults results)
        {
            var scores = new RfmScore[results.Members.Count];
            scorer.Score(results.Members, scores);
            results.Give(RfmColumns.Score, scores);
            if (dimensions is not null)
            {
                var levels = new DimensionScore[scores.Length];
                dimensions.Score(results.Members, levels);
                results.Give(DimensionColumns.Score, levels);
            }

            if (segments is null)
                return;
            var found = new Segment?[scores.Length];
            for (var row = 0; row < scores.Length; row++)
                found[row] = segments.Find(scores[row]);
            results.Give(RfmColumns.Segment, found);
        }

        public override void Assess<TKey>(MemberTable<TKey> table, PartResults results, CancellationToken cancellationToken)
        {
            var scores = scorer.Score(table, cancellationToken);
            results.Give(RfmColumns.Score, scores.Array);
            if (dimensions is not null)
                results.Give(DimensionColumns.Score, dimensions.Score(table, cancellationToken).Array);
            if (segments is not null)
                results.Give(RfmColumns.Segment, segments.Apply(scores, cancellationToken).Array);
        }

        public override object? Explain(MemberFindings member) => member.TryValue(RfmColumns.Score, out var score) ? segments?.Match(score) : null;

        public override IEnumerable<(string About, Text Text)> Reasons(MemberFindings member)
        {
            if (member.Explanation<SegmentMatch>() is { } segment)
                yield return ("segment", OfSegment.Fill(new TextValue("why", segment.Text)));
            if (dimensions is not null && member.TryValue(DimensionColumns.Score, out var score) && score.IsScored)
                yield return ("dimensions", OfDimensions.Fill(new TextValue("score", score.ToString()), new TextValue("why", dimensions.Explain(score))));
        }
    }
}

/// <summary>Scores by what has been fitted by now.</summary>
internal sealed class HeldScorer(Func<IRfmScorer> present) : IRfmScorer, IHeld
{
    public RfmLevels Levels => present().Levels;

    public void Score(MemberColumns columns, Span<RfmScore> destination) => present().Score(columns, destination);
}
