using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>One step of a survival curve: what was seen at one length of time.</summary>
/// <param name="Time">The length at which something ended or was last seen.</param>
/// <param name="AtRisk">How many had lasted at least so long and were still watched.</param>
/// <param name="Ended">How many ended at it; 0 where it only stopped being watched.</param>
/// <param name="Open">How many were last seen at it, not ended: they count as at risk here and not afterwards.</param>
/// <param name="Survival">The share that lasts longer, 0 to 1, after this step.</param>
/// <param name="VarianceSum">Greenwood's sum of ended / (at risk x (at risk - ended)) up to here; infinite once none survives.</param>
public readonly record struct SurvivalStep(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Time,
    long AtRisk,
    long Ended,
    long Open,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Survival,
    [property: JsonConverter(typeof(ResultJsonConverter))] double VarianceSum)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Time = {Time}, AtRisk = {AtRisk}, Ended = {Ended}, Open = {Open}, Survival = {Survival}, VarianceSum = {VarianceSum}");
}
