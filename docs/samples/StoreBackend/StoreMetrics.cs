using System.Diagnostics.Metrics;
using MemberValue.Assessment;
using MemberValue.Members;

namespace StoreBackend;

/// <summary>What the store counts of itself, for any listener of System.Diagnostics.Metrics, such as OpenTelemetry or dotnet-counters.</summary>
public sealed class StoreMetrics
{
    public const string MeterName = "StoreBackend";

    /// <summary>Where an alarm came from: a nightly run, or an order.</summary>
    public const string Night = "night";

    public const string Order = "order";

    private readonly Counter<long> _rowsRead;
    private readonly Counter<long> _rowsSkipped;
    private readonly Counter<long> _fits;
    private readonly Counter<long> _alarms;
    private readonly Histogram<double> _jobDuration;

    public StoreMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _rowsRead = meter.CreateCounter<long>("store.log.rows_read", "{row}", "Rows of the log of orders that nightly runs have read.");
        _rowsSkipped = meter.CreateCounter<long>("store.log.rows_skipped", "{row}", "Of these, rows that were left out, by reason.");
        _fits = meter.CreateCounter<long>("store.fits", "{fit}", "What nightly runs have fitted, by what it is and how the fit ended.");
        _alarms = meter.CreateCounter<long>("store.alarms", "{alarm}", "Alarms that were raised and cleared.");
        _jobDuration = meter.CreateHistogram<double>("store.job.duration", "s", "How long a try of the nightly job took.");
    }

    public void Log(IngestionReport report)
    {
        _rowsRead.Add(report.Read);
        foreach (var (reason, rows) in report.SkippedByReason)
            _rowsSkipped.Add(rows, new KeyValuePair<string, object?>("reason", reason));
    }

    public void Fitted(MemberModels models)
    {
        foreach (var name in models.Names)
            _fits.Add(1, new("fitted", name), new("status", models[name]!.Status.ToString()));
        if (models.NotFitted.Count > 0)
            _fits.Add(models.NotFitted.Count, new("fitted", "none"), new("status", "NotFitted"));
    }

    /// <summary>An alarm before and after a member's row was written.</summary>
    public void Alarm(bool wasOn, bool isOn, string source)
    {
        if (wasOn != isOn)
            Alarms(isOn ? 1 : 0, isOn ? 0 : 1, source);
    }

    public void Alarms(int raised, int cleared, string source)
    {
        if (raised > 0)
            _alarms.Add(raised, new("change", "raised"), new("source", source));
        if (cleared > 0)
            _alarms.Add(cleared, new("change", "cleared"), new("source", source));
    }

    public void Job(TimeSpan took, bool succeeded) =>
        _jobDuration.Record(took.TotalSeconds, new KeyValuePair<string, object?>("outcome", succeeded ? "succeeded" : "failed"));
}
