using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>How many signals a rule found among the members of a table, and how many members it could not judge.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Weight">Its weight.</param>
/// <param name="Signals">How many members it gave a signal for.</param>
/// <param name="NotJudged">How many members it could not judge: a value was missing, or said nothing. They count as no signal.</param>
public sealed record ChurnRuleCount(
    string RuleId,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Weight,
    long Signals,
    long NotJudged)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text, $"RuleId = {RuleId}, Weight = {Weight}, Signals = {Signals}, NotJudged = {NotJudged}");
}
