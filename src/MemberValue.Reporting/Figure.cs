using System.Globalization;
using System.Text;
using MemberValue.Members;
using MemberValue.Reporting.Charts;
using MemberValue.Reporting.Drawing;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting;

/// <summary>
/// One picture of a result: a title, a sentence that says what to see in it, a drawing, and the numbers behind it as a table. Made by the methods of
/// <see cref="ReportFigures"/>; drawn as often as you like, in any language, to the same bytes each time.
/// </summary>
public sealed class Figure
{
    private const double Margin = 3; // fonts differ: texts may be a pixel wider or higher than they were taken for

    private readonly Chart _chart;

    internal Figure(string id, Text title, Text description, FigureTable table, Chart chart)
    {
        (Id, Title, Description, Table, _chart) = (id, title, description, table, chart);
    }

    /// <summary>A short name, unique in a report: lower-case letters, digits and hyphens. The elements of the drawing are named after it.</summary>
    public string Id { get; }

    /// <summary>What is shown.</summary>
    public Text Title { get; }

    /// <summary>What there is to see: the sentence that a screen reader says instead of the picture.</summary>
    public Text Description { get; }

    /// <summary>The numbers behind the drawing.</summary>
    public FigureTable Table { get; }

    /// <summary>The drawing as an SVG document with its own style sheet, for a file, a mail or an image element. Light or dark as its reader prefers.</summary>
    /// <param name="options">Language, currency and width; null for English, no currency and 720 pixels.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public string ToSvg(FigureOptions? options = null)
    {
        var printer = FigureOptions.PrinterOf(options ??= new());
        return Draw(printer, options.Width, Id, $"<style>{Style.Figure}</style>", " xmlns=\"http://www.w3.org/2000/svg\"");
    }

    /// <summary>
    /// A figure element with title, sentence, drawing and table for a page of your own. It has classes and no styles: the page needs
    /// <see cref="MemberReport.StyleSheet"/> once.
    /// </summary>
    /// <param name="options">Language and currency; the drawing is there twice, for wide and for narrow screens, and the style sheet shows one.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public string ToHtml(FigureOptions? options = null)
    {
        var printer = FigureOptions.PrinterOf(options ?? new());
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture,
            $"<figure class=\"mv-figure\" id=\"{Id}\">\n<h3>{Svg.Escape(printer.In(Title))}</h3>\n<p>{Svg.Escape(printer.In(Description))}</p>\n");
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"mv-wide\">{Draw(printer, FigureOptions.Wide, Id + "-w", "", "")}</div>\n");
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"mv-narrow\">{Draw(printer, FigureOptions.Narrow, Id + "-n", "", "")}</div>\n");
        Table.WriteTo(html, printer);
        return html.Append("</figure>\n").ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Id}: {Title.English}";

    private string Draw(Printer printer, int width, string id, string style, string attributes)
    {
        var svg = new Svg();
        var height = _chart.HeightAt(width - (2 * Margin), printer) + (2 * Margin);
        _chart.Draw(svg, new Box(0, 0, width, height).Inset(Margin), printer);
        return $"<svg{attributes} viewBox=\"0 0 {width} {Svg.Number(height)}\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" class=\"mv-svg\">"
            + $"<title id=\"{id}-t\">{Svg.Escape(printer.In(Title))}</title><desc id=\"{id}-d\">{Svg.Escape(printer.In(Description))}</desc>"
            + $"{style}{svg}</svg>";
    }
}
