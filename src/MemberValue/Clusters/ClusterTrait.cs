using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clusters;

/// <summary>How a cluster differs from the base in one feature.</summary>
/// <param name="Feature">The feature's name.</param>
/// <param name="Label">What it is called in sentences.</param>
/// <param name="Mean">The cluster's mean, in the feature's own unit.</param>
/// <param name="BaseMean">The mean of the base.</param>
/// <param name="Difference">How far the cluster's centre lies from the centre of the base, in units of the scale of the fit (standard deviations by default),
/// logarithms included; positive where the cluster has more.</param>
public sealed record ClusterTrait(
    string Feature,
    Text Label,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Mean,
    [property: JsonConverter(typeof(ResultJsonConverter))] double BaseMean,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Difference)
{
    private bool PrintMembers(StringBuilder text) =>
        RecordText.Print(text, $"Feature = {Feature}, Mean = {Mean}, BaseMean = {BaseMean}, Difference = {Difference}");
}
