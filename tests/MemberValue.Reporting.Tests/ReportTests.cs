using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MemberValue.Members;

namespace MemberValue.Reporting.Tests;

/// <summary>The page: what it holds and in which order, and that it needs and betrays nothing.</summary>
public partial class ReportTests
{
    private static MemberReport Whole { get; } = Samples.Page("en");

    [Fact]
    public void The_content_policy_names_the_one_style_sheet_by_its_hash()
    {
        var html = Whole.ToHtml();
        var sheet = Assert.Single(StyleElement().Matches(html)).Groups[1].Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(sheet)));
        Assert.Equal($"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'", MemberReport.ContentPolicy);
        Assert.Contains($"<meta http-equiv=\"Content-Security-Policy\" content=\"{MemberReport.ContentPolicy}\">", html, StringComparison.Ordinal);
        Assert.Equal(sheet, MemberReport.StyleSheet);
    }

    [Fact]
    public void The_page_has_no_script_no_style_of_an_element_and_no_address()
    {
        var html = Whole.ToHtml();
        Assert.DoesNotMatch("(?i)<script|<img|<link|<iframe|<object|javascript:|[ ]style=|[ ]on[a-z]+=", html);
        Assert.DoesNotMatch("(?i)https?:|url\\(|@import|//[a-z]", html);
        Assert.All(Address().Matches(html), match => Assert.StartsWith("#", match.Groups[1].Value, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_name_of_an_element_is_given_once()
    {
        var names = Identifier().Matches(Whole.ToHtml()).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
        var labels = LabelledBy().Matches(Whole.ToHtml()).SelectMany(match => match.Groups[1].Value.Split(' '));
        Assert.Empty(labels.Except(names, StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_results_give_the_same_bytes()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            using var stream = new MemoryStream();
            Samples.Page("en").Save(stream);
            Assert.Equal(Whole.ToHtml(), Encoding.UTF8.GetString(stream.ToArray()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_report_of_assessments_answers_the_questions_in_order()
    {
        var report = MemberReport.Of(Shop.Valuator.Assess(Shop.Table), Shop.Log, new ReportOptions { Currency = "EUR" });
        Assert.Equal(Samples.OfAssessments, report.Figures.Select(figure => figure.Id));
        var html = report.ToHtml();
        Assert.Contains("<dt>Members</dt><dd>60</dd>", html, StringComparison.Ordinal);
        Assert.Contains("Jan 2024 to", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Sections_that_are_not_asked_for_are_left_out()
    {
        var options = new ReportOptions { Sections = [ReportSection.Members] };
        var report = MemberReport.Of(Shop.Valuator.Assess(Shop.Table), Shop.Log, options);
        Assert.NotEmpty(report.Figures);
        Assert.DoesNotContain(report.Figures, figure => figure.Id is "log-rows" or "retention" or "value-distribution");
    }

    [Fact]
    public void Keys_of_members_are_shown_only_where_they_are_asked_for()
    {
        string PageOf(bool showKeys) =>
            MemberReport.Of(Shop.Valuator.Assess(Shop.Table), Shop.Log, new ReportOptions { ShowKeys = showKeys }).ToHtml();
        Assert.DoesNotMatch("\\bm0[0-9][0-9]\\b", PageOf(false));
        Assert.Matches("\\bm0[0-9][0-9]\\b", PageOf(true));
    }

    [Fact]
    public void A_figure_stands_once_in_a_report() =>
        Assert.Throws<ArgumentException>(() => new MemberReport().Add(ReportSection.Log, Samples.LogRows()).Add(ReportSection.Models, Samples.LogRows()));

    [Fact]
    public void An_empty_report_is_a_page()
    {
        var html = new MemberReport(new ReportOptions { Language = "zh" }).ToHtml();
        Assert.Contains("<html lang=\"zh-CN\">", html, StringComparison.Ordinal);
        Assert.Contains("<h1>会员价值报告</h1>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<nav", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 720)]
    [InlineData("en", 299)]
    [InlineData("en", 2_001)]
    public void Options_out_of_their_range_are_refused(string language, int width) =>
        Assert.Throws<ArgumentException>(() => Samples.LogRows().ToSvg(new FigureOptions { Language = language, Width = width }));

    [Fact]
    public void A_long_table_is_cut_and_says_so()
    {
        var rows = Enumerable.Range(0, 61).Select(row => (IReadOnlyList<FigureCell>)[FigureCell.Count(row)]).ToList();
        var html = new StringBuilder();
        new FigureTable([Text.Of("Number")], rows).WriteTo(html, new Page.Printer("en", null));
        Assert.Contains("1 further rows are left out.", html.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new FigureTable([Text.Of("Number"), Text.Of("Other")], rows));
    }

    [GeneratedRegex("<style>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex StyleElement();

    [GeneratedRegex(" (?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Address();

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Identifier();

    [GeneratedRegex(" aria-labelledby=\"([^\"]*)\"")]
    private static partial Regex LabelledBy();
}
