namespace MemberValue.Lifecycle;

/// <summary>
/// Starting points in days, by kind of business. They are conventions, not findings: limits learned from your own members' gaps are better as soon
/// as there is a year of data. Every property makes new options, to change as you like; Loyal asks for purchases only until you set a spend.
/// </summary>
public static class StagePresets
{
    /// <summary>
    /// Goods that run out: groceries, cosmetics, pet food. Dormant from 30 days, Lost from 90: the day counts in public use for such shops, a monthly
    /// purchase missed and a quarter missed. Loyal from 6 purchases.
    /// </summary>
    public static ThresholdStageOptions FastMovingGoods => Of(30, 90, firstTime: 30, returned: 30, loyal: 6);

    /// <summary>Clothes and shoes. Dormant from 90 days, Lost from 270: one quarter's collection passed over, then three. Loyal from 4 purchases.</summary>
    public static ThresholdStageOptions Apparel => Of(90, 270, firstTime: 60, returned: 60, loyal: 4);

    /// <summary>
    /// Furniture, appliances, electronics. Dormant from 365 days, Lost from 1,095: no accessory in a year, nothing replaced in three. Loyal from 3
    /// purchases.
    /// </summary>
    public static ThresholdStageOptions Durables => Of(365, 1_095, firstTime: 180, returned: 180, loyal: 3);

    /// <summary>
    /// Bought at one time of the year: gifts, garden, ski. Dormant from 435 days, Lost from 800: from the first day of a season (1 November) to the end
    /// of the next (6 January) are 431 or 432 days, to the end of the one after 796 or 797, so nobody is Dormant before one further season has passed, or
    /// Lost before two have. Loyal from 3 purchases.
    /// </summary>
    public static ThresholdStageOptions Seasonal => Of(435, 800, firstTime: 365, returned: 365, loyal: 3);

    private static ThresholdStageOptions Of(double dormant, double lost, double firstTime, double returned, int loyal) => new()
    {
        Limits = [new SilenceLimits(1, null, dormant, lost)],
        FirstTimeDays = firstTime,
        ReturnedDays = returned,
        LoyalPurchases = loyal,
    };
}
