using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StoreBackend.Data;
using StoreBackend.Nightly;

namespace StoreBackend.Tests;

/// <summary>When the night begins, and when it is tried again: the store in the tests' own process, on a clock that the tests move.</summary>
public class RetryTests
{
    private static readonly DateTimeOffset OneInTheMorning = new(2011, 6, 30, 0, 0, 0, TimeSpan.Zero); // on the clock of London

    [Fact]
    public async Task At_its_time_of_day_the_job_runs_by_itself_and_without_one_it_does_not()
    {
        await using var other = await Store.StartAsync(("Nightly:At", ""));
        await using var store = await Store.StartAsync(("Nightly:At", "02:00"));
        Assert.Equal(TimeSpan.FromHours(1), await store.Time.NextAsync());
        store.Time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(TimeSpan.FromMinutes(1), await store.Time.NextAsync());
        Assert.Empty(store.Data.Rows("SELECT id FROM job_runs"));
        store.Time.Advance(TimeSpan.FromMinutes(1));
        var run = await store.RunAsync(1, "Succeeded");
        Assert.Equal("2011-06-29", run.GetProperty("day").GetString());
        Assert.Equal("done: no orders yet", run.GetProperty("step").GetString());
        Assert.Equal(TimeSpan.FromHours(24), await store.Time.NextAsync());

        other.Time.Advance(TimeSpan.FromDays(2));
        Assert.False(other.Time.IsWaitedFor);
        Assert.Empty(other.Data.Rows("SELECT id FROM job_runs"));
    }

    [Fact]
    public async Task A_night_that_cannot_begin_is_tried_again_after_waits_that_double()
    {
        await using var store = await Store.StartAsync(("Nightly:At", "02:00"));
        Assert.Equal(TimeSpan.FromHours(1), await store.Time.NextAsync());
        store.Database.OpensLeft = 0;
        store.Time.Advance(TimeSpan.FromHours(1));
        foreach (var minutes in (int[])[1, 2, 4, 8, 16, 30, 30])
        {
            Assert.Equal(TimeSpan.FromMinutes(minutes), await store.Time.NextAsync());
            store.Time.Advance(TimeSpan.FromMinutes(minutes));
        }

        await store.Time.NextAsync();
        store.Database.OpensLeft = int.MaxValue;
        store.Time.Advance(TimeSpan.FromMinutes(30));
        await store.RunAsync(1, "Succeeded");
    }

    [Fact]
    public async Task A_run_whose_database_goes_away_goes_on_when_it_is_back()
    {
        await using var store = await Store.StartAsync(("Nightly:At", ""));
        store.Database.OpensLeft = 1; // the run is begun, and nothing after it works
        await store.AskAsync();
        foreach (var minutes in (int[])[1, 2, 4])
        {
            Assert.Equal(TimeSpan.FromMinutes(minutes), await store.Time.NextAsync());
            store.Time.Advance(TimeSpan.FromMinutes(minutes));
        }

        await store.Time.NextAsync();
        store.Database.OpensLeft = int.MaxValue;
        store.Time.Advance(TimeSpan.FromMinutes(8));
        await store.RunAsync(1, "Succeeded");
    }

    [Fact]
    public async Task A_run_that_failed_at_its_last_try_is_marked_when_the_database_is_back()
    {
        await using var store = await Store.StartAsync(("Nightly:At", ""), ("Nightly:MostTries", "2"), ("Nightly:RetryAfter", "00:05:00"));
        store.Database.OpensLeft = 1;
        await store.AskAsync();
        foreach (var minutes in (int[])[5, 5, 10]) // before the second try, and twice before it can be marked
        {
            Assert.Equal(TimeSpan.FromMinutes(minutes), await store.Time.NextAsync());
            Assert.Equal(["status=Running"], store.Data.Rows("SELECT status FROM job_runs"));
            store.Time.Advance(TimeSpan.FromMinutes(minutes));
        }

        await store.Time.NextAsync();
        store.Database.OpensLeft = int.MaxValue;
        store.Time.Advance(TimeSpan.FromMinutes(20));
        var run = await store.RunAsync(1, "Failed");
        Assert.Contains("full", run.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.NotEqual(JsonValueKind.Null, run.GetProperty("finishedAt").ValueKind);
        Assert.Equal(2, (await store.AskAsync()).GetProperty("id").GetInt64()); // and the next one runs
        await store.RunAsync(2, "Succeeded");
    }

    [Fact]
    public async Task A_run_that_waits_says_why_and_until_when_and_begins_when_asked_to()
    {
        await using var store = await Store.StartAsync(("Nightly:At", ""));
        using var posted = await store.Http.PostAsJsonAsync(
            "/orders", new { number = "1", member = "ann", orderedAt = "2011-06-01T10:00:00Z", amount = 5 });
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        store.Data.Rows("INSERT INTO models (run, fitted_at, json, warnings) VALUES (1, '2011-06-30', 'no models', '') RETURNING run");
        await store.AskAsync();
        var run = await store.RunAsync(1, "Waiting");
        Assert.Equal("2011-06-30T00:01:00Z", run.GetProperty("nextTryAt").GetString());
        Assert.NotEmpty(run.GetProperty("error").GetString()!);
        Assert.Equal(1, run.GetProperty("tries").GetInt32());
        await store.Time.NextAsync();

        store.Data.Rows("DELETE FROM models RETURNING run");
        Assert.Equal(1, (await store.AskAsync()).GetProperty("id").GetInt64());
        run = await store.RunAsync(1, "Succeeded");
        Assert.Equal((2, JsonValueKind.Null), (run.GetProperty("tries").GetInt32(), run.GetProperty("nextTryAt").ValueKind));
    }

    [Fact]
    public async Task A_store_whose_database_is_away_starts_and_works_when_it_is_back()
    {
        await using var store = await Store.StartAsync(opens: 0, ("Nightly:At", ""));
        Assert.Equal("Healthy", await store.Http.GetStringAsync("/health/live"));
        using (var refused = await store.Http.PostAsync("/jobs/nightly", null))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        }

        Assert.Equal(TimeSpan.FromMinutes(1), await store.Time.NextAsync());
        store.Database.OpensLeft = int.MaxValue;
        store.Time.Advance(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 3_000 && !await IsThereAsync(); i++)
            await Task.Delay(10);
        await store.AskAsync();
        await store.RunAsync(1, "Succeeded");

        async Task<bool> IsThereAsync()
        {
            using var answer = await store.Http.GetAsync("/members/nobody");
            return answer.StatusCode == HttpStatusCode.NotFound;
        }
    }

