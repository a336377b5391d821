namespace MemberValue.Rfm;

/// <summary>One of the three dimensions.</summary>
public enum RfmDimension
{
    /// <summary>Cells since the last purchase; small is good.</summary>
    Recency = 0,

    /// <summary>How often the member bought; large is good.</summary>
    Frequency = 1,

    /// <summary>What the member is worth in money; large is good.</summary>
    Monetary = 2,
}
