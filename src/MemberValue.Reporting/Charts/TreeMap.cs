using MemberValue.Members;
using MemberValue.Reporting.Drawing;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting.Charts;

/// <summary>A rectangle of a tree map: its area is the value.</summary>
/// <param name="Name">What it stands for.</param>
/// <param name="Value">The area; items of 0 are not drawn.</param>
/// <param name="Lines">Further lines below the name.</param>
/// <param name="Tone">0 to 1: how much of the second measure it has.</param>
internal sealed record TreeMapItem(Text Name, double Value, IReadOnlyList<Func<Printer, string>> Lines, double Tone);

/// <summary>
/// Areas in proportion to values, as near to squares as their order allows: the squarified layout of Bruls, Huizing and van Wijk (2000).
/// </summary>
internal sealed class TreeMap(IReadOnlyList<TreeMapItem> items) : Chart
{
    private const double Gap = 1.5;

    public override double HeightAt(double width) => width < 500 ? width * 1.15 : Math.Round(width * 0.52);

    public override void Draw(Svg svg, Box area, Printer printer)
    {
        var drawn = items.Where(item => item.Value > 0).OrderByDescending(item => item.Value).ToList();
        var boxes = Squarify(drawn.ConvertAll(item => item.Value), area);
        for (var i = 0; i < drawn.Count; i++)
        {
            var (item, box) = (drawn[i], boxes[i].Inset(Gap));
            var tone = Tone(item.Tone);
            svg.Rect(box, $"mv-q{tone}", 2);
            var inside = box.Inset(4);
            if (WrittenName(svg, printer.In(item.Name), inside, tone) is not { } y)
                continue;
            foreach (var line in item.Lines)
            {
                y += FontSize.Label * 1.3;
                if (y > inside.Bottom || !svg.TryText(inside.X, y, line(printer), inside with { Height = inside.Height + 3 }, $"mv-t mv-on{tone}"))
                    break;
            }
        }
    }

    /// <summary>Writes a name whole, over several lines or in a smaller size where it must be, or not at all; gives the last line's place.</summary>
    private static double? WrittenName(Svg svg, string name, Box inside, int tone)
    {
        foreach (var size in (double[])[FontSize.Label, FontSize.Small])
        {
            var height = size * 1.25;
            if (TextWidth.Wrap(name, size, inside.Width, isBold: true) is not { } lines || (lines.Count * height) - (0.2 * size) > inside.Height)
                continue;
            var y = inside.Y + size;
            foreach (var line in lines)
            {
                svg.Text(inside.X, y, line, $"mv-b mv-on{tone}", size: size);
                y += height;
            }

            return y - height;
        }

        return null;
    }

    /// <summary>Rectangles for values in falling order that fill an area.</summary>
    public static List<Box> Squarify(IReadOnlyList<double> values, Box area)
    {
        var boxes = new List<Box>(values.Count);
        var left = values.Sum();
        var at = 0;
        while (at < values.Count && area.Width > 0 && area.Height > 0)
        {
            var scale = area.Width * area.Height / left;
            var side = Math.Min(area.Width, area.Height);
            var (count, sum) = (1, values[at]);
            while (at + count < values.Count
                && Worst(values[at], values[at + count], sum + values[at + count], scale, side) <= Worst(values[at], values[at + count - 1], sum, scale, side))
            {
                sum += values[at + count++];
            }

            area = Lay(values, at, count, sum, scale, area, boxes);
            left -= sum;
            at += count;
        }

        return boxes;
    }

    /// <summary>The worst ratio of sides in a row whose values run from largest to smallest.</summary>
    private static double Worst(double largest, double smallest, double sum, double scale, double side)
    {
        var row = sum * scale / side;
        return Math.Max(largest * scale / (row * row), row * row / (smallest * scale));
    }

    private static Box Lay(IReadOnlyList<double> values, int from, int count, double sum, double scale, Box area, List<Box> boxes)
    {
        var isUpright = area.Width >= area.Height; // a column at the left, or a row at the top
        var thickness = sum * scale / (isUpright ? area.Height : area.Width);
        var at = isUpright ? area.Y : area.X;
        for (var i = from; i < from + count; i++)
        {
            var length = values[i] * scale / thickness;
            boxes.Add(isUpright ? new Box(area.X, at, thickness, length) : new Box(at, area.Y, length, thickness));
            at += length;
        }

        return isUpright
            ? new Box(area.X + thickness, area.Y, area.Width - thickness, area.Height)
            : new Box(area.X, area.Y + thickness, area.Width, area.Height - thickness);
    }
}
