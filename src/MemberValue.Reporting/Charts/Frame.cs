using MemberValue.Members;
using MemberValue.Reporting.Drawing;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting.Charts;

/// <summary>The space of a chart with two axes: legend above, the name of the vertical axis above the plot, the name of the horizontal one below.</summary>
internal sealed class Frame
{
    private const double Bottom = 38;
    private const double Between = 6; // names of neighbours

    /// <param name="svg">Receives legend and names.</param>
    /// <param name="area">The whole drawing.</param>
    /// <param name="printer">The language.</param>
    /// <param name="series">The names of the series, with their classes; a legend from two on.</param>
    /// <param name="vertical">What the vertical axis counts.</param>
    /// <param name="horizontal">What the horizontal axis counts; null for nothing.</param>
    public Frame(Svg svg, Box area, Printer printer, IReadOnlyList<LegendItem> series, Text vertical, Text? horizontal)
    {
        var top = area.Y + DrawLegend(svg, area, printer, series);
        svg.Text(area.X, top + 12, TextWidth.Fit(printer.In(vertical), FontSize.Label, area.Width) ?? "", "mv-mute");
        if (horizontal is not null)
            svg.Text(area.Right, area.Bottom - 5, TextWidth.Fit(printer.In(horizontal), FontSize.Label, area.Width) ?? "", "mv-mute", Anchor.End);
        Plot = new Box(area.X + 46, top + 24, area.Width - 46 - 14, area.Bottom - top - 24 - Bottom);
        Area = area;
    }

    public Box Area { get; }

    public Box Plot { get; }

    /// <summary>How high the legend is at a width.</summary>
    public static double LegendHeight(double width, int series) => series < 2 ? 0 : Math.Ceiling(series / Math.Max(1, Math.Floor(width / 160))) * 18;

    public void DrawVertical(Svg svg, Printer printer, Axis axis, FigureUnit unit)
    {
        foreach (var tick in axis.Ticks)
        {
            var y = axis.At(tick);
            svg.Line(Plot.X, y, Plot.Right, y, tick == axis.Lowest ? "mv-axis" : "mv-grid");
            svg.Text(Plot.X - 6, y + 4, printer.Short(tick, unit), "mv-mute", Anchor.End);
        }
    }

    public void DrawHorizontal(Svg svg, Printer printer, Axis axis, FigureUnit unit) =>
        DrawHorizontal(svg, axis.Ticks.Select(tick => (axis.At(tick), printer.Short(tick, unit))));

    /// <summary>Writes names below the axis at positions, from left to right, and leaves out those that would overlap.</summary>
    public void DrawHorizontal(Svg svg, IEnumerable<(double X, string Name)> ticks)
    {
        svg.Line(Plot.X, Plot.Bottom, Plot.Right, Plot.Bottom, "mv-axis");
        var free = Area.X;
        foreach (var (x, name) in ticks)
        {
            var width = TextWidth.Of(name, FontSize.Label);
            var left = Math.Min(x - (width / 2), Area.Right - width);
            if (name.Length == 0 || left < free)
                continue;
            svg.Text(left + (width / 2), Plot.Bottom + 18, name, "mv-mute", Anchor.Middle);
            svg.Line(x, Plot.Bottom, x, Plot.Bottom + 4, "mv-axis");
            free = left + width + Between;
        }
    }

    private static double DrawLegend(Svg svg, Box area, Printer printer, IReadOnlyList<LegendItem> series)
    {
        if (series.Count < 2)
            return 0;
        var columns = (int)Math.Max(1, Math.Floor(area.Width / 160));
        var width = area.Width / columns;
        for (var i = 0; i < series.Count; i++)
        {
            var (x, y) = (area.X + (i % columns * width), area.Y + (i / columns * 18));
            if (series[i].IsLine)
                svg.Line(x, y + 8, x + 16, y + 8, series[i].Css);
            else
                svg.Rect(new Box(x, y + 3, 12, 10), series[i].Css, 2);
            svg.Text(x + 20, y + 12, TextWidth.Fit(printer.In(series[i].Name), FontSize.Label, width - 26) ?? "…");
        }

        return LegendHeight(area.Width, series.Count);
    }
}

/// <summary>A line of the legend.</summary>
internal sealed record LegendItem(Text Name, string Css, bool IsLine);
