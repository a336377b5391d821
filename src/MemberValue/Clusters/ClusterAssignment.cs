using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clusters;

/// <summary>The cluster of one member, and how clearly it is theirs.</summary>
/// <param name="Cluster">The number of the nearest cluster, from 1; 0 for a member who lacks a value.</param>
/// <param name="Distance">The distance from its centre, in the units of the scaled features; NaN without a cluster.</param>
/// <param name="Second">The number of the second nearest cluster; 0 where there is none.</param>
/// <param name="SecondDistance">The distance from its centre; NaN where there is none.</param>
/// <param name="IsOutlier">Whether the distance is beyond that of 99.9% of the base: the member is like none of the clusters.</param>
public readonly record struct ClusterAssignment(
    int Cluster,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Distance,
    int Second,
    [property: JsonConverter(typeof(ResultJsonConverter))] double SecondDistance,
    bool IsOutlier)
{
    /// <summary>1 - distance / second distance: 1 at the centre, 0 halfway between two clusters; NaN where there is no second.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Clarity => SecondDistance > 0 ? 1 - Distance / SecondDistance : double.NaN;

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text, $"Cluster = {Cluster}, Distance = {Distance}, Second = {Second}, SecondDistance = {SecondDistance}, IsOutlier = {IsOutlier}");
}
