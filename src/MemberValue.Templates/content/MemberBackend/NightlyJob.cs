using MemberValue.Assessment;
using MemberValue.Members;

namespace MemberBackend;

/// <summary>Reads the log, fits the models and assesses all members: at the start, then every night at the hour of <c>Nightly:Hour</c>, UTC.</summary>
public sealed class NightlyJob(OrderSource orders, MemberModelHolder holder, IConfiguration configuration, ILogger<NightlyJob> logger) : BackgroundService
{
    /// <summary>What the last run found; null before the first has finished.</summary>
    public (MemberLog<string> Log, MemberAssessments<string> Assessments)? Last { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Run(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                logger.LogError(failure, "The run failed; yesterday's numbers stay.");
            }

            var next = DateTime.UtcNow.Date.AddHours(configuration.GetValue("Nightly:Hour", 2));
            await Task.Delay((next > DateTime.UtcNow ? next : next.AddDays(1)) - DateTime.UtcNow, stoppingToken);
        }
    }

    private void Run(CancellationToken cancellationToken)
    {
        var log = MemberLog.Read(orders.Read(), new MemberTableOptions { TimeZone = configuration["TimeZone"] ?? "UTC", Currency = configuration["Currency"] });
        foreach (var warning in log.Report.Warnings)
            logger.LogWarning("{Warning}", warning.English);
        // A shop whose orders come in every day gives the day: log.Table(DateTime.UtcNow.Date). Without it, the day is that of the last order.
        var table = log.Table();
        var models = holder.Fit(table, cancellationToken: cancellationToken);
        foreach (var warning in models.Warnings)
            logger.LogWarning("{Warning}", warning.English);
        if (models.IsUsable)
            holder.Replace(models);
        Last = (log, holder.Assess(table, cancellationToken));
        logger.LogInformation("{Members} members as of {Day:yyyy-MM-dd}.", table.Count, table.Window.LastDay);
    }
}
