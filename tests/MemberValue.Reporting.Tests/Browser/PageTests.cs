using MemberValue.Members;
using MemberValue.Tests.Conventions;
using PuppeteerSharp;
using PuppeteerSharp.Media;

namespace MemberValue.Reporting.Tests.Browser;

/// <summary>The page in a real browser: every figure there is, in both languages, light and dark, wide and narrow, and in print.</summary>
public class PageTests(Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>One folder per build: the tests of both frameworks run at the same time.</summary>
    internal static readonly string Screenshots = Path.Combine(
        Repository.Root, ".artifacts", "report-screenshots", Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)));

    public static TheoryData<string, bool, int> Forms => new()
    {
        { "en", false, 820 }, { "en", true, 820 }, { "zh", false, 820 }, { "zh", true, 820 },
        { "en", false, 360 }, { "en", true, 360 }, { "zh", false, 360 }, { "zh", true, 360 },
    };

    [BrowserTheory]
    [MemberData(nameof(Forms))]
    public async Task The_page_is_whole_quiet_and_accessible(string language, bool isDark, int width)
    {
        await using var opened = await chromium.OpenAsync(Samples.Page(language).ToHtml(), width, isDark);
        var page = opened.Page;
        Directory.CreateDirectory(Screenshots);
        await page.ScreenshotAsync(
            Path.Combine(Screenshots, $"{language}.{(isDark ? "dark" : "light")}.{width}.png"), new ScreenshotOptions { FullPage = true });
        Assert.Empty(await page.EvaluateFunctionAsync<string[]>(PageLaw.Faults));
        await page.EvaluateFunctionAsync("() => document.querySelectorAll('details').forEach(details => details.open = true)");
        Assert.Equal(width, await page.EvaluateFunctionAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.Empty(await PageLaw.ViolationsAsync(page));
        Assert.Empty(opened.Said);
        Assert.StartsWith("file:", Assert.Single(opened.Asked), StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData("en", 820, false)]
    [InlineData("zh", 360, true)]
    public async Task The_page_of_a_real_shop_is_whole(string language, int width, bool isDark)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var html = RealShop.Report(language).ToHtml();
        var took = clock.ElapsedMilliseconds;
        await using var opened = await chromium.OpenAsync(html, width, isDark);
        Directory.CreateDirectory(Screenshots);
        await opened.Page.ScreenshotAsync(Path.Combine(Screenshots, $"shop.{language}.{width}.png"), new ScreenshotOptions { FullPage = true });
        await File.WriteAllTextAsync(Path.Combine(Screenshots, $"shop.{language}.html"), html);
        await File.WriteAllTextAsync(Path.Combine(Screenshots, $"shop.{language}.txt"), FormattableString.Invariant($"{html.Length} characters, {took} ms\n"));
        Assert.Empty(await opened.Page.EvaluateFunctionAsync<string[]>(PageLaw.Faults));
        Assert.Empty(await PageLaw.ViolationsAsync(opened.Page));
        Assert.Empty(opened.Said);
    }

    [BrowserTheory]
    [InlineData("en", 0)]
    [InlineData("en", 1)]
    [InlineData("zh", 1)]
    [InlineData("en", 10)]
    [InlineData("zh", 10)]
    public async Task The_page_of_few_members_is_whole(string language, int members)
    {
        var log = MemberLog.Read(members == 0 ? [] : Shop.Rows(members), EdgeTests.Year);
        var html = MemberReport.Of(Shop.Valuator.Assess(log.Table()), log, new ReportOptions { Language = language, ShowKeys = true }).ToHtml();
        await using var opened = await chromium.OpenAsync(html, 360, isDark: false);
        Directory.CreateDirectory(Screenshots);
        await opened.Page.ScreenshotAsync(Path.Combine(Screenshots, $"members-{members}.{language}.png"), new ScreenshotOptions { FullPage = true });
        Assert.Empty(await opened.Page.EvaluateFunctionAsync<string[]>(PageLaw.Faults));
        Assert.Empty(await PageLaw.ViolationsAsync(opened.Page));
        Assert.Empty(opened.Said);
    }

    [BrowserTheory]
    [InlineData(360)]
    [InlineData(820)]
    public async Task Amounts_of_any_length_stand_below_the_title_on_one_line(int width)
    {
        var report = new MemberReport(new ReportOptions { Currency = "EUR" });
        foreach (var amount in (double[])[1, 8_300_066, 343_578_086, 282_716_152_000, 999_999_999_999_999, 12])
            report.AddFact(Text.Of("Expected value over the next 12 months"), FigureCell.Money(amount));
        await using var opened = await chromium.OpenAsync(report.ToHtml(), width, isDark: false);
        Assert.Empty(await opened.Page.EvaluateFunctionAsync<string[]>(PageLaw.Faults));
        Assert.Equal(width, await opened.Page.EvaluateFunctionAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.True(await opened.Page.EvaluateFunctionAsync<double>(
            "() => Math.max(...[...document.querySelectorAll('dd')].map(amount => amount.getBoundingClientRect().height))") < 40);
    }

    [BrowserTheory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task The_keyboard_reaches_every_table(string language)
    {
        await using var opened = await chromium.OpenAsync(Samples.Page(language).ToHtml(), 820, isDark: false);
        var page = opened.Page;
        var figures = await page.EvaluateFunctionAsync<int>("() => document.querySelectorAll('details').length");
        var (summaries, boxes) = (new HashSet<string>(), new HashSet<string>());
        for (var press = 0; press < (2 * figures) + 20; press++)
        {
            await page.Keyboard.PressAsync("Tab");
            var focused = await page.EvaluateFunctionAsync<string[]>(
                "() => [document.activeElement.tagName + document.activeElement.className, document.activeElement.closest('figure')?.id ?? '']");
            if (focused[0] == "SUMMARY" && summaries.Add(focused[1]))
                await page.Keyboard.PressAsync("Enter");
            else if (focused[0] == "DIVmv-scroll")
                boxes.Add(focused[1]);
        }

        Assert.Equal(figures, summaries.Count);
        Assert.Equal(figures, boxes.Count);
    }

    [BrowserTheory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task In_print_the_tables_are_open_and_the_page_is_light(string language)
    {
        await using var opened = await chromium.OpenAsync(Samples.Page(language).ToHtml(), 820, isDark: true);
        var page = opened.Page;
        await page.EmulateMediaTypeAsync(MediaType.Print);
        Assert.Empty(await page.EvaluateFunctionAsync<string[]>(
            "() => [...document.querySelectorAll('figure')].filter(f => f.querySelector('table').getBoundingClientRect().height < 20).map(f => f.id)"));
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateFunctionAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.Empty(await page.EvaluateFunctionAsync<string[]>(PageLaw.Faults));
        var pdf = await page.PdfDataAsync(new PdfOptions { Format = PaperFormat.A4, PrintBackground = true });
        Directory.CreateDirectory(Screenshots);
        await File.WriteAllBytesAsync(Path.Combine(Screenshots, $"{language}.pdf"), pdf);
        Assert.True(pdf.Length > 50_000, $"The PDF has {pdf.Length} bytes.");
        Assert.Empty(opened.Said);
    }
}
