using MemberValue.Members;
using MemberValue.Reporting.Drawing;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting.Charts;

/// <summary>A group of members at both dates.</summary>
internal sealed record FlowNode(Text Name, int Colour);

/// <summary>
/// Who moved from where to where between two dates: groups at the left and at the right in the same order, joined by bands as thick as the number of
/// members. Values are rows of from and columns of to.
/// </summary>
internal sealed class FlowChart(IReadOnlyList<FlowNode> from, IReadOnlyList<FlowNode> to, double[] values, Text left, Text right) : Chart
{
    private const double Bar = 12;
    private const double Gap = 22; // the name of a group has room though nobody is in it

    public override double HeightAt(double width, Printer printer) => 60 + (Math.Max(from.Count, to.Count) * 44);

    public override void Draw(Svg svg, Box area, Printer printer)
    {
        var total = Math.Max(values.Sum(), 1);
        var plot = new Box(area.X, area.Y + 22, area.Width, area.Height - 24);
        svg.TryText(area.X, area.Y + 12, printer.In(left), area, "mv-mute");
        svg.TryText(area.Right, area.Y + 12, printer.In(right), area, "mv-mute", Anchor.End);
        var names = Math.Min(150, area.Width * 0.29);
        var scale = (plot.Height - (Gap * Math.Max(from.Count, to.Count))) / total;
        var (x1, x2) = (area.X + names, area.Right - names - Bar);
        var outgoing = Tops(from.Count, row => Enumerable.Range(0, to.Count).Sum(column => Value(row, column)), plot.Y, scale);
        var incoming = Tops(to.Count, column => Enumerable.Range(0, from.Count).Sum(row => Value(row, column)), plot.Y, scale);
        var (atLeft, atRight) = (outgoing.Select(node => node.Y).ToArray(), incoming.Select(node => node.Y).ToArray());
        for (var row = 0; row < from.Count; row++)
        {
            for (var column = 0; column < to.Count; column++)
            {
                var thickness = Value(row, column) * scale;
                if (thickness <= 0)
                    continue;
                svg.Path(Band(x1 + Bar, atLeft[row], x2, atRight[column], thickness), $"mv-c{from[row].Colour} mv-flow");
                atLeft[row] += thickness;
                atRight[column] += thickness;
            }
        }

        DrawNodes(svg, printer, from, outgoing, x1, x1 - 6, names - 6, scale, Anchor.End);
        DrawNodes(svg, printer, to, incoming, x2, x2 + Bar + 6, names - 6, scale, Anchor.Start);
    }

    private double Value(int row, int column) => values[(row * to.Count) + column];

    private static List<(double Y, double Sum)> Tops(int count, Func<int, double> sumOf, double y, double scale)
    {
        var tops = new List<(double Y, double Sum)>(count);
        for (var i = 0; i < count; i++)
        {
            var sum = sumOf(i);
            tops.Add((y, sum));
            y += (sum * scale) + Gap;
        }

        return tops;
    }

    private static void DrawNodes(
        Svg svg, Printer printer, IReadOnlyList<FlowNode> nodes, List<(double Y, double Sum)> tops, double x, double textX, double room, double scale,
        Anchor anchor)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            var height = Math.Max(tops[i].Sum * scale, 1);
            svg.Rect(new Box(x, tops[i].Y, Bar, height), $"mv-c{nodes[i].Colour}");
            var (name, count, middle) = (printer.In(nodes[i].Name), Printer.Count(tops[i].Sum), tops[i].Y + Math.Max(height / 2, 5) + 4);
            if (TextWidth.Of($"{name} {count}", FontSize.Label) <= room)
            {
                svg.Text(textX, middle, $"{name} {count}", anchor: anchor);
                continue;
            }

            // Two lines have the room between two groups, in a smaller size; where the name alone takes them, the table has the number.
            var lines = TextWidth.Lines(name, FontSize.Small, room);
            if (lines.Count == 1)
                lines.Add(count);
            for (var line = 0; line < lines.Count; line++)
                svg.Text(textX, middle - 5 + (line * 11), lines[line], anchor: anchor, size: FontSize.Small);
        }
    }

    private static string Band(double x1, double y1, double x2, double y2, double thickness)
    {
        var middle = Svg.Number((x1 + x2) / 2);
        return $"M{Svg.Number(x1)} {Svg.Number(y1)}C{middle} {Svg.Number(y1)} {middle} {Svg.Number(y2)} {Svg.Number(x2)} {Svg.Number(y2)}"
            + $"v{Svg.Number(thickness)}C{middle} {Svg.Number(y2 + thickness)} {middle} {Svg.Number(y1 + thickness)} {Svg.Number(x1)} "
                + $"{Svg.Number(y1 + thickness)}Z";
    }
}
