namespace MemberValue.Members;

/// <summary>
/// The columns that the lines of orders give (<see cref="PurchaseLines{TKey}.AddTo"/>), for rules, features, criteria and exports to name. They are about the
/// categories that a member keeps: those with a net spend above 0, and free ones of which nothing was given back.
/// </summary>
/// <remarks>
/// Where two categories are equal, the one with more net spend comes first, then the one with more orders, then the one that was bought later, then the name
/// that comes first letter by letter.
/// </remarks>
public static class LineColumns
{
    private const string HowToFeed = "Read the lines of the orders and add them to the table: lines.AddTo(table), see PurchaseLines.";

    /// <summary>Preferred by spend: the category with the largest net spend; null for a member who has none above 0.</summary>
    public static MemberColumn<string?> PreferredCategory { get; } = new("PreferredCategory", "", HowToFeed);

    /// <summary>The net spend in the <see cref="PreferredCategory"/> as a share of that in all kept categories, above 0 to 1; NaN without one.</summary>
    public static MemberColumn<double> PreferredCategoryShare { get; } = new("PreferredCategoryShare", "", HowToFeed);

    /// <summary>Preferred by orders: the category with the most orders; null for a member who keeps none.</summary>
    public static MemberColumn<string?> PreferredCategoryByOrders { get; } = new("PreferredCategoryByOrders", "", HowToFeed);

    /// <summary>The orders with the category that is preferred by orders as a share of those of all kept categories, above 0 to 1: an order with two
    /// categories counts for both. NaN without one.</summary>
    public static MemberColumn<double> PreferredCategoryOrderShare { get; } = new("PreferredCategoryOrderShare", "", HowToFeed);

    /// <summary>Preferred by recency: the category that was bought last; null for a member who keeps none.</summary>
    public static MemberColumn<string?> LastCategory { get; } = new("LastCategory", "", HowToFeed);

    /// <summary>The number of kept categories, 0 or more.</summary>
    public static MemberColumn<int> Categories { get; } = new("Categories", "categories", HowToFeed);

    /// <summary>Shannon's entropy of the shares of net spend, H = -sum p ln p, in nats: 0 for one category, ln n for n equal ones. NaN for a member whose
    /// net spend is above 0 in no category.</summary>
    public static MemberColumn<double> CategoryEntropy { get; } = new("CategoryEntropy", "nats", HowToFeed);

    /// <summary>The effective number of categories, exp(H): 1 for one category, n for n equal ones. NaN where the entropy is.</summary>
    public static MemberColumn<double> CategoryDiversity { get; } = new("CategoryDiversity", "categories", HowToFeed);

    /// <summary>The number of different items bought, also of those given back, 0 or more; exact up to 256, beyond that an estimate with a standard error of
    /// 6%.</summary>
    public static MemberColumn<int> Items { get; } = new("Items", "items", HowToFeed);

    /// <summary>The number of lines bought, 0 or more; lines given back are not subtracted.</summary>
    public static MemberColumn<int> Lines { get; } = new("Lines", "lines", HowToFeed);

    /// <summary>The quantity bought less the quantity given back; 0 for a member without lines, below 0 where more came back than was bought in the
    /// window.</summary>
    public static MemberColumn<double> Quantity { get; } = new("Quantity", "", HowToFeed);

    /// <summary>All of them, in the order of this list.</summary>
    public static IReadOnlyList<MemberColumn> All { get; } = Array.AsReadOnly<MemberColumn>(
    [
        PreferredCategory, PreferredCategoryShare, PreferredCategoryByOrders, PreferredCategoryOrderShare, LastCategory, Categories, CategoryEntropy,
        CategoryDiversity, Items, Lines, Quantity,
    ]);
}
