using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>
/// Why a forest gives a row its probability: the base rate, and each column's contribution on the row's paths through the trees.
/// </summary>
/// <param name="BaseRate">The mean probability at the trees' roots, 0 to 1.</param>
/// <param name="Contributions">One per column, the largest in absolute value first, equal ones in the order of the columns; except for rounding, they add up
/// to the probability minus the base rate.</param>
/// <param name="Probability">The forest's probability, 0 to 1.</param>
public sealed record ForestExplanation(
    [property: JsonConverter(typeof(ResultJsonConverter))] double BaseRate,
    IReadOnlyList<ForestContribution> Contributions,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Probability)
{
    /// <summary>The three largest contributions in words, the same in every culture.</summary>
    public Text Text
    {
        get
        {
            var largest = Contributions.Where(contribution => contribution.Change != 0).Take(3).ToList();
            var (probability, rate) = (TreeText.Percent(Probability), TreeText.Percent(BaseRate));
            if (largest.Count == 0)
                return Text.Of($"{probability}, the base rate.", $"{probability}，即基准比例。");
            var reasons = Wording.List(largest.Select(each => each.Text), "; ", "；");
            return Text.Of($"{probability} from a base rate of {rate}: {reasons.English}.", $"{probability}（基准比例{rate}）：{reasons.Chinese}。");
        }
    }

    /// <summary>The English text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text.English;

    /// <summary>Whether all values and all list elements are equal.</summary>
    /// <param name="other">The value to compare with.</param>
    /// <returns>True when every value is equal and every list holds equal elements in the same order.</returns>
    public bool Equals(ForestExplanation? other) =>
        other is not null && BaseRate.Equals(other.BaseRate) && Probability.Equals(other.Probability)
        && Contributions.SequenceEqual(other.Contributions);

    /// <summary>A hash that equal values share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(BaseRate, Probability, Contributions.Count);
}
