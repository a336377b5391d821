using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>Why a member has their risk. Immutable.</summary>
public sealed record ChurnExplanation
{
    private static readonly Text Sentence = Text.Of("{level} ({risk}): {why}", "流失风险{level}（{risk}）：{why}");
    private static readonly Text NoSignal = Text.Of("no signal.", "无风险信号。");
    private static readonly Text NotJudged = Text.Of("Not judged by {rule}: {why}", "规则{rule}未判断：{why}");
    private static readonly Text High = Text.Of("High", "高");
    private static readonly Text Medium = Text.Of("Medium", "中");
    private static readonly Text Low = Text.Of("Low", "低");

    /// <summary>The risk and its level.</summary>
    public required ChurnRisk Risk { get; init; }

    /// <summary>The signals, that with the largest contribution first; of equal ones in ordinal order of their rules' ids. Empty without a signal.</summary>
    public required IReadOnlyList<ChurnReason> Reasons { get; init; }

    /// <summary>Which rules could not judge the member, in order of their ids.</summary>
    public required IReadOnlyList<ChurnRemark> Remarks { get; init; }

    /// <summary>Risk, reasons and remarks in sentences, the same in every culture.</summary>
    public Text Text => Text.Join(Remarks
        .Select(remark => NotJudged.Fill(new TextValue("rule", remark.RuleId), new TextValue("why", remark.Text)))
        .Prepend(Sentence.Fill(
            new TextValue("level", Risk.Level switch { RiskLevel.High => High, RiskLevel.Medium => Medium, _ => Low }),
            new TextValue("risk", FormattableString.Invariant($"{Risk.Value:0.###}")),
            new TextValue("why", Reasons.Count == 0 ? NoSignal : Text.Join(Reasons.Select(reason => reason.Signal.Text))))));

    /// <summary>The English text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text.English;
}
