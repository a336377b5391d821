using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>
/// Why a tree gives a row its probability: the path from the root to the leaf. The changes of the steps add up to the probability minus the base rate.
/// </summary>
/// <param name="BaseRate">The probability at the root, 0 to 1.</param>
/// <param name="Steps">The splits and their outcomes in order; none where the tree is a single leaf.</param>
/// <param name="Probability">The probability at the leaf, 0 to 1.</param>
/// <param name="Rows">How many rows of the fit are at the leaf.</param>
public sealed record TreePath(
    [property: JsonConverter(typeof(ResultJsonConverter))] double BaseRate,
    IReadOnlyList<TreeStep> Steps,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Probability,
    int Rows)
{
    /// <summary>The path in words, the same in every culture.</summary>
    public Text Text
    {
        get
        {
            var probability = TreeText.Percent(Probability);
            if (Steps.Count == 0)
                return Text.Of($"{probability} for everybody: the tree asks nothing.", $"{probability}，所有行都相同：这棵树没有任何判断条件。");
            var (rows, steps) = (TreeText.Count(Rows), Wording.List(Steps.Select(each => each.Text), "; ", "；"));
            return Text.Of($"{probability}, as for {rows.English} like it: {steps.English}.", $"{probability}，与同类的{rows.Chinese}相同：{steps.Chinese}。");
        }
    }

    /// <summary>The English text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text.English;

    /// <summary>Whether all values and all list elements are equal.</summary>
    /// <param name="other">The value to compare with.</param>
    /// <returns>True when every value is equal and every list holds equal elements in the same order.</returns>
    public bool Equals(TreePath? other) =>
        other is not null && BaseRate.Equals(other.BaseRate) && Probability.Equals(other.Probability) && Rows == other.Rows
        && Steps.SequenceEqual(other.Steps);

    /// <summary>A hash that equal values share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(BaseRate, Probability, Rows);
}
