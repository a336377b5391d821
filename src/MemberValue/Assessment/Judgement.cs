using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Parts;
using MemberValue.Playbooks;
using MemberValue.Rfm;

namespace MemberValue.Assessment;

/// <summary>Compares what the parts imply about one member, and finds the action that does not contradict the one that leads.</summary>
/// <param name="member">The member.</param>
/// <param name="playbook">The actions, and what leads; null for none.</param>
/// <param name="isOwnMap">Whether the segments are those of a map that the host gave: their own actions are then part of the playbook.</param>
internal sealed class Judgement(MemberFindings member, Playbook? playbook, bool isOwnMap)
{
    private static readonly Text Signs = Text.Of("The signs do not agree. Leaving: {leaving}. Staying: {staying}.", "各项判断不一致。倾向流失：{leaving}；倾向留存：{staying}。");
    private static readonly Text Next = Text.Of("{before}, {sign}", "{before}、{sign}");
    private static readonly Text GoesBy = Text.Of("The action goes by {lead}.", "运营动作以{lead}为准。");

    private static readonly Text StageIs = Text.Of("stage {stage}", "生命周期阶段为{stage}");
    private static readonly Text SegmentIs = Text.Of("segment {segment}", "分群为{segment}");
    private static readonly Text Likely = Text.Of("{share} likely to buy in the next {horizon}", "未来{horizon}购买概率{share}");
    private static readonly Text LikelySoon = Text.Of("{share} likely to buy", "购买概率{share}");
    private static readonly Text Gone = Text.Of("{share} likely to be still active", "仍活跃的概率{share}");
    private static readonly Text HighRisk = Text.Of("high churn risk", "流失风险高");
    private static readonly Text LowRisk = Text.Of("low churn risk", "流失风险低");

    private static readonly Text TheProbability = Text.Of("the forecast", "模型预测");
    private static readonly Text TheStage = Text.Of("the stage", "生命周期阶段");
    private static readonly Text TheSegment = Text.Of("the segment", "分群");
    private static readonly Text TheRisk = Text.Of("the churn risk", "流失风险");

    private Playbook Limits => playbook ?? Playbook.Default;

    private LifecycleStage? Stage => member.TryValue(LifecycleColumns.Stage, out var stage) ? stage : null;

    private Segment? Segment => member.TryValue(RfmColumns.Segment, out var segment) ? segment : null;

    /// <summary>Whether the risk says something: a member who never bought, and shows no sign, cannot be lost.</summary>
    private bool HasRisk => !(member.TryValue(ChurnColumns.Risk, out var risk) && risk.Value == 0 && member.Row.Purchases == 0);

    private RiskLevel? Risk => member.TryValue(ChurnColumns.Risk, out var risk) ? risk.Level : null;

    /// <summary>The conflict; null where nothing contradicts anything.</summary>
    public AssessmentConflict? Conflict()
    {
        var (staying, leaving) = (new List<JudgedBy>(), new List<JudgedBy>());
        foreach (var by in Enum.GetValues<JudgedBy>())
        {
            if (Leaves(by) is { } leaves)
                (leaves ? leaving : staying).Add(by);
        }

        // High risk is a warning: it is consistent with being active now, and contradicts only a part that implies a likely purchase.
        if (leaving is [JudgedBy.Risk])
            staying.RemoveAll(by => by != JudgedBy.Probability);
        else if (!staying.Contains(JudgedBy.Probability))
            leaving.Remove(JudgedBy.Risk);
        if (leaving is [JudgedBy.Segment] && staying is [JudgedBy.Risk])
            return null; // a segment ranks members, whose risk may be low in a low place
        if (staying.Count == 0 || leaving.Count == 0)
            return null;
        var lead = Lead(staying, leaving);
        var signs = Signs.Fill(new TextValue("leaving", List(leaving)), new TextValue("staying", List(staying)));
        return new AssessmentConflict
        {
            Staying = staying.AsReadOnly(),
            Leaving = leaving.AsReadOnly(),
            Lead = lead,
            Text = playbook is null ? signs : Text.Join([signs, GoesBy.Fill(new TextValue("lead", Name(lead)))]),
        };
    }

