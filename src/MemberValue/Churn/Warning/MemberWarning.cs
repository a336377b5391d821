using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>How one member's risk moved from one assessment to the next. Immutable.</summary>
public sealed record MemberWarning
{
    /// <summary>The risk before; null for a new member.</summary>
    public required ChurnRisk? Before { get; init; }

    /// <summary>The risk now.</summary>
    public required ChurnRisk Now { get; init; }

    /// <summary>Whether to raise an alarm now: the danger line was crossed upwards, and no alarm was on.</summary>
    public required bool IsAlarm { get; init; }

    /// <summary>Whether an alarm is on from now: pass it to the next comparison.</summary>
    public required bool IsAlarmed { get; init; }

    /// <summary>
    /// The rule whose contribution rose most, among equal ones the first id. Null without an alarm, and where no contribution
    /// rose.
    /// </summary>
    public required string? RuleId { get; init; }

    /// <summary>By how much the contribution of that rule rose; 0 without one.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double RuleRise { get; init; }

    /// <summary>Now less before; the risk itself for a new member.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Rise => Now.Value - (Before?.Value ?? 0);

    /// <summary>
    /// What is at stake: risk times expected value, in the table's money; NaN where the value is not known. Below 0 where the expected value is.
    /// </summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double ValueAtRisk { get; init; }

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Before = {Before}, Now = {Now}, IsAlarm = {IsAlarm}, IsAlarmed = {IsAlarmed}, RuleId = {RuleId}, RuleRise = {RuleRise}, Rise = {Rise}, "
            + $"ValueAtRisk = {ValueAtRisk}");
}
