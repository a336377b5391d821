using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clusters;

/// <summary>Which clusters a valuator finds in its base. A plain class that configuration can bind; checked and copied when it is used.</summary>
public sealed class ClustersOptions
{
    /// <summary>
    /// What members are grouped by; at least one feature. Null, the default: days since the last purchase, purchases and net spend, each as a logarithm.
    /// </summary>
    public IReadOnlyList<ClusterFeatureOptions>? Features { get; set; }

    /// <summary>How many clusters, starts, scaling.</summary>
    public KMeansOptions KMeans { get; set; } = new();

    internal (ClusterFeature[] Features, KMeansOptions KMeans) Frozen()
    {
        if (Features is { Count: 0 } || Features?.Contains(null!) == true)
            throw OptionError.Of(this, nameof(Features), "empty", "it must have at least one feature and none that is null, or be null");
        OptionError.RequirePart(this, KMeans, nameof(KMeans));
        ClusterFeature[] features = Features is { } given
            ? [.. given.Select(feature => feature.ToFeature())]
            : [new(Measures.DaysSinceLastPurchase, isLogged: true), new("Purchases", isLogged: true), new("Net", isLogged: true)];
        KMeans.Check();
        KMeans.CheckOrder(ClusterSpace.NamesOf(features));
        return (features, KMeans.Copy());
    }
}
