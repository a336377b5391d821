using MemberValue.Common;

namespace MemberValue.Metrics;

/// <summary>What a campaign against leaving costs and saves. A plain class that configuration can bind; checked when a curve is created.</summary>
public sealed class ProfitOptions
{
    /// <summary>What contacting one member costs, whether or not they would leave: 0 or more, in the money of the values. 1 by default.</summary>
    public decimal ContactCost { get; set; } = 1;

    /// <summary>
    /// The share of contacted leavers who stay because of it, above 0 up to 1; 0.1 by default. From an A/B test of the offer, not from this data.
    /// </summary>
    public double SaveRate { get; set; } = 0.1;

    /// <summary>
    /// What a saved member is worth, above 0, less the cost of the offer; null, the default, where a column of values is given.
    /// </summary>
    public decimal? Value { get; set; }

    /// <summary>
    /// The probability from which a contact pays, for calibrated predictions and a value for all: cost / (save rate x value). Above 1, none is high enough.
    /// NaN where <see cref="Value"/> is null.
    /// </summary>
    public double BreakEvenProbability => Value is { } value ? (double)ContactCost / (SaveRate * (double)value) : double.NaN;

    internal (double Cost, double SaveRate, double? Value) Checked(bool needsValue)
    {
        if (ContactCost < 0)
            throw Wrong(nameof(ContactCost), ContactCost, "it must be 0 or more");
        if (!(SaveRate > 0 && SaveRate <= 1))
            throw Wrong(nameof(SaveRate), SaveRate, "it must be above 0, up to 1");
        if (needsValue && Value is not > 0)
            throw Wrong(nameof(Value), Value ?? (object)"null", "it must be above 0, because there is no column of values");
        if (!needsValue && Value is not null)
            throw Wrong(nameof(Value), Value, "it must be null where a column of values is given");
        return ((double)ContactCost, SaveRate, (double?)Value);
    }

    private ArgumentException Wrong(string name, object value, ErrorText allowed) => OptionError.Of(this, name, value, allowed);
}
