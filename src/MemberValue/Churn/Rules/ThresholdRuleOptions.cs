namespace MemberValue.Churn;

/// <summary>Options of every rule that compares one number with a limit; see <see cref="ThresholdRule"/> for the severity.</summary>
public abstract class ThresholdRuleOptions : ChurnRuleOptions
{
    private protected ThresholdRuleOptions(string id)
        : base(id)
    {
    }

    /// <summary>The severity of a value on the limit; above 0, at most 1. From there it grows in a straight line to 1. 0.5 by default.</summary>
    public double SeverityAtLimit { get; set; } = 0.5;

    /// <summary>A ramp for values that are bad from the limit up.</summary>
    internal SeverityRamp Rising(double limit, double full, string fullName, string limitName, double slack = 0)
    {
        CheckSeverity(SeverityAtLimit, nameof(SeverityAtLimit));
        if (!(full >= limit && full <= double.MaxValue))
            throw Wrong(fullName, full, $"it must be finite and not below {limitName}, {limit}");
        return new SeverityRamp(limit, full, SeverityAtLimit, 1, -slack * Math.Abs(limit));
    }

    /// <summary>A ramp for values that are bad from the limit down; a strict one leaves out the limit itself.</summary>
    internal SeverityRamp Falling(double limit, double full, string fullName, string limitName, bool strict = false, double slack = 0)
    {
        CheckSeverity(SeverityAtLimit, nameof(SeverityAtLimit));
        if (!(full <= limit && full >= -double.MaxValue))
            throw Wrong(fullName, full, $"it must be finite and not above {limitName}, {limit}");
        return new SeverityRamp(limit, full, SeverityAtLimit, -1, strict ? double.Epsilon : -slack * Math.Abs(limit));
    }
}
