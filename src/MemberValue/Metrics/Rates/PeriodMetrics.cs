using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>
/// Retention, churn, repeat purchase and revenue figures of one period: the cells between two dates of a series. Shares carry their counts, money is exact.
/// Created by <see cref="PeriodMetricsBuilder{TKey}"/>, or by <see cref="OfRecent"/> from one table. Immutable.
/// </summary>
public sealed partial record PeriodMetrics
{
    /// <summary>The period: its first and last cell, both in it.</summary>
    public required ObservationWindow Period { get; init; }

    /// <summary>Whether no period before it was observed: retention and churn are then 0 of 0, and their rates NaN.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>Members known by the period's end, also those who only registered.</summary>
    public required int Members { get; init; }

    /// <summary>Definition: members with at least one purchase in the period.</summary>
    public required int ActiveMembers { get; init; }

    /// <summary>
    /// Definition: members whose first purchase lies in the period. A window that begins after the shop did takes each member's first
    /// purchase inside it for the first.
    /// </summary>
    public required int NewMembers { get; init; }

    /// <summary>Definition: active members whose first purchase lies before the period. With <see cref="NewMembers"/> they are the active ones.</summary>
    public int ReturningMembers => ActiveMembers - NewMembers;

    /// <summary>Definition: of the members with a purchase by the period's end, those with at least two, ever since the window's first cell.</summary>
    public required Proportion RepurchaseRate { get; init; }

    /// <summary>Definition: of the members active in the period, those with at least two purchases in it.</summary>
    public required Proportion RepurchaseRateInPeriod { get; init; }

    /// <summary>Definition: of the members active in the period before, those active in this one too. 0 of 0 in the first period.</summary>
    public required Proportion RetentionRate { get; init; }

    /// <summary>
    /// Definition: of the members active in the period before, those not active in this one: 1 - retention, of the same members. A member who buys less
    /// often than once per period counts as churned and returns later: choose periods longer than the usual gap.
    /// </summary>
    public Proportion ChurnRate => new(RetentionRate.Of - RetentionRate.Count, RetentionRate.Of);

    /// <summary>Purchases in the period: cells of a member with a sale.</summary>
    public required long Purchases { get; init; }

    /// <summary>Orders in the period, including those returned on the same day, whose day is not a purchase; null when a table has no such column.</summary>
    public required long? Orders { get; init; }

    /// <summary>Total of the period's sale rows; null when a table has no such column.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required decimal? Sales { get; init; }

    /// <summary>Total of the period's refund rows as a positive amount; null when a table has no such column. Sales less refunds is the revenue.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required decimal? Refunds { get; init; }

    /// <summary>Definition: net spend (sales less refunds) in the period, of all members: new, returning, and without a purchase.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public decimal Revenue => NewRevenue + ReturningRevenue + RevenueWithoutPurchase;

    /// <summary>Definition: net spend in the period of the members whose first purchase lies in it.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required decimal NewRevenue { get; init; }

    /// <summary>
    /// Definition: net spend in the period of the members whose first purchase lies before it, including those who are not active and only returned goods;
    /// it can be negative.
    /// </summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required decimal ReturningRevenue { get; init; }

    /// <summary>
    /// Definition: net spend in the period of the members who have no purchase by its end: refunds of what was bought before the window or
    /// on the same day, 0 or less from a log. Neither new nor returning, so the three parts add up to <see cref="Revenue"/>.
    /// </summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required decimal RevenueWithoutPurchase { get; init; }

    /// <summary>
    /// Definition: <see cref="Revenue"/> / <see cref="Orders"/>, money per order. NaN without an order or without the column. Refunds of the
    /// period lower it, whatever order they belong to; without them it is <see cref="Sales"/> / <see cref="Orders"/>.
    /// </summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double AverageOrderValue => Orders is > 0 and var orders ? (double)Revenue / orders : double.NaN;

    /// <summary>Definition: <see cref="Purchases"/> / <see cref="ActiveMembers"/>, at least 1; NaN without an active member.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double PurchaseFrequency => ActiveMembers == 0 ? double.NaN : (double)Purchases / ActiveMembers;

    /// <summary>Definition: <see cref="Revenue"/> / <see cref="ActiveMembers"/>, money per member; NaN without an active member.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double RevenuePerActiveMember => ActiveMembers == 0 ? double.NaN : (double)Revenue / ActiveMembers;

    /// <summary>Definition: <see cref="Revenue"/> / <see cref="Members"/>, money per member; NaN without a member.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double RevenuePerMember => Members == 0 ? double.NaN : (double)Revenue / Members;

    /// <summary>The period and its main numbers on one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Period}: {ActiveMembers} of {Members} members active, {NewMembers} new; revenue {Revenue}, of new members {NewRevenue}; repurchase "
            + $"{RepurchaseRate}; retention {RetentionRate}");
}
