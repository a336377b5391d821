using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace MemberValue.Common;

/// <summary>
/// The text of an exception, from an interpolated string: numbers with all significant digits, days as 2024-03-31, the same in every culture. All errors
/// write their values with it; sentences for users have <c>Wording</c>.
/// </summary>
[InterpolatedStringHandler]
internal readonly ref struct ErrorText
{
    private readonly StringBuilder _text;

    public ErrorText(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + 8 * formattedCount);

    public static implicit operator ErrorText(string text)
    {
        var words = new ErrorText(text.Length, 0);
        words.AppendLiteral(text);
        return words;
    }

    /// <summary>One value, as written in every error.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        double.NaN or float.NaN => "not a number",
        double.PositiveInfinity or float.PositiveInfinity => "infinity",
        double.NegativeInfinity or float.NegativeInfinity => "minus infinity",
        bool flag => flag ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString(time.TimeOfDay == default ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>Several values, with commas.</summary>
    public static string List<T>(IEnumerable<T> values) => string.Join(", ", values.Select(value => Of(value)));

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(ErrorText words) => _text.Append(words._text);

    public void AppendFormatted<T>(T value) => _text.Append(Of(value));

    public void AppendFormatted<T>(T value, string format)
        where T : IFormattable => _text.Append(value.ToString(format, CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