    /// <summary>What to do; null where the playbook has no action.</summary>
    /// <param name="conflict">What <see cref="Conflict"/> found.</param>
    public PlaybookMatch? Action(AssessmentConflict? conflict)
    {
        var (stage, segment, risk) = (Stage, Segment, Risk);
        if (playbook is null || (stage is null && segment is null && risk is null))
            return null;
        var ownAction = isOwnMap ? segment?.Action : null;
        if (conflict is not null)
        {
            var overruled = conflict.LeadIsLeaving ? conflict.Staying : conflict.Leaving;
            if (conflict.Lead == JudgedBy.Segment)
                ownAction = segment?.Action;
            if (overruled.Contains(JudgedBy.Stage))
                stage = conflict.LeadIsLeaving ? LifecycleStage.Lost : LifecycleStage.Dormant; // silent they have been
            if (overruled.Contains(JudgedBy.Segment))
                segment = null;
            if (overruled.Contains(JudgedBy.Risk) && (risk != RiskLevel.High || playbook.Lead is not null))
                risk = null; // a warning is heeded beside a probability, unless the host says what leads
        }

        return playbook.Find(stage ?? LifecycleStage.Unclassified, segment?.Id, risk, ownAction);
    }

    /// <summary>Whether something implies that the member has left, or stays; null where it implies neither.</summary>
    private bool? Leaves(JudgedBy by) => by switch
    {
        JudgedBy.Probability => member.TryValue(ClvColumns.ProbabilityOfPurchase, out var purchase) && purchase >= Limits.LikelyFrom ? false
            : member.TryValue(ClvColumns.ProbabilityAlive, out var alive) && alive < Limits.GoneBelow ? true : null,
        JudgedBy.Stage => Stage switch
        {
            LifecycleStage.Lost => true,
            LifecycleStage.FirstTime or LifecycleStage.Active or LifecycleStage.Loyal or LifecycleStage.Returned => false,
            _ => null,
        },
        JudgedBy.Segment => Segment?.Outlook switch
        {
            SegmentOutlook.Leaving => true,
            SegmentOutlook.Staying => false,
            _ => null,
        },
        _ => Risk switch
        {
            RiskLevel.High => true,
            RiskLevel.Low when HasRisk => false,
            _ => null,
        },
    };

    private JudgedBy Lead(List<JudgedBy> staying, List<JudgedBy> leaving)
    {
        bool Speaks(JudgedBy by) => staying.Contains(by) || leaving.Contains(by);
        if (playbook?.Lead is { } lead && Speaks(lead))
            return lead;
        return leaving is [JudgedBy.Risk] ? JudgedBy.Risk : Enum.GetValues<JudgedBy>().First(Speaks);
    }

    private Text List(List<JudgedBy> signs)
    {
        var list = Sign(signs[0]);
        foreach (var by in signs.Skip(1))
            list = Next.Fill(new TextValue("before", list), new TextValue("sign", Sign(by)));
        return list;
    }

    private Text Sign(JudgedBy by) => by switch
    {
        JudgedBy.Stage => StageIs.Fill(new TextValue("stage", LifecycleStages.NameOf(Stage!.Value))),
        JudgedBy.Segment => SegmentIs.Fill(new TextValue("segment", Segment!.Name)),
        JudgedBy.Risk => Risk == RiskLevel.High ? HighRisk : LowRisk,
        _ when Leaves(by) == true => Gone.Fill(TextValue.Percent("share", Of(ClvColumns.ProbabilityAlive), Limits.GoneBelow)),
        _ when member.Note(ClvColumns.ProbabilityOfPurchase)?.HorizonDays is { } days => Likely.Fill(
            TextValue.Percent("share", Of(ClvColumns.ProbabilityOfPurchase)), TextValue.Days("horizon", days)),
        _ => LikelySoon.Fill(TextValue.Percent("share", Of(ClvColumns.ProbabilityOfPurchase))),
    };

    private double Of(MemberColumn<double> key) => member.TryValue(key, out var value) ? value : double.NaN;

    private static Text Name(JudgedBy by) => by switch
    {
        JudgedBy.Stage => TheStage,
        JudgedBy.Segment => TheSegment,
        JudgedBy.Risk => TheRisk,
        _ => TheProbability,
    };
}
