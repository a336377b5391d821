using MemberValue.Common;

namespace MemberValue.Churn;

/// <summary>The danger line of an <see cref="EarlyWarning"/>. A plain class that configuration can bind; checked and copied.</summary>
public sealed class EarlyWarningOptions
{
    /// <summary>
    /// An alarm is raised when a member's risk is at or above this and no alarm is on; above 0, at most 1. 2/3 by default, where the level High begins.
    /// </summary>
    public double Raise { get; set; } = 2 / 3.0;

    /// <summary>
    /// An alarm is over when the risk is below this; above 0, not above <see cref="Raise"/>. Null, the default, for Raise itself. Set it lower, such as
    /// 0.5, so that a member whose risk moves around the line does not raise alarms again and again.
    /// </summary>
    public double? Clear { get; set; }

    internal (double Raise, double Clear) Checked()
    {
        if (!(Raise > 0 && Raise <= 1))
            throw Wrong(nameof(Raise), Raise, "it must be above 0 and at most 1");
        if (Clear is { } clear && !(clear > 0 && clear <= Raise))
            throw Wrong(nameof(Clear), clear, $"it must be above 0 and not above Raise, {Raise}, or null");
        return (Raise, Clear ?? Raise);
    }

    private ArgumentException Wrong(string name, double value, ErrorText allowed) => OptionError.Of(this, name, value, allowed);
}
