using StoreBackend.Assessing;
using StoreBackend.Data;

namespace StoreBackend.Endpoints;

/// <summary>A member's assessment with its reasons. What is not configured, or not fitted yet, is null.</summary>
public sealed record MemberResponse
{
    public required string Id { get; init; }

    /// <summary>The day that all numbers are as of.</summary>
    public required DateOnly? AsOf { get; init; }

    /// <summary>The nightly run whose models made the assessment; null before the first.</summary>
    public required long? ModelRun { get; init; }

    public required int Orders { get; init; }

    public required int Purchases { get; init; }

    public required DateOnly? LastPurchase { get; init; }

    public required decimal Net { get; init; }

    /// <summary>The levels of recency, frequency and money, such as 545.</summary>
    public required string? Score { get; init; }

    public required string? Segment { get; init; }

    public required string? Stage { get; init; }

    public required double? ProbabilityAlive { get; init; }

    /// <summary>Of a purchase within the horizon of purchases, which the reasons name.</summary>
    public required double? ProbabilityOfPurchase { get; init; }

    public required double? ExpectedPurchases { get; init; }

    /// <summary>What the member is expected to bring, discounted: by the options of the value.</summary>
    public required double? Value { get; init; }

    public required double? Risk { get; init; }

    public required string? RiskLevel { get; init; }

    public required double? ValueAtRisk { get; init; }

    public required AlarmResponse? Alarm { get; init; }

    public required Reasons? Reasons { get; init; }

    public static MemberResponse Of(Member member) => new()
    {
        Id = member.Id,
        AsOf = member.AsOf,
        ModelRun = member.ModelRun,
        Orders = member.Orders,
        Purchases = member.Purchases,
        LastPurchase = member.LastPurchase,
        Net = member.Net,
        Score = member.Score,
        Segment = member.Segment,
        Stage = member.Stage,
        ProbabilityAlive = member.ProbabilityAlive,
        ProbabilityOfPurchase = member.ProbabilityOfPurchase,
        ExpectedPurchases = member.ExpectedPurchases,
        Value = member.Value,
        Risk = member.Risk,
        RiskLevel = member.RiskLevel,
        ValueAtRisk = member.ValueAtRisk,
        Alarm = member is { AlarmOn: true, AlarmSince: { } since } ? new AlarmResponse(since, member.AlarmRule) : null,
        Reasons = Reasons.FromJson(member.Reasons),
    };
}

/// <summary>An alarm that is on.</summary>
/// <param name="Since">The day it was raised.</param>
/// <param name="Rule">The rule that tipped it; null where the member was over the line when first seen.</param>
public sealed record AlarmResponse(DateOnly Since, string? Rule);
