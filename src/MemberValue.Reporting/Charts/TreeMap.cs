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
/// Areas in proportion to values, as near to squares as their order allows: the squarified layout of Bruls, Huizing and van Wijk (2000). An area that is too
/// small for its name has a number, which is named below the map.
/// </summary>
internal sealed class TreeMap(IReadOnlyList<TreeMapItem> items) : Chart
{
    private const double Gap = 1.5;
    private const double Line = 16;
    private const double Indent = 22; // of names below the map

    public override double HeightAt(double width, Printer printer)
    {
        var below = Below(Layout(width, printer), width, printer).Sum(entry => entry.Lines.Count);
        return MapHeight(width) + (below == 0 ? 0 : 6 + (below * Line));
    }

    public override void Draw(Svg svg, Box area, Printer printer)
    {
        var layout = Layout(area.Width, printer);
        foreach (var place in layout)
        {
            var box = place.Box with { X = place.Box.X + area.X, Y = place.Box.Y + area.Y };
            var tone = Tone(place.Item.Tone);
            svg.Rect(box, $"mv-q{tone}", 2);
            if (place.Name is null)
            {
                if (place.HasNumber)
                    svg.Text(box.CentreX, box.CentreY + 4, Printer.Count(place.Number), $"mv-b mv-on{tone}", Anchor.Middle, FontSize.Small);
                continue;
            }

            var inside = box.Inset(4);
            var y = inside.Y + place.Size;
            foreach (var line in place.Name)
            {
                svg.Text(inside.X, y, line, $"mv-b mv-on{tone}", size: place.Size);
                y += place.Size * 1.25;
            }

            y -= place.Size * 1.25;
            var further = place.Item.Lines.Select(line => line(printer)).ToList();
            var size = further.TrueForAll(line => TextWidth.Of(line, FontSize.Label) <= inside.Width) ? FontSize.Label : FontSize.Small;
            foreach (var line in further)
            {
                y += FontSize.Label * 1.3;
                if (y > inside.Bottom || !svg.TryText(inside.X, y, line, inside with { Height = inside.Height + 3 }, $"mv-t mv-on{tone}", size: size))
                    break;
            }
        }

        var below = area.Y + MapHeight(area.Width) + 6;
        foreach (var (place, lines) in Below(layout, area.Width, printer))
        {
            if (place.HasNumber)
                svg.Text(area.X + Indent - 6, below + 12, Printer.Count(place.Number), "mv-b", Anchor.End);
            else
                svg.Rect(new Box(area.X + Indent - 14, below + 4, 8, 8), $"mv-q{Tone(place.Item.Tone)}", 1);
            foreach (var line in lines)
            {
                svg.Text(area.X + Indent, below + 12, line);
                below += Line;
            }
        }
    }

    private static double MapHeight(double width) => width < 500 ? width * 1.15 : Math.Round(width * 0.52);

    /// <summary>The areas from the largest to the smallest, each with its name as it fits, or with a number where it does not.</summary>
    private List<Place> Layout(double width, Printer printer)
    {
        var drawn = items.Where(item => item.Value > 0).OrderByDescending(item => item.Value).ToList();
        var boxes = Squarify(drawn.ConvertAll(item => item.Value), new Box(0, 0, width, MapHeight(width)));
        var (places, numbers) = (new List<Place>(), 0);
        for (var i = 0; i < drawn.Count; i++)
        {
            var box = boxes[i].Inset(Gap);
            var (lines, size) = NameIn(printer.In(drawn[i].Name), box.Inset(4));
            places.Add(new Place(drawn[i], box, lines, size, lines is null ? ++numbers : 0));
        }

        return places;
    }

    /// <summary>The areas that are named below the map, with their names and first lines.</summary>
    private static List<(Place Place, List<string> Lines)> Below(List<Place> layout, double width, Printer printer) =>
    [
        .. layout.Where(place => place.Name is null).Select(place => (place, TextWidth.Lines(
            string.Join(printer.IsChinese ? "：" : ": ", (string[])[printer.In(place.Item.Name), .. place.Item.Lines.Take(1).Select(line => line(printer))]),
            FontSize.Label, width - Indent))),
    ];

    /// <summary>A name whole, over several lines or in a smaller size where it must be; null where it does not fit.</summary>
    private static (List<string>? Lines, double Size) NameIn(string name, Box inside)
    {
        foreach (var size in (double[])[FontSize.Label, FontSize.Small])
        {
            if (TextWidth.Wrap(name, size, inside.Width, isBold: true) is { } lines && (lines.Count * size * 1.25) - (0.2 * size) <= inside.Height)
                return (lines, size);
        }

        return (null, 0);
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

    private sealed record Place(TreeMapItem Item, Box Box, List<string>? Name, double Size, int Number)
    {
        /// <summary>Whether the number that stands for the name fits.</summary>
        public bool HasNumber => Name is null && Box.Height >= FontSize.Small
            && Box.Width >= TextWidth.Of(Printer.Count(Number), FontSize.Small, isBold: true);
    }
}
