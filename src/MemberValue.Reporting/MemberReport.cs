using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MemberValue.Members;
using MemberValue.Reporting.Drawing;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting;

/// <summary>
/// A report on one HTML page: figures in the order in which a manager asks. The page has no script, makes no request and works under a strict content
/// policy, which it carries; the same results give the same bytes.
/// </summary>
public sealed partial class MemberReport
{
    private readonly ReportOptions _options;
    private readonly Printer _printer;
    private readonly List<(ReportSection Section, Figure Figure)> _figures = [];
    private readonly List<(Text Name, FigureCell Value)> _facts = [];
    private Text? _lead;

    /// <summary>Makes an empty report.</summary>
    /// <param name="options">Language, title, currency, sections; null for the defaults.</param>
    /// <exception cref="ArgumentException">The language is empty.</exception>
    public MemberReport(ReportOptions? options = null)
    {
        _options = options ?? new();
        _printer = FigureOptions.PrinterOf(new FigureOptions { Language = _options.Language, Currency = _options.Currency });
    }

    /// <summary>The style sheet of the page: what <see cref="Figure.ToHtml"/> needs in a page of your own, once.</summary>
    public static string StyleSheet => Style.Page;

    /// <summary>
    /// The content policy that the page carries, for a host that sends it as a header: nothing may be loaded or run, and the one style sheet is named by its
    /// hash.
    /// </summary>
    public static string ContentPolicy { get; } = "default-src 'none'; style-src 'sha256-"
        + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style.Page))) + "'; base-uri 'none'; form-action 'none'";

    /// <summary>The figures in the order of the page.</summary>
    public IReadOnlyList<Figure> Figures => [.. Sorted().Select(pair => pair.Figure)];

    /// <summary>Adds a figure behind those of its section, unless the options leave the section out.</summary>
    /// <exception cref="ArgumentException">A figure of this name is in the report.</exception>
    public MemberReport Add(ReportSection section, Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        if (_figures.Exists(pair => pair.Figure.Id == figure.Id))
            throw new ArgumentException($"The report has a figure named {figure.Id}; each must have a name of its own.", nameof(figure));
        if (_options.Sections is null || _options.Sections.Contains(section))
            _figures.Add((section, figure));
        return this;
    }

    /// <summary>Adds a number to those below the title.</summary>
    internal MemberReport AddFact(Text name, FigureCell value)
    {
        _facts.Add((name, value));
        return this;
    }

    /// <summary>Sets the sentence below the title.</summary>
    internal MemberReport Lead(Text lead)
    {
        _lead = lead;
        return this;
    }

    /// <summary>The page.</summary>
    public string ToHtml()
    {
        var html = new StringBuilder();
        var title = Svg.Escape(_printer.In(_options.Title ?? ReportTexts.Title));
        html.Append(CultureInfo.InvariantCulture,
            $"<!DOCTYPE html>\n<html lang=\"{(_printer.IsChinese ? "zh-CN" : Svg.Escape(_printer.Language))}\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append(CultureInfo.InvariantCulture, $"<meta http-equiv=\"Content-Security-Policy\" content=\"{ContentPolicy}\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"referrer\" content=\"no-referrer\">\n")
            .Append(CultureInfo.InvariantCulture,
                $"<title>{title}</title>\n<style>{StyleSheet}</style>\n</head>\n<body>\n<div class=\"mv-page\">\n<header>\n<h1>{title}</h1>\n");
        if (_lead is not null)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"mv-lead\">{Svg.Escape(_printer.In(_lead))}</p>\n");
        WriteFacts(html);
        html.Append("</header>\n");
        var sections = Sorted().GroupBy(pair => pair.Section).ToList();
        WriteContents(html, sections.ConvertAll(section => section.Key));
        html.Append("<main>\n");
        var options = new FigureOptions { Language = _options.Language, Currency = _options.Currency };
        foreach (var section in sections)
        {
            var id = IdOf(section.Key);
            html.Append(CultureInfo.InvariantCulture,
                $"<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{Svg.Escape(_printer.In(ReportTexts.Of(section.Key)))}</h2>\n");
            foreach (var (_, figure) in section)
                html.Append(figure.ToHtml(options));
            html.Append("</section>\n");
        }

        return html.Append("</main>\n</div>\n</body>\n</html>\n").ToString();
    }

    /// <summary>Writes the page as UTF-8.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException">The stream is null.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Encoding.UTF8.GetBytes(ToHtml()));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{_figures.Count} figures: {string.Join(", ", Figures.Select(figure => figure.Id))}";

    private static string IdOf(ReportSection section) => section switch
    {
        ReportSection.Log => "log",
        ReportSection.Members => "members",
        ReportSection.Movement => "movement",
        ReportSection.Value => "value",
        ReportSection.Risk => "risk",
        ReportSection.Actions => "actions",
        _ => "models",
    };

    private IEnumerable<(ReportSection Section, Figure Figure)> Sorted() => _figures.OrderBy(pair => pair.Section);

    private void WriteFacts(StringBuilder html)
    {
        if (_facts.Count == 0)
            return;
        html.Append("<dl class=\"mv-facts\">\n");
        foreach (var (name, value) in _facts)
            html.Append(CultureInfo.InvariantCulture, $"<div><dt>{Svg.Escape(_printer.In(name))}</dt><dd>{Svg.Escape(value.Print(_printer))}</dd></div>\n");
        html.Append("</dl>\n");
    }

    private void WriteContents(StringBuilder html, List<ReportSection> sections)
    {
        if (sections.Count < 2)
            return;
        html.Append(CultureInfo.InvariantCulture, $"<nav aria-label=\"{Svg.Escape(_printer.In(ReportTexts.Contents))}\"><ol>\n");
        foreach (var section in sections)
            html.Append(CultureInfo.InvariantCulture, $"<li><a href=\"#{IdOf(section)}\">{Svg.Escape(_printer.In(ReportTexts.Of(section)))}</a></li>\n");
        html.Append("</ol></nav>\n");
    }
}
