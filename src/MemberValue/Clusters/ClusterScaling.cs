using System.Text.Json.Serialization;

namespace MemberValue.Clusters;

/// <summary>How features are made comparable before members are grouped.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClusterScaling>))]
public enum ClusterScaling
{
    /// <summary>Less the mean, divided by the standard deviation of the base (that of the population, with n).</summary>
    Standard,

    /// <summary>Less the median, divided by the distance between the quartiles, which a few extreme members do not move; by the standard deviation where the
    /// quartiles are equal.</summary>
    Robust,

    /// <summary>As they are: the feature with the largest numbers decides.</summary>
    None,
}
