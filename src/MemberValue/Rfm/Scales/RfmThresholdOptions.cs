using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>
/// Limits set by the business; checked when used. n limits of a dimension make n + 1 levels. A value on a limit belongs to the better level, as everywhere
/// in the library: up to 30 days ago, from 3 purchases on, from 100 on.
/// </summary>
public sealed class RfmThresholdOptions
{
    /// <summary>
    /// The most days since the last purchase of each level but the worst, ascending, 1 to 9 of them: with 30 and 90, members who bought up to 30 days ago
    /// have the top level, then those up to 90. Finite; turned into the calendar's cells by a fixed ratio.
    /// </summary>
    public IReadOnlyList<double> RecencyUpToDays { get; set; } = [];

    /// <summary>
    /// The fewest purchases, or orders, of each level but the worst, ascending, 1 to 9 of them: with 2 and 5, one purchase has level 1, 2 to 4 have level 2,
    /// from 5 on level 3. Every scored member has bought, so that a limit of 1 leaves level 1 empty; <see cref="RfmScale.Warnings"/> says so.
    /// </summary>
    public IReadOnlyList<double> FrequencyFrom { get; set; } = [];

    /// <summary>
    /// The least money of each level but the worst, ascending, 1 to 9 of them: with 100 and 500, 99.99 has level 1, 100 has level 2, 500 level 3. May be
    /// below 0.
    /// </summary>
    public IReadOnlyList<double> MonetaryFrom { get; set; } = [];

    /// <summary>What frequency counts.</summary>
    public FrequencyBasis Frequency { get; set; }

    /// <summary>What monetary value measures.</summary>
    public RfmMonetary Monetary { get; set; }

    internal RfmThresholdOptions Copy() => new()
    {
        RecencyUpToDays = [.. RecencyUpToDays ?? []],
        FrequencyFrom = [.. FrequencyFrom ?? []],
        MonetaryFrom = [.. MonetaryFrom ?? []],
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

        return thresholds.Select(threshold => conversion?.Limit(threshold) ?? threshold).ToArray();
    }
}
