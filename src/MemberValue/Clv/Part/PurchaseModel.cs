namespace MemberValue.Clv;

/// <summary>Which model of purchases is fitted.</summary>
public enum PurchaseModel
{
    /// <summary>None: no probabilities, no expected purchases, and no value by model.</summary>
    None = 0,

    /// <summary>BG/NBD.</summary>
    BgNbd = 1,

    /// <summary>MBG/NBD: as BG/NBD, but one-time buyers may have left.</summary>
    MbgNbd = 2,

    /// <summary>Pareto/NBD.</summary>
    ParetoNbd = 3,

    /// <summary>NBD: nobody ever leaves.</summary>
    Nbd = 4,

    /// <summary>BG/BB: opportunities to buy, one per cell of the table.</summary>
    BgBb = 5,
}
