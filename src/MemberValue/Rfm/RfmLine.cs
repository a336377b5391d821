namespace MemberValue.Rfm;

/// <summary>The line between low and high in a high/low scale.</summary>
public enum RfmLine
{
    /// <summary>The mean over the scorable members (the default).</summary>
    Mean = 0,

    /// <summary>The median over the scorable members.</summary>
    Median = 1,

    /// <summary>A value that is set in the options.</summary>
    Value = 2,
}
