namespace MemberValue.Estimation;

/// <summary>How far a fit may be trusted. Every fit ends with one of these; none of them is an exception.</summary>
public enum FitStatus
{
    /// <summary>An interior optimum: the gradient is zero within the tolerance, the log-likelihood falls in every direction, and standard errors exist.</summary>
    Converged,

    /// <summary>
    /// The log-likelihood keeps rising, or stays level, towards a limit that finite parameters never reach; <see cref="FitReport.Limit"/> names it. The
    /// estimates are far out on the way there: what they predict is what the limit predicts, but the escaping parameters themselves mean nothing.
    /// </summary>
    AtLimit,

    /// <summary>The data do not tell some parameters apart: a direction exists in which the log-likelihood is level both ways. The estimates are one point of many.</summary>
    NotIdentified,

    /// <summary>No optimum was found: the log-likelihood could not be evaluated anywhere, or the iterations ran out. The estimates are the last usable point.</summary>
    Failed,
}
