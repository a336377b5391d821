using System.Globalization;

namespace MemberValue.Tool.Writing;

/// <summary>Values as the text of a CSV cell. A text that a spreadsheet would run as a formula gets an apostrophe in front; a number stays one.</summary>
internal static class CellText
{
    public static string Of(object? value) => value is string text ? Safe(text) : Bare(value);

    /// <summary>The text of a value; empty for none.</summary>
    public static string Bare(object? value) => value switch
    {
        null => "",
        string text => text,
        decimal amount => Plain(amount).ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>The amount without zeros at its end.</summary>
    public static decimal Plain(decimal amount) => amount / 1.0000000000000000000000000000m;

    // A minus sign before digits alone is a number, which a spreadsheet does not run.
    private static string Safe(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..] && !IsNumber(text) ? "'" + text : text;

    private static bool IsNumber(string text) =>
        text[0] is '-' or '+' && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
