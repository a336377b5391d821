using System.Globalization;
using System.Text;

namespace MemberValue.Reporting.Drawing;

/// <summary>Where a text begins, relative to its position.</summary>
internal enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>
/// Writes the elements of an SVG drawing. Colours are classes that the style sheet fills, never attributes, so that one drawing serves light, dark and
/// print. Numbers have at most two decimals and the invariant form, so that the same figure has the same bytes everywhere.
/// </summary>
internal sealed class Svg
{
    private readonly StringBuilder _text = new();
    private readonly List<Box> _labels = [];

    /// <summary>The boxes of all texts, for labels that may not overlap.</summary>
    public IReadOnlyList<Box> Labels => _labels;

    public void Rect(Box box, string css, double radius = 0)
    {
        if (box.Width <= 0 || box.Height <= 0)
            return;
        _text.Append("<rect").Attribute("x", box.X).Attribute("y", box.Y).Attribute("width", box.Width).Attribute("height", box.Height);
        if (radius > 0)
            _text.Attribute("rx", radius);
        _text.Append(" class=\"").Append(css).Append("\"/>");
    }

    public void Line(double x1, double y1, double x2, double y2, string css) => _text.Append("<line").Attribute("x1", x1).Attribute("y1", y1)
        .Attribute("x2", x2).Attribute("y2", y2).Append(" class=\"").Append(css).Append("\"/>");

    public void Circle(double x, double y, double radius, string css) =>
        _text.Append("<circle").Attribute("cx", x).Attribute("cy", y).Attribute("r", radius).Append(" class=\"").Append(css).Append("\"/>");

    public void Path(string data, string css) => _text.Append("<path d=\"").Append(data).Append("\" class=\"").Append(css).Append("\"/>");

    /// <summary>Writes a text whose baseline is at y, whatever is there already.</summary>
    public void Text(double x, double y, string text, string css = "mv-t", Anchor anchor = Anchor.Start, double size = FontSize.Label)
    {
        _labels.Add(BoxOf(x, y, text, anchor, size));
        _text.Append("<text").Attribute("x", x).Attribute("y", y).Append(" class=\"").Append(css);
        if (anchor != Anchor.Start)
            _text.Append(anchor == Anchor.Middle ? " mv-m" : " mv-e");
        if (size < FontSize.Label)
            _text.Append(" mv-small");
        _text.Append("\">").Append(Escape(text)).Append("</text>");
    }

    /// <summary>Writes a text if it overlaps no other and stays within the bounds; says whether it did.</summary>
    public bool TryText(double x, double y, string text, Box within, string css = "mv-t", Anchor anchor = Anchor.Start, double size = FontSize.Label)
    {
        var box = BoxOf(x, y, text, anchor, size);
        if (!within.Contains(box) || _labels.Exists(box.Overlaps))
            return false;
        Text(x, y, text, css, anchor, size);
        return true;
    }

    public override string ToString() => _text.ToString();

    /// <summary>A number as SVG writes it: at most two decimals, no exponent.</summary>
    public static string Number(double value) => Math.Round(value, 2).ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>A text inside an element or an attribute of XML or HTML; control characters that XML cannot hold become the replacement character.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // a lone surrogate comes as the replacement character
        {
            _ = rune.Value switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                < ' ' and not '\t' and not '\n' or 0x7F or 0xFFFE or 0xFFFF => escaped.Append('\uFFFD'),
                _ => escaped.Append(rune.ToString()),
            };
        }

        return escaped.ToString();
    }

    private static Box BoxOf(double x, double y, string text, Anchor anchor, double size)
    {
        var width = TextWidth.Of(text, size);
        var left = anchor switch
        {
            Anchor.Start => x,
            Anchor.Middle => x - (width / 2),
            _ => x - width,
        };
        return new Box(left, y - (0.85 * size), width, 1.1 * size);
    }
}

/// <summary>The sizes of texts, in the units of the drawing, which are pixels where the page is as wide as the drawing.</summary>
internal static class FontSize
{
    public const double Label = 12;
    public const double Small = 10.5;
}

file static class SvgAttributes
{
    public static StringBuilder Attribute(this StringBuilder text, string name, double value) =>
        text.Append(' ').Append(name).Append("=\"").Append(Svg.Number(value)).Append('"');
}
