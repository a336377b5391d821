using MemberValue.Members;
using MemberValue.Reporting.Drawing;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting.Charts;

/// <summary>Bars of one group, each with a name.</summary>
/// <param name="Name">The group's name, above its bars.</param>
/// <param name="Note">What is said of the group, below its name.</param>
/// <param name="Bars">Names and values of any sign; NaN where there is none.</param>
internal sealed record DifferenceGroup(Text Name, Text Note, IReadOnlyList<(Text Name, double Value)> Bars);

/// <summary>Groups of horizontal bars that start in the middle: to the right what is more, to the left what is less.</summary>
internal sealed class DifferenceBars(IReadOnlyList<DifferenceGroup> groups) : Chart
{
    private const double Line = 15;
    private const double Row = 19;
    private const double Gap = 12;
    private const double Value = 40; // the room of a printed value

    public override double HeightAt(double width, Printer printer) =>
        groups.Count == 0 ? 40 : 2 + groups.Sum(group =>
            (Heads(group, width, printer).Count * Line) + 4 + group.Bars.Sum(bar => HeightOf(bar.Name, width, printer)) + Gap);

    public override void Draw(Svg svg, Box area, Printer printer)
    {
        var most = groups.SelectMany(group => group.Bars).Select(bar => Math.Abs(bar.Value)).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        var left = LeftOf(area.Width, printer);
        var (start, width) = (area.X + left, area.Width - left - Value);
        var y = area.Y + 2;
        foreach (var group in groups)
        {
            foreach (var (text, css) in Heads(group, area.Width, printer))
            {
                svg.Text(area.X, y + 12, text, css);
                y += Line;
            }

            y += 4;
            var top = y;
            foreach (var (name, value) in group.Bars)
            {
                var lines = TextWidth.Lines(printer.In(name), FontSize.Label, left - 8);
                for (var i = 0; i < lines.Count; i++)
                    svg.Text(area.X, y + 13 + (i * Line), lines[i], "mv-mute");
                if (double.IsFinite(value))
                {
                    var length = most > 0 ? Math.Abs(value) / most * width / 2 : 0;
                    svg.Rect(new Box(start + (width / 2) - (value < 0 ? length : 0), y + 4, length, 11), value < 0 ? "mv-c1" : "mv-c0", 2);
                    svg.Text(area.Right, y + 13, (value > 0 ? "+" : "") + Printer.Number(Math.Round(value, 1)), "mv-mute", Anchor.End);
                }

                y += HeightOf(name, area.Width, printer);
            }

            svg.Line(start + (width / 2), top, start + (width / 2), y, "mv-axis");
            y += Gap;
        }
    }

    private static List<(string Text, string Css)> Heads(DifferenceGroup group, double width, Printer printer) =>
    [
        .. TextWidth.Lines(printer.In(group.Name), FontSize.Label, width, isBold: true).Select(line => (line, "mv-t mv-b")),
        .. TextWidth.Lines(printer.In(group.Note), FontSize.Label, width).Select(line => (line, "mv-mute")),
    ];

    private double HeightOf(Text name, double width, Printer printer) =>
        Row + ((TextWidth.Lines(printer.In(name), FontSize.Label, LeftOf(width, printer) - 8).Count - 1) * Line);

    private double LeftOf(double width, Printer printer) => Math.Min(
        0.45 * width,
        groups.SelectMany(group => group.Bars).Select(bar => TextWidth.Of(printer.In(bar.Name), FontSize.Label)).DefaultIfEmpty(0).Max() + 12);
}
