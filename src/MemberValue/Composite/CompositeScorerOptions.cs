using MemberValue.Common;

namespace MemberValue.Composite;

/// <summary>Settings of a composite score; checked when used.</summary>
public sealed class CompositeScorerOptions
{
    /// <summary>How the criteria become one score; the weighted sum by default.</summary>
    public CompositeMethod Method { get; set; }

    /// <summary>
    /// The share of members at each end of a criterion that count as worst and best without regard to how far out they are, 0 to 0.25; 0 by default. With 0.01
    /// a few very large values do not press all others together.
    /// </summary>
    public double TailShare { get; set; }

    /// <summary>
    /// Whether a later member beyond the fitted best or worst value gets more than its points, or fewer than 0, in a weighted sum. False by default: the value
    /// counts as the best or worst, so that scores stay from 0 to 100. TOPSIS always does so.
    /// </summary>
    public bool Extrapolates { get; set; }

    /// <summary>What TOPSIS divides by the length of a column: the values as they are, as in the literature and by default, or their place between worst and
    /// best. Not used by a weighted sum.</summary>
    public CriterionScaling Scaling { get; set; } = CriterionScaling.None;

    internal string InWords() =>
        FormattableString.Invariant($"Method {Method}, TailShare {TailShare}, Extrapolates {Extrapolates}, Scaling {Scaling}");

    internal void Check()
    {
        OptionError.RequireName(this, nameof(Method), Method);
        OptionError.Require(this, nameof(TailShare), TailShare, NumberRange.Between(0, 0.25));
        OptionError.RequireName(this, nameof(Scaling), Scaling);
    }

    internal CompositeScorerOptions Copy() => (CompositeScorerOptions)MemberwiseClone();
}
