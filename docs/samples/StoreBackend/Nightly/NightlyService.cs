using Microsoft.Extensions.Options;
using StoreBackend.Data;
using StoreBackend.Shop;

namespace StoreBackend.Nightly;

/// <summary>Runs the nightly job: when the shop's clock shows the time, when asked to, and at the start what a killed process left unfinished.</summary>
/// <remarks>
/// Nothing that happens to the database ends it, and the program with it. A run that fails is tried again after a wait that doubles; what cannot be written
/// about it, because the database is away, is written when it is back.
/// </remarks>
public sealed class NightlyService(
    StoreStart start, NightlyRuns runs, NightlyJob job, NightLock night, ShopCalendar calendar, TimeProvider time, IOptions<NightlyOptions> options,
    StoreMetrics metrics, ILogger<NightlyService> log)
        : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await UntilDoneAsync("The store could not be made ready", async () =>
        {
            if (!await start.TryAsync(stoppingToken))
                throw new InvalidOperationException("The database cannot be used now.");
            await runs.ResumeAsync(stoppingToken);
        }, stoppingToken);
        await Task.WhenAll(RunQueuedAsync(stoppingToken), WatchClockAsync(stoppingToken));
    }

    private async Task RunQueuedAsync(CancellationToken stoppingToken)
    {
        await foreach (var run in runs.Queue.ReadAllAsync(stoppingToken))
        {
            for (var tries = 1; await TryAsync(run, tries, stoppingToken) is not Outcome.Over and var outcome;)
            {
                if (outcome == Outcome.Failed)
                    tries++;
                using var asked = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                var wait = options.Value.WaitAfter(outcome == Outcome.Failed ? tries - 1 : 1);
                await Task.WhenAny(Task.Delay(wait, time, asked.Token), runs.Asked);
                await asked.CancelAsync();
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
    }

    private enum Outcome
    {
        Over,
        Failed,

        /// <summary>Another process has the night: this one looks again later, in case it dies.</summary>
        Elsewhere,
    }

    /// <summary>Runs the job once, if no other process does.</summary>
    private async Task<Outcome> TryAsync(long run, int tries, CancellationToken stoppingToken)
    {
        long? begun = null;
        HeldNight? held = null; // until it is written down how the try has ended
        try
        {
            held = await night.TryTakeAsync(stoppingToken);
            if (held is null)
            {
                log.LogInformation("Another process has the night: run {Run} is looked at again later.", run);
                return Outcome.Elsewhere;
            }

            if (await job.IsOverAsync(run, stoppingToken))
                return Outcome.Over;
            begun = time.GetTimestamp();
            await job.RunAsync(run, held, stoppingToken);
            metrics.Job(time.GetElapsedTime(begun.Value), succeeded: true);
            return Outcome.Over;
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            if (begun is { } since)
                metrics.Job(time.GetElapsedTime(since), succeeded: false);
            log.LogError(error, "Nightly run {Run} failed at try {Try}.", run, tries);
            if (tries >= options.Value.MostTries)
            {
                await UntilDoneAsync($"Run {run} could not be marked as failed", () => job.MarkAsync(run, error, null, stoppingToken), stoppingToken);
                return Outcome.Over;
            }

            try
            {
                await job.MarkAsync(run, error, options.Value.WaitAfter(tries), stoppingToken);
            }
            catch (Exception second) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(second, "Run {Run} could not be marked as waiting; it will be tried again all the same.", run);
            }

            return Outcome.Failed;
        }
        finally
        {
            if (held is not null)
                await held.DisposeAsync();
        }
    }

    private async Task WatchClockAsync(CancellationToken stoppingToken)
    {
        while (options.Value.At is { } at)
        {
            await Task.Delay(calendar.Until(at), time, stoppingToken);
            await UntilDoneAsync("The nightly run could not be begun", () => runs.RequestAsync(stoppingToken), stoppingToken);
        }
    }

    /// <summary>Does something, again and again where it fails, with a wait that doubles.</summary>
    private async Task UntilDoneAsync(string failed, Func<Task> act, CancellationToken stoppingToken)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                await act();
                return;
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "{What}; the next try is in {Wait}.", failed, options.Value.WaitAfter(failures));
                await Task.Delay(options.Value.WaitAfter(failures), time, stoppingToken);
            }
        }
    }
}
