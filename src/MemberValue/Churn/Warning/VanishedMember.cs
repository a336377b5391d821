using System.Text;
using MemberValue.Common;

namespace MemberValue.Churn;

/// <summary>A member of the earlier assessment who is not in the later one.</summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <param name="Key">The member.</param>
/// <param name="Row">Their row in the earlier assessment.</param>
/// <param name="Before">The risk they had.</param>
public sealed record VanishedMember<TKey>(TKey Key, int Row, ChurnRisk Before)
    where TKey : notnull
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Key = {Key}, Row = {Row}, Before = {Before}");
}
