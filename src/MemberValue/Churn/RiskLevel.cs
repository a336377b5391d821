namespace MemberValue.Churn;

/// <summary>How likely a member is to leave, in three levels.</summary>
public enum RiskLevel
{
    /// <summary>Little to worry about.</summary>
    Low = 0,

    /// <summary>Worth a look.</summary>
    Medium = 1,

    /// <summary>About to leave.</summary>
    High = 2,
}
