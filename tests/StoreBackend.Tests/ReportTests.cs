using System.Net;
using System.Net.Http.Headers;
using MemberValue.Reporting;
using MemberValue.Reporting.Tests.Browser;

namespace StoreBackend.Tests;

/// <summary>The pages of the store: the report of the last night and that of a member, over HTTP and in a real browser.</summary>
[Collection(SharedStores.Name)]
public class ReportTests(LoadedStores stores, Chromium chromium) : IClassFixture<Chromium>
{
    public static TheoryData<string> Stores => StoreKind.All;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_report_of_the_last_night_comes_in_the_language_that_is_asked_for(string kind)
    {
        var http = (await stores.OfAsync(kind)).Process.Http;
        foreach (var (query, prefers, language) in ((string, string?, string)[])
        [
            ("", null, "en"), ("", "zh-CN,zh;q=0.9,en;q=0.8", "zh"), ("", "de,fr;q=0.9", "en"), ("", "en;q=0.5,zh;q=0.7", "zh"), ("", "zh;q=0", "en"),
            ("", "*", "en"), ("?lang=zh", "en", "zh"), ("?lang=zh-Hans-CN", null, "zh"), ("?lang=EN", "zh", "en"),
        ])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/report" + query);
            if (prefers is not null)
                request.Headers.TryAddWithoutValidation("Accept-Language", prefers);
            using var answer = await http.SendAsync(request);
            var html = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.OK, html);
            Assert.Contains($"<html lang=\"{(language == "zh" ? "zh-CN" : "en")}\">", html, StringComparison.Ordinal);
            Assert.Equal(language == "zh" ? "zh-CN" : "en", Assert.Single(answer.Content.Headers.ContentLanguage));
            Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
            Holds(answer, html);
            foreach (var figure in (string[])["log-rows", "activity", "segments", "stages", "fitted", "members-at-risk", "purchase-rates"])
                Assert.Contains($"id=\"{figure}\"", html, StringComparison.Ordinal);
            Assert.DoesNotContain("16745", html, StringComparison.Ordinal); // members are numbered
        }

        foreach (var bad in (string[])["/report?lang=de", "/report?lang=", "/members/16745/report?lang=%3Cb%3E"])
        {
            using var answer = await http.GetAsync(bad);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("it must be one of en, zh", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_reader_who_has_the_page_is_told_so(string kind)
    {
        var http = (await stores.OfAsync(kind)).Process.Http;
        foreach (var path in (string[])["/report", "/members/12347/report"])
        {
            using var first = await http.GetAsync(path);
            var tag = first.Headers.ETag!;
            Assert.False(tag.IsWeak);
            using var again = new HttpRequestMessage(HttpMethod.Get, path);
            again.Headers.IfNoneMatch.Add(tag);
            using var same = await http.SendAsync(again);
            Assert.Equal((HttpStatusCode.NotModified, ""), (same.StatusCode, await same.Content.ReadAsStringAsync()));
            Assert.Equal(tag, same.Headers.ETag);

            using var chinese = new HttpRequestMessage(HttpMethod.Get, path + "?lang=zh");
            chinese.Headers.IfNoneMatch.Add(tag);
            using var other = await http.SendAsync(chinese);
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
            Assert.NotEqual(tag, other.Headers.ETag);

            using var head = await http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            Assert.Equal((HttpStatusCode.OK, tag, ""), (head.StatusCode, head.Headers.ETag, await head.Content.ReadAsStringAsync()));
        }

        using var report = await http.GetAsync("/report");
        var modified = report.Content.Headers.LastModified;
        Assert.NotNull(modified);
        foreach (var (since, status) in ((DateTimeOffset?, HttpStatusCode)[])
            [(modified, HttpStatusCode.NotModified), (modified - TimeSpan.FromSeconds(1), HttpStatusCode.OK)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/report");
            request.Headers.IfModifiedSince = since;
            using var answer = await http.SendAsync(request);
            Assert.Equal(status, answer.StatusCode);
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_members_page_says_the_words_of_the_assessment_and_draws_the_path(string kind)
    {
        var store = (await stores.OfAsync(kind)).Process;
        var id = Expected.Base.Table.Keys.First(key => Expected.Base.Table[key].Purchases > 4);
        var member = await store.GetAsync($"/members/{id}");
        foreach (var language in (string[])["en", "zh"])
        {
            using var answer = await store.Http.GetAsync($"/members/{id}/report?lang={language}");
            var html = await answer.Content.ReadAsStringAsync();
            Holds(answer, html);
            var text = WebUtility.HtmlDecode(html);
            Assert.Contains(member.GetProperty("reasons").GetProperty("summary").GetProperty(language).GetString()!, text, StringComparison.Ordinal);
            Assert.Contains(member.GetProperty("reasons").GetProperty("segment").GetProperty(language).GetString()!, text, StringComparison.Ordinal);
            Assert.Contains("id=\"member-path\"", html, StringComparison.Ordinal);

            // A yes in the table for each purchase of the library's row.
            var yes = language == "en" ? "<td>yes</td>" : "<td>是</td>";
            var rows = html.Split(yes).Length - 1;
            Assert.InRange(rows, 1, Expected.Base.Table[id].Purchases);
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Members_of_any_id_have_a_page_where_the_address_is_made(string kind)
    {
        var store = (await stores.OfAsync(kind)).Process;
        string[] ids =
        [
            ".", "..", "a/../b", "/", "a/report", "report", "a b", "a?b", "%2F", "+", "<script>alert('x')</script>", "\"", "张三", "\ud83d\ude00",
            new('x', 64),
        ];
        foreach (var (id, i) in ids.Select((id, i) => (id, i)))
        {
            using var posted = await store.PostOrderAsync(new { number = $"R-{i}", member = id, orderedAt = "2011-12-09T10:00:00Z", amount = 1 + i });
            Assert.True(posted.StatusCode == HttpStatusCode.Created, await posted.Content.ReadAsStringAsync());
            Assert.Equal(id, (await store.GetAsync(posted.Headers.Location!.ToString())).GetProperty("id").GetString());
            using var answer = await store.Http.GetAsync(StoreBackend.Endpoints.ReportEndpoints.UrlOf(id));
            var html = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{id}: {html}");
            Holds(answer, html);
            Assert.Contains($"<h1>{WebUtility.HtmlEncode(id)}</h1>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        }

        foreach (var path in (string[])["/members/nobody/report", "/members/%01/report", "/members/report?id=%20x", $"/members/{new string('x', 65)}/report"])
        {
            using var answer = await store.Http.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        }

        using var missing = await store.Http.GetAsync("/members/report");
        Assert.Equal(HttpStatusCode.BadRequest, missing.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Before_the_first_night_there_is_no_report_and_a_member_has_a_page_without_a_path(string kind)
    {
        using var data = new StoreData(kind);
        using var store = await StoreProcess.StartAsync(data);
        using var none = await store.Http.GetAsync("/report");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Contains("the nightly run makes it", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var posted = await store.PostOrderAsync(new { number = "1", member = "ann", orderedAt = "2011-12-09T10:00:00Z", amount = -5 });
        posted.EnsureSuccessStatusCode();
        Assert.Contains("has not bought yet", await store.Http.GetStringAsync("/members/ann/report"), StringComparison.Ordinal);
        using var more = await store.PostOrderAsync(new { number = "2", member = "ann", orderedAt = "2011-12-09T10:00:00Z", amount = 50 });
        Assert.Contains("还没有购买模型", await store.Http.GetStringAsync("/members/ann/report?lang=zh"), StringComparison.Ordinal);
    }

    [BrowserTheory]
    [InlineData("/report", "en", 820, false)]
    [InlineData("/report", "zh-CN", 360, true)]
    [InlineData("/members/12748/report", "en", 360, false)]
    [InlineData("/members/12748/report", "zh-CN", 820, true)]
    public async Task In_a_browser_a_page_is_whole_quiet_and_accessible(string path, string language, int width, bool isDark)
    {
        var store = await stores.OfAsync(StoreKind.Sqlite);
        var address = new Uri(store.Process.Http.BaseAddress!, path);
        await using var opened = await chromium.OpenAsync(address, width, isDark, language);
        var shots = Path.Combine(AppContext.BaseDirectory, "Screenshots");
        Directory.CreateDirectory(shots);
        await opened.Page.ScreenshotAsync(
            Path.Combine(shots, $"{path.Trim('/').Replace('/', '-')}.{language}.png"), new PuppeteerSharp.ScreenshotOptions { FullPage = true });
        Assert.Empty(await opened.Page.EvaluateFunctionAsync<string[]>(PageLaw.Faults));
        Assert.Equal(width, await opened.Page.EvaluateFunctionAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.Equal(language, await opened.Page.EvaluateFunctionAsync<string>("() => document.documentElement.lang"));
        Assert.Equal([address.AbsoluteUri], opened.Asked);
        Assert.Empty(opened.Said);
        await opened.Page.SetBypassCSPAsync(true); // axe is a script, which the policy of the header forbids
        await opened.Page.ReloadAsync();
        Assert.Empty(await PageLaw.ViolationsAsync(opened.Page));
    }

    private static void Holds(HttpResponseMessage answer, string html)
    {
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(MemberReport.ContentPolicy, policy);
        Assert.Contains($"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">", html, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.Equal(new CacheControlHeaderValue { Private = true, NoCache = true }, answer.Headers.CacheControl);
        Assert.Equal("Accept-Language", Assert.Single(answer.Headers.Vary));
    }
}
