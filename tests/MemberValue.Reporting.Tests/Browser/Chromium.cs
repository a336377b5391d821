using PuppeteerSharp;

namespace MemberValue.Reporting.Tests.Browser;

/// <summary>The browser that the tests run in: MEMBERVALUE_CHROMIUM, or Debian's. It is started once and shared.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IBrowser? _browser;

    /// <summary>The program; null where there is none, and the tests are skipped.</summary>
    public static string? Program { get; } =
        new[] { Environment.GetEnvironmentVariable("MEMBERVALUE_CHROMIUM"), "/usr/bin/chromium" }.FirstOrDefault(File.Exists);

    public async Task InitializeAsync() => _browser = Program is null
        ? null
        : await Puppeteer.LaunchAsync(new LaunchOptions { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
    }

    internal async Task<OpenedPage> OpenAsync(string html, int width, bool isDark)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("report-").FullName, "report.html");
        await File.WriteAllTextAsync(file, html);
        var page = await _browser!.NewPageAsync();
        var opened = new OpenedPage(page, file);
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 1_000 });
        await page.EmulateMediaFeaturesAsync(
            [new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = isDark ? "dark" : "light" }]);
        await page.GoToAsync(new Uri(file).AbsoluteUri);
        return opened;
    }
}

/// <summary>A page in the browser, with all that it asked for and said.</summary>
internal sealed class OpenedPage : IAsyncDisposable
{
    private readonly string _file;

    public OpenedPage(IPage page, string file)
    {
        (Page, _file) = (page, file);
        page.Console += (_, message) => Said.Add(message.Message.Text);
        page.PageError += (_, error) => Said.Add(error.Message);
        page.Request += (_, request) => Asked.Add(request.Request.Url);
    }

    public IPage Page { get; }

    public System.Collections.Concurrent.ConcurrentBag<string> Said { get; } = [];

    public System.Collections.Concurrent.ConcurrentBag<string> Asked { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await Page.DisposeAsync();
        Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);
    }
}

/// <summary>A test in the browser; skipped, with the reason, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        if (Chromium.Program is null)
            Skip = "There is no browser: install chromium, or name one in MEMBERVALUE_CHROMIUM.";
    }
}
