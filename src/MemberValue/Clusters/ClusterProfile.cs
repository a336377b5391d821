using System.Text.Json.Serialization;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Clusters;

/// <summary>What one cluster is like. Immutable.</summary>
public sealed class ClusterProfile
{
    private const double Clear = 0.5; // of a standard deviation: what is nearer to the base is not told

    internal ClusterProfile(int number, double members, double share, double within, IReadOnlyList<ClusterTrait> traits) =>
        (Number, Members, Share, WithinSum, Traits) = (number, members, share, within, traits);

    /// <summary>A copy, to be given segments and stages.</summary>
    internal ClusterProfile(ClusterProfile profile)
        : this(profile.Number, profile.Members, profile.Share, profile.WithinSum, profile.Traits)
    {
    }

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

    /// <summary>The score of a typical member, like the centre; null where no scale was given, or the members have not bought.</summary>
    public RfmScore? NearestScore { get; internal init; }

    /// <summary>The RFM segment of a typical member; null where no scale and map were given, or the members have not bought.</summary>
    public Segment? NearestSegment { get; internal init; }

    /// <summary>The RFM segments of the cluster's members of a table, the largest first; empty where no scale and map were given. Unscored members are in
    /// none.</summary>
    public IReadOnlyList<ClusterShare> SegmentShares { get; internal init; } = [];

    /// <summary>The stages of the cluster's members of a table, the largest first; empty where the table has none.</summary>
    public IReadOnlyList<ClusterShare> StageShares { get; internal init; } = [];

    /// <summary>An earlier cluster that is nearest to the same segment: the name says how this one differs from it.</summary>
    internal ClusterProfile? Twin { get; init; }

    /// <summary>
    /// A short name, unique among the clusters: the number and the two clearest differences, such as <c>Cluster 1: high net spend, high purchases</c>; where
    /// the nearest segment is known, <c>Cluster 1: near Champions</c>, and for the second of a segment what tells it from the first, such as <c>Cluster 2: near
    /// Champions, lower net spend</c>.
    /// </summary>
    public Text Name
    {
        get
        {
            if (NearestSegment is { } segment)
            {
                return (Twin is null ? Text.Of("Cluster {number}: near {segment}", "第{number}类：接近{segment}")
                        : Text.Of("Cluster {number}: near {segment}, {trait}", "第{number}类：接近{segment}，{trait}"))
                    .Fill(TextValue.Number("number", Number), new("segment", segment.Name), new("trait", Twin is null ? Text.Empty : Apart(Twin)));
            }

            var told = Traits.Where(trait => Math.Abs(trait.Difference) >= Clear).Take(2).Select(trait => (trait.Difference > 0
                ? Text.Of("high {feature}", "{feature}高") : Text.Of("low {feature}", "{feature}低")).Fill(new TextValue("feature", trait.Label))).ToList();
            return (told.Count == 0
                    ? Text.Of("Cluster {number}: like the base", "第{number}类：接近总体")
                    : Text.Of("Cluster {number}: {traits}", "第{number}类：{traits}"))
                .Fill(TextValue.Number("number", Number), new("traits", Wording.List(told, ", ", "、")));
        }
    }

    /// <summary>The cluster in sentences: its share of the base, its means beside those of the base, the clearest differences first, and where they are known
    /// the nearest segment and the stages of its members.</summary>
    public Text Text
    {
        get
        {
            var told = Traits.Where(trait => Math.Abs(trait.Difference) >= Clear).DefaultIfEmpty(Traits[0]).Select(trait =>
                Text.Of("{feature} {mean} (all members: {base})", "{feature}{mean}（总体{base}）").Fill(
                    new("feature", trait.Label), TextValue.Number("mean", trait.Mean), TextValue.Number("base", trait.BaseMean)));
            var sentence = Text.Of("{share} of the members; on average {traits}.", "占会员的{share}；平均{traits}。").Fill(
                TextValue.Percent("share", Share), new("traits", Wording.List(told, ", ", "，")));
            var near = NearestSegment is not { } segment ? Text.Empty
                : Text.Of("A typical member scores {score}: {segment}.", "典型会员评分{score}：{segment}。")
                    .Fill(new("score", $"{NearestScore}"), new("segment", segment.Name));
            return Text.Join([sentence, near, Told(SegmentShares, Text.Of("Segments: {shares}.", "分群构成：{shares}。")),
                Told(StageShares, Text.Of("Stages: {shares}.", "阶段构成：{shares}。"))]);
        }
    }

    /// <summary>The English name.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Name.English;

    private static Text Told(IReadOnlyList<ClusterShare> shares, Text sentence) => shares.Count == 0 ? Text.Empty
        : sentence.Fill(new TextValue("shares", Wording.List(shares.Take(3).Select(share => Text.Of("{name} {share}", "{name}{share}").Fill(
            new("name", share.Name), TextValue.Percent("share", share.Share))), ", ", "、")));

    /// <summary>What tells the cluster from another one: the feature in which their centres are farthest apart.</summary>
    private Text Apart(ClusterProfile other)
    {
        double Theirs(string feature) => other.Traits.First(each => each.Feature == feature).Difference;
        var (trait, difference) = Traits.Select(trait => (trait, Difference: trait.Difference - Theirs(trait.Feature)))
            .MaxBy(each => Math.Abs(each.Difference));
        return (difference > 0 ? Text.Of("higher {feature}", "{feature}更高") : Text.Of("lower {feature}", "{feature}更低"))
            .Fill(new TextValue("feature", trait.Label));
    }
}
