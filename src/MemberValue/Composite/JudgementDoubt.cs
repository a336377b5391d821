using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Composite;

/// <summary>The judgement that agrees least with all others: the first to look at again.</summary>
/// <param name="First">The criterion that was compared.</param>
/// <param name="Second">The criterion that it was compared with.</param>
/// <param name="Given">How many times as important the first was judged to be.</param>
/// <param name="Implied">How many times as important it is by the weights, which come from all judgements.</param>
public sealed record JudgementDoubt(
    string First,
    string Second,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Given,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Implied)
{
    /// <summary>The same as a sentence.</summary>
    public Text Text => Members.Text.Of(
            "{first} was judged {given} times as important as {second}; the other judgements say {implied} times.",
            "{first}被判断为{second}的{given}倍重要；其他判断合起来为{implied}倍。")
        .Fill(new("first", First), new("second", Second), TextValue.Number("given", Given), TextValue.Number("implied", Implied));

    private bool PrintMembers(StringBuilder text) =>
        RecordText.Print(text, $"First = {First}, Second = {Second}, Given = {Given}, Implied = {Implied}");
}
