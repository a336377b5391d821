using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>A member of the earlier assessment who is not in the later one.</summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <param name="Key">The member.</param>
/// <param name="Row">Their row in the earlier assessment.</param>
/// <param name="Before">The risk they had.</param>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed record VanishedMember<TKey>(TKey Key, int Row, ChurnRisk Before) : IWritesJson
    where TKey : notnull
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Key = {Key}, Row = {Row}, Before = {Before}");

    void IWritesJson.WriteJson(ResultWriter to) => to.Object(this, static (to, member) =>
    {
        to.Property(nameof(Key), member.Key);
        to.Property(nameof(Row), member.Row);
        to.Property(nameof(Before), member.Before);
    });
}
