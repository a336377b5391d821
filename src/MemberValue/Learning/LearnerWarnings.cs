using MemberValue.Estimation;

namespace MemberValue.Learning;

/// <summary>What a status of a learner means, as a warning: one wording for all of them.</summary>
internal static class LearnerWarnings
{
    public static IReadOnlyList<string> Of(FitStatus status) => status switch
    {
        FitStatus.SingleClass => ["All rows have the same label: there is nothing to learn."],
        FitStatus.TooFewRows => ["There are too few rows to learn from."],
        FitStatus.ConstantColumns => ["Nothing differs between the rows: all get the same probability."],
        FitStatus.NoSplit => ["No split brings enough: all get the same probability."],
        FitStatus.NotIncreasing => ["Higher scores do not go with more yes: do not use the probabilities."],
        FitStatus.NoData => ["There is no row to learn from: the probabilities are NaN."],
        FitStatus.Separated => ["The columns tell the labels apart, so coefficients run to infinity: the order of the rows holds, the probabilities do "
            + "not. Ask for a penalty."],
        FitStatus.Failed => ["The iterations ran out, or the numbers are too extreme: the probabilities are those of the last usable point."],
        _ => [],
    };
}
