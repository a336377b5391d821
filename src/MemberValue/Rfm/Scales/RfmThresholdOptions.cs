using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>
/// Thresholds that the business names; checked when used. n thresholds make n + 1 levels. A value on a threshold stays below it: with
/// recency thresholds 30 and 90 days, a member who bought 30 days ago has the top level.
/// </summary>
public sealed class RfmThresholdOptions
{
    /// <summary>Recency thresholds in days, each above the one before, 1 to 9 of them; turned into the calendar's cells by a fixed ratio.</summary>
    public IReadOnlyList<double> RecencyInDays { get; set; } = [];

    /// <summary>Frequency thresholds, each above the one before, 1 to 9 of them.</summary>
    public IReadOnlyList<double> FrequencyThresholds { get; set; } = [];

    /// <summary>Monetary thresholds, each above the one before, 1 to 9 of them; may be below 0.</summary>
    public IReadOnlyList<double> MonetaryThresholds { get; set; } = [];

    /// <summary>What frequency counts.</summary>
    public FrequencyBasis Frequency { get; set; }

    /// <summary>What monetary value measures.</summary>
    public RfmMonetary Monetary { get; set; }

    internal RfmThresholdOptions Copy() => new()
    {
        RecencyInDays = [.. RecencyInDays ?? []],
        FrequencyThresholds = [.. FrequencyThresholds ?? []],
        MonetaryThresholds = [.. MonetaryThresholds ?? []],
        Frequency = Frequency,
        Monetary = Monetary,
    };

    internal double[] Checked(IReadOnlyList<double>? thresholds, string name, TimeConversion? conversion = null)
    {
        OptionError.RequireWhole(this, name + ".Count", thresholds?.Count ?? 0, RfmLevels.Min - 1, RfmLevels.Max - 1);
        for (var i = 0; i < thresholds!.Count; i++)
        {
            if (!double.IsFinite(thresholds[i]) || (i > 0 && thresholds[i] <= thresholds[i - 1]))
                throw OptionError.Of(this, $"{name}[{i}]", thresholds[i], "a threshold must be finite and above the one before it");
        }

        return thresholds.Select(threshold => conversion?.Of(threshold) ?? threshold).ToArray();
    }
}
