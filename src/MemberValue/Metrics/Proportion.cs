using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Metrics;

/// <summary>A share with its two counts, such as 620 of 1,360.</summary>
public readonly record struct Proportion
{
    /// <summary>Creates a share.</summary>
    /// <param name="count">The numerator: how many, 0 or more.</param>
    /// <param name="of">The denominator: of how many, at least <paramref name="count"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative or more than <paramref name="of"/>.</exception>
    public Proportion(long count, long of)
    {
        if (count < 0 || count > of)
            throw Error.OutOfRange(nameof(count), $"The count is {count} and must be 0 to {of}, what it is a share of.");
        Count = count;
        Of = of;
    }

    /// <summary>How many.</summary>
    public long Count { get; }

    /// <summary>Of how many.</summary>
    public long Of { get; }

    /// <summary>The share, 0 to 1; NaN for 0 of 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Rate => (double)Count / Of;

    /// <summary>Wilson's score interval of the share.</summary>
    /// <param name="level">The confidence level, above 0 and below 1.</param>
    /// <returns>The interval, within 0 to 1; NaN for 0 of 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    /// <remarks>Wilson 1927, "Probable Inference, the Law of Succession, and Statistical Inference"; never outside 0 to 1, and valid also at 0 of
    /// n.</remarks>
    public ConfidenceInterval Wilson(double level = 0.95)
    {
        var z = Quantile(level);
        if (Of == 0)
            return new ConfidenceInterval(double.NaN, double.NaN, level);
        double n = Of, p = Rate, share = z * z / n;
        var centre = (p + share / 2) / (1 + share);
        var half = z / (1 + share) * Math.Sqrt(p * (1 - p) / n + share / (4 * n));
        return new ConfidenceInterval(Count == 0 ? 0 : Math.Max(centre - half, 0), Count == Of ? 1 : Math.Min(centre + half, 1), level);
    }

    /// <summary>The share and its counts as text, such as <c>25.0% (5 of 20)</c>.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Of == 0 ? "- (0 of 0)" : FormattableString.Invariant($"{100 * Rate:F1}% ({Count} of {Of})");

    /// <summary>How many standard deviations on either side of the mean hold a share <paramref name="level"/> of a normal distribution.</summary>
    internal static double Quantile(double level) => level is > 0 and < 1
        ? -NormalDistribution.Quantile((1 - level) / 2)
        : throw Error.OutOfRange(nameof(level), $"The confidence level is {level} and must be above 0 and below 1.");
}
