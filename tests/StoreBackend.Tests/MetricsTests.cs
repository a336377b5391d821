using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace StoreBackend.Tests;

/// <summary>What the store counts of itself is what happened, under the names, units and tags of its page.</summary>
[Collection(SharedStores.Name)]
public class MetricsTests(LoadedStores stores)
{
    public static TheoryData<string> Stores => StoreKind.All;

    [Theory]
    [MemberData(nameof(Stores))]
    public async Task A_night_counts_rows_fits_alarms_and_its_time(string kind)
    {
        using var data = await stores.CopyImportedAsync(kind);
        await using var store = await InProcessStore.StartAsync(data);
        using var heard = new Listener(store.Services.GetRequiredService<IMeterFactory>());
        using (var asked = await store.Http.PostAsync("/jobs/nightly", null))
            asked.EnsureSuccessStatusCode();
        var run = await EndAsync(store, 1);
        Assert.Equal("Succeeded", run.GetProperty("status").GetString());

        var invoices = Expected.Base.Invoices;
        Assert.Equal(invoices.Count, heard.Sum("store.log.rows_read"));
        var guests = invoices.Count(row => row.Member is null);
        Assert.Equal(guests, heard.Sum("store.log.rows_skipped", ("reason", "no member")));
        Assert.Equal(guests, heard.Sum("store.log.rows_skipped"));
        Assert.Equal(1, heard.Sum("store.fits", ("fitted", "purchases")));
        Assert.Equal(1, heard.Sum("store.fits", ("fitted", "scale"), ("status", "Fitted")));
        Assert.True(heard.Sum("store.fits") >= 4);
        var alarmed = data.Rows("SELECT id FROM members WHERE alarm_on").Select(row => row[3..]).ToList();
        Assert.Equal(alarmed.Count, heard.Sum("store.alarms", ("change", "raised"), ("source", "night")));
        Assert.Equal(0, heard.Sum("store.alarms", ("change", "cleared")));
        var took = Assert.Single(heard.Of("store.job.duration", ("outcome", "succeeded")));
        Assert.InRange(took, 0.01, 300);

        // A purchase takes an alarm off, at the order.
        using var posted = await store.Http.PostAsJsonAsync(
            "/orders", new { number = "M-1", member = alarmed[0], orderedAt = "2011-12-10T08:30:00Z", amount = 100 });
        posted.EnsureSuccessStatusCode();
        Assert.Equal(1, heard.Sum("store.alarms", ("change", "cleared"), ("source", "order")));
        Assert.Equal(
            ["store.alarms {alarm}", "store.fits {fit}", "store.job.duration s", "store.log.rows_read {row}", "store.log.rows_skipped {row}"],
            heard.Instruments.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_try_that_fails_has_its_time_too()
    {
        using var data = new StoreData(StoreKind.Sqlite);
        await using var store = await InProcessStore.StartAsync(data, ("Nightly:MostTries", "1"));
        using var heard = new Listener(store.Services.GetRequiredService<IMeterFactory>());
        using var posted = await store.Http.PostAsJsonAsync("/orders", new { number = "1", member = "ann", orderedAt = "2011-06-01T10:00:00Z", amount = 5 });
        data.Rows("INSERT INTO models (run, fitted_at, json, warnings) VALUES (1, '2011-06-30', 'no models', '') RETURNING run");
        using var asked = await store.Http.PostAsync("/jobs/nightly", null);
        Assert.Equal("Failed", (await EndAsync(store, 1)).GetProperty("status").GetString());
        Assert.Single(heard.Of("store.job.duration", ("outcome", "failed")));
        Assert.Empty(heard.Of("store.job.duration", ("outcome", "succeeded")));
    }

    private static async Task<JsonElement> EndAsync(InProcessStore store, long id)
    {
        for (var i = 0; i < 9_000; i++, await Task.Delay(20))
        {
            var run = await store.Http.GetFromJsonAsync<JsonElement>($"/jobs/{id}");
            if (run.GetProperty("status").GetString() is "Succeeded" or "Failed")
                return run;
        }

        throw new Xunit.Sdk.XunitException("The run does not end.");
    }

    /// <summary>All measurements of one store.</summary>
    private sealed class Listener : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly ConcurrentQueue<(string Name, double Value, KeyValuePair<string, object?>[] Tags)> _measured = [];
        private readonly ConcurrentDictionary<string, bool> _instruments = [];

        public Listener(IMeterFactory meters)
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name != StoreMetrics.MeterName || !ReferenceEquals(instrument.Meter.Scope, meters))
                    return;
                _instruments[$"{instrument.Name} {instrument.Unit}"] = true;
                Assert.NotEmpty(instrument.Description!);
                listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => _measured.Enqueue((instrument.Name, value, tags.ToArray())));
            _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => _measured.Enqueue((instrument.Name, value, tags.ToArray())));
            _listener.Start();
        }

        public IEnumerable<string> Instruments => _instruments.Keys;

        public IEnumerable<double> Of(string name, params (string Key, string Value)[] tags) => _measured
            .Where(measured => measured.Name == name && tags.All(tag => measured.Tags.Contains(new(tag.Key, tag.Value)))).Select(measured => measured.Value);

        public double Sum(string name, params (string Key, string Value)[] tags) => Of(name, tags).Sum();

        public void Dispose() => _listener.Dispose();
    }
}
