namespace MemberValue.Estimation;

/// <summary>The end of a fit.</summary>
/// <param name="Report">What is told to the user, in the data's unit.</param>
/// <param name="LogParameters">The end point in the likelihood's own scaled units; always finite and inside the bounds.</param>
internal sealed record FitOutcome(FitReport Report, double[] LogParameters);
