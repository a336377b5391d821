namespace MemberValue.Reporting.Drawing;

/// <summary>
/// How wide a text is likely to be. The fonts of a reader's machine are not known when a figure is drawn, so the widths are those of a wide sans-serif
/// face, and a label that may not fit is left out rather than cut.
/// </summary>
internal static class TextWidth
{
    private const double Safety = 1.06;

    /// <param name="text">One line of text.</param>
    /// <param name="size">The font's size, in the units of the drawing.</param>
    /// <param name="isBold">Whether the text is set in bold.</param>
    public static double Of(string text, double size, bool isBold = false)
    {
        var ems = 0.0;
        foreach (var rune in text.EnumerateRunes())
            ems += Ems(rune.Value);
        return ems * size * Safety * (isBold ? 1.08 : 1);
    }

    /// <summary>The text, or as much of its beginning as fits with an ellipsis; null when not even three characters do.</summary>
    public static string? Fit(string text, double size, double width)
    {
        if (Of(text, size) <= width)
            return text;
        for (var length = text.Length - 1; length >= 3; length--)
        {
            if (char.IsHighSurrogate(text[length - 1]))
                continue;
            var shorter = text[..length].TrimEnd() + "…";
            if (Of(shorter, size) <= width)
                return shorter;
        }

        return null;
    }

    private static double Ems(int rune) => rune switch
    {
        >= 0x2E80 => 1.0, // Chinese, Japanese and Korean, their punctuation, and pictures
        ' ' or 'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' => 0.3,
        'f' or 't' or 'r' or '(' or ')' or '-' or '/' or '[' or ']' => 0.4,
        'm' or 'w' or 'M' or 'W' or '%' or '@' or '…' => 0.92,
        >= 'A' and <= 'Z' => 0.7,
        _ => 0.58,
    };
}
