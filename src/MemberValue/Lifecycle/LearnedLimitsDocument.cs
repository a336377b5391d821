using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>What learned limits look like in JSON, version 1.</summary>
internal sealed class LearnedLimitsDocument
{
    public string? Type { get; set; }

    public int Version { get; set; }

    public OriginDocument? Origin { get; set; }

    public double? ConfidenceLevel { get; set; }

    public long? UnrecordedGaps { get; set; }

    public LearnedClassDocument? Pooled { get; set; }

    public LearnedClassDocument[]? Classes { get; set; }
}

/// <summary>One class in JSON.</summary>
internal sealed class LearnedClassDocument
{
    public int? FromPurchases { get; set; }

    public int? ThroughPurchases { get; set; }

    public long? CompletedGaps { get; set; }

    public long? OpenGaps { get; set; }

    public LearnedLimitDocument? Dormant { get; set; }

    public LearnedLimitDocument? Lost { get; set; }

    public static LearnedClassDocument Of(LearnedClass item) => new()
    {
        FromPurchases = item.FromPurchases,
        ThroughPurchases = item.ThroughPurchases,
        CompletedGaps = item.CompletedGaps,
        OpenGaps = item.OpenGaps,
        Dormant = LearnedLimitDocument.Of(item.Dormant),
        Lost = LearnedLimitDocument.Of(item.Lost),
    };

    public LearnedClass ToClass(string type, string name)
    {
        if (FromPurchases is not (>= 1 and { } from) || ThroughPurchases < from)
            throw StoredJson.Damaged(type, $"{name} must have fromPurchases from 1 and throughPurchases not below it");
        if (CompletedGaps is not (>= 0 and { } completed) || OpenGaps is not (>= 0 and { } open))
            throw StoredJson.Damaged(type, $"{name} must have completedGaps and openGaps, 0 or more");
        var dormant = (Dormant ?? throw StoredJson.Damaged(type, $"{name}.dormant is missing")).ToLimit(type, $"{name}.dormant");
        var lost = (Lost ?? throw StoredJson.Damaged(type, $"{name}.lost is missing")).ToLimit(type, $"{name}.lost");
        return lost.Days < dormant.Days
            ? throw StoredJson.Damaged(type, FormattableString.Invariant($"{name}.lost.days is {lost.Days} and must be at least dormant.days, {dormant.Days}"))
            : new LearnedClass(from, ThroughPurchases, completed, open, dormant, lost);
    }
}

/// <summary>One limit in JSON.</summary>
internal sealed class LearnedLimitDocument
{
    public double? Quantile { get; set; }

    public string? Source { get; set; }

    public double? Days { get; set; }

    public double? LowerDays { get; set; }

    public double? UpperDays { get; set; }

    public bool NotReached { get; set; }

    public bool IsRaised { get; set; }

    public static LearnedLimitDocument Of(LearnedLimit limit) => new()
    {
        Quantile = limit.Quantile,
        Source = limit.Source.ToString(),
        Days = limit.Days,
        LowerDays = limit.LowerDays,
        UpperDays = limit.UpperDays,
        NotReached = limit.NotReached,
        IsRaised = limit.IsRaised,
    };

    public LearnedLimit ToLimit(string type, string name)
    {
        var source = StoredJson.Name<LimitSource>(type, $"{name}.source", Source);
        if (Quantile is not (> 0 and < 1 and { } quantile))
            throw StoredJson.Damaged(type, $"{name}.quantile must be above 0 and below 1");
        if (Days is { } days ? !(days > 0) || source == LimitSource.None : source != LimitSource.None)
            throw StoredJson.Damaged(type, $"{name}.days must be above 0 where there is a source, and missing where there is none");
        return new LearnedLimit(quantile, source, Days, LowerDays, UpperDays, NotReached, IsRaised);
    }
}
