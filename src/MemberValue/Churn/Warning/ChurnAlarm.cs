using System.Text;
using MemberValue.Common;

namespace MemberValue.Churn;

/// <summary>A member whose risk needs attention.</summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <param name="Key">The member.</param>
/// <param name="Row">Their row in the later assessment.</param>
/// <param name="Warning">How their risk moved, which rule contributed most, and what is at stake.</param>
public sealed record ChurnAlarm<TKey>(TKey Key, int Row, MemberWarning Warning)
    where TKey : notnull
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Key = {Key}, Row = {Row}, Warning = {Warning}");
}
