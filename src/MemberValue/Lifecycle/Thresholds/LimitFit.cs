using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Lifecycle;

/// <summary>Gaps of one or more ordinals, with their survival curve.</summary>
internal sealed class GapSample
{
    public GapSample(GapHistogram gaps, int fromOrdinal, int throughOrdinal)
    {
        var ordinals = Enumerable.Range(fromOrdinal, throughOrdinal - fromOrdinal + 1).ToList();
        Completed = [.. ordinals.SelectMany(gaps.Completed).GroupBy(gap => gap.Gap)
            .Select(same => new GapCount(same.Key, same.Sum(gap => gap.Count))).OrderBy(gap => gap.Gap)];
        Curve = KaplanMeier.Of(Completed, ordinals.SelectMany(gaps.Open));
    }

    /// <summary>Completed gaps, shortest first.</summary>
    public IReadOnlyList<GapCount> Completed { get; }

    public KaplanMeier Curve { get; }

    /// <summary>The shortest completed gap that at least a share of them does not exceed; null without any.</summary>
    public int? CompletedQuantile(double share)
    {
        var needed = share * Curve.Ended * (1 - 1e-12); // 0.8 of 10 is 8 gaps, however the product was rounded
        long reached = 0;
        foreach (var (gap, count) in Completed)
        {
            reached += count;
            if (reached >= needed)
                return gap;
        }

        return null;
    }
}

/// <summary>Learns the two limits of a class: the one place that knows in which order the sources are asked.</summary>
internal sealed class LimitFit(double dormantQuantile, double lostQuantile, double level, TimeConversion days)
{
    public LearnedClass Learn(int from, int? through, GapSample own, GapSample all)
    {
        var dormant = Limit(dormantQuantile, own, all);
        var lost = Limit(lostQuantile, own, all);
        if (lost.Days < dormant.Days)
            lost = lost with { Days = dormant.Days, IsRaised = true };
        return new LearnedClass(from, through, own.Curve.Ended, own.Curve.Open, dormant, lost);
    }

    private LearnedLimit Limit(double quantile, GapSample own, GapSample all)
    {
        var ownQuantile = own.Curve.Quantile(quantile, level);
        if (ownQuantile.IsReached)
            return Of(quantile, LimitSource.OwnSurvival, ownQuantile, notReached: false);
        var pooled = all.Curve.Quantile(quantile, level);
        if (pooled.IsReached)
            return Of(quantile, LimitSource.PooledSurvival, pooled, notReached: true);
        if (own.CompletedQuantile(quantile) is { } ownGap)
            return new LearnedLimit(quantile, LimitSource.OwnCompletedGaps, days.Of(ownGap), null, null, NotReached: true, IsRaised: false);
        return all.CompletedQuantile(quantile) is { } gap
            ? new LearnedLimit(quantile, LimitSource.PooledCompletedGaps, days.Of(gap), null, null, NotReached: true, IsRaised: false)
            : new LearnedLimit(quantile, LimitSource.None, null, null, null, NotReached: true, IsRaised: false);
    }

    private LearnedLimit Of(double quantile, LimitSource source, SurvivalQuantile time, bool notReached) => new(
        quantile, source, InDays(time.Time), InDays(time.Lower), InDays(time.Upper), notReached, IsRaised: false);

    private double? InDays(double? cells) => cells is { } known ? days.Of(known) : null;
}
