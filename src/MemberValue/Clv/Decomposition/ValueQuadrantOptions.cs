using MemberValue.Common;
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

    internal string InWords() =>
        FormattableString.Invariant($"CurrentLine {CurrentLine}{Text(CurrentValue)}, PotentialLine {PotentialLine}{Text(PotentialValue)}");

    internal void Check()
    {
        Check(CurrentLine, nameof(CurrentLine), CurrentValue, nameof(CurrentValue));
        Check(PotentialLine, nameof(PotentialLine), PotentialValue, nameof(PotentialValue));
    }

    private static string Text(double? value) => value is { } given ? FormattableString.Invariant($" {given}") : "";

    private void Check(HighLowLine line, string lineName, double? value, string valueName)
    {
        OptionError.RequireName(this, lineName, line);
        OptionError.Require(
            this, line == HighLowLine.Given ? value is { } known && double.IsFinite(known) : value is null, valueName, value,
            $"it must be a finite number when {lineName} is Given, and null otherwise");
    }
}
