using MemberValue.Members;
using MemberValue.Reporting.Drawing;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting.Charts;

/// <summary>A bar and its name.</summary>
/// <param name="Name">What the bar counts.</param>
/// <param name="Value">Its length; 0 or more.</param>
/// <param name="Note">What is said behind the value; null for nothing.</param>
/// <param name="Colour">Which of the colours the bar has.</param>
internal sealed record Bar(Text Name, double Value, Func<Printer, string>? Note = null, int Colour = 0);

/// <summary>Horizontal bars, one line each: the name stands above its bar, so that long names in any language have room.</summary>
internal sealed class BarList(IReadOnlyList<Bar> bars, FigureUnit unit) : Chart
{
    private const double Line = 36;

    public override double HeightAt(double width) => (Math.Max(bars.Count, 1) * Line) + 2;

    public override void Draw(Svg svg, Box area, Printer printer)
    {
        var most = bars.Select(bar => bar.Value).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        for (var i = 0; i < bars.Count; i++)
        {
            var (bar, y) = (bars[i], area.Y + 2 + (i * Line));
            var value = printer.Print(bar.Value, unit) + (bar.Note is null ? "" : "  " + bar.Note(printer));
            var room = area.Width - TextWidth.Of(value, FontSize.Label) - 10;
            svg.Text(area.X, y + 13, TextWidth.Fit(printer.In(bar.Name), FontSize.Label, room) ?? "…");
            svg.Text(area.Right, y + 13, TextWidth.Fit(value, FontSize.Label, area.Width) ?? "…", "mv-mute", Anchor.End);
            svg.Rect(new Box(area.X, y + 18, area.Width, 11), "mv-track", 2);
            if (most > 0 && bar.Value > 0)
                svg.Rect(new Box(area.X, y + 18, Math.Max(area.Width * bar.Value / most, 1), 11), $"mv-c{bar.Colour % Colours}", 2);
        }
    }
}
