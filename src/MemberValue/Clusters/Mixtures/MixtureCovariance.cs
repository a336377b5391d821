using System.Text.Json.Serialization;

namespace MemberValue.Clusters;

/// <summary>The shapes that the components of a Gaussian mixture may have.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MixtureCovariance>))]
public enum MixtureCovariance
{
    /// <summary>Each component has a covariance matrix of its own: ellipses in any direction (<c>VVV</c> of R's mclust).</summary>
    Full,

    /// <summary>Each component has a variance of its own for each feature: ellipses along the features (<c>VVI</c>).</summary>
    Diagonal,

    /// <summary>Each component has one variance for all features: spheres of different sizes (<c>VII</c>).</summary>
    Spherical,

    /// <summary>All components share one covariance matrix: ellipses of the same size and direction (<c>EEE</c>).</summary>
    Tied,
}
