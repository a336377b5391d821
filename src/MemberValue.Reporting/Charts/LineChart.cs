using System.Text;
using MemberValue.Members;
using MemberValue.Reporting.Drawing;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting.Charts;

/// <summary>How the points of a line are joined.</summary>
internal enum LineKind
{
    Straight,
    Steps,
    Points,
    Dashed,
}

/// <summary>A line, with a band around it where it has an interval.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="X">Positions, rising.</param>
/// <param name="Y">Values; NaN breaks the line.</param>
/// <param name="Colour">Which of the colours it has.</param>
/// <param name="Kind">How points are joined.</param>
internal sealed record LineSeries(Text Name, double[] X, double[] Y, int Colour, LineKind Kind = LineKind.Straight)
{
    public double[]? Lower { get; init; }

    public double[]? Upper { get; init; }
}

/// <summary>Lines over numbers or dates.</summary>
internal sealed class LineChart : Chart
{
    public required IReadOnlyList<LineSeries> Series { get; init; }

    public required Text Vertical { get; init; }

    public required Text Horizontal { get; init; }

    public FigureUnit Unit { get; init; }

    public FigureUnit HorizontalUnit { get; init; }

    /// <summary>The names of positions where they are no numbers, such as dates; null for round numbers.</summary>
    public Func<double, Printer, string>? NameOf { get; init; }

    /// <summary>The positions that may be named when <see cref="NameOf"/> is given.</summary>
    public double[] Named { get; init; } = [];

    public IReadOnlyList<Mark> Marks { get; init; } = [];

    public double? Most { get; init; }

    public bool IsLogarithmic { get; init; }

    public override double HeightAt(double width, Printer printer) =>
        (width < 500 ? 240 : 300) + Frame.MoreHeight(width, [.. Series.Select(series => printer.In(series.Name))], printer, Vertical, Horizontal);

    public override void Draw(Svg svg, Box area, Printer printer)
    {
        var legend = Series.Select(series => new LegendItem(series.Name, Css(series), IsLine: true)).ToList();
        var frame = new Frame(svg, area, printer, legend, Vertical, Horizontal);
        var plot = frame.Plot;
        var most = Most ?? Series.SelectMany(series => (series.Upper ?? series.Y).Concat(series.Y)).Where(double.IsFinite).DefaultIfEmpty(1).Max();
        var least = Series.SelectMany(series => (series.Lower ?? series.Y).Concat(series.Y)).Where(double.IsFinite).DefaultIfEmpty(0).Min();
        var vertical = Axis.Linear(Math.Min(least, 0), Math.Max(most, 0), plot.Bottom, plot.Y, ticks: 4, isWhole: Unit == FigureUnit.Count);
        var all = Series.SelectMany(series => series.X).Concat(Marks.Where(mark => mark.IsVertical).Select(mark => mark.Value))
            .Where(double.IsFinite).DefaultIfEmpty(0).ToList();
        var horizontal = IsLogarithmic
            ? Axis.Logarithmic(Math.Max(all.Min(), 1e-12), all.Max(), plot.X, plot.Right)
            : Axis.Linear(all.Min(), all.Max(), plot.X, plot.Right, plot.Width < 350 ? 4 : 7, HorizontalUnit == FigureUnit.Count, isTight: true);
        frame.DrawVertical(svg, printer, vertical, Unit);
        if (NameOf is null)
            frame.DrawHorizontal(svg, printer, horizontal, HorizontalUnit);
        else
            frame.DrawHorizontal(svg, Named.Select(x => (horizontal.At(x), NameOf(x, printer))));
        foreach (var series in Series)
            DrawBand(svg, series, horizontal, vertical);
        foreach (var series in Series)
            DrawLine(svg, series, horizontal, vertical);
        foreach (var mark in Marks)
            DrawMark(svg, printer, mark, frame, horizontal, vertical);
    }

    private static string Css(LineSeries series) => $"mv-l{series.Colour}" + (series.Kind == LineKind.Dashed ? " mv-dash" : "");

    private static void DrawBand(Svg svg, LineSeries series, Axis horizontal, Axis vertical)
    {
        if (series.Lower is not { } lower || series.Upper is not { } upper)
            return;
        var known = Enumerable.Range(0, series.X.Length).Where(at => double.IsFinite(lower[at]) && double.IsFinite(upper[at])).ToList();
        if (known.Count < 2)
            return;
        var path = new StringBuilder();
        Trace(path, [.. known.Select(at => series.X[at])], [.. known.Select(at => upper[at])], series.Kind, horizontal, vertical, isFirst: true);
        known.Reverse();
        Trace(path, [.. known.Select(at => series.X[at])], [.. known.Select(at => lower[at])], series.Kind, horizontal, vertical, isFirst: false,
            isBackwards: true);
        svg.Path(path.Append('Z').ToString(), $"mv-band{series.Colour}");
    }

    private static void DrawLine(Svg svg, LineSeries series, Axis horizontal, Axis vertical)
    {
        if (series.Kind == LineKind.Points || series.X.Length == 1)
        {
            for (var i = 0; i < series.X.Length; i++)
            {
                if (double.IsFinite(series.Y[i]))
                    svg.Circle(horizontal.At(series.X[i]), vertical.At(series.Y[i]), 3.5, $"mv-c{series.Colour}");
            }

            return;
        }

        var path = new StringBuilder();
        Trace(path, series.X, series.Y, series.Kind, horizontal, vertical, isFirst: true);
        if (path.Length > 0)
            svg.Path(path.ToString(), Css(series));
    }

    private static void Trace(
        StringBuilder path, double[] xs, double[] ys, LineKind kind, Axis horizontal, Axis vertical, bool isFirst, bool isBackwards = false)
    {
        var isOpen = !isFirst;
        var before = double.NaN;
        for (var i = 0; i < xs.Length; i++)
        {
            if (!double.IsFinite(ys[i]))
            {
                isOpen = false;
                continue;
            }

            var (x, y) = (horizontal.At(xs[i]), vertical.At(ys[i]));
            if (isOpen && kind == LineKind.Steps && double.IsFinite(before))
                path.Append(isBackwards ? 'V' : 'H').Append(Svg.Number(isBackwards ? y : x));
            path.Append(isOpen ? 'L' : 'M').Append(Svg.Number(x)).Append(' ').Append(Svg.Number(y));
            (isOpen, before) = (true, y);
        }
    }

    private static void DrawMark(Svg svg, Printer printer, Mark mark, Frame frame, Axis horizontal, Axis vertical)
    {
        if (mark.IsVertical)
        {
            frame.DrawMark(svg, horizontal.At(mark.Value), printer.In(mark.Name));
            return;
        }

        var (plot, y) = (frame.Plot, vertical.At(mark.Value));
        svg.Line(plot.X, y, plot.Right, y, "mv-mark");
        svg.TryText(plot.Right, y - 4, printer.In(mark.Name), plot, anchor: Anchor.End);
    }
}
