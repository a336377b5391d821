using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clusters;

/// <summary>How clearly the members of one cluster are nearer to it than to the next one. Immutable.</summary>
public sealed class ClusterSilhouette
{
    internal ClusterSilhouette(int cluster, double[] values) => (Cluster, Values) = (cluster, Array.AsReadOnly(values));

    /// <summary>The cluster's number, from 1.</summary>
    public int Cluster { get; }

    /// <summary>One silhouette per member, -1 to 1, the highest first: 1 for a member who is far from the next cluster, below 0 for one who is nearer to it; 0
    /// for a member who is alone.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public IReadOnlyList<double> Values { get; }

    /// <summary>Their mean; NaN without members.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Mean => Values.Count == 0 ? double.NaN : Values.Sum() / Values.Count;

    /// <summary>The share of the members who are nearer to another cluster, 0 to 1; NaN without members.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double ShareBelowZero => Values.Count == 0 ? double.NaN : (double)Values.Count(value => value < 0) / Values.Count;

    /// <summary>Number, members and mean.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Cluster {Cluster}: {Values.Count} members, mean {Mean:0.####}");
}
