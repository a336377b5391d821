using PuppeteerSharp;

namespace MemberValue.Reporting.Tests.Browser;

/// <summary>The picture in the README: four figures of the page of the real shop, side by side.</summary>
public class ReadmePictureTests(Chromium chromium) : IClassFixture<Chromium>
{
    // The page keeps its own style; only what is shown changes.
    private const string Choose = """
        (keep) => {
          const page = document.querySelector('.mv-page');
          const figures = keep.map(id => document.querySelector(`figure[id="${id}"]`));
          if (figures.includes(null))
            return 'There is no figure ' + keep[figures.indexOf(null)];
          const [title, facts] = [page.querySelector('h1'), page.querySelector('.mv-facts')];
          page.replaceChildren(title, facts, ...figures);
          page.style.cssText = 'max-width:none;padding:16px;display:grid;grid-template-columns:1fr 1fr;gap:14px';
          for (const wide of [title, facts])
            wide.style.cssText = 'grid-column:1/-1;margin:0';
          for (const figure of figures) {
            figure.style.margin = '0';
            figure.querySelectorAll('details, p').forEach(part => part.remove());
          }
          return '';
        }
        """;

    [BrowserTheory]
    [InlineData("en", false)]
    [InlineData("en", true)]
    [InlineData("zh", false)]
    [InlineData("zh", true)]
    public async Task The_picture_of_the_readme_is_drawn(string language, bool isDark)
    {
        await using var opened = await chromium.OpenAsync(RealShop.Report(language).ToHtml(), 1240, isDark);
        string[] keep = ["segments", "stage-flow", "rfm-value", "stages"];
        Assert.Equal("", await opened.Page.EvaluateFunctionAsync<string>(Choose, [keep]));
        Directory.CreateDirectory(PageTests.Screenshots);
        var file = Path.Combine(PageTests.Screenshots, $"report-{(isDark ? "dark" : "light")}{(language == "en" ? "" : $".{language}")}.png");
        var page = await opened.Page.QuerySelectorAsync(".mv-page");
        await page.ScreenshotAsync(file);
        Assert.True(new FileInfo(file).Length > 20_000);
        Assert.Empty(opened.Said);
    }
}
