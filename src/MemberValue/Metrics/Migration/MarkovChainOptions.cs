using MemberValue.Common;

namespace MemberValue.Metrics;

/// <summary>When a chain computed from counts warns. A plain class that configuration can bind; checked when a chain is created.</summary>
public sealed class MarkovChainOptions
{
    /// <summary>
    /// Rows with fewer members than this are thin, 0 or more; 30 by default, a rule of thumb: Wilson's 95% interval of a share of one half of 30
    /// members is 0.33 to 0.67.
    /// </summary>
    public long ThinRow { get; set; } = 30;

    internal long CheckedThinRow() => ThinRow >= 0
        ? ThinRow
        : throw OptionError.Of(this, nameof(ThinRow), ThinRow, "it must be 0 or more");
}