    [Fact]
    public void Waits_never_pass_the_longest()
    {
        var options = new NightlyOptions { RetryAfter = TimeSpan.FromSeconds(7), LongestRetryAfter = TimeSpan.FromSeconds(20) };
        Assert.Equal([7, 14, 20, 20], Enumerable.Range(1, 4).Select(failures => (int)options.WaitAfter(failures).TotalSeconds));
        Assert.Equal(TimeSpan.FromSeconds(20), options.WaitAfter(int.MaxValue));
    }

    /// <summary>Makes contexts as long as it is let, and then finds the disk full.</summary>
    private sealed class Faulty(DbContextOptions<StoreContext> options, int opens) : IDbContextFactory<StoreContext>
    {
        /// <summary>The opens of a start: the tables, the models, and the runs that were left unfinished.</summary>
        public const int OfStart = 3;

        private int _opensLeft = opens;
        private int _opened;

        public int Opened => Volatile.Read(ref _opened);

        public int OpensLeft
        {
            set => Volatile.Write(ref _opensLeft, value);
        }

        public StoreContext CreateDbContext()
        {
            var isThere = Interlocked.Decrement(ref _opensLeft) >= 0;
            Interlocked.Increment(ref _opened);
            return isThere ? new StoreContext(options) : throw new SqliteException("database or disk is full", 13);
        }
    }

    private sealed class Store(StoreData data, ManualTime time, WebApplication app) : IAsyncDisposable
    {
        public StoreData Data => data;

        public ManualTime Time => time;

        public Faulty Database => (Faulty)app.Services.GetRequiredService<IDbContextFactory<StoreContext>>();

        public HttpClient Http { get; } = new() { BaseAddress = new Uri(app.Urls.First()) };

        public static Task<Store> StartAsync(params (string Name, string Value)[] settings) => StartAsync(int.MaxValue, settings);

        public static async Task<Store> StartAsync(int opens, params (string Name, string Value)[] settings)
        {
            var (data, time) = (new StoreData(StoreKind.Sqlite), new ManualTime(OneInTheMorning));
            string[] args =
            [
                "--Urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", "--ConnectionStrings:Store=",
                $"--ConnectionStrings:Embedded={data.ConnectionString}",
                .. settings.Select(setting => $"--{setting.Name}={setting.Value}"),
            ];
            var app = await StoreApp.CreateAsync(args, services => services.AddSingleton<TimeProvider>(time)
                .AddSingleton<IDbContextFactory<StoreContext>>(all => new Faulty(all.GetRequiredService<DbContextOptions<StoreContext>>(), opens)));
            await app.StartAsync();
            var store = new Store(data, time, app);
            for (var i = 0; i < 3_000 && opens == int.MaxValue && store.Database.Opened < Faulty.OfStart; i++)
                await Task.Delay(10); // the start goes on behind the first answers, and must not use up what a test lets pass
            return store;
        }

        public async Task<JsonElement> AskAsync()
        {
            using var answer = await Http.PostAsync("/jobs/nightly", null);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
            return await answer.Content.ReadFromJsonAsync<JsonElement>();
        }

        /// <summary>The run when it has a status.</summary>
        public async Task<JsonElement> RunAsync(long id, string status)
        {
            var text = "";
            for (var i = 0; i < 6_000; i++)
            {
                using var answer = await Http.GetAsync($"/jobs/{id}");
                text = await answer.Content.ReadAsStringAsync();
                if (answer.IsSuccessStatusCode && JsonDocument.Parse(text).RootElement is var run && run.GetProperty("status").GetString() == status)
                    return run;
                await Task.Delay(10);
            }

            throw new Xunit.Sdk.XunitException($"The run is not {status}: {text}");
        }

        public async ValueTask DisposeAsync()
        {
            Http.Dispose();
            await app.StopAsync();
            await app.DisposeAsync();
            data.Dispose();
        }
    }
}
