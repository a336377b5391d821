using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Estimation;

/// <summary>Whether further parameters are worth having: the likelihood-ratio test of two fits to the same data, of which one is a special case of the
/// other.</summary>
/// <param name="Statistic">Twice the rise of the log-likelihood, 0 or more; a fall within the accuracy of a fit counts as 0.</param>
/// <param name="DegreesOfFreedom">How many parameters more the larger fit has, 1 or more.</param>
/// <param name="PValue">
/// The probability of a statistic at least as large if the special case were true, 0 to 1, by the chi-square distribution. Where the special case lies at a
/// limit of the larger fit, as the geometric model does in sBG, the true probability is about half as large.
/// </param>
public sealed record LikelihoodRatioTest(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Statistic,
    int DegreesOfFreedom,
    [property: JsonConverter(typeof(ResultJsonConverter))] double PValue)
{
    private const double Accuracy = 1e-4; // of a fit that ran to a limit

    /// <summary>Compares two fits.</summary>
    /// <param name="special">The fit with fewer parameters.</param>
    /// <param name="general">The fit that contains it.</param>
    /// <returns>The test.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The general fit has no more parameters than the special one.</exception>
    /// <exception cref="ArgumentException">The numbers of members differ, or the general fit fits clearly worse: it is then not one
    /// that contains the other.</exception>
    public static LikelihoodRatioTest Of(FitReport special, FitReport general)
    {
        ArgumentNullException.ThrowIfNull(special);
        ArgumentNullException.ThrowIfNull(general);
        if (special.Members != general.Members)
            throw Error.Argument($"One fit has {special.Members} members and the other {general.Members}; both must be of the same data.", nameof(general));
        return Of(special.LogLikelihood, general.LogLikelihood, general.ParameterNames.Count - special.ParameterNames.Count);
    }

    /// <summary>Compares two log-likelihoods.</summary>
    /// <param name="special">That of the fit with fewer parameters.</param>
    /// <param name="general">That of the fit that contains it.</param>
    /// <param name="degreesOfFreedom">How many parameters more it has, 1 or more.</param>
    /// <returns>The test.</returns>
    /// <exception cref="ArgumentException">A log-likelihood is not finite, or that of the general fit is clearly lower.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="degreesOfFreedom"/> is below 1.</exception>
    public static LikelihoodRatioTest Of(double special, double general, int degreesOfFreedom)
    {
        Require.AtLeast(degreesOfFreedom, 1);
        var rise = 2 * (general - special);
        if (!double.IsFinite(rise) || rise < -Accuracy * Math.Max(1, Math.Abs(special)))
        {
            throw Error.Argument(
                $"The log-likelihoods are {special} and {general}; both must be finite, and that of the fit that contains the other must not be lower.",
                nameof(general));
        }

        rise = Math.Max(0, rise);
        return new LikelihoodRatioTest(rise, degreesOfFreedom, IncompleteGamma.ChiSquareTail(degreesOfFreedom, rise));
    }

    /// <summary>Statistic, degrees of freedom and p-value.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"likelihood ratio {Statistic:0.####}, {DegreesOfFreedom} degrees of freedom, p {PValue:0.####}");
}
