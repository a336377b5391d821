namespace MemberValue.Clv;

/// <summary>What an average order value is the average of, and what a frequency counts.</summary>
public enum SpendEvent
{
    /// <summary>Purchases: the cells (days, unless the table has another grain) with a purchase (the default).</summary>
    Purchase = 0,

    /// <summary>Orders: distinct order ids.</summary>
    Order = 1,
}
