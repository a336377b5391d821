using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>A signal and what it contributes to a member's risk.</summary>
/// <param name="Signal">The signal.</param>
/// <param name="Weight">The weight of its rule, as given in the options.</param>
/// <param name="Contribution">Weight times severity, for a weighted sum over the sum of all weights: the risk from this signal alone.</param>
public sealed record ChurnReason(
    ChurnSignal Signal,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Weight,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Contribution)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(text, $"Signal = {Signal}, Weight = {Weight}, Contribution = {Contribution}");
}
