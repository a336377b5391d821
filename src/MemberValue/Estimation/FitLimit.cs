using MemberValue.Members;

namespace MemberValue.Estimation;

/// <summary>A known limit of a model's parameters: a direction in the space of log-parameters along which the likelihood can rise without end.</summary>
/// <param name="Text">
/// The limit in words for the report, with what grows and its meaning: "a and b grow without bound at a fixed ratio: every member has the same dropout
/// probability".
/// </param>
/// <param name="Direction">
/// One number per parameter: +1 grows, -1 shrinks to zero, 0 is not involved. (0, 0, +1, +1) means that the third and the fourth grow at a fixed ratio. The
/// length does not matter.
/// </param>
internal sealed record FitLimit(Text Text, IReadOnlyList<double> Direction);
