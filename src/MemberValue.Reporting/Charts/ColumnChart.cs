using MemberValue.Members;
using MemberValue.Reporting.Drawing;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting.Charts;

/// <summary>A series of columns, one value per category.</summary>
internal sealed record ColumnSeries(Text Name, double[] Values, int Colour);

/// <summary>Vertical columns over categories, side by side or stacked.</summary>
internal sealed class ColumnChart : Chart
{
    private static readonly int[] Every = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, int.MaxValue];

    public required IReadOnlyList<Func<Printer, string>> Categories { get; init; }

    public required IReadOnlyList<ColumnSeries> Series { get; init; }

    public required Text Vertical { get; init; }

    public Text? Horizontal { get; init; }

    public FigureUnit Unit { get; init; } = FigureUnit.Count;

    public bool IsStacked { get; init; }

    /// <summary>Whether columns touch, as those of a histogram do, whose categories are the limits between them and one more than columns.</summary>
    public bool IsHistogram { get; init; }

    /// <summary>A category that is named where not all are, such as 0.</summary>
    public int From { get; init; }

    /// <summary>Lines across the plot at positions counted in columns from the left.</summary>
    public IReadOnlyList<Mark> Marks { get; init; } = [];

    public override double HeightAt(double width, Printer printer) =>
        (width < 500 ? 230 : 280) + Frame.MoreHeight(width, [.. Series.Select(series => printer.In(series.Name))], printer, Vertical, Horizontal);

    public override void Draw(Svg svg, Box area, Printer printer)
    {
        var legend = Series.Select(series => new LegendItem(series.Name, $"mv-c{series.Colour}", IsLine: false)).ToList();
        var frame = new Frame(svg, area, printer, legend, Vertical, Horizontal);
        var plot = frame.Plot;
        var columns = Series.Count == 0 ? 0 : Series[0].Values.Length;
        var most = Enumerable.Range(0, columns)
            .Select(at => IsStacked ? Series.Sum(series => Value(series, at)) : Series.Max(series => Value(series, at))).DefaultIfEmpty(0).Max();
        var axis = Axis.Linear(0, most, plot.Bottom, plot.Y, ticks: 4, isWhole: Unit == FigureUnit.Count);
        frame.DrawVertical(svg, printer, axis, Unit);
        var width = plot.Width / Math.Max(columns, 1);
        for (var at = 0; at < columns; at++)
            DrawColumn(svg, plot, axis, at, width);
        var widest = Categories.Select(name => TextWidth.Of(name(printer), FontSize.Label)).DefaultIfEmpty(0).Max() + 8;
        var every = Every.First(step => step * width >= widest || step >= columns);
        frame.DrawHorizontal(svg, Categories.Select((name, at) => (X: plot.X + ((IsHistogram ? at : at + 0.5) * width), Name: name(printer)))
            .Where((_, at) => Math.Abs(at - From) % every == 0));
        foreach (var mark in Marks)
            DrawMark(svg, frame, axis, plot.X + (mark.Value * width), width, printer.In(mark.Name));
    }

    /// <summary>A mark with its name above the plot, or else behind the columns that reach as high: never on one.</summary>
    private void DrawMark(Svg svg, Frame frame, Axis axis, double x, double width, string name)
    {
        var plot = frame.Plot;
        svg.Line(x, plot.Y, x, plot.Bottom, "mv-mark");
        if (svg.TryText(x, plot.Y - 4, name, frame.Area, anchor: Anchor.Middle))
            return;
        var columns = Series[0].Values.Length;
        var free = Enumerable.Range(0, columns).Where(at => axis.At(Series.Max(series => Value(series, at))) < plot.Y + 18).DefaultIfEmpty(-1).Max() + 1;
        svg.TryText(Math.Max(x, plot.X + (free * width)) + 4, plot.Y + 12, name, plot);
    }

    private void DrawColumn(Svg svg, Box plot, Axis axis, int at, double width)
    {
        var gap = IsHistogram ? Math.Min(1, width / 6) : Math.Min(10, width * 0.22);
        var inner = (width - gap) / (IsStacked ? 1 : Series.Count);
        var below = 0.0;
        for (var i = 0; i < Series.Count; i++)
        {
            var value = Value(Series[i], at);
            var (from, to) = (axis.At(below), axis.At(below + value));
            var x = plot.X + (at * width) + (gap / 2) + (IsStacked ? 0 : i * inner);
            svg.Rect(new Box(x, to, inner, from - to), $"mv-c{Series[i].Colour}");
            if (IsStacked)
                below += value;
        }
    }

    private static double Value(ColumnSeries series, int at) => double.IsFinite(series.Values[at]) ? series.Values[at] : 0;
}
