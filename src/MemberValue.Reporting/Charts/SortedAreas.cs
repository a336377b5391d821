using System.Text;
using MemberValue.Members;
using MemberValue.Reporting.Drawing;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting.Charts;

/// <summary>Values of one group.</summary>
/// <param name="Name">The group's name, above its area.</param>
/// <param name="Note">What is said of it, at the right.</param>
/// <param name="Values">From -1 to 1, falling.</param>
internal sealed record SortedArea(Text Name, Text Note, IReadOnlyList<double> Values);

/// <summary>For each group the values of its members side by side, from the highest to the lowest, as an area above and below the line of 0.</summary>
internal sealed class SortedAreas(IReadOnlyList<SortedArea> groups) : Chart
{
    private const double Line = 15;
    private const double Up = 44; // of a value of 1
    private const double Gap = 12;
    private const int MostSteps = 120;

    private double Down => Up * Math.Max(0, -groups.SelectMany(group => group.Values).DefaultIfEmpty(0).Min());

    public override double HeightAt(double width, Printer printer) =>
        groups.Count == 0 ? 40 : 2 + groups.Sum(group => (Heads(group, width, printer).Count * Line) + 4 + Up + Down + Gap);

    public override void Draw(Svg svg, Box area, Printer printer)
    {
        var y = area.Y + 2;
        for (var at = 0; at < groups.Count; at++)
        {
            foreach (var (text, css) in Heads(groups[at], area.Width, printer))
            {
                svg.Text(area.X, y + 12, text, css);
                y += Line;
            }

            var zero = y + 4 + Up;
            svg.Line(area.X, y + 4, area.Right, y + 4, "mv-grid");
            Fill(svg, groups[at].Values, area, zero, at % Colours);
            svg.Line(area.X, zero, area.Right, zero, "mv-axis");
            y = zero + Down + Gap;
        }
    }

    private static void Fill(Svg svg, IReadOnlyList<double> values, Box area, double zero, int colour)
    {
        if (values.Count == 0)
            return;
        var steps = Math.Min(MostSteps, values.Count);
        var path = new StringBuilder("M").Append(Svg.Number(area.X)).Append(' ').Append(Svg.Number(zero));
        for (var step = 0; step < steps; step++)
        {
            var value = values[(int)((step + 0.5) * values.Count / steps)];
            path.Append('V').Append(Svg.Number(zero - (value * Up))).Append('H').Append(Svg.Number(area.X + ((step + 1) * area.Width / steps)));
        }

        svg.Path(path.Append('V').Append(Svg.Number(zero)).Append('Z').ToString(), $"mv-c{colour}");
    }

    private static List<(string Text, string Css)> Heads(SortedArea group, double width, Printer printer) =>
    [
        .. TextWidth.Lines(printer.In(group.Name), FontSize.Label, width, isBold: true).Select(line => (line, "mv-t mv-b")),
        .. TextWidth.Lines(printer.In(group.Note), FontSize.Label, width).Select(line => (line, "mv-mute")),
    ];
}
