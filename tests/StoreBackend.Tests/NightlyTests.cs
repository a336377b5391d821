using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MemberValue.Churn;
using MemberValue.Members;

namespace StoreBackend.Tests;

[Collection(SharedStores.Name)]
public class NightlyTests(LoadedStores stores)
{
    private static readonly (string, string) SmallBatches = ("Nightly:BatchSize", "10");

    public static TheoryData<string> Stores => StoreKind.All;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_job_killed_three_times_half_way_loses_nothing_and_doubles_nothing(string kind)
    {
        var undisturbed = await stores.OfAsync(kind);
        using var data = await stores.CopyImportedAsync(kind);
        var written = 0;
        foreach (var killAt in (int[])[0, 1_000, 2_500]) // members done: before the models are there, and twice while it writes
        {
            using var store = await StoreProcess.StartAsync(data, SmallBatches);
            var id = (await store.PostAsync("/jobs/nightly")).GetProperty("id").GetInt64(); // from the second on it goes on already
            Assert.Equal(1, id);
            await store.WaitForJobAsync(id, run => run.GetProperty("membersDone").GetInt32() >= killAt);
            store.Kill();
            var before = written;
            written = int.Parse(data.Rows("SELECT COUNT(*) AS count FROM members WHERE model_run = 1")[0].Split('=')[1], CultureInfo.InvariantCulture);
            Assert.InRange(written, Math.Max(before, killAt), undisturbed.MemberRows.Count - 500);
        }

        Assert.Equal(["status=Running"], data.Rows("SELECT status FROM job_runs"));

        // It goes on by itself, and asking for it begins no second one.
        using var second = await StoreProcess.StartAsync(data);
        var resumed = await second.RunNightlyAsync();
        Assert.Equal(1, resumed.GetProperty("id").GetInt64());
        Assert.Equal(undisturbed.MemberRows, data.Rows(LoadedStore.MemberQuery));
        Assert.Equal(undisturbed.ModelRows, data.Rows(LoadedStore.ModelQuery));
        Assert.Equal([$"orders={Expected.Base.Invoices.Count}"], data.Rows("SELECT COUNT(*) AS orders FROM orders"));

        // And a whole run after it changes nothing but the run's number.
        Assert.Equal(2, (await second.RunNightlyAsync()).GetProperty("id").GetInt64());
        Assert.Equal(undisturbed.MemberRows.Select(row => row.Replace("model_run=1 ", "model_run=2 ", StringComparison.Ordinal)), data.Rows(LoadedStore.MemberQuery));
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task An_order_that_the_job_has_not_read_survives_it(string kind)
    {
        using var data = await stores.CopyImportedAsync(kind);
        using var store = await StoreProcess.StartAsync(data, SmallBatches);
        var keys = Expected.Base.Table.Keys;
        var sent = new List<Transaction<string>>();

        // Of today, while the job is as of yesterday: it reads none of them.
        const int OfToday = 5;
        for (var i = 0; i < OfToday; i++)
            await Post(keys[i * 800 + 3], new DateTimeOffset(2011, 12, 10, 7, i, 0, TimeSpan.Zero));

        // Of yesterday, from the moment that the log is read until the job writes; members from the first to the last that it writes.
        var id = (await store.PostAsync("/jobs/nightly")).GetProperty("id").GetInt64();
        await store.WaitForJobAsync(id, run => run.GetProperty("step").GetString() is not ("queued" or "reading"));
        for (var i = 1; i <= 40; i++)
            await Post(keys[i * (keys.Count / 40) - 1], new DateTimeOffset(2011, 12, 9, 20, i, 0, TimeSpan.Zero));
        var during = await store.GetAsync($"/jobs/{id}");
        Assert.True(StoreProcess.IsRunning(during), $"The job was over before the orders were in: {during}");
        var run = await store.WaitForJobAsync(id, run => !StoreProcess.IsRunning(run));
        Assert.InRange(run.GetProperty("membersWithNewOrders").GetInt32(), OfToday, sent.Count);

        // The models are those of the log that the job read.
        var table = Expected.Base.TableOf(new DateOnly(2011, 12, 10), sent);
        foreach (var key in sent.Select(order => order.Member!).Distinct(StringComparer.Ordinal))
        {
            var member = await store.GetAsync($"/members/{key}");
            Assert.Equal(id, member.GetProperty("modelRun").GetInt64());
            Expected.Base.Check(table, key, member);
        }

        Assert.Empty(data.Rows("SELECT m.id, m.rows_held FROM members m WHERE m.rows_held <> (SELECT COUNT(*) FROM orders o WHERE o.member = m.id)"));

        async Task Post(string member, DateTimeOffset time)
        {
            var order = new { number = $"D-{sent.Count}", member, orderedAt = time, amount = 30m + sent.Count };
            sent.Add(new Transaction<string>(member, time, order.amount) { OrderId = order.number });
            using var response = await store.PostOrderAsync(order);
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Days_later_alarms_are_those_of_the_early_warning_with_hysteresis(string kind)
    {
        using var data = await stores.CopyLoadedAsync(kind);
        var before = Alarmed(data);

        // Three silent weeks later. The models are fitted again to a table as of that day.
        using var later = await StoreProcess.StartAsync(data, ("Clock:StartAt", "2011-12-31T09:00:00Z"));
        var run = await later.RunNightlyAsync();
        Assert.Equal("2011-12-30", run.GetProperty("day").GetString());
        Assert.Equal("2011-12-09", run.GetProperty("comparedWith").GetString());

        var now = Expected.Base.TableOf(new DateOnly(2011, 12, 30));
        var assessor = Expected.AssessorOf(now);
        var warning = new EarlyWarning(assessor, new EarlyWarningOptions { Raise = 0.6, Clear = 0.45 });
        var report = warning.Compare(
            assessor.Assess(Expected.Base.Table), assessor.Assess(now), new double[now.Count], before);
        Assert.NotEmpty(report.Alarms);
        Assert.Contains(report.Alarmed, key => assessor.Assess(now[key]).Value < 0.6); // kept on by the hysteresis
        Assert.Equal(report.Alarmed.Order(StringComparer.Ordinal), Alarmed(data));
        foreach (var alarm in report.Alarms)
        {
            var stored = (await later.GetAsync($"/members/{alarm.Key}")).GetProperty("alarm");
            Assert.Equal("2011-12-30", stored.GetProperty("since").GetString());
            Assert.Equal(alarm.Warning.RuleId, stored.GetProperty("rule").GetString());
        }
    }

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task Without_models_an_order_is_taken_and_says_what_is_missing(string kind)
    {
        using var data = new StoreData(kind);
        using var store = await StoreProcess.StartAsync(data);
        using var response = await store.PostOrderAsync(new { number = "N-1", member = "ann/7 张", orderedAt = "2011-12-09T23:30:00+01:00", amount = 12.5m });
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var member = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(member.ToString(), (await store.GetAsync(response.Headers.Location!.ToString())).ToString());
        Assert.Equal(1, member.GetProperty("purchases").GetInt32());
        Assert.Equal(JsonValueKind.Null, member.GetProperty("value").ValueKind);
        Assert.NotEqual(0, member.GetProperty("reasons").GetProperty("missing").GetArrayLength());
    }

    private static List<string> Alarmed(StoreData data) =>
        [.. data.Rows("SELECT id FROM members WHERE alarm_on").Select(row => row[3..]).Order(StringComparer.Ordinal)];
}
