using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>The counts behind <see cref="PeriodMetrics"/>, one member after the other.</summary>
internal sealed class PeriodCounts
{
    /// <summary>How many groups <see cref="Add"/> tells apart: without a purchase, new, returning.</summary>
    public const int Groups = 3;

    private int _buyers;
    private int _repeatBuyers;
    private int _active;
    private int _new;
    private int _activeTwice;
    private int _activeBefore;
    private int _retained;
    private long _purchases;

    /// <summary>Counts a member.</summary>
    /// <param name="purchases">Purchases by the period's end.</param>
    /// <param name="inPeriod">Purchases in the period.</param>
    /// <param name="isNew">Whether the first one lies in the period.</param>
    /// <param name="wasActive">Whether the member was active in the period before.</param>
    /// <returns>The group: 0 without a purchase, 1 new, 2 returning.</returns>
    public int Add(int purchases, int inPeriod, bool isNew, bool wasActive)
    {
        _buyers += purchases > 0 ? 1 : 0;
        _repeatBuyers += purchases > 1 ? 1 : 0;
        _active += inPeriod > 0 ? 1 : 0;
        _activeTwice += inPeriod > 1 ? 1 : 0;
        _new += isNew ? 1 : 0;
        _activeBefore += wasActive ? 1 : 0;
        _retained += wasActive && inPeriod > 0 ? 1 : 0;
        _purchases += inPeriod;
        return purchases == 0 ? 0 : isNew ? 1 : 2;
    }

    public PeriodMetrics ToMetrics(ObservationWindow period, bool isFirst, int members, decimal[] net, long? orders, decimal? sales, decimal? refunds) => new()
    {
        Period = period,
        IsFirst = isFirst,
        Members = members,
        ActiveMembers = _active,
        NewMembers = _new,
        RepurchaseRate = new Proportion(_repeatBuyers, _buyers),
        RepurchaseRateInPeriod = new Proportion(_activeTwice, _active),
        RetentionRate = new Proportion(_retained, _activeBefore),
        Purchases = _purchases,
        Orders = orders,
        Sales = sales,
        Refunds = refunds,
        RevenueWithoutPurchase = net[0],
        NewRevenue = net[1],
        ReturningRevenue = net[2],
    };
}
