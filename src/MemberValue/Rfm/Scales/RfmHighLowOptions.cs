using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>Settings of a high/low scale, the one behind the eight classes; checked when used. A value equal to the line is high, for recency too.</summary>
public sealed class RfmHighLowOptions
{
    /// <summary>The line of recency; at or below it is high.</summary>
    public HighLowLine RecencyLine { get; set; }

    /// <summary>The line of frequency; at or above it is high.</summary>
    public HighLowLine FrequencyLine { get; set; }

    /// <summary>The line of monetary value; at or above it is high.</summary>
    public HighLowLine MonetaryLine { get; set; }

    /// <summary>High up to this many days since the last purchase; needed exactly when <see cref="RecencyLine"/> is <see cref="HighLowLine.Given"/>.</summary>
    public double? RecencyUpToDays { get; set; }

    /// <summary>High from this many purchases, or orders, on; needed exactly when <see cref="FrequencyLine"/> is <see cref="HighLowLine.Given"/>.</summary>
    public double? FrequencyFrom { get; set; }

    /// <summary>High from this much money on; needed exactly when <see cref="MonetaryLine"/> is <see cref="HighLowLine.Given"/>.</summary>
    public double? MonetaryFrom { get; set; }

    /// <summary>What frequency counts.</summary>
    public FrequencyBasis Frequency { get; set; }

    /// <summary>What monetary value measures.</summary>
    public RfmMonetary Monetary { get; set; }

    internal RfmHighLowOptions Copy() => (RfmHighLowOptions)MemberwiseClone();

    internal void Check()
    {
        Check(RecencyLine, nameof(RecencyLine), RecencyUpToDays, nameof(RecencyUpToDays));
        Check(FrequencyLine, nameof(FrequencyLine), FrequencyFrom, nameof(FrequencyFrom));
        Check(MonetaryLine, nameof(MonetaryLine), MonetaryFrom, nameof(MonetaryFrom));
    }

    private void Check(HighLowLine line, string lineName, double? value, string valueName)
    {
        OptionError.RequireName(this, lineName, line);
        OptionError.Require(
            this, line == HighLowLine.Given ? value is { } known && double.IsFinite(known) : value is null, valueName, value,
            $"it must be a finite number when {lineName} is Given, and null otherwise");
    }
}
