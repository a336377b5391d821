using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace StoreBackend.Tests;

/// <summary>Texts that callers send: whatever they are, the answer is the member or a problem that names the field, and never a fault of the server.</summary>
[Collection(SharedStores.Name)]
public class RequestTests(LoadedStores stores)
{
    public static TheoryData<string> Stores => StoreKind.All;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Every_id_is_read_and_forgotten_at_the_location_it_is_given(string kind)
    {
        var store = await stores.OfAsync(kind);
        string[] ids =
        [
            ".", "..", "a/../b", "./x", "a//b", "/", "/a", "a/", "a/b", "a b", "a;b", "a?b", "a#b", "a&b=c", "%2F", "a%2Fb", "%", "%2e", "+", "a+b", "\\", "\"",
            "'", "张三", "\ud83d\ude00", "<b>", "a:b", "~", "id=1", new string('x', 64), new string('张', 64),
        ];
        foreach (var (id, i) in ids.Select((id, i) => (id, i)))
        {
            using var posted = await store.Process.PostOrderAsync(new { number = $"I-{i}", member = id, orderedAt = "2011-12-09T10:00:00Z", amount = 1 + i });
            Assert.True(posted.StatusCode == HttpStatusCode.Created, $"{id}: {await posted.Content.ReadAsStringAsync()}");
            var location = posted.Headers.Location!.ToString();
            var member = await store.Process.GetAsync(location);
            Assert.Equal((id, 1m + i), (member.GetProperty("id").GetString(), member.GetProperty("net").GetDecimal()));
            Assert.Equal(id, (await store.Process.GetAsync($"/members?id={Uri.EscapeDataString(id)}")).GetProperty("id").GetString());
        }

        foreach (var id in (string[])[".", "a/../b", "a?b", "张三"]) // the same addresses forget
        {
            var location = StoreBackend.Endpoints.MemberEndpoints.UrlOf(id);
            using var gone = await store.Process.Http.DeleteAsync(location);
            Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
            using var again = await store.Process.Http.GetAsync(location);
            Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        }

        Assert.Equal(
            "id is missing; it must be the id of a member, in the path or as ?id=.", await ErrorAsync(await store.Process.Http.GetAsync("/members"), "id"));
        await ErrorAsync(await store.Process.Http.GetAsync("/members/"), "id");
        await ErrorAsync(await store.Process.Http.DeleteAsync("/members?id="), "id");
        foreach (var id in (string[])[new string('x', 65), new string('x', 5_000), "%00", "%0a", "%ff", "%ed%a0%80", " x"])
        {
            using var answer = await store.Process.Http.GetAsync($"/members?id={id}");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.True((await answer.Content.ReadAsStringAsync()).Length < 1_000);
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Texts_that_are_none_are_named_by_field(string kind)
    {
        var store = await stores.OfAsync(kind);
        foreach (var (text, fields) in ((byte[], string[])[])
        [
            (Order("\\ud800", "ann"), ["number"]),
            (Order("X-1", "\\udc00\\ud800"), ["member"]),
            (Order("X-1", "a\\u0000b"), ["member"]),
            (Order("X-1", "\0"), ["body"]), // not allowed in JSON
            (Order("X-1", new string('x', 65)), ["member"]),
            (Order(new string('x', 100_000), ""), ["member", "number"]),
            ([.. Order("X-1", "ann").Select(value => value == (byte)'n' ? (byte)0xff : value)], ["body"]),
            ([.. Order("X-1", "ann")[..^1], 0xc3, (byte)'}'], ["body"]),
            (Encoding.UTF8.GetBytes("\"\\ud800\""), ["body"]),
            (Encoding.UTF8.GetBytes("{\"\\ud800\":1}"), ["amount", "member", "number", "orderedAt"]),
            (Encoding.Unicode.GetBytes("{}"), ["body"]),
        ])
        {
            using var body = new ByteArrayContent(text);
            using var answer = await store.Process.Http.PostAsync("/orders", body);
            var said = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{answer.StatusCode}: {said}");
            var errors = JsonDocument.Parse(said).RootElement.GetProperty("errors").EnumerateObject().Select(error => error.Name);
            Assert.Equal(fields, errors.Order(StringComparer.Ordinal));
            Assert.True(said.Length < 2_000);
        }

        Assert.Equal(["orders=0"], store.Data.Rows("SELECT COUNT(*) AS orders FROM orders WHERE number LIKE 'X-%'"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_bad_row_of_a_file_is_named_by_line_column_and_value(string kind)
    {
        var store = await stores.OfAsync(kind);
        foreach (var (row, column) in ((string, string)[])
        [
            ("Y-1,9999-12-31 23:59:59,ann,5", "Time is '9999-12-31 23:59:59'; it must be a time from 1990-01-01 through now"),
            ("Y-1,2012-12-31 10:00:00,ann,5", "Time"),
            ("Y-1,0001-01-01 00:00:00,ann,5", "Time"),
            ($"{new string('y', 65)},2011-12-01 10:00:00,ann,5", "Invoice"),
            (",2011-12-01 10:00:00,ann,5", "Invoice"),
            ("Y-1,2011-12-01 10:00:00,a\0b,5", "Customer"),
            ($"Y-1,2011-12-01 10:00:00,{new string('a', 70_000)},5", "Customer"),
            ("Y-1,2011-12-01 10:00:00,ann,1e300", "NetAmount"),
            ("Y-1,2011-12-01 10:00:00,ann,NaN", "NetAmount"),
        ])
        {
            var said = await RefusedAsync(store, Encoding.UTF8.GetBytes($"Invoice,Time,Customer,NetAmount\nY-0,2011-12-01 10:00:00,,5\n{row}\n"));
            Assert.Contains($"Line 3: {column}", said, StringComparison.Ordinal);
        }

        byte[] latin = [.. "Invoice,Time,Customer,NetAmount\nY-1,2011-12-01 10:00:00,"u8, 0xff, .. ",5\n"u8];
        Assert.Contains("UTF-8", await RefusedAsync(store, latin), StringComparison.Ordinal);
        Assert.Empty(store.Data.Rows("SELECT number FROM orders WHERE number LIKE 'Y-%'"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Orders_are_counted_without_what_went_back(string kind)
    {
        var store = await stores.OfAsync(kind);
        JsonElement member = default;
        foreach (var (number, amount) in ((string, decimal)[])[("Z-1", 20), ("Z-2", 30), ("Z-3", -30), ("Z-4", -5)])
        {
            using var answer = await store.Process.PostOrderAsync(new { number, member = "counted", orderedAt = "2011-12-08T10:00:00Z", amount });
            member = await answer.Content.ReadFromJsonAsync<JsonElement>();
        }

        Assert.Equal((2, 15m), (member.GetProperty("orders").GetInt32(), member.GetProperty("net").GetDecimal()));
        Assert.Equal(["rows_held=4"], store.Data.Rows("SELECT rows_held FROM members WHERE id = 'counted'"));
    }

    private static byte[] Order(string number, string member) =>
        Encoding.UTF8.GetBytes($$"""{"number":"{{number}}","member":"{{member}}","orderedAt":"2011-12-09T10:00:00Z","amount":1}""");

    private static async Task<string> RefusedAsync(LoadedStore store, byte[] file)
    {
        using var body = new ByteArrayContent(file);
        using var answer = await store.Process.Http.PostAsync("/import", body);
        var said = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, $"{answer.StatusCode}: {said}");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(said.Length < 1_000);
        return said;
    }

    private static async Task<string> ErrorAsync(HttpResponseMessage answer, string field)
    {
        using (answer)
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            var said = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            return said.RootElement.GetProperty("errors").GetProperty(field)[0].GetString()!;
        }
    }
}
