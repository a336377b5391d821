using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>Settings of a quantile scale and of a nested scale; checked when used.</summary>
public sealed class RfmQuantileOptions
{
    /// <summary>Levels of recency, 2 to 10; 5 by default.</summary>
    public int RecencyLevels { get; set; } = 5;

    /// <summary>Levels of frequency, 2 to 10; 5 by default.</summary>
    public int FrequencyLevels { get; set; } = 5;

    /// <summary>Levels of monetary value, 2 to 10; 5 by default.</summary>
    public int MonetaryLevels { get; set; } = 5;

    /// <summary>What frequency counts.</summary>
    public FrequencyBasis Frequency { get; set; }

    /// <summary>What monetary value measures.</summary>
    public RfmMonetary Monetary { get; set; }

    internal RfmQuantileOptions Copy() => (RfmQuantileOptions)MemberwiseClone();

    internal RfmLevels CheckedLevels() => new(
        Checked(RecencyLevels, nameof(RecencyLevels)), Checked(FrequencyLevels, nameof(FrequencyLevels)), Checked(MonetaryLevels, nameof(MonetaryLevels)));

    private int Checked(int levels, string name)
    {
        OptionError.RequireWhole(this, name, levels, RfmLevels.Min, RfmLevels.Max);
        return levels;
    }
}
