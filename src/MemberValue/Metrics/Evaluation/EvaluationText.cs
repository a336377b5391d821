namespace MemberValue.Metrics;

/// <summary>Numbers of evaluations as text, the same in every culture.</summary>
internal static class EvaluationText
{
    /// <summary>Four digits after the point; a dash for NaN.</summary>
    public static string Number(double value) => double.IsNaN(value) ? "-" : FormattableString.Invariant($"{value:F4}");

    /// <summary>Two digits after the point; a dash for NaN.</summary>
    public static string Short(double value) => LabelText.Number(value);

    /// <summary>The same with a sign, for differences.</summary>
    public static string Signed(double value) => double.IsNaN(value) ? "-" : FormattableString.Invariant($"{value:+0.0000;-0.0000;0.0000}");

    /// <summary>A p value; below 0.0001 it is written as such.</summary>
    public static string PValue(double value) => value < 0.0001 ? "<0.0001" : Number(value);
}
