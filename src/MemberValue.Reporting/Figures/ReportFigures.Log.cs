using MemberValue.Members;
using MemberValue.Reporting.Charts;
using MemberValue.Reporting.Page;

namespace MemberValue.Reporting;

public static partial class ReportFigures
{
    /// <summary>What became of the rows of the log: how many were used, and how many were skipped for which reason.</summary>
    /// <exception cref="ArgumentNullException">The report is null.</exception>
    public static Figure LogRows(IngestionReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        List<Bar> bars =
        [
            new(Text.Of("Sales", "销售行"), report.SaleRows),
            new(Text.Of("Refunds", "退款行"), report.RefundRows),
            .. report.SkippedByReason.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)
                .Select(pair => new Bar(Skipped(IngestionReport.NameOfReason(pair.Key)), pair.Value, null, 7)),
        ];
        var skipped = report.Read == 0 ? 0 : report.Skipped / (double)report.Read;
        var sentence = report.Skipped == 0
            ? Invariant($"All {report.Read:#,0} rows were used.", $"全部{report.Read:#,0}行都被采用。")
            : Invariant(
                $"{report.Read:#,0} rows were read; {Printer.Percent(skipped)} of them could not be used, for the reasons below.",
                $"读入{report.Read:#,0}行，其中{Printer.Percent(skipped)}无法采用，原因如下。");
        return new Figure(
            "log-rows", Text.Of("Rows of the log", "流水的行数"), Text.Join([sentence, .. report.Warnings]),
            new FigureTable(
                [Text.Of("Rows", "行"), Text.Of("Number", "行数")],
                [.. bars.Select(bar => (IReadOnlyList<FigureCell>)[FigureCell.Of(bar.Name), FigureCell.Count(bar.Value)])]),
            new BarList(bars, FigureUnit.Count));
    }

    private static Text Skipped(Text reason) => Text.Of($"Skipped: {reason.English}", $"跳过：{reason.Chinese}");
}
