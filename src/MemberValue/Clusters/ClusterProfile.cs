using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Clusters;

/// <summary>What one cluster is like. Immutable.</summary>
public sealed class ClusterProfile
{
    private const double Clear = 0.5; // of a standard deviation: what is nearer to the base is not told

    internal ClusterProfile(int number, double members, double share, double within, IReadOnlyList<ClusterTrait> traits) =>
        (Number, Members, Share, WithinSum, Traits) = (number, members, share, within, traits);

    /// <summary>The number, from 1, the most valuable cluster.</summary>
    public int Number { get; }

    /// <summary>How many members it had in the base; the sum of their weights where they have weights.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Members { get; }

    /// <summary>Their share of the base, 0 to 1.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Share { get; }

    /// <summary>The sum of squared distances from the centre.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double WithinSum { get; }

    /// <summary>One per feature, the clearest difference from the base first.</summary>
    public IReadOnlyList<ClusterTrait> Traits { get; }

    /// <summary>A short name from the number and the two clearest differences, such as <c>Cluster 1: high net spend, low days since the last
    /// purchase</c>.</summary>
    public Text Name
    {
        get
        {
            var told = Traits.Where(trait => Math.Abs(trait.Difference) >= Clear).Take(2).Select(trait => (trait.Difference > 0
                ? Text.Of("high {feature}", "{feature}高") : Text.Of("low {feature}", "{feature}低")).Fill(new TextValue("feature", trait.Label))).ToList();
            return (told.Count == 0
                    ? Text.Of("Cluster {number}: like the base", "第{number}类：接近总体")
                    : Text.Of("Cluster {number}: {traits}", "第{number}类：{traits}"))
                .Fill(TextValue.Number("number", Number), new("traits", Wording.List(told, ", ", "、")));
        }
    }

    /// <summary>The cluster in a sentence: its share of the base, and its means beside those of the base, the clearest differences first.</summary>
    public Text Text
    {
        get
        {
            var told = Traits.Where(trait => Math.Abs(trait.Difference) >= Clear).DefaultIfEmpty(Traits[0]).Select(trait =>
                Text.Of("{feature} {mean} (all members: {base})", "{feature}{mean}（总体{base}）").Fill(
                    new("feature", trait.Label), TextValue.Number("mean", trait.Mean), TextValue.Number("base", trait.BaseMean)));
            return Text.Of("{share} of the members; on average {traits}.", "占会员的{share}；平均{traits}。").Fill(
                TextValue.Percent("share", Share), new("traits", Wording.List(told, ", ", "，")));
        }
    }

    /// <summary>The English name.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Name.English;
}
