using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>How long a member stays: the retention dimension of a member's value.</summary>
/// <param name="Rate">The probability of staying from one period to the next, 0 to 1: the input.</param>
/// <param name="Period">The period.</param>
/// <param name="ExpectedPayments">How many more payments there will be on average, within the horizon; +infinity at a rate of 1 without an end.</param>
/// <param name="Reason">One sentence, the same in every culture.</param>
public sealed record RetentionDimension(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Rate,
    TimeUnit Period,
    [property: JsonConverter(typeof(ResultJsonConverter))] double ExpectedPayments,
    Text Reason)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Rate = {Rate}, Period = {Period}, ExpectedPayments = {ExpectedPayments}, Reason = {Reason}");
}
