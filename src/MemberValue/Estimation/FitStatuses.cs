using MemberValue.Members;

namespace MemberValue.Estimation;

/// <summary>The meaning of a <see cref="FitStatus"/> for use.</summary>
public static class FitStatuses
{
    /// <summary>Whether numbers of this status can be used for their purpose.</summary>
    /// <param name="status">The status.</param>
    /// <returns>
    /// True for <see cref="FitStatus.Converged"/>, <see cref="FitStatus.Fitted"/> and <see cref="FitStatus.Given"/>; for <see cref="FitStatus.AtLimit"/>,
    /// which predicts what the limit predicts; and for <see cref="FitStatus.AllAlike"/>, which is correct for the base as a whole. False otherwise.
    /// </returns>
    public static bool IsUsable(this FitStatus status) =>
        status is FitStatus.Converged or FitStatus.Fitted or FitStatus.Given or FitStatus.AtLimit or FitStatus.AllAlike;

    /// <summary>The status in words; in English its name.</summary>
    /// <param name="status">The status.</param>
    /// <returns>The words.</returns>
    public static Text NameOf(FitStatus status) => Text.Of(status.ToString(), status switch
    {
        FitStatus.Converged => "已收敛",
        FitStatus.AtLimit => "趋向极限",
        FitStatus.NotIdentified => "参数无法确定",
        FitStatus.Failed => "拟合失败",
        FitStatus.Given => "由调用方给定",
        FitStatus.Fitted => "已拟合",
        FitStatus.AllAlike => "会员之间没有差异",
        FitStatus.NoData => "没有数据",
        FitStatus.SingleClass => "标签只有一种",
        FitStatus.Separated => "标签被完全区分",
        FitStatus.TooFewRows => "行数太少",
        FitStatus.ConstantColumns => "各列没有差异",
        FitStatus.NoSplit => "没有有效的划分",
        FitStatus.NotIncreasing => "概率不随分数上升",
        _ => status.ToString(),
    });
}
