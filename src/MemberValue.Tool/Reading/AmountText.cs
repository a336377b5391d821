using System.Globalization;
using MemberValue.Members;

namespace MemberValue.Tool.Reading;

/// <summary>Reads amounts with the marks of a profile; what could be meant in two ways is not read.</summary>
/// <param name="decimalMark">The mark before the decimals.</param>
/// <param name="thousandsMark">The mark between thousands; null where one is an error.</param>
internal sealed class AmountText(char decimalMark, char? thousandsMark)
{
    private static readonly string[] Symbols = ["US$", "CA$", "A$", "NZ$", "HK$", "CN¥", "R$", "$", "€", "£", "¥", "￥", "₹", "₩", "₽", "kr", "zł", "CHF"];

    private const int MostLength = 40;

    /// <summary>Reads an amount.</summary>
    /// <param name="text">The text; not blank.</param>
    /// <param name="amount">The amount.</param>
    /// <param name="symbol">The symbol of the currency; null without one.</param>
    /// <returns>Null, or why the text is not read.</returns>
    public Text? Read(ReadOnlySpan<char> text, out decimal amount, out string? symbol)
    {
        amount = 0;
        var rest = text.Trim();
        var isNegative = TakeSign(ref rest);
        symbol = TakeSymbol(ref rest);
        rest = rest.Trim();
        if (!isNegative)
            isNegative = TakeSign(ref rest);
        if (rest.IsEmpty || rest.Length > MostLength)
            return NotANumber;

        Span<char> digits = stackalloc char[MostLength + 1];
        var (count, group, hasGroups, hasDecimals) = (0, 0, false, false);
        foreach (var c in rest)
        {
            var mark = c is '\u00A0' or '\u202F' ? ' ' : c is '\u2019' ? '\'' : c;
            if (char.IsAsciiDigit(c))
            {
                digits[count++] = c;
                group++;
            }
            else if (mark == decimalMark && !hasDecimals)
            {
                if (hasGroups && group != 3)
                    return BadGroups;
                (hasDecimals, group) = (true, 0);
                digits[count++] = '.';
            }
            else if (mark == thousandsMark)
            {
                if (hasDecimals || (hasGroups ? group != 3 : group is < 1 or > 3))
                    return BadGroups;
                (hasGroups, group) = (true, 0);
            }
            else
            {
                return mark is ',' or '.' or '\'' or ' ' ? UnknownMark(mark) : NotANumber;
            }
        }

        if (hasGroups && !hasDecimals && group != 3)
            return BadGroups;
        if (hasDecimals && group == 0)
            return NotANumber;
        if (!decimal.TryParse(digits[..count], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount))
            return NotANumber;
        amount = isNegative ? -amount : amount;
        return null;
    }

    private static Text NotANumber => Text.Of("is not an amount such as 12.50", "不是金额（例如 12.50）");

    private Text BadGroups => Text.Of(
        $"groups its digits by '{thousandsMark}' in another way than by three, so that '{thousandsMark}' may be a decimal mark: say --decimal and --thousands",
        $"以“{thousandsMark}”分组但不是三位一组，“{thousandsMark}”可能是小数点：请用 --decimal 和 --thousands 说明");

    private Text UnknownMark(char mark)
    {
        var name = mark == ' ' ? "a blank" : $"'{mark}'";
        var (named, option) = (mark == ' ' ? "空格" : $"“{mark}”", mark == ' ' ? "\" \"" : $"{mark}");
        return mark == decimalMark
            ? Text.Of($"has {name} twice, which is the decimal mark", $"出现两次{named}，而它是小数点")
            : mark is ',' or '.'
                ? Text.Of(
                    $"has {name}, and the decimal mark is '{decimalMark}': say --decimal {mark} if it stands before decimals, "
                        + $"--thousands {mark} if it groups thousands",
                    $"含有{named}，而小数点是“{decimalMark}”：如果它是小数点，请加 --decimal {mark}；如果它是千位分隔符，请加 --thousands {mark}")
                : Text.Of($"has {name}: say --thousands {option} if it groups thousands", $"含有{named}：如果它是千位分隔符，请加 --thousands {option}");
    }

    private static bool TakeSign(ref ReadOnlySpan<char> text)
    {
        var isNegative = text is ['-' or '\u2212', ..];
        if (isNegative || text is ['+', ..])
            text = text[1..];
        return isNegative;
    }

    private static string? TakeSymbol(ref ReadOnlySpan<char> text)
    {
        foreach (var symbol in Symbols)
        {
            if (text.StartsWith(symbol, StringComparison.Ordinal))
            {
                text = text[symbol.Length..];
                return symbol;
            }

            if (text.EndsWith(symbol, StringComparison.Ordinal))
            {
                text = text[..^symbol.Length];
                return symbol;
            }
        }

        return null;
    }
}
