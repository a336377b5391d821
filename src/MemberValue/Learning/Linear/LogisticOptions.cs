using MemberValue.Common;

namespace MemberValue.Learning;

/// <summary>Settings of a logistic regression; checked when used.</summary>
public sealed class LogisticOptions
{
    /// <summary>
    /// Weight of an L2 penalty on the coefficients of the standardised columns, finite and from 0; 0.5 by default. The fit maximises log-likelihood
    /// minus the weight times the coefficients' sum of squares; the intercept is not penalised. It acts like a normal prior of variance 1 / (2 × weight) on
    /// each standardised coefficient, and matters less with more rows. 0 is maximum likelihood, whose coefficients are infinite for perfectly separated
    /// labels.
    /// </summary>
    public double Penalty { get; set; } = 0.5;

    /// <summary>The most Newton steps, 1 to 1,000; 100 by default. Usual fits take 4 to 8.</summary>
    public int MaxIterations { get; set; } = 100;

    /// <summary>How much a row whose label is yes weighs, finite and above 0; 1 by default. It multiplies the row's own weight.</summary>
    public double YesWeight { get; set; } = 1;

    /// <summary>How much a row whose label is no weighs, finite and above 0; 1 by default. It multiplies the row's own weight.</summary>
    public double NoWeight { get; set; } = 1;

    /// <summary>
    /// Whether both labels get the same total weight: each row's weight is multiplied by half the total over its label's total. False by default,
    /// because the probabilities of a balanced fit are those of a population with half yes: they must be calibrated.
    /// </summary>
    public bool BalanceLabels { get; set; }

    internal string InWords() => FormattableString.Invariant(
        $"Penalty {Penalty}, MaxIterations {MaxIterations}, YesWeight {YesWeight}, NoWeight {NoWeight}, BalanceLabels {BalanceLabels}");

    internal void Check()
    {
        OptionError.Require(this, nameof(Penalty), Penalty, NumberRange.ZeroOrMore);
        OptionError.RequireWhole(this, nameof(MaxIterations), MaxIterations, 1, 1_000);
        OptionError.Require(this, nameof(YesWeight), YesWeight, NumberRange.AboveZero);
        OptionError.Require(this, nameof(NoWeight), NoWeight, NumberRange.AboveZero);
    }
}
