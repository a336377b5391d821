using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>One leaf of a tree as a rule: which rows belong to it, and the probability of yes for them.</summary>
/// <param name="Conditions">What a row must meet, a condition per column, in the order in which the tree first asks; none where the tree is a single
/// leaf.</param>
/// <param name="Probability">The probability, 0 to 1: the share of yes, by weight.</param>
/// <param name="Rows">How many rows of the fit belong to it.</param>
/// <param name="Share">Its rows as a share of all rows of the fit, above 0 up to 1.</param>
public sealed record TreeRule(
    IReadOnlyList<TreeCondition> Conditions,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Probability,
    int Rows,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Share)
{
    /// <summary>The rule in words, the same in every culture.</summary>
    public Text Text
    {
        get
        {
            var conditions = Conditions.Count == 0 ? Text.Of("everybody", "所有行") : Wording.List(Conditions.Select(each => each.Text), " and ", "，且");
            var (probability, rows, share) = (TreeText.Percent(Probability), TreeText.Count(Rows), TreeText.Percent(Share));
            return Text.Of(
                $"{conditions.English}: {probability} ({rows.English}, {share} of all)", $"{conditions.Chinese}：{probability}（{rows.Chinese}，占全部的{share}）");
        }
    }

    /// <summary>The English text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text.English;

    /// <summary>Whether all values and all list elements are equal.</summary>
    /// <param name="other">The value to compare with.</param>
    /// <returns>True when every value is equal and every list holds equal elements in the same order.</returns>
    public bool Equals(TreeRule? other) =>
        other is not null && Probability.Equals(other.Probability) && Rows == other.Rows && Share.Equals(other.Share)
        && Conditions.SequenceEqual(other.Conditions);

    /// <summary>A hash that equal values share.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => HashCode.Combine(Probability, Rows, Share);
}
