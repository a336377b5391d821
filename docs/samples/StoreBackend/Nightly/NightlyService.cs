using Microsoft.Extensions.Options;
using StoreBackend.Shop;

namespace StoreBackend.Nightly;

/// <summary>Runs the nightly job: when the shop's clock shows the time, when asked to, and at the start what a killed process left unfinished.</summary>
public sealed class NightlyService(
    NightlyRuns runs, NightlyJob job, ShopCalendar calendar, TimeProvider time, IOptions<NightlyOptions> options, ILogger<NightlyService> log)
        : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await runs.ResumeAsync(stoppingToken);
        await Task.WhenAll(RunQueuedAsync(stoppingToken), WatchClockAsync(stoppingToken));
    }

    private async Task RunQueuedAsync(CancellationToken stoppingToken)
    {
        await foreach (var run in runs.Queue.ReadAllAsync(stoppingToken))
        {
            try
            {
                await job.RunAsync(run, stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                log.LogError(error, "Nightly run {Run} failed.", run);
                await job.FailAsync(run, error, stoppingToken);
            }
        }
    }

    private async Task WatchClockAsync(CancellationToken stoppingToken)
    {
        while (options.Value.At is { } at)
        {
            await Task.Delay(calendar.Until(at), time, stoppingToken);
            try
            {
                await runs.RequestAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                log.LogError(error, "The nightly run could not be begun; the next try is tomorrow.");
            }
        }
    }
}
