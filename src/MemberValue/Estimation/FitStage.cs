namespace MemberValue.Estimation;

/// <summary>What a fit is busy with.</summary>
public enum FitStage
{
    /// <summary>Starting points compete, on a sample of the rows when there are many.</summary>
    Starts,

    /// <summary>The winner climbs on all rows.</summary>
    AllRows,

    /// <summary>The curvature at the end point is measured, for the standard errors and the status.</summary>
    Information,
}
