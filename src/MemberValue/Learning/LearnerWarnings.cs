using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>The warning of each status of a learner, the same for all learners.</summary>
internal static class LearnerWarnings
{
    public static IReadOnlyList<Text> Of(FitStatus status) => status switch
    {
        FitStatus.SingleClass => [Text.Of("All rows have the same label: there is nothing to learn.", "所有行的标签都相同，没有可学习的内容。")],
        FitStatus.TooFewRows => [Text.Of("There are too few rows to learn from.", "行数太少，无法学习。")],
        FitStatus.ConstantColumns => [Text.Of("Nothing differs between the rows: all get the same probability.", "各行之间没有差异：所有行的概率相同。")],
        FitStatus.NoSplit => [Text.Of("No split brings enough: all get the same probability.", "没有足够有效的划分：所有行的概率相同。")],
        FitStatus.NotIncreasing =>
        [
            Text.Of("Higher scores do not go with more yes: do not use the probabilities.", "分数越高，“是”的比例并没有越高：请不要使用这些概率。"),
        ],
        FitStatus.NoData => [Text.Of("There is no row to learn from: the probabilities are NaN.", "没有可学习的行：概率为NaN。")],
        FitStatus.Separated =>
        [
            Text.Of(
                "The columns tell the labels apart, so coefficients run to infinity: the order of the rows holds, the probabilities do not. Ask for a penalty.",
                "各列能完全区分标签，系数趋于无穷：行的排序有效，概率无效。请设置惩罚项。"),
        ],
        FitStatus.Failed =>
        [
            Text.Of(
                "The iterations ran out, or the numbers are too extreme: the probabilities are those of the last usable point.",
                "迭代次数用尽，或数值过于极端：概率取自最后一个可用的点。"),
        ],
        _ => [],
    };
}
