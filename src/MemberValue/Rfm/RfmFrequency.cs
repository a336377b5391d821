namespace MemberValue.Rfm;

/// <summary>What frequency counts.</summary>
public enum RfmFrequency
{
    /// <summary>Purchases: cells of the calendar with a sale (the default).</summary>
    Purchases = 0,

    /// <summary>Orders: distinct order ids among the sale rows of each cell.</summary>
    Orders = 1,
}
