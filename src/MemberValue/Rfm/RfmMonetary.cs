namespace MemberValue.Rfm;

/// <summary>What monetary value measures.</summary>
public enum RfmMonetary
{
    /// <summary>Total sales less refunds (the default); may be below 0, which is a value like any other.</summary>
    Net = 0,

    /// <summary>Total sales, refunds not taken off.</summary>
    Sales = 1,

    /// <summary>Mean net spend of a purchase.</summary>
    MeanSpend = 2,

    /// <summary>Total margin. A member whose margin is missing stays unscored, and outside every fit.</summary>
    Margin = 3,
}
