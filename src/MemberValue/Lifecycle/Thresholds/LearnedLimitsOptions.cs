using MemberValue.Common;

namespace MemberValue.Lifecycle;

/// <summary>How limits of silence are learned. A plain class that configuration can bind; checked when it is used.</summary>
public sealed class LearnedLimitsOptions
{
    /// <summary>The share of gaps that have ended when silence makes a member Dormant; above 0 and below 1, 0.8 by default.</summary>
    public double DormantQuantile { get; set; } = 0.8;

    /// <summary>
    /// The share of gaps that have ended when silence makes a member Lost; at least <see cref="DormantQuantile"/> and below 1, 0.9 by default.
    /// </summary>
    public double LostQuantile { get; set; } = 0.9;

    /// <summary>
    /// The first number of purchases of each class, ascending from 1; a class ends where the next begins, the last one has no end. By default
    /// 1, 3, 8: one or two purchases, three to seven, eight and more. Null or empty for that default. No start may lie beyond the ordinals that
    /// the gaps keep apart (<c>MemberTableOptions.GapOrdinals</c>).
    /// </summary>
    public IList<int>? ClassesFrom { get; set; }

    /// <summary>The confidence level of the limits' intervals, above 0 and below 1.</summary>
    public double ConfidenceLevel { get; set; } = 0.95;

    /// <summary>The starts of the classes, the default ones where none are given.</summary>
    internal int[] Starts => ClassesFrom is { Count: > 0 } given ? [.. given] : [1, 3, 8];

    /// <param name="starts">The options' starts of classes.</param>
    /// <param name="ordinals">How many ordinals the gaps keep apart.</param>
    internal void Check(int[] starts, int ordinals)
    {
        OptionError.Require(this, nameof(DormantQuantile), DormantQuantile, NumberRange.Inside);
        OptionError.Require(this, nameof(LostQuantile), LostQuantile, NumberRange.Inside);
        OptionError.Require(this, nameof(ConfidenceLevel), ConfidenceLevel, NumberRange.Inside);
        if (LostQuantile < DormantQuantile)
            throw OptionError.Of(this, nameof(LostQuantile), LostQuantile, $"it must be at least {nameof(DormantQuantile)}, {DormantQuantile}");
        for (var i = 0; i < starts.Length; i++)
        {
            if (i == 0 && starts[i] != 1)
                throw Wrong(i, "the first class must begin at 1 purchase");
            if (i > 0 && starts[i] <= starts[i - 1])
                throw Wrong(i, $"it must be more than the class before, {starts[i - 1]}");
            if (starts[i] > ordinals)
                throw Wrong(i, $"it must be at most {ordinals}, the ordinals that the gaps keep apart: set MemberTableOptions.GapOrdinals for the table");
        }

        ArgumentException Wrong(int place, ErrorText allowed) => OptionError.Of(this, $"{nameof(ClassesFrom)}[{place}]", starts[place], allowed);
    }

    internal string InWords() => FormattableString.Invariant(
        $"DormantQuantile {DormantQuantile}, LostQuantile {LostQuantile}, ClassesFrom {ErrorText.List(Starts)}, ConfidenceLevel {ConfidenceLevel}");

    internal LearnedLimitsOptions Copy()
    {
        var copy = (LearnedLimitsOptions)MemberwiseClone();
        copy.ClassesFrom = ClassesFrom?.ToList();
        return copy;
    }
}
