using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>What one column adds to one row's log-odds of yes.</summary>
/// <param name="Feature">The column's name.</param>
/// <param name="Value">The row's value; NaN where it is missing.</param>
/// <param name="LogOdds">The coefficient times the value's distance from the mean, plus the missing-value indicator's part; above 0 raises the probability
/// of yes.</param>
public sealed record LogisticContribution(
    string Feature,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Value,
    [property: JsonConverter(typeof(ResultJsonConverter))] double LogOdds)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Feature = {Feature}, Value = {Value}, LogOdds = {LogOdds}");
}
