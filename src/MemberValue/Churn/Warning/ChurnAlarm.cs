using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>A member whose risk needs attention.</summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <param name="Key">The member.</param>
/// <param name="Row">Their row in the later assessment.</param>
/// <param name="Warning">How their risk moved, which rule contributed most, and what is at stake.</param>
[JsonConverter(typeof(ResultJsonConverter))]
public sealed record ChurnAlarm<TKey>(TKey Key, int Row, MemberWarning Warning) : IWritesJson
    where TKey : notnull
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Key = {Key}, Row = {Row}, Warning = {Warning}");

    void IWritesJson.WriteJson(ResultWriter to) => to.Object(this, static (to, alarm) =>
    {
        to.Property(nameof(Key), alarm.Key);
        to.Property(nameof(Row), alarm.Row);
        to.Property(nameof(Warning), alarm.Warning);
    });
}
