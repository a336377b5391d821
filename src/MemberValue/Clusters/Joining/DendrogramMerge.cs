using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clusters;

/// <summary>Two groups that were joined.</summary>
/// <param name="First">The first group: a leaf, from 0, or n + i for what merge i of n leaves made; the smaller of the two.</param>
/// <param name="Second">The second group.</param>
/// <param name="Height">The distance between them.</param>
/// <param name="Members">The members of the joined group; the sum of weights where leaves have weights.</param>
public readonly record struct DendrogramMerge(
    int First,
    int Second,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Height,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Members)
{
    private bool PrintMembers(StringBuilder text) =>
        RecordText.Print(text, $"First = {First}, Second = {Second}, Height = {Height}, Members = {Members}");
}
