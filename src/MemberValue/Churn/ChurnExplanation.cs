using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>Why a member has their risk. Immutable.</summary>
public sealed record ChurnExplanation
{
    private static readonly Text Sentence = Text.Of("Churn risk is {level} ({risk} of 100).", "流失风险{level}（{risk}分，满分100分）。");
    private static readonly Text NotYet = Text.Of("No purchase yet, so there is no churn risk to judge.", "尚未购买，无需判断流失风险。");
    private static readonly Text NoSignal = Text.Of("No warning signs.", "暂无流失迹象。");
    private static readonly Text High = Text.Of("high", "高");
    private static readonly Text Medium = Text.Of("medium", "中");
    private static readonly Text Low = Text.Of("low", "低");

    /// <summary>The risk and its level.</summary>
    public required ChurnRisk Risk { get; init; }

    /// <summary>
    /// Whether the member has never bought. Such a member cannot be lost: without a signal, from a rule of your own for example, the risk is 0 and Low only
    /// for want of anything else, and the text says so.
    /// </summary>
    public bool NeverBought { get; init; }

    /// <summary>The signals, largest contribution first, equal ones in ordinal order of their rules' ids; empty without a signal.</summary>
    public required IReadOnlyList<ChurnReason> Reasons { get; init; }

    /// <summary>Which rules could not judge the member, in order of their ids.</summary>
    public required IReadOnlyList<ChurnRemark> Remarks { get; init; }

    /// <summary>Risk, reasons and remarks in sentences, the same in every culture.</summary>
    public Text Text => NeverBought && Reasons.Count == 0 ? NotYet : Text.Join(
    [
        Sentence.Fill(
            new TextValue("level", Risk.Level switch { RiskLevel.High => High, RiskLevel.Medium => Medium, _ => Low }),
            new TextValue("risk", Wording.OfHundred(Risk.Value))),
        .. Reasons.Count == 0 ? [NoSignal] : Reasons.Select(reason => reason.Signal.Text),
        .. Remarks.Select(remark => remark.Text),
    ]);

    /// <summary>The English text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text.English;

    /// <summary>Whether both say the same, in lists as well.</summary>
    /// <param name="other">The other.</param>
    /// <returns>True when every value is equal and every list holds equal elements in the same order.</returns>
    public bool Equals(ChurnExplanation? other) =>
        other is not null && Equals(Risk, other.Risk) && NeverBought == other.NeverBought && Reasons.SequenceEqual(other.Reasons)
        && Remarks.SequenceEqual(other.Remarks);

    /// <summary>A hash that equal values share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(Risk, Reasons.Count, Remarks.Count);
}
