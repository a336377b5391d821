using MemberValue.Lifecycle;

namespace MemberValue.Churn;

/// <summary>Limits of a <see cref="ProbabilityRule"/>.</summary>
public sealed class ProbabilityRuleOptions : ThresholdRuleOptions
{
    /// <summary>Options with the defaults.</summary>
    public ProbabilityRuleOptions()
        : base("probability")
    {
    }

    /// <summary>Which probability: of a purchase within the horizon in the column's note (the default), or of being active.</summary>
    public ProbabilityBasis Basis { get; set; }

    /// <summary>A signal below this; above 0, at most 1. On the limit there is none. 0.3 by default, as for stages.</summary>
    public double Below { get; set; } = 0.3;

    /// <summary>The severity is 1 from this down; 0 or more, not above <see cref="Below"/>. 0 by default.</summary>
    public double FullAt { get; set; }

    internal SeverityRamp Ramp()
    {
        if (!Enum.IsDefined(Basis))
            throw Wrong(nameof(Basis), Basis, "it must be Purchase or Alive");
        if (!(Below > 0 && Below <= 1))
            throw Wrong(nameof(Below), Below, "it must be above 0 and at most 1");
        if (!(FullAt >= 0))
            throw Wrong(nameof(FullAt), FullAt, "it must be 0 or more");
        return Falling(Below, FullAt, nameof(FullAt), nameof(Below), strict: true);
    }
}
