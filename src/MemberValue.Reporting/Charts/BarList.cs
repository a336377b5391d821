using MemberValue.Members;
using MemberValue.Reporting.Drawing;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting.Charts;

/// <summary>A bar and its name.</summary>
/// <param name="Name">What the bar counts.</param>
/// <param name="Value">Its length; 0 or more. NaN where there is none.</param>
/// <param name="Note">What is said behind the value; null for nothing.</param>
/// <param name="Colour">Which of the colours the bar has.</param>
internal sealed record Bar(Text Name, double Value, Func<Printer, string>? Note = null, int Colour = 0);

/// <summary>Horizontal bars: the name stands above its bar, on as many lines as it needs, and the value at its right or, where both are long, below.</summary>
internal sealed class BarList(IReadOnlyList<Bar> bars, FigureUnit unit) : Chart
{
    private const double Line = 15;
    private const double BarAndGap = 21;
    private const double LeastRoom = 0.4; // of the width, for a name beside its value

    public override double HeightAt(double width, Printer printer) =>
        bars.Count == 0 ? Line + BarAndGap + 2 : 2 + bars.Sum(bar => (LinesOf(bar, width, printer).Count * Line) + BarAndGap);

    public override void Draw(Svg svg, Box area, Printer printer)
    {
        var most = bars.Select(bar => bar.Value).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        var y = area.Y + 2;
        foreach (var bar in bars)
        {
            foreach (var (name, value) in LinesOf(bar, area.Width, printer))
            {
                if (name.Length > 0)
                    svg.Text(area.X, y + 13, name);
                if (value.Length > 0)
                    svg.Text(area.Right, y + 13, value, "mv-mute", Anchor.End);
                y += Line;
            }

            svg.Rect(new Box(area.X, y + 3, area.Width, 11), "mv-track", 2);
            if (most > 0 && bar.Value > 0)
                svg.Rect(new Box(area.X, y + 3, Math.Max(area.Width * bar.Value / most, 1), 11), $"mv-c{bar.Colour % Colours}", 2);
            y += BarAndGap;
        }
    }

    private List<(string Name, string Value)> LinesOf(Bar bar, double width, Printer printer)
    {
        var (value, note) = (double.IsFinite(bar.Value) ? printer.Print(bar.Value, unit) : "", bar.Note?.Invoke(printer) ?? "");
        value = value.Length == 0 || note.Length == 0 ? value + note : value + (printer.IsChinese ? "" : " ") + note;
        var room = width - TextWidth.Of(value, FontSize.Label) - 10;
        var isBeside = room >= LeastRoom * width;
        var lines = TextWidth.Lines(printer.In(bar.Name), FontSize.Label, isBeside ? room : width).ConvertAll(name => (Name: name, Value: ""));
        if (isBeside || (lines.Count == 1 && TextWidth.Of(lines[0].Name, FontSize.Label) <= room))
            lines[0] = (lines[0].Name, value);
        else
            lines.AddRange(TextWidth.Lines(value, FontSize.Label, width).Select(line => ("", line)));
        return lines;
    }
}
