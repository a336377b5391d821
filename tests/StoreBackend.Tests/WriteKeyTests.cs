using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.Options;

namespace StoreBackend.Tests;

/// <summary>Requests that write carry the key of the settings; those that read need none.</summary>
public class WriteKeyTests
{
    private const string Key = "0123456789abcdef-secret";

    private static readonly object Order = new { number = "K-1", member = "ann", orderedAt = "2011-06-01T10:00:00Z", amount = 5 };

    [Fact]
    public async Task Without_the_key_nothing_is_written()
    {
        using var data = new StoreData(StoreKind.Sqlite);
        await using var store = await InProcessStore.StartAsync(data, ("Api:Key", Key));
        foreach (var (method, path) in ((HttpMethod, string)[])
        [
            (HttpMethod.Post, "/orders"), (HttpMethod.Post, "/import"), (HttpMethod.Post, "/jobs/nightly"), (HttpMethod.Delete, "/members/ann"),
            (HttpMethod.Delete, "/members?id=ann"), (HttpMethod.Put, "/orders"), (HttpMethod.Post, "/nowhere"),
        ])
        {
            foreach (var given in (string?[])[null, "", "Bearer", "Bearer ", "Bearer wrong", $"Bearer {Key[..^1]}", $"Bearer {Key}x", $"Basic {Key}", Key])
            {
                using var request = new HttpRequestMessage(method, path);
                if (given is not null)
                    request.Headers.TryAddWithoutValidation("Authorization", given);
                if (path == "/orders")
                    request.Content = JsonContent.Create(Order);
                using var answer = await store.Http.SendAsync(request);
                Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
                Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
                Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
                Assert.DoesNotContain(Key[..8], await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            }
        }

        Assert.Equal(["rows=0"], data.Rows("SELECT COUNT(*) AS rows FROM orders"));
        Assert.Empty(data.Rows("SELECT id FROM job_runs"));
    }

    [Fact]
    public async Task With_the_key_requests_write_and_without_it_they_read()
    {
        using var data = new StoreData(StoreKind.Sqlite);
        await using var store = await InProcessStore.StartAsync(data, ("Api:Key", "a-key-of-plain-characters"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/orders") { Content = JsonContent.Create(Order) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "a-key-of-plain-characters");
        using var posted = await store.Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        foreach (var path in (string[])["/members/ann", "/warnings", "/summary/stages", "/openapi/v1.json", "/health/live", "/members/ann/report"])
        {
            using var read = await store.Http.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        }
    }

    [Fact]
    public async Task Without_one_in_the_settings_everybody_may_write()
    {
        using var data = new StoreData(StoreKind.Sqlite);
        await using var store = await InProcessStore.StartAsync(data);
        using var posted = await store.Http.PostAsJsonAsync("/orders", Order);
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
    }

    [Fact]
    public async Task A_key_that_is_too_short_stops_the_start_and_says_so()
    {
        using var data = new StoreData(StoreKind.Sqlite);
        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => InProcessStore.StartAsync(data, ("Api:Key", "short")));
        Assert.Contains("Api:Key is shorter than 16 characters", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_without_a_key_warns_at_its_start()
    {
        using var data = new StoreData(StoreKind.Sqlite);
        using var open = await StoreProcess.StartAsync(data);
        Assert.Contains("Api:Key is not set", open.Output, StringComparison.Ordinal);
        using var other = new StoreData(StoreKind.Sqlite);
        using var closed = await StoreProcess.StartAsync(other, ("Api:Key", "a-key-of-plain-characters"));
        Assert.DoesNotContain("Api:Key", closed.Output, StringComparison.Ordinal);
    }
}
