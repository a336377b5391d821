using MemberValue.Members;
using MemberValue.Reporting.Drawing;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting.Charts;

/// <summary>The space of a chart with two axes: legend above, the name of the vertical axis above the plot, the name of the horizontal one below.</summary>
internal sealed class Frame
{
    private const double Bottom = 38;
    private const double Between = 6; // names of neighbours
    private const double Line = 15;
    private const double LegendColumn = 160; // at least, so that legends of several figures stand in line
    private const double Swatch = 26;

    /// <param name="svg">Receives legend and names.</param>
    /// <param name="area">The whole drawing.</param>
    /// <param name="printer">The language.</param>
    /// <param name="series">The names of the series, with their classes; a legend from two on.</param>
    /// <param name="vertical">What the vertical axis counts.</param>
    /// <param name="horizontal">What the horizontal axis counts; null for nothing.</param>
    public Frame(Svg svg, Box area, Printer printer, IReadOnlyList<LegendItem> series, Text vertical, Text? horizontal)
    {
        var top = area.Y + DrawLegend(svg, area, printer, series);
        foreach (var line in TextWidth.Lines(printer.In(vertical), FontSize.Label, area.Width))
        {
            svg.Text(area.X, top + 12, line, "mv-mute");
            top += Line;
        }

        var bottom = area.Bottom - 5;
        if (horizontal is not null)
        {
            foreach (var line in TextWidth.Lines(printer.In(horizontal), FontSize.Label, area.Width).AsEnumerable().Reverse())
            {
                svg.Text(area.Right, bottom, line, "mv-mute", Anchor.End);
                bottom -= Line;
            }

            bottom += Line;
        }

        top += 24 - Line;
        Plot = new Box(area.X + 46, top, area.Width - 46 - 14, bottom + 5 - top - Bottom);
        Area = area;
    }

    public Box Area { get; }

    public Box Plot { get; }

    /// <summary>How much higher than its plot, and one line of names, a chart is: for its legend, and for names of more than one line.</summary>
    public static double MoreHeight(double width, IReadOnlyList<string> series, Printer printer, Text vertical, Text? horizontal)
    {
        double More(Text? name) => name is null ? 0 : (TextWidth.Lines(printer.In(name), FontSize.Label, width).Count - 1) * Line;
        return LegendOf(width, series).Height + More(vertical) + More(horizontal);
    }

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

    /// <summary>An upright line through the plot with its name at the side where there is room.</summary>
    public void DrawMark(Svg svg, double x, string name)
    {
        svg.Line(x, Plot.Y, x, Plot.Bottom, "mv-mark");
        for (var line = 0; line < 2; line++) // a second mark nearby has the line below
        {
            var y = Plot.Y + 12 + (line * Line);
            if (svg.TryText(x + 4, y, name, Plot) || svg.TryText(x - 4, y, name, Plot, anchor: Anchor.End))
                return;
        }
    }

    private static double DrawLegend(Svg svg, Box area, Printer printer, IReadOnlyList<LegendItem> series)
    {
        var legend = LegendOf(area.Width, [.. series.Select(item => printer.In(item.Name))]);
        for (var i = 0; i < legend.Items.Count; i++)
        {
            var (lines, x, y) = legend.Items[i];
            (x, y) = (x + area.X, y + area.Y);
            if (series[i].IsLine)
                svg.Line(x, y + 8, x + 16, y + 8, series[i].Css);
            else
                svg.Rect(new Box(x, y + 3, 12, 10), series[i].Css, 2);
            foreach (var line in lines)
            {
                svg.Text(x + 20, y + 12, line);
                y += Line;
            }
        }

        return legend.Height;
    }

    /// <summary>Where the names of a legend stand: in as many columns as hold the longest of them, over several lines where one column does not.</summary>
    private static (List<(List<string> Lines, double X, double Y)> Items, double Height) LegendOf(double width, IReadOnlyList<string> series)
    {
        var items = new List<(List<string> Lines, double X, double Y)>();
        if (series.Count < 2)
            return (items, 0);
        var widest = Math.Max(LegendColumn, series.Max(name => TextWidth.Of(name, FontSize.Label)) + Swatch);
        var columns = (int)Math.Max(1, Math.Floor(width / widest));
        var y = 0.0;
        for (var i = 0; i < series.Count; i += columns)
        {
            var row = series.Skip(i).Take(columns).Select(name => TextWidth.Lines(name, FontSize.Label, (width / columns) - Swatch)).ToList();
            items.AddRange(row.Select((lines, at) => (lines, at * width / columns, y)));
            y += 18 + ((row.Max(lines => lines.Count) - 1) * Line);
        }

        return (items, y);
    }
}

/// <summary>A line of the legend.</summary>
internal sealed record LegendItem(Text Name, string Css, bool IsLine);

/// <summary>A line across the plot at a value, with a name.</summary>
internal sealed record Mark(double Value, Text Name, bool IsVertical);
