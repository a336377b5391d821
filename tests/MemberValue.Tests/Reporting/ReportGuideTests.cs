using MemberValue.Assessment;
using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Reporting;
using MemberValue.Rfm;

namespace MemberValue.Tests.Reporting;

/// <summary>The examples of docs/report.md.</summary>
public class ReportGuideTests
{
    private static readonly Transaction<string>[] Rows =
    [
        new("ann", new DateOnly(2024, 1, 5), 100), new("ann", new DateOnly(2024, 3, 1), 120), new("ann", new DateOnly(2024, 5, 20), 80),
        new("bob", new DateOnly(2024, 2, 2), 40), new("cem", new DateOnly(2024, 6, 1), 75),
    ];

    [Fact]
    public void A_report_of_assessments_is_one_page()
    {
        var options = new MemberValuatorOptions { Rfm = new RfmOptions(), Clv = new ClvOptions { Method = ClvMethod.Historic } };
        var path = Path.GetTempFileName();
        var rows = Rows;

        // example: report-page
        var log = MemberLog.Read(rows);
        var table = log.Table();
        var valuator = MemberValuator.Create(options, MemberModels.Fit(table, options));

        var report = MemberReport.Of(valuator.Assess(table), log, new ReportOptions { Language = "en", Currency = "EUR" });
        using (var file = File.Create(path))
            report.Save(file);
        // example end
        Assert.Equal(report.ToHtml(), File.ReadAllText(path));
        Assert.Contains("monetary", report.ToString(), StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public void A_report_of_your_own_takes_figures_one_by_one()
    {
        var table = MemberLog.Read(Rows).Table();
        var evaluation = BinaryEvaluation.Of([true, false, true, false], [0.8, 0.1, 0.6, 0.7]);

        // example: report-own
        var report = new MemberReport(new ReportOptions { Language = "zh", Title = Text.Of("Spring review", "春季回顾") })
            .Add(ReportSection.Value, ReportFigures.Monetary(table.Columns))
            .Add(ReportSection.Models, ReportFigures.Roc(evaluation));
        string html = report.ToHtml();
        // example end
        Assert.Contains("<h1>春季回顾</h1>", html, StringComparison.Ordinal);
        Assert.Equal(["monetary", "roc"], report.Figures.Select(figure => figure.Id));
    }

    [Fact]
    public void Hours_are_counted_beside_the_log()
    {
        var (options, rows, report) = (new MemberTableOptions(), Rows, new MemberReport());

        // example: report-activity
        var hours = new WeekActivityBuilder(options); // the options that the log is read with
        hours.AddRange(rows);
        WeekActivity activity = hours.Build();         // parts add up: activity.Merge(other)

        report.Add(ReportSection.Log, ReportFigures.Activity(activity));
        // example end
        Assert.Equal(5, activity.Total.Sales);
        Assert.Equal("weekdays", Assert.Single(report.Figures).Id);
    }

    [Fact]
    public void A_figure_stands_alone()
    {
        var table = MemberLog.Read(Rows).Table();

        // example: report-figure
        Figure figure = ReportFigures.Frequency(table.Columns);
        string svg = figure.ToSvg(new FigureOptions { Language = "en", Width = 600 }); // a document: a file, or an image in a mail
        string html = figure.ToHtml();                                                // an element for a page of your own
        string style = MemberReport.StyleSheet;                                       // once in that page
        string policy = MemberReport.ContentPolicy;                                   // for the header Content-Security-Policy
        // example end
        Assert.StartsWith("<svg", svg, StringComparison.Ordinal);
        Assert.StartsWith("<figure", html, StringComparison.Ordinal);
        Assert.NotEmpty(style);
        Assert.Contains("sha256-", policy, StringComparison.Ordinal);
    }
}
