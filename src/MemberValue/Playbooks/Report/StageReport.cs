using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Playbooks;

/// <summary>The members of one stage at one date.</summary>
public sealed record StageReport
{
    /// <summary>The stage.</summary>
    public required LifecycleStage Stage { get; init; }

    /// <summary>Of all members of the date, those in the stage.</summary>
    public required Proportion Members { get; init; }

    /// <summary>Net spend in the period of the members who are in the stage at its end; exact. Over all stages it adds to the period's revenue.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required decimal Revenue { get; init; }

    /// <summary>Net spend of the same members since the window's first cell; exact.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required decimal RevenueToDate { get; init; }

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Stage = {Stage}, Members = {Members}, Revenue = {Revenue}, RevenueToDate = {RevenueToDate}");
}
