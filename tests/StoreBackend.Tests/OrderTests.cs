using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using MemberValue.Members;

namespace StoreBackend.Tests;

[Collection(SharedStores.Name)]
public class OrderTests(LoadedStores stores)
{
    private static readonly DateOnly Today = new(2011, 12, 10); // where the store's clock starts
    private static readonly DateTimeOffset ThisMorning = new(2011, 12, 10, 8, 30, 0, TimeSpan.Zero);

    public static TheoryData<string> Stores => StoreKind.All;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_order_changes_the_assessment_at_once_as_a_full_rebuild_would(string kind)
    {
        var store = await stores.OfAsync(kind);
        const string Member = "16745";
        var before = await store.Process.GetAsync($"/members/{Member}");
        Assert.NotEqual(JsonValueKind.Null, before.GetProperty("alarm").ValueKind);

        var after = await Created(await store.Process.PostOrderAsync(new { number = "T-1", member = Member, orderedAt = ThisMorning, amount = 1234.56m }));
        Expected.Base.Check(Expected.Base.TableOf(Today, Row("T-1", Member, ThisMorning, 1234.56m)), Member, after);
        Assert.Equal(before.GetProperty("orders").GetInt32() + 1, after.GetProperty("orders").GetInt32());
        Assert.True(after.GetProperty("risk").GetDouble() < before.GetProperty("risk").GetDouble());
        Assert.Equal(JsonValueKind.Null, after.GetProperty("alarm").ValueKind);
        Assert.Equal(after.ToString(), (await store.Process.GetAsync($"/members/{Member}")).ToString());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_same_order_again_changes_nothing_and_another_of_its_number_is_refused(string kind)
    {
        var store = await stores.OfAsync(kind);
        const string Member = "12347";
        var order = new { number = "T-2", member = Member, orderedAt = ThisMorning, amount = 20m };
        var first = await Created(await store.Process.PostOrderAsync(order));
        using var again = await store.Process.PostOrderAsync(order);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(first.ToString(), (await again.Content.ReadFromJsonAsync<JsonElement>()).ToString());

        using var other = await store.Process.PostOrderAsync(order with { amount = 21m });
        Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        using var others = await store.Process.PostOrderAsync(order with { member = "12348" });
        Assert.Equal(HttpStatusCode.Conflict, others.StatusCode);
        Assert.Equal(first.ToString(), (await store.Process.GetAsync($"/members/{Member}")).ToString());
        Assert.Equal(["orders=1"], store.Data.Rows("SELECT COUNT(*) AS orders FROM orders WHERE number = 'T-2'"));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_late_order_goes_where_it_belongs(string kind)
    {
        var store = await stores.OfAsync(kind);
        const string Member = "14911"; // buys every few days
        var late = new DateTimeOffset(2011, 3, 6, 12, 0, 0, TimeSpan.Zero);
        Assert.DoesNotContain(Expected.Base.Invoices, row => row.Member == Member && $"{row.Time}".StartsWith("2011-03-06", StringComparison.Ordinal));
        var after = await Created(await store.Process.PostOrderAsync(new { number = "T-3", member = Member, orderedAt = late, amount = 77.7m }));
        Expected.Base.Check(Expected.Base.TableOf(Today, Row("T-3", Member, late, 77.7m)), Member, after);
        Assert.Equal(Expected.Base.Table[Member].Purchases + 1, after.GetProperty("purchases").GetInt32());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_refund_is_an_order_below_zero(string kind)
    {
        var store = await stores.OfAsync(kind);
        const string Member = "13089";
        var after = await Created(await store.Process.PostOrderAsync(new { number = "T-4", member = Member, orderedAt = ThisMorning, amount = -250m }));
        Expected.Base.Check(Expected.Base.TableOf(Today, Row("T-4", Member, ThisMorning, -250m)), Member, after);
        Assert.Equal(Expected.Base.Table[Member].Net - 250, after.GetProperty("net").GetDecimal());
        Assert.Equal(Expected.Base.Table[Member].Purchases, after.GetProperty("purchases").GetInt32());
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Of_many_orders_at_once_for_one_member_none_is_lost(string kind)
    {
        var store = await stores.OfAsync(kind);
        const string Known = "15311", Unknown = "a new member";
        var orders = Enumerable.Range(0, 12).SelectMany(i => new[]
        {
            new { number = $"T-5-{i}", member = Known, orderedAt = ThisMorning.AddMinutes(i), amount = 10.01m + i },
            new { number = $"T-6-{i}", member = Unknown, orderedAt = ThisMorning.AddDays(-i), amount = 5m + i }, // every day one, in any order: many are late
        }).ToList();
        // Each twice, as a caller does whose first try timed out.
        var responses = await Task.WhenAll(orders.Concat(orders).Select(order => store.Process.PostOrderAsync(order)));
        Assert.Equal(orders.Count, responses.Count(response => response.StatusCode == HttpStatusCode.Created));
        Assert.Equal(orders.Count, responses.Count(response => response.StatusCode == HttpStatusCode.OK));
        foreach (var response in responses)
            response.Dispose();

        var table = Expected.Base.TableOf(Today, orders.Select(order => Row(order.number, order.member, order.orderedAt, order.amount)));
        foreach (var member in (string[])[Known, Unknown])
        {
            var actual = await store.Process.GetAsync($"/members/{Uri.EscapeDataString(member)}");
            Expected.Base.Check(table, member, actual);
            Assert.Equal([$"orders={actual.GetProperty("orders").GetInt32()}"],
                store.Data.Rows($"SELECT COUNT(*) AS orders FROM orders WHERE member = '{member}' AND amount >= 0"));
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_bad_order_is_answered_with_field_value_and_range(string kind)
    {
        var store = await stores.OfAsync(kind);
        var errors = await Bad(store, """{ "number": " B-1", "member": "", "orderedAt": "2011-12-09 12:50:00", "amount": "ten" }""");
        Assert.Equal(["amount", "member", "number", "orderedAt"], errors.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("amount is \"ten\"; it must be a number from -1000000000 through 1000000000 with at most 4 decimals; negative for a refund.",
            errors["amount"]);
        Assert.StartsWith("member is \"\"; it must be a text of 1 to 64 characters", errors["member"], StringComparison.Ordinal);
        Assert.StartsWith("number is \" B-1\"; it must be a text of 1 to 64 characters", errors["number"], StringComparison.Ordinal);
        Assert.StartsWith("orderedAt is \"2011-12-09 12:50:00\"; it must be a time with an offset, such as 2011-12-09T12:50:00Z", errors["orderedAt"],
            StringComparison.Ordinal);

        errors = await Bad(store, """{ "number": "B-2", "member": "a\u0000b", "orderedAt": "2031-01-01T00:00:00Z", "amount": 0.00001 }""");
        Assert.Equal(["amount", "member", "orderedAt"], errors.Keys.Order(StringComparer.Ordinal));
        errors = await Bad(store, """{ "number": "\ud800", "member": "12347", "orderedAt": "2011-12-09T10:00:00Z", "amount": 1e300 }""");
        Assert.Equal(["amount", "number"], errors.Keys.Order(StringComparer.Ordinal));
        errors = await Bad(store, "{}");
        Assert.All(errors, error => Assert.StartsWith($"{error.Key} is missing; it must be ", error.Value, StringComparison.Ordinal));
        foreach (var body in (string[])["", "[]", "null", "{\"number\":", new string('[', 100)])
            Assert.Equal(["body"], (await Bad(store, body)).Keys);
        Assert.Equal(["orders=0"], store.Data.Rows("SELECT COUNT(*) AS orders FROM orders WHERE number LIKE 'B-%'"));
    }

    private static async Task<Dictionary<string, string>> Bad(LoadedStore store, string body)
    {
        using var response = await store.Process.Http.PostAsync("/orders", new StringContent(body, Encoding.UTF8, "application/json"));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.BadRequest, text);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        return JsonDocument.Parse(text).RootElement.GetProperty("errors").EnumerateObject()
            .ToDictionary(error => error.Name, error => error.Value[0].GetString()!, StringComparer.Ordinal);
    }

    private static async Task<JsonElement> Created(HttpResponseMessage response)
    {
        using (response)
        {
            Assert.True(response.StatusCode == HttpStatusCode.Created, await response.Content.ReadAsStringAsync());
            return await response.Content.ReadFromJsonAsync<JsonElement>();
        }
    }

    private static Transaction<string> Row(string number, string member, DateTimeOffset time, decimal amount) => new(member, time, amount) { OrderId = number };
}
