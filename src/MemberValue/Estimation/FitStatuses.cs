namespace MemberValue.Estimation;

/// <summary>What a <see cref="FitStatus"/> means for use.</summary>
public static class FitStatuses
{
    /// <summary>Whether numbers of this status may be used for what they were fitted for.</summary>
    /// <param name="status">The status.</param>
    /// <returns>
    /// True for <see cref="FitStatus.Converged"/>, <see cref="FitStatus.Fitted"/> and <see cref="FitStatus.Given"/>; for <see cref="FitStatus.AtLimit"/>, which
    /// predicts what the limit predicts; and for <see cref="FitStatus.AllAlike"/>, which is right about the base as a whole. False for every other.
    /// </returns>
    public static bool IsUsable(this FitStatus status) =>
        status is FitStatus.Converged or FitStatus.Fitted or FitStatus.Given or FitStatus.AtLimit or FitStatus.AllAlike;
}
