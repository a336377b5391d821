using System.Net;
using System.Text.Json;

namespace StoreBackend.Tests;

/// <summary>Several processes on one database: one of them runs the night, all of them use its models, and none waits for a dead one.</summary>
[Collection(SharedStores.Name)]
public class ProcessesTests(LoadedStores stores)
{
    private static readonly (string, string)[] Settings = [("Nightly:BatchSize", "40"), ("Nightly:RetryAfter", "00:00:00.2")];

    public static TheoryData<string> Stores => StoreKind.All;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Models_that_another_process_has_fitted_are_used_at_the_next_order(string kind)
    {
        using var data = await stores.CopyImportedAsync(kind);
        using var other = await StoreProcess.StartAsync(data, Settings); // starts without models
        using var night = await StoreProcess.StartAsync(data, Settings);
        await night.RunNightlyAsync();
        var order = new { number = "P-1", member = "16745", orderedAt = "2011-12-10T08:30:00Z", amount = 10m };
        using var posted = await other.PostOrderAsync(order);
        Assert.Equal(HttpStatusCode.Created, posted.StatusCode);
        var member = JsonDocument.Parse(await posted.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(1, member.GetProperty("modelRun").GetInt64());
        var row = new MemberValue.Members.Transaction<string>("16745", new DateTimeOffset(2011, 12, 10, 8, 30, 0, TimeSpan.Zero), 10m) { OrderId = "P-1" };
        Expected.Base.Check(Expected.Base.TableOf(new DateOnly(2011, 12, 10), row), "16745", member);
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Of_two_processes_that_begin_the_night_one_runs_it(string kind)
    {
        var undisturbed = await stores.OfAsync(kind);
        using var data = await stores.CopyImportedAsync(kind);
        using var first = await StoreProcess.StartAsync(data, Settings);
        using var second = await StoreProcess.StartAsync(data, Settings);
        StoreProcess[] both = [first, second];
        var asked = await Task.WhenAll(both.Select(store => store.PostAsync("/jobs/nightly")));
        Assert.Equal([1L, 1L], asked.Select(run => run.GetProperty("id").GetInt64()));
        var run = await first.WaitForJobAsync(1, run => !StoreProcess.IsRunning(run));
        Assert.Equal(1, run.GetProperty("tries").GetInt32());
        Assert.Single(both, store => store.Output.Contains("Run 1 as of", StringComparison.Ordinal));
        Assert.Single(both, store => store.Output.Contains("Another process has the night", StringComparison.Ordinal));
        Assert.Equal(undisturbed.MemberRows, data.Rows(LoadedStore.MemberQuery));

        // And the next nights can be those of either.
        var last = 1L;
        foreach (var store in both.Reverse())
        {
            var next = (await store.RunNightlyAsync()).GetProperty("id").GetInt64();
            Assert.True(next > last, $"Run {next} came after run {last}.");
            last = next;
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task The_night_of_a_process_that_dies_is_gone_on_with_by_another(string kind)
    {
        var undisturbed = await stores.OfAsync(kind);
        using var data = await stores.CopyImportedAsync(kind);
        using var dying = await StoreProcess.StartAsync(data, Settings);
        using var other = await StoreProcess.StartAsync(data, Settings);
        await dying.PostAsync("/jobs/nightly");
        await dying.WaitForJobAsync(1, run => run.GetProperty("membersDone").GetInt32() > 100);
        await other.PostAsync("/jobs/nightly"); // as its own clock would: it stands by
        dying.Kill();
        var run = await other.WaitForJobAsync(1, run => !StoreProcess.IsRunning(run));
        Assert.Equal(("Succeeded", 2), (run.GetProperty("status").GetString(), run.GetProperty("tries").GetInt32()));
        Assert.Equal(undisturbed.MemberRows, data.Rows(LoadedStore.MemberQuery));
    }

    [Fact]
    public async Task A_lease_of_another_machine_ends_by_itself()
    {
        using var data = await stores.CopyImportedAsync(StoreKind.Sqlite);
        using var store = await StoreProcess.StartAsync(data, Settings);
        data.Rows("""
            INSERT INTO night_lease (id, holder, machine, process, process_start, until)
            VALUES (1, 'other', 'a machine that is gone', 1, 1, unixepoch('now') + 3) RETURNING id
            """);
        await store.PostAsync("/jobs/nightly");
        await Task.Delay(500);
        Assert.DoesNotContain("Run 1 as of", store.Output, StringComparison.Ordinal);
        var run = await store.WaitForJobAsync(1, run => !StoreProcess.IsRunning(run));
        Assert.Equal("Succeeded", run.GetProperty("status").GetString());
        for (var i = 0; i < 1_000 && data.Rows("SELECT id FROM night_lease").Count > 0; i++)
            await Task.Delay(20); // it is freed after the run has ended
        Assert.Empty(data.Rows("SELECT id FROM night_lease"));
    }
}
