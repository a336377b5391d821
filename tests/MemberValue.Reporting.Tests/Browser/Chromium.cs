using PuppeteerSharp;

namespace MemberValue.Reporting.Tests.Browser;

/// <summary>
/// The browser that the tests run in: MEMBERVALUE_CHROMIUM, or Debian's. It is started once and shared. On a busy machine of two cores, with the tests of
/// another framework beside it, a start or a full page can take longer than Puppeteer's 30 s: it has minutes, and what is awaited is an event, never a time.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private const int Patience = 240_000; // ms

    private IBrowser? _browser;

    /// <summary>The program; null where there is none, and the tests are skipped.</summary>
    public static string? Program { get; } =
        new[] { Environment.GetEnvironmentVariable("MEMBERVALUE_CHROMIUM"), "/usr/bin/chromium" }.FirstOrDefault(File.Exists);

    public async Task InitializeAsync() => _browser = Program is null
        ? null
        : await Puppeteer.LaunchAsync(new LaunchOptions
        {
            ExecutablePath = Program,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
            Timeout = Patience,
            ProtocolTimeout = Patience,
        });

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
    }

    internal async Task<OpenedPage> OpenAsync(string html, int width, bool isDark)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("report-").FullName, "report.html");
        await File.WriteAllTextAsync(file, html);
        return await OpenAsync(new Uri(file), width, isDark, file);
    }

    /// <summary>Opens a page of a server, in the language that the browser prefers.</summary>
    internal Task<OpenedPage> OpenAsync(Uri address, int width, bool isDark, string language) => OpenAsync(address, width, isDark, null, language);

    private async Task<OpenedPage> OpenAsync(Uri address, int width, bool isDark, string? file, string? language = null)
    {
        var page = await _browser!.NewPageAsync();
        (page.DefaultTimeout, page.DefaultNavigationTimeout) = (Patience, Patience);
        var opened = new OpenedPage(page, file);
        if (language is not null)
            await page.SetExtraHttpHeadersAsync(new Dictionary<string, string> { ["Accept-Language"] = language });
        await page.SetViewportAsync(new ViewPortOptions { Width = width, Height = 1_000 });
        await page.EmulateMediaFeaturesAsync(
            [new MediaFeatureValue { MediaFeature = MediaFeature.PrefersColorScheme, Value = isDark ? "dark" : "light" }]);
        await page.GoToAsync(address.AbsoluteUri);
        await page.EvaluateExpressionAsync("document.fonts.ready.then(() => true)"); // texts have their final widths
        return opened;
    }
}

/// <summary>A page in the browser, with all that it asked for and said.</summary>
internal sealed class OpenedPage : IAsyncDisposable
{
    private readonly string? _file; // of the page, deleted with it

    public OpenedPage(IPage page, string? file)
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
        if (_file is not null)
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
