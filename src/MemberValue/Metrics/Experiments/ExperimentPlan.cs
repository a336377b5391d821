using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Metrics;

/// <summary>How many members an A/B comparison of two rates needs, decided before it starts. Immutable.</summary>
/// <remarks>
/// n per arm = (z(a/2) sqrt(2 m (1 - m)) + z(b) sqrt(p1 (1 - p1) + p2 (1 - p2)))² / (p2 - p1)² with m the mean of the two rates, a = 1 - level and
/// b = 1 - power, rounded up: Fleiss, Levin and Paik 2003, "Statistical Methods for Rates and Proportions", 4.2, without continuity correction; for the
/// two-sided test of <see cref="ProportionComparison"/>.
/// </remarks>
public sealed record ExperimentPlan
{
    /// <summary>Creates a plan.</summary>
    /// <param name="baseRate">The rate expected of the control group, above 0 and below 1.</param>
    /// <param name="minimalUplift">The least difference of rates worth finding, absolute: 0.01 is from 5% to 6%. Not 0; the sum with the base rate is above 0
    /// and below 1.</param>
    /// <param name="level">The confidence level of the test, above 0 and below 1: 1 less the probability of finding an uplift where there is none.</param>
    /// <param name="power">The probability of finding the minimal uplift where it exists, above half of 1 - level, and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range, or more than 2^53 members would be needed.</exception>
    public ExperimentPlan(double baseRate, double minimalUplift, double level = 0.95, double power = 0.8)
    {
        if (!(baseRate > 0 && baseRate < 1))
            throw Error.OutOfRange(nameof(baseRate), $"The base rate is {baseRate} and must be above 0 and below 1.");
        var rate = baseRate + minimalUplift;
        if (rate == baseRate || !(rate > 0 && rate < 1))
            throw Error.OutOfRange(
                nameof(minimalUplift), $"The minimal uplift is {minimalUplift} and must not be 0; the base rate with it must be above 0 and below 1.");
        var z = Proportion.Quantile(level);
        if (!(power > (1 - level) / 2 && power < 1))
            throw Error.OutOfRange(nameof(power), $"The power is {power} and must be above half of 1 - level, and below 1.");
        var mean = (baseRate + rate) / 2;
        var root = z * Math.Sqrt(2 * mean * (1 - mean)) + NormalDistribution.Quantile(power) * Math.Sqrt(baseRate * (1 - baseRate) + rate * (1 - rate));
        var exact = root * root / (minimalUplift * minimalUplift);
        if (!(exact < 1L << 53))
            throw Error.OutOfRange(
                nameof(minimalUplift), $"The minimal uplift is {minimalUplift} and must be larger: it would take more than 2^53 members to see it.");
        (BaseRate, MinimalUplift, Level, Power, MembersPerArm) = (baseRate, minimalUplift, level, power, (long)Math.Ceiling(exact));
    }

    /// <summary>The rate expected of the control group, above 0 and below 1.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double BaseRate { get; }

    /// <summary>The least difference of rates worth finding.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double MinimalUplift { get; }

    /// <summary>The confidence level of the test.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Level { get; }

    /// <summary>The probability of finding the minimal uplift where it exists.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Power { get; }

    /// <summary>Members needed in each of the two arms, 1 or more.</summary>
    public long MembersPerArm { get; }

    /// <summary>The plan in short.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{MembersPerArm} members per arm to find {100 * BaseRate:G4}% {(MinimalUplift < 0 ? "falling" : "rising")} to "
            + $"{100 * (BaseRate + MinimalUplift):G4}% with power {100 * Power:G4}% at level {100 * Level:G4}%");
}
