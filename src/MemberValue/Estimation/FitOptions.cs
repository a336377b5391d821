using MemberValue.Common;

namespace MemberValue.Estimation;

/// <summary>Settings of a maximum-likelihood fit; checked when used.</summary>
public sealed class FitOptions
{
    /// <summary>
    /// Weight of an L2 penalty on the log-parameters, finite and from 0; 0, no penalty, by default. The fit then maximises log-likelihood minus
    /// the weight times the sum of squares of ln(parameter), each parameter in the model's scaled unit (given in the model's documentation). It acts like a
    /// normal prior of variance 1 / (2 × weight) on each log-parameter and matters less with more members.
    /// </summary>
    public double Penalty { get; set; }

    /// <summary>
    /// The most iterations a climb may take, 1 to 100,000; 200 by default. A fit that needs more ends as <see cref="FitStatus.Failed"/>.
    /// </summary>
    public int MaxIterations { get; set; } = 200;

    /// <summary>
    /// The number of starting points, 0 to 100; 0, the default, for as many as the model proposes. Beyond the model's own, fixed points around its first one
    /// are used.
    /// </summary>
    public int Starts { get; set; }

    /// <summary>
    /// The largest slope that counts as zero, above 0 and up to 0.001; 1e-9 by default. It is the gradient's largest element, in the
    /// log-parameters, divided by the number of members.
    /// </summary>
    public double GradientTolerance { get; set; } = 1e-9;

    /// <summary>The settings in one line, for an origin.</summary>
    internal string InWords() => FormattableString.Invariant(
        $"Penalty {Penalty}, MaxIterations {MaxIterations}, Starts {Starts}, GradientTolerance {GradientTolerance}");

    internal FitOptions Copy() => (FitOptions)MemberwiseClone();

    internal void Check()
    {
        OptionError.Require(this, nameof(Penalty), Penalty, NumberRange.ZeroOrMore);
        OptionError.RequireWhole(this, nameof(MaxIterations), MaxIterations, 1, 100_000);
        OptionError.Require(this, Starts is >= 0 and <= 100, nameof(Starts), Starts, "it must be 0 (as the model proposes) to 100");
        OptionError.Require(
            this, GradientTolerance > 0 && GradientTolerance <= 1e-3, nameof(GradientTolerance), GradientTolerance, "it must be above 0 and at most 0.001");
    }
}
