using MemberValue.Members;

namespace MemberValue.Estimation;

/// <summary>A known way for a model's parameters to run away: a direction in the space of log-parameters along which the likelihood may rise forever.</summary>
/// <param name="Text">
/// The limit in words for the report, what grows and what that means: "a and b grow without bound at a fixed ratio: every member has the same dropout
/// probability".
/// </param>
/// <param name="Direction">
/// One number per parameter: +1 grows, -1 shrinks to zero, 0 takes no part. (0, 0, +1, +1) says that the third and the fourth grow at a fixed ratio. The length
/// does not matter.
/// </param>
internal sealed record FitLimit(Text Text, IReadOnlyList<double> Direction);
