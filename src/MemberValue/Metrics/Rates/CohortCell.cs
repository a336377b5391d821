using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>What the members of one cohort did in one period.</summary>
public sealed record CohortCell
{
    /// <summary>How many periods after the cohort's own: 0 in the period in which it began.</summary>
    public required int PeriodsSince { get; init; }

    /// <summary>The period of the cell.</summary>
    public required ObservationWindow Period { get; init; }

    /// <summary>Members of the cohort, the same in all of its cells.</summary>
    public required int Members { get; init; }

    /// <summary>Members of the cohort with at least one purchase in the period; by first purchase all of them in period 0.</summary>
    public required int ActiveMembers { get; init; }

    /// <summary>Definition: of the members of the cohort, those active in the period. 0 of 0 in a cohort without a member.</summary>
    public Proportion Retention => new(ActiveMembers, Members);

    /// <summary>Purchases of the cohort in the period.</summary>
    public required long Purchases { get; init; }

    /// <summary>Orders of the cohort in the period; null when a table has no such column.</summary>
    public required long? Orders { get; init; }

    /// <summary>Net spend of the cohort in the period, exact; negative where refunds exceed sales.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required decimal Revenue { get; init; }

    /// <summary>Net spend of the cohort from its own period through this one, exact.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required decimal CumulativeRevenue { get; init; }

    /// <summary>Definition: <see cref="CumulativeRevenue"/> / <see cref="Members"/>, money per member; NaN in a cohort without a member.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double CumulativeRevenuePerMember => Members == 0 ? double.NaN : (double)CumulativeRevenue / Members;

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"PeriodsSince = {PeriodsSince}, Period = {Period}, Members = {Members}, ActiveMembers = {ActiveMembers}, Retention = {Retention}, "
            + $"Purchases = {Purchases}, Orders = {Orders}, Revenue = {Revenue}, CumulativeRevenue = {CumulativeRevenue}, "
            + $"CumulativeRevenuePerMember = {CumulativeRevenuePerMember}");
}
