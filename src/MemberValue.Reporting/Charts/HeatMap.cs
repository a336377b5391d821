using MemberValue.Members;
using MemberValue.Reporting.Drawing;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting.Charts;

/// <summary>
/// A grid of values as tones from little to much, printed in the cells where there is room, or else with a scale of the tones. NaN is a cell that does not
/// exist.
/// </summary>
internal sealed class HeatMap : Chart
{
    private const double Row = 26;
    private const double Scale = 26; // below, where values are not printed
    private const double Tile = 16;

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

    public override double HeightAt(double width, Printer printer) =>
        (ColumnTitle is null && RowTitle is null ? 0 : 18) + 20 + (Rows.Count * Row) + (IsPrinted(printer, width) ? 0 : Scale);

    public override void Draw(Svg svg, Box area, Printer printer)
    {
        var most = double.IsNaN(Most) ? Values.Where(double.IsFinite).DefaultIfEmpty(1).Max() : Most;
        var left = LeftOf(printer);
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
        var isPrinted = IsPrinted(printer, area.Width);
        for (var row = 0; row < Rows.Count; row++)
        {
            var y = top + (row * Row);
            svg.Text(area.X + left - 6, y + (Row / 2) + 4, printer.In(Rows[row]), anchor: Anchor.End);
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

        if (!isPrinted)
            DrawScale(svg, printer, new Box(area.X + left, top + (Rows.Count * Row) + 6, area.Width - left, Scale - 6), most);
    }

    /// <summary>What the weakest and the strongest tone stand for.</summary>
    private void DrawScale(Svg svg, Printer printer, Box area, double most)
    {
        var x = area.Right - TextWidth.Of(InCell(printer, most), FontSize.Label);
        svg.Text(area.Right, area.Y + 13, InCell(printer, most), "mv-mute", Anchor.End);
        for (var tone = Tones - 1; tone >= 0; tone--)
        {
            x -= Tile;
            svg.Rect(new Box(x - 4, area.Y + 3, Tile, 11), $"mv-q{tone}");
        }

        svg.Text(x - 8, area.Y + 13, printer.Short(0, Unit), "mv-mute", Anchor.End);
    }

    /// <summary>The room of the rows' names, which are short: levels, periods, weekdays, numbers.</summary>
    private double LeftOf(Printer printer) => Rows.Select(row => TextWidth.Of(printer.In(row), FontSize.Label)).DefaultIfEmpty(0).Max() + 8;

    /// <summary>All values are printed or none, so that no reader takes an empty cell for a small number.</summary>
    private bool IsPrinted(Printer printer, double width)
    {
        var cell = (width - LeftOf(printer)) / Math.Max(Columns.Count, 1);
        return Values.Where(double.IsFinite).All(value => TextWidth.Of(InCell(printer, value), FontSize.Label) < cell - 3);
    }

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
