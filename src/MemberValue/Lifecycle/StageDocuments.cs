using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>What rules by thresholds look like in JSON, version 1. What is not there is null in the options.</summary>
internal sealed class ThresholdStagesDocument
{
    public string? Type { get; set; }

    public int Version { get; set; }

    public string? Silence { get; set; }

    public SilenceLimitsDocument?[]? Limits { get; set; }

    public double? FirstTimeDays { get; set; }

    public double? ReturnedDays { get; set; }

    public int? LoyalPurchases { get; set; }

    public decimal? LoyalSpend { get; set; }

    public double? NewDormantFromDays { get; set; }

    public double? NewLostFromDays { get; set; }
}

/// <summary>One class of members in JSON.</summary>
internal sealed class SilenceLimitsDocument
{
    public int? FromPurchases { get; set; }

    public int? ThroughPurchases { get; set; }

    public double? DormantFromDays { get; set; }

    public double? LostFromDays { get; set; }
}

/// <summary>What a rhythm looks like in JSON, version 1. A number that is not finite is not there: the status says which it is.</summary>
internal sealed class PurchaseRhythmDocument
{
    public string? Type { get; set; }

    public int Version { get; set; }

    public string? Status { get; set; }

    public double? MeanGapInDays { get; set; }

    public double? Credibility { get; set; }

    public long? Gaps { get; set; }

    public OriginDocument? Origin { get; set; }
}
