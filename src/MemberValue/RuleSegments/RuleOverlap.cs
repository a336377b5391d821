using System.Text;
using MemberValue.Common;

namespace MemberValue.RuleSegments;

/// <summary>Two rules that hold for the same members; the first decides.</summary>
/// <param name="First">The earlier rule, from 0.</param>
/// <param name="Second">The later rule, from 0.</param>
/// <param name="Example">A member for whom both hold, such as <c>net spend 1000, country DE</c>.</param>
public sealed record RuleOverlap(int First, int Second, string Example)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"First = {First}, Second = {Second}, Example = {Example}");
}
