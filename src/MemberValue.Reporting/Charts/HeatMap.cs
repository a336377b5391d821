using MemberValue.Members;
using MemberValue.Reporting.Drawing;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting.Charts;

/// <summary>
/// A grid of values as tones from little to much, printed in the cells where there is room. NaN is a cell that does not exist.
/// </summary>
internal sealed class HeatMap : Chart
{
    private const double Row = 26;

    /// <summary>The names of the rows, from top to bottom.</summary>
    public required IReadOnlyList<Text> Rows { get; init; }

    /// <summary>The names of the columns, from left to right.</summary>
    public required IReadOnlyList<Text> Columns { get; init; }

    /// <summary>The values, row after row.</summary>
    public required double[] Values { get; init; }

    public FigureUnit Unit { get; init; }

    /// <summary>What stands above the names of the rows; null for nothing.</summary>
    public Text? RowTitle { get; init; }

    public Text? ColumnTitle { get; init; }

    /// <summary>The value of the darkest tone; NaN for the highest of all.</summary>
    public double Most { get; init; } = double.NaN;

    public override double HeightAt(double width) => (ColumnTitle is null && RowTitle is null ? 0 : 18) + 20 + (Rows.Count * Row);

    public override void Draw(Svg svg, Box area, Printer printer)
    {
        var most = double.IsNaN(Most) ? Values.Where(double.IsFinite).DefaultIfEmpty(1).Max() : Most;
        var widest = Rows.Select(row => TextWidth.Of(printer.In(row), FontSize.Label)).DefaultIfEmpty(0).Max();
        var left = Math.Min(widest + 8, area.Width * 0.34);
        var top = area.Y;
        if (RowTitle is not null || ColumnTitle is not null)
        {
            if (RowTitle is not null)
                svg.TryText(area.X, top + 12, printer.In(RowTitle), area, "mv-mute");
            if (ColumnTitle is not null)
                svg.TryText(area.Right, top + 12, printer.In(ColumnTitle), area, "mv-mute", Anchor.End);
            top += 18;
        }

        var width = (area.Width - left) / Math.Max(Columns.Count, 1);
        DrawColumnNames(svg, area, printer, left, top + 13, width);
        top += 20;
        var isPrinted = IsPrinted(printer, width);
        for (var row = 0; row < Rows.Count; row++)
        {
            var y = top + (row * Row);
            var name = TextWidth.Fit(printer.In(Rows[row]), FontSize.Label, left - 6);
            if (name is not null)
                svg.Text(area.X + left - 6, y + (Row / 2) + 4, name, anchor: Anchor.End);
            for (var column = 0; column < Columns.Count; column++)
            {
                var value = Values[(row * Columns.Count) + column];
                if (double.IsNaN(value))
                    continue;
                var tone = Tone(most > 0 ? value / most : 0);
                svg.Rect(new Box(area.X + left + (column * width), y, width - 1, Row - 1), $"mv-q{tone}");
                if (isPrinted)
                    svg.Text(area.X + left + ((column + 0.5) * width), y + (Row / 2) + 4, InCell(printer, value), $"mv-t mv-on{tone}", Anchor.Middle);
            }
        }
    }

    /// <summary>All values are printed or none, so that no reader takes an empty cell for a small number.</summary>
    private bool IsPrinted(Printer printer, double width) =>
        Values.Where(double.IsFinite).All(value => TextWidth.Of(InCell(printer, value), FontSize.Label) < width - 3);

    /// <summary>Shares as the table prints them, so that all of a size have as many decimals; all else short.</summary>
    private string InCell(Printer printer, double value) => Unit == FigureUnit.Share ? Printer.Percent(value) : printer.Short(value, Unit);

    private void DrawColumnNames(Svg svg, Box area, Printer printer, double left, double y, double width)
    {
        var widest = Columns.Select(column => TextWidth.Of(printer.In(column), FontSize.Label)).DefaultIfEmpty(0).Max() + 6;
        var every = (int)Math.Max(1, Math.Ceiling(widest / width));
        for (var column = 0; column < Columns.Count; column += every)
        {
            var x = area.X + left + ((column + 0.5) * width);
            var text = printer.In(Columns[column]);
            if (!svg.TryText(x, y, text, area, anchor: Anchor.Middle))
                svg.TryText(area.Right, y, text, area, anchor: Anchor.End);
        }
    }
}
