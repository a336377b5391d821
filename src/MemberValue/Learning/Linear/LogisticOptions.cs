using MemberValue.Common;

namespace MemberValue.Learning;

/// <summary>Settings of a logistic regression; checked when used.</summary>
public sealed class LogisticOptions
{
    /// <summary>
    /// Weight of an L2 penalty on the coefficients of the standardised columns, finite and from 0; 0.5 unless told otherwise. The fit maximises log-likelihood
    /// minus the weight times the coefficients' sum of squares; the intercept goes free. It acts like a normal prior of variance 1 / (2 × weight) on each
    /// standardised coefficient, and fades as rows grow in number. 0 is maximum likelihood, which perfectly separated labels send to infinity.
    /// </summary>
    public double Penalty { get; set; } = 0.5;

    /// <summary>The most Newton steps, 1 to 1,000; 100 unless told otherwise. Usual fits take 4 to 8.</summary>
    public int MaxIterations { get; set; } = 100;

    /// <summary>How much a row whose label is yes weighs, finite and above 0; 1 unless told otherwise. It multiplies the row's own weight.</summary>
    public double YesWeight { get; set; } = 1;

    /// <summary>How much a row whose label is no weighs, finite and above 0; 1 unless told otherwise. It multiplies the row's own weight.</summary>
    public double NoWeight { get; set; } = 1;

    /// <summary>
    /// Whether both labels are to weigh the same in total: each row's weight is multiplied by half the total over its label's total. False unless told
    /// otherwise, because the probabilities of a balanced fit are those of a base where half of the members leave: calibrate them.
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
