using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using StoreBackend.Data;
using StoreBackend.Shop;

namespace StoreBackend.Nightly;

/// <summary>Begins runs and queues them: one at a time, and an unfinished one is gone on with before another begins.</summary>
public sealed class NightlyRuns(IDbContextFactory<StoreContext> contexts, ShopCalendar calendar) : IDisposable
{
    private readonly Channel<long> _queue = Channel.CreateUnbounded<long>();
    private readonly SemaphoreSlim _gate = new(1, 1);
    private volatile TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ChannelReader<long> Queue => _queue.Reader;

    /// <summary>Ends when somebody asks for a run while one waits for its next try.</summary>
    public Task Asked => _asked.Task;

    /// <summary>The run that is going on, or else a new one for the last day that is over. One that waits for its next try begins it now.</summary>
    public async Task<(JobRun Run, bool IsNew)> RequestAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            if (await Unfinished(db).FirstOrDefaultAsync(cancellationToken) is { } unfinished)
            {
                if (unfinished.Status == JobStatus.Waiting)
                    Interlocked.Exchange(ref _asked, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
                return (unfinished, false);
            }

            var day = calendar.Today.AddDays(-1);
            var earlier = db.JobRuns.Where(run => run.Status == JobStatus.Succeeded);
            var last = await earlier.Where(run => run.Day < day).OrderByDescending(run => run.Day)
                .Select(run => (DateOnly?)run.Day).FirstOrDefaultAsync(cancellationToken);
            var run = new JobRun
            {
                Day = day,
                ComparedWith = last ?? day.AddDays(-1),
                HasEarlierAlarms = await earlier.AnyAsync(cancellationToken),
                Status = JobStatus.Running,
                Step = "queued",
                StartedAt = calendar.UtcNow,
            };
            db.JobRuns.Add(run);
            await db.SaveChangesAsync(cancellationToken);
            await _queue.Writer.WriteAsync(run.Id, cancellationToken);
            return (run, true);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>At the start of the program: a run that is unfinished now was cut off, and goes on.</summary>
    public async Task ResumeAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var run in await Unfinished(db).ToListAsync(cancellationToken))
            await _queue.Writer.WriteAsync(run.Id, cancellationToken);
    }

    public void Dispose() => _gate.Dispose();

    private static IQueryable<JobRun> Unfinished(StoreContext db) =>
        db.JobRuns.AsNoTracking().Where(run => run.Status == JobStatus.Running || run.Status == JobStatus.Waiting).OrderBy(run => run.Id);
}
