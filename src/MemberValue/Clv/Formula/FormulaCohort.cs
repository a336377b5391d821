using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// What a <see cref="FormulaValueCalculator"/> learned from its cohort, the members with a purchase. A number that no factor needs is null.
/// The numbers are ratios of sums, not means of ratios, so that a member counts by what they bought and how long they were there.
/// </summary>
public sealed record FormulaCohort
{
    /// <summary>The table that it was learned from, with the number of members with a purchase, at least 1.</summary>
    public required FitOrigin Origin { get; init; }

    /// <summary>Net spend of those members / their purchases (or orders), in money.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double? OrderValue { get; init; }

    /// <summary>Their purchases (or orders) / their tenures, per unit of the calculator; above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double? Frequency { get; init; }

    /// <summary>Mean tenure, or the length of w cells / <see cref="ChurnRate"/>; in the calculator's unit, above 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double? Lifespan { get; init; }

    /// <summary>Of the members who bought in the w cells before the last w cells, the share who did not buy in the last w cells; above 0, at most
    /// 1.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double? ChurnRate { get; init; }

    /// <summary>Margin / net spend, over the members whose margin is known; at most 1 unless the margins themselves say otherwise.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double? MarginRate { get; init; }

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Origin = {Origin}, OrderValue = {OrderValue}, Frequency = {Frequency}, Lifespan = {Lifespan}, ChurnRate = {ChurnRate}, "
            + $"MarginRate = {MarginRate}");
}
