using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clusters;

/// <summary>The cluster that a member most probably belongs to, and how probably.</summary>
/// <param name="Cluster">The number of the most probable cluster, from 1; 0 for a member who lacks a value.</param>
/// <param name="Probability">The probability that the member belongs to it, 0 to 1; NaN without a cluster.</param>
/// <param name="Second">The number of the second most probable cluster; 0 where there is none.</param>
/// <param name="SecondProbability">The probability that the member belongs to it, 0 to 0.5; NaN where there is none.</param>
/// <param name="IsOutlier">Whether the density of the whole mixture is lower at this member than at 99.9% of the base: the member is like none of the
/// clusters, whatever the probabilities are.</param>
public readonly record struct MixtureAssignment(
    int Cluster,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Probability,
    int Second,
    [property: JsonConverter(typeof(ResultJsonConverter))] double SecondProbability,
    bool IsOutlier)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text, $"Cluster = {Cluster}, Probability = {Probability}, Second = {Second}, SecondProbability = {SecondProbability}, IsOutlier = {IsOutlier}");
}
