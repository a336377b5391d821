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

    /// <summary>The status in words, for people who fit nothing themselves.</summary>
    /// <param name="status">The status.</param>
    /// <returns>The words.</returns>
    public static Text NameOf(FitStatus status) => status switch
    {
        FitStatus.Converged or FitStatus.Fitted => Text.Of("fitted", "已拟合"),
        FitStatus.AtLimit => Text.Of("fitted, at a limit", "已拟合，趋向极限"),
        FitStatus.NotIdentified => Text.Of("not determined by the data", "参数无法确定"),
        FitStatus.Failed => Text.Of("not fitted", "拟合失败"),
        FitStatus.Given => Text.Of("given", "由调用方给定"),
        FitStatus.AllAlike => Text.Of("fitted, all members alike", "已拟合，会员之间没有差异"),
        FitStatus.NoData => Text.Of("no data", "没有数据"),
        FitStatus.SingleClass => Text.Of("all ended the same way", "标签只有一种"),
        FitStatus.Separated => Text.Of("columns tell all cases apart", "标签被完全区分"),
        FitStatus.TooFewRows => Text.Of("too few rows", "行数太少"),
        FitStatus.ConstantColumns => Text.Of("columns do not differ", "各列没有差异"),
        FitStatus.NoSplit => Text.Of("no useful split", "没有有效的划分"),
        FitStatus.NotIncreasing => Text.Of("does not rise with the score", "概率不随分数上升"),
        _ => Text.Of(status.ToString()),
    };
}
