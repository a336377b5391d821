using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace MemberValue.Common;

/// <summary>
/// The text of a record, for its <c>PrintMembers</c>: numbers in the invariant culture, days as 2024-03-31. The compiler's own text would depend on the
/// culture of the thread.
/// </summary>
[InterpolatedStringHandler]
internal readonly ref struct RecordText
{
    private readonly StringBuilder _text;

    public RecordText(int literalLength, int formattedCount, StringBuilder text)
    {
        text.EnsureCapacity(text.Length + literalLength + 8 * formattedCount);
        _text = text;
    }

    /// <summary>Appends the members of a record.</summary>
    /// <returns>True: there are members.</returns>
    public static bool Print(StringBuilder text, [InterpolatedStringHandlerArgument(nameof(text))] RecordText members)
    {
        ArgumentNullException.ThrowIfNull(text);
        return members._text == text;
    }

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted<T>(T value) => _text.Append(value switch
    {
        DateOnly or DateTime => ErrorText.Of(value),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        object other => other.ToString(),
        null => null,
    });
}
