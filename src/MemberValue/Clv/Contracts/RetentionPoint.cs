using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>A renewal of a retention curve.</summary>
/// <param name="Renewal">Which renewal, from 1; in the model's periods from the beginning of the contract.</param>
/// <param name="Survival">The probability of still being a member after it, 0 to 1.</param>
/// <param name="RetentionRate">The probability that a member who is asked renews, 0 to 1: the curve's ratio of neighbours.</param>
/// <param name="ProbabilityOfLeaving">The probability of leaving at just this renewal, 0 to 1; over all renewals they sum to 1 less what is left.</param>
public readonly record struct RetentionPoint(
    int Renewal,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Survival,
    [property: JsonConverter(typeof(ResultJsonConverter))] double RetentionRate,
    [property: JsonConverter(typeof(ResultJsonConverter))] double ProbabilityOfLeaving)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text, $"Renewal = {Renewal}, Survival = {Survival}, RetentionRate = {RetentionRate}, ProbabilityOfLeaving = {ProbabilityOfLeaving}");
}
