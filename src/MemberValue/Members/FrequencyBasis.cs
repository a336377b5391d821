namespace MemberValue.Members;

/// <summary>What a frequency counts.</summary>
public enum FrequencyBasis
{
    /// <summary>Purchases: cells of the calendar with a sale (the default).</summary>
    Purchases = 0,

    /// <summary>Orders: distinct order ids among the sale rows of each cell.</summary>
    Orders = 1,
}
