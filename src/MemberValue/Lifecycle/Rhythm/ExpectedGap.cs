using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>The expected gap in cells of one calendar, and the limits that are multiples of it: the scalar definition.</summary>
internal readonly struct ExpectedGap
{
    public ExpectedGap(PurchaseRhythm rhythm, double dormantFromGaps, double lostFromGaps, double? atLeastDays, double? atMostDays, CellCalendar calendar)
    {
        var mean = StageTime.DaysToCells(rhythm.MeanGapInDays, calendar);
        // All alike is the limit of k to infinity: (k m + t) / (k + n) is then (m + 0 t) / (1 + 0 n).
        var alike = double.IsPositiveInfinity(rhythm.Credibility);
        Prior = alike ? mean : rhythm.Credibility * mean;
        Weight = alike ? 1 : rhythm.Credibility;
        Own = alike ? 0 : 1;
        AtLeast = atLeastDays is { } least ? StageTime.DaysToCells(least, calendar) : 0;
        AtMost = atMostDays is { } most ? StageTime.DaysToCells(most, calendar) : double.MaxValue;
        DormantFactor = dormantFromGaps * StageTime.Slack;
        LostFactor = lostFromGaps * StageTime.Slack;
    }

    /// <summary>k m.</summary>
    public double Prior { get; }

    /// <summary>k.</summary>
    public double Weight { get; }

    /// <summary>1; 0 where a member's own gaps do not count.</summary>
    public double Own { get; }

    public double AtLeast { get; }

    public double AtMost { get; }

    public double DormantFactor { get; }

    public double LostFactor { get; }

    /// <summary>(k m + t) / (k + n), before the bounds.</summary>
    public double Unbounded(double n, double t) => (Prior + Own * t) / (Weight + Own * n);

    public double Of(double n, double t) => Math.Max(AtLeast, Math.Min(AtMost, Unbounded(n, t)));

    /// <summary>The limits of a member, who must have bought for them to mean anything.</summary>
    public StageLimits Limits(in StageFacts facts)
    {
        double n = facts.Purchases - 1, t = (long)facts.Last - facts.First;
        var gap = Of(n, t);
        // As of the cell before the last purchase: one gap fewer.
        var before = facts.Purchases >= 2 && facts.Previous != MemberColumns.NoCell ? Of(n - 1, (long)facts.Previous - facts.First) : gap;
        return new StageLimits(StageTime.Reached(gap * DormantFactor), StageTime.Reached(gap * LostFactor), StageTime.Reached(before * DormantFactor));
    }
}
