using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>Settings of a quadrant map; checked when used.</summary>
public sealed class ValueQuadrantOptions
{
    /// <summary>The line of current value; at or above it is high.</summary>
    public HighLowLine CurrentLine { get; set; }

    /// <summary>The line of potential value; at or above it is high.</summary>
    public HighLowLine PotentialLine { get; set; }

    /// <summary>The given line of current value, in money; finite. Needed exactly when <see cref="CurrentLine"/> is <see cref="HighLowLine.Given"/>.</summary>
    public double? CurrentValue { get; set; }

    /// <summary>
    /// The given line of potential value, in money; finite. Needed exactly when <see cref="PotentialLine"/> is <see cref="HighLowLine.Given"/>.
    /// </summary>
    public double? PotentialValue { get; set; }

    internal string InWords() => FormattableString.Invariant($"CurrentLine {CurrentLine}{Text(CurrentValue)}, PotentialLine {PotentialLine}{Text(PotentialValue)}");

    internal void Check()
    {
        Check(CurrentLine, nameof(CurrentLine), CurrentValue, nameof(CurrentValue));
        Check(PotentialLine, nameof(PotentialLine), PotentialValue, nameof(PotentialValue));
    }

    private static string Text(double? value) => value is { } given ? FormattableString.Invariant($" {given}") : "";

    private static void Check(HighLowLine line, string lineName, double? value, string valueName)
    {
        if (!Enum.IsDefined(line))
            throw new ArgumentOutOfRangeException("options", line, $"ValueQuadrantOptions.{lineName} must be Mean, Median or Given.");
        if (line == HighLowLine.Given ? value is not { } known || !double.IsFinite(known) : value is not null)
            throw new ArgumentOutOfRangeException("options", value, $"ValueQuadrantOptions.{valueName} must be finite when {lineName} is Given, and null otherwise.");
    }
}
