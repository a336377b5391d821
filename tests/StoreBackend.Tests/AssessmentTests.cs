using System.Net;
using System.Text;
using System.Text.Json;

namespace StoreBackend.Tests;

[Collection(SharedStores.Name)]
public class AssessmentTests(LoadedStores stores)
{
    public static TheoryData<string> Stores => StoreKind.All;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Assessments_of_the_nightly_job_are_those_of_the_library_called_directly(string kind)
    {
        var store = await stores.OfAsync(kind);
        var table = Expected.Base.Table;
        Assert.Equal(table.Count, store.MemberRows.Count);
        // Of all kinds: every 97th member, and those who bought nothing or returned more than they bought.
        var keys = table.Keys.Where((_, row) => row % 97 == 0).Concat(table.Keys.Where(key => table[key].Net < 0).Take(5)).ToList();
        Assert.True(keys.Count > 45);
        foreach (var key in keys)
            Expected.Base.Check(table, key, await store.Process.GetAsync($"/members/{key}"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_assessment_says_why_in_both_languages(string kind)
    {
        var store = await stores.OfAsync(kind);
        var worst = (await store.Process.GetAsync("/warnings?size=1")).GetProperty("members")[0];
        var member = await store.Process.GetAsync($"/members/{worst.GetProperty("id").GetString()}");
        var reasons = member.GetProperty("reasons");
        foreach (var part in (string[])["summary", "segment", "segmentName", "stage"])
        {
            Assert.NotEmpty(reasons.GetProperty(part).GetProperty("en").GetString()!);
            Assert.Contains(reasons.GetProperty(part).GetProperty("zh").GetString()!, letter => letter is >= '\u4e00' and <= '\u9fff');
        }

        Assert.NotEqual(0, reasons.GetProperty("risk").GetArrayLength());
        Assert.NotEmpty(reasons.GetProperty("advice").GetProperty("id").GetString()!);
        Assert.Equal(90, reasons.GetProperty("purchaseHorizonDays").GetDouble());
        Assert.Equal(0, reasons.GetProperty("missing").GetArrayLength());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Summaries_count_every_member_once(string kind)
    {
        var store = await stores.OfAsync(kind);
        foreach (var path in (string[])["/summary/segments", "/summary/stages"])
        {
            var lines = (await store.Process.GetAsync(path)).EnumerateArray().ToList();
            var column = path.EndsWith("stages", StringComparison.Ordinal) ? "stage" : "segment";
            var counted = store.Data.Rows($"SELECT COUNT(*) FROM members WHERE {column} IS NOT NULL")[0].Split('=')[1];
            Assert.Equal(counted, lines.Sum(line => line.GetProperty("members").GetInt32()).ToString(System.Globalization.CultureInfo.InvariantCulture));
            Assert.Equal(1, lines.Sum(line => line.GetProperty("share").GetDouble()), 12);
            Assert.All(lines, line =>
                Assert.NotEqual(line.GetProperty("name").GetProperty("en").GetString(), line.GetProperty("name").GetProperty("zh").GetString()));
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Warnings_come_by_value_at_risk_page_by_page(string kind)
    {
        var store = await stores.OfAsync(kind);
        var all = Ids(await store.Process.GetAsync("/warnings?size=500"), out var first);
        Assert.True(all.Count > 100);
        var atRisk = first.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("valueAtRisk").GetDouble()).ToList();
        Assert.Equal(atRisk.OrderDescending(), atRisk);
        var second = Ids(await store.Process.GetAsync("/warnings?size=40&page=2"), out _);
        Assert.Equal(all.Skip(40).Take(40), second);
        Assert.Equal(
            $"count={first.GetProperty("total").GetInt32()}",
            store.Data.Rows("SELECT COUNT(*) AS count FROM members WHERE alarm_on")[0]);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task What_is_not_there_is_a_problem_and_never_a_stack_trace(string kind)
    {
        var store = await stores.OfAsync(kind);
        foreach (var path in (string[])["/members/nobody", "/members/%01", "/jobs/99", "/jobs/x", "/nowhere"])
        {
            using var response = await store.Process.Http.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }

        // A client that asks first, because the server does not read on.
        using var tooLarge = new HttpRequestMessage(HttpMethod.Post, "/orders") { Content = new ByteArrayContent(new byte[31_000_000]) };
        tooLarge.Content.Headers.ContentType = new("application/json");
        tooLarge.Headers.ExpectContinue = true;
        using var large = await store.Process.Http.SendAsync(tooLarge);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        Assert.Equal("application/problem+json", large.Content.Headers.ContentType?.MediaType);
        using var file = await store.Process.Http.PostAsync(
            "/import", new StringContent("Invoice,Time,Customer,NetAmount\n1,noon,3,4\n", Encoding.UTF8, "text/csv"));
        Assert.Equal(HttpStatusCode.BadRequest, file.StatusCode);
        Assert.Contains("Line 2: Time is 'noon'; it must be a time on the shop's clock such as 2011-12-09 12:50:00.", await file.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);

        using var page = await store.Process.Http.GetAsync("/warnings?page=0&size=501");
        var errors = JsonDocument.Parse(await page.Content.ReadAsStringAsync()).RootElement.GetProperty("errors");
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
        Assert.Equal("page is 0; it must be a whole number from 1 through 1000000.", errors.GetProperty("page")[0].GetString());
        Assert.Equal("size is 501; it must be a whole number from 1 through 500.", errors.GetProperty("size")[0].GetString());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task It_describes_itself_and_says_how_it_is(string kind)
    {
        var store = await stores.OfAsync(kind);
        var paths = (await store.Process.GetAsync("/openapi/v1.json")).GetProperty("paths").EnumerateObject().Select(path => path.Name)
            .Order(StringComparer.Ordinal);
        Assert.Equal(
            [
                "/import", "/jobs/nightly", "/jobs/{id}", "/members", "/members/report", "/members/{id}", "/members/{id}/report", "/orders", "/report",
                "/summary/segments", "/summary/stages", "/warnings",
            ], paths);
        Assert.Equal("Healthy", await store.Process.Http.GetStringAsync("/health/live"));
        Assert.Equal("Healthy", await store.Process.Http.GetStringAsync("/health/ready"));
    }

    private static List<string> Ids(JsonElement page, out JsonElement same)
    {
        same = page;
        return [.. page.GetProperty("members").EnumerateArray().Select(member => member.GetProperty("id").GetString()!)];
    }
}
