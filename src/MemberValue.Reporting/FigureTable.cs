using System.Text;
using MemberValue.Members;
using MemberValue.Reporting.Drawing;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting;

/// <summary>The numbers behind a figure: named columns, and rows of as many cells.</summary>
public sealed class FigureTable
{
    internal const int MostRows = 60; // a table of more rows is cut, and says so

    internal FigureTable(IReadOnlyList<Text> columns, IReadOnlyList<IReadOnlyList<FigureCell>> rows)
    {
        foreach (var row in rows)
        {
            if (row.Count != columns.Count)
                throw new ArgumentException($"A row has {row.Count} cells, and there are {columns.Count} columns.", nameof(rows));
        }

        (Columns, Rows) = (columns, rows);
    }

    /// <summary>The names of the columns; the first says what a row is about.</summary>
    public IReadOnlyList<Text> Columns { get; }

    /// <summary>The rows, each with one cell per column.</summary>
    public IReadOnlyList<IReadOnlyList<FigureCell>> Rows { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Rows.Count} rows of {string.Join(", ", Columns.Select(column => column.English))}";

    internal void WriteTo(StringBuilder html, Printer printer)
    {
        html.Append("<details><summary>").Append(Svg.Escape(printer.In(ReportTexts.Numbers)))
            .Append("</summary>\n<div class=\"mv-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"")
            .Append(Svg.Escape(printer.In(ReportTexts.Numbers))).Append("\"><table><thead><tr>");
        foreach (var column in Columns)
            html.Append("<th scope=\"col\">").Append(Svg.Escape(printer.In(column))).Append("</th>");
        html.Append("</tr></thead><tbody>\n");
        foreach (var row in Rows.Take(MostRows))
        {
            html.Append("<tr>");
            for (var column = 0; column < row.Count; column++)
            {
                var text = Svg.Escape(row[column].Print(printer));
                html.Append(column == 0 ? $"<th scope=\"row\">{text}</th>" : row[column].Text is null ? $"<td class=\"mv-n\">{text}</td>" : $"<td>{text}</td>");
            }

            html.Append("</tr>\n");
        }

        html.Append("</tbody></table></div>");
        if (Rows.Count > MostRows)
            html.Append("<p>").Append(Svg.Escape(printer.In(ReportTexts.FurtherRows(Rows.Count - MostRows)))).Append("</p>");
        html.Append("</details>\n");
    }
}
