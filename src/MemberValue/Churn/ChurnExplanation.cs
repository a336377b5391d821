namespace MemberValue.Churn;

/// <summary>Why a member has their risk. Immutable.</summary>
public sealed record ChurnExplanation
{
    /// <summary>The risk and its level.</summary>
    public required ChurnRisk Risk { get; init; }

    /// <summary>The signals, that with the largest contribution first; of equal ones in ordinal order of their rules' ids. Empty without a signal.</summary>
    public required IReadOnlyList<ChurnReason> Reasons { get; init; }

    /// <summary>Which rules could not judge the member, in order of their ids.</summary>
    public required IReadOnlyList<ChurnRemark> Remarks { get; init; }

    /// <summary>Risk and reasons in English, the same in every culture.</summary>
    public string English
    {
        get
        {
            var why = Reasons.Count == 0 ? "no signal." : string.Join(' ', Reasons.Select(reason => reason.Signal.English));
            return $"{Risk}: {why}{string.Concat(Remarks.Select(remark => $" Not judged by {remark.RuleId}: {remark.English}"))}";
        }
    }

    /// <summary>Risk and reasons in Chinese.</summary>
    public string Chinese
    {
        get
        {
            var level = Risk.Level switch { RiskLevel.High => "高", RiskLevel.Medium => "中", _ => "低" };
            var why = Reasons.Count == 0 ? "无风险信号。" : string.Concat(Reasons.Select(reason => reason.Signal.Chinese));
            var risk = FormattableString.Invariant($"{Risk.Value:0.###}");
            return $"流失风险{level}（{risk}）：{why}{string.Concat(Remarks.Select(remark => $"规则{remark.RuleId}未判断：{remark.Chinese}"))}";
        }
    }

    /// <summary>The English text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => English;
}
