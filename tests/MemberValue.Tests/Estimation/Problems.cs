using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Tests.Estimation;

/// <summary>Fits of the known models.</summary>
internal static class Problems
{
    public static readonly FitProblem NegativeBinomial = new()
    {
        Names = ["r", "alpha"],
        Starts = [[0, 0], [1, 2]],
        Limits = [new FitLimit(Text.Of("r and alpha grow without bound at a fixed ratio: every member buys at the same rate"), [1, 1])],
    };

    public static readonly FitProblem BgNbd = new()
    {
        Names = ["r", "alpha", "a", "b"],
        Starts = [[0, 2, 0, 0], [-1, 1, -1, 1], [0, 3, -2, 0]],
        Limits =
        [
            new FitLimit(Text.Of("r and alpha grow without bound at a fixed ratio: every member buys at the same rate"), [1, 1, 0, 0]),
            new FitLimit(Text.Of("a and b grow without bound at a fixed ratio: every member has the same dropout probability"), [0, 0, 1, 1]),
            new FitLimit(Text.Of("a shrinks to zero: nobody drops out"), [0, 0, -1, 0]),
            new FitLimit(Text.Of("b grows without bound: nobody drops out"), [0, 0, 0, 1]),
        ],
    };

    public static FitProblem Of(params string[] names) => new() { Names = names, Starts = [new double[names.Length]] };

    public static FitReport Fit(ILikelihood likelihood, FitProblem problem, FitOptions? options = null) =>
        MaximumLikelihood.Maximise(likelihood, problem, options ?? new FitOptions()).Report;
}
