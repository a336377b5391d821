namespace MemberValue.Members;

/// <summary>
/// Names of numbers that are computed from the columns of a log, for criteria and features; any column of numbers, flags, dates or cells can be named beside
/// them. A flag is 1 or 0; a date and a cell are days before the table's last cell.
/// </summary>
public static class Measures
{
    /// <summary>Days from the last purchase to the table's last cell; missing for a member who never bought.</summary>
    public const string DaysSinceLastPurchase = "DaysSinceLastPurchase";

    /// <summary>Days from the first purchase to the table's last cell, the length of the relationship; missing for a member who never bought.</summary>
    public const string DaysSinceFirstPurchase = "DaysSinceFirstPurchase";

    /// <summary>Days from the last visit to the table's last cell; missing for a member who never came.</summary>
    public const string DaysSinceLastVisit = "DaysSinceLastVisit";

    /// <summary>Mean days between two purchases; missing without a repeat purchase.</summary>
    public const string MeanGapDays = "MeanGapDays";

    /// <summary>Net spend per purchase, in money; 0 without a purchase.</summary>
    public const string MeanSpend = "MeanSpend";

    /// <summary>The measures above, in this order.</summary>
    public static IReadOnlyList<string> All { get; } =
        Array.AsReadOnly([DaysSinceLastPurchase, DaysSinceFirstPurchase, DaysSinceLastVisit, MeanGapDays, MeanSpend]);

    /// <summary>What a measure or a column is called in sentences: the name itself where the library has no words for it.</summary>
    internal static Text Label(string name) => name switch
    {
        DaysSinceLastPurchase => Text.Of("days since the last purchase", "距上次购买天数"),
        DaysSinceFirstPurchase => Text.Of("days since the first purchase", "会龄（天）"),
        DaysSinceLastVisit => Text.Of("days since the last visit", "距上次访问天数"),
        MeanGapDays => Text.Of("days between purchases", "平均购买间隔（天）"),
        MeanSpend => Text.Of("net spend per purchase", "净客单价"),
        "Purchases" => Text.Of("purchases", "购买次数"),
        "Orders" => Text.Of("orders", "订单数"),
        "Net" => Text.Of("net spend", "净消费额"),
        "Sales" => Text.Of("sales", "消费额"),
        "Margin" => Text.Of("margin", "毛利"),
        "RecentPurchases" => Text.Of("recent purchases", "近期购买次数"),
        "RecentSpend" => Text.Of("recent spend", "近期消费额"),
        "RecentVisits" => Text.Of("recent visits", "近期访问次数"),
        "Refunds" => Text.Of("refunds", "退款额"),
        "PreferredCategoryShare" => Text.Of("share of the preferred category", "偏好品类占比"),
        "PreferredCategoryOrderShare" => Text.Of("share of orders with the preferred category", "偏好品类订单占比"),
        "Categories" => Text.Of("categories", "品类数"),
        "CategoryEntropy" => Text.Of("entropy of categories", "品类熵"),
        "CategoryDiversity" => Text.Of("effective number of categories", "有效品类数"),
        "Items" => Text.Of("different items", "商品种数"),
        "Lines" => Text.Of("lines", "明细行数"),
        "Quantity" => Text.Of("quantity", "购买件数"),
        "GapVariation" => Text.Of("variation of the gaps between purchases", "购买间隔的波动"),
        "Clumpiness" => Text.Of("clumpiness of purchases", "购买集中度"),
        "Visits" => Text.Of("visits", "访问次数"),
        "VisitCells" => Text.Of("days with a visit", "访问天数"),
        "VisitsPer30Days" => Text.Of("visits per 30 days", "每30天访问次数"),
        "SeasonAdjustedFrequency" => Text.Of("purchases per 30 days of an average season", "剔除季节因素的每30天购买次数"),
        _ => Text.Of(name),
    };
}
