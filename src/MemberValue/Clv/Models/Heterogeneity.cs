using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// How one trait differs between members, according to a model: a gamma distribution of rates, or a beta distribution of probabilities. From
/// <see cref="AttritionModel.Heterogeneity"/>. It describes new members; what is known of a member moves it.
/// </summary>
public sealed record Heterogeneity
{
    // Above, both distributions are normal within 1e-3, and so narrow that members are alike; the incomplete integrals would take a second per value.
    private const double Alike = 1e6;

    internal Heterogeneity(MemberTrait trait, double first, double second, TimeUnit unit) => (Trait, First, Second, Unit) = (trait, first, second, unit);

    /// <summary>What differs.</summary>
    public MemberTrait Trait { get; }

    /// <summary>Whether the trait is a probability, with a beta distribution; a rate otherwise, with a gamma distribution.</summary>
    public bool IsProbability => Trait is MemberTrait.PurchaseProbability or MemberTrait.DropoutProbability;

    /// <summary>The first parameter: the shape of a gamma distribution, or the first of a beta distribution; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double First { get; }

    /// <summary>The second parameter: the rate of a gamma distribution, in units of time, or the second of a beta distribution; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Second { get; }

    /// <summary>The model's unit, which rates are per.</summary>
    public TimeUnit Unit { get; }

    /// <summary>The mean over members: first / second of rates, first / (first + second) of probabilities.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Mean => IsProbability ? 1 / (1 + (Second / First)) : First / Second;

    /// <summary>The density at a value.</summary>
    /// <param name="value">A rate per unit, or a probability.</param>
    /// <returns>0 or more; infinite at 0, or for a probability at 1, where the distribution has a pole. 0 outside the trait's range; NaN for NaN.</returns>
    public double Density(double value)
    {
        if (double.IsNaN(value))
            return double.NaN;
        if (value < 0 || double.IsPositiveInfinity(value) || (IsProbability && value > 1))
            return 0;
        if (value == 0)
            return AtEnd(First, Second);
        if (!IsProbability)
            return Math.Exp(IncompleteGamma.LogPower(First, Second * value)) / value;
        return value == 1 ? AtEnd(Second, First) : Math.Exp(BetaKernel.Log(First, Second, value, 1 - value)) / (value * (1 - value));
    }

    /// <summary>The share of members below a value.</summary>
    /// <param name="value">A rate per unit, or a probability.</param>
    /// <returns>0 to 1; NaN for NaN.</returns>
    /// <remarks>Where the parameters are above a million, as at a limit of a fit, by the normal distribution: within 0.001.</remarks>
    public double ShareBelow(double value)
    {
        if (double.IsNaN(value))
            return double.NaN;
        if (value <= 0)
            return 0;
        if (First > Alike && (!IsProbability || Second > Alike))
            return NormalDistribution.Cdf((value - Mean) / (Mean * Math.Sqrt((IsProbability ? 1 - Mean : 1) / First)));
        return IsProbability ? IncompleteBeta.Regularized(First, Second, Math.Min(value, 1)) : Math.Exp(IncompleteGamma.LogP(First, Second * value));
    }

    /// <summary>The value that a share of the members lie below.</summary>
    /// <param name="share">0 to 1.</param>
    /// <returns>A rate per unit, infinite for a share of 1; or a probability. 0 where the value is smaller than the least number above 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is not from 0 to 1.</exception>
    public double Quantile(double share)
    {
        if (!(share >= 0 && share <= 1))
            throw Error.OutOfRange(nameof(share), $"The share is {share} and must be from 0 to 1.");
        if (share == 0)
            return 0;
        if (share == 1)
            return IsProbability ? 1 : double.PositiveInfinity;
        var root = RootFinding.PositiveRoot(new Excess(this, share), IsProbability ? 0.5 : Mean);
        return double.IsNaN(root) ? 0 : IsProbability ? Math.Min(root, 1) : root;
    }

    private bool PrintMembers(StringBuilder text) =>
        RecordText.Print(text, $"Trait = {Trait}, First = {First}, Second = {Second}, Mean = {Mean}, Unit = {Unit}");

    /// <summary>The density at an end of the range, by the exponent there: both distributions are of the form of x^(shape - 1) near it.</summary>
    private static double AtEnd(double shape, double atOne) => shape < 1 ? double.PositiveInfinity : shape > 1 ? 0 : atOne;

    private readonly struct Excess(Heterogeneity of, double share) : IScalarFunction
    {
        public double Value(double x) => of.ShareBelow(x) - share;
    }
}
