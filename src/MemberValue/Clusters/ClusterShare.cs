using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clusters;

/// <summary>How many of a cluster's members are in a segment or a stage.</summary>
/// <param name="Id">The segment's id, or the name of the stage.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Share">The share of the cluster's members, above 0 and at most 1.</param>
public sealed record ClusterShare(string Id, Text Name, [property: JsonConverter(typeof(ResultJsonConverter))] double Share)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Id = {Id}, Name = {Name}, Share = {Share}");
}
