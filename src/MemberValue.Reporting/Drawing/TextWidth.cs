namespace MemberValue.Reporting.Drawing;

/// <summary>
/// How wide a text is likely to be. The fonts of a reader's machine are not known when a figure is drawn, so the widths are those of a wide sans-serif
/// face, and a label that may not fit is broken into lines or left out, never cut.
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

    /// <summary>The text in lines that are at most so wide, broken at spaces and between Chinese characters; null where a word is wider.</summary>
    public static List<string>? Wrap(string text, double size, double width, bool isBold = false)
    {
        var (lines, line) = (new List<string>(), "");
        foreach (var part in Parts(text))
        {
            if (Of((line + part).Trim(), size, isBold) <= width)
            {
                line += part;
                continue;
            }

            if (Of(part.Trim(), size, isBold) > width)
                return null;
            if (line.Trim().Length > 0)
                lines.Add(line.Trim());
            line = part;
        }

        lines.Add(line.Trim());
        return lines;
    }

    /// <summary>The text in lines that are at most so wide, broken as above and, where a word is wider, within it: never cut.</summary>
    public static List<string> Lines(string text, double size, double width, bool isBold = false)
    {
        if (Wrap(text, size, width, isBold) is { } whole)
            return whole;
        var (lines, line) = (new List<string>(), "");
        foreach (var part in Parts(text))
        {
            if (Of((line + part).Trim(), size, isBold) <= width)
            {
                line += part;
                continue;
            }

            if (line.Trim().Length > 0)
                lines.Add(line.Trim());
            line = "";
            foreach (var rune in part.Trim().EnumerateRunes())
            {
                if (line.Length > 0 && Of(line + rune, size, isBold) > width)
                {
                    lines.Add(line);
                    line = "";
                }

                line += rune.ToString();
            }
        }

        lines.Add(line.Trim());
        return lines;
    }

    /// <summary>Words with the space before them, and single Chinese characters with the punctuation that stays with them.</summary>
    private static IEnumerable<string> Parts(string text)
    {
        var part = "";
        foreach (var rune in text.EnumerateRunes())
        {
            var staysWithPrevious = rune.Value is '，' or '。' or '、' or '）' or '”' or '：' or '？' or '！' || part.EndsWith('（');
            var isStart = rune.Value == ' ' || (rune.Value >= 0x2E80 && !staysWithPrevious);
            if (isStart && part.Length > 0)
            {
                yield return part;
                part = "";
            }

            part += rune.ToString();
        }

        yield return part;
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
