using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using StoreBackend.Data;
using StoreBackend.Shop;

namespace StoreBackend.Nightly;

/// <summary>
/// Begins runs and queues them: one at a time, and an unfinished one is gone on with before another begins. Several processes may do so: each queues what is
/// unfinished, and who has the lock of the night runs it.
/// </summary>
public sealed class NightlyRuns(IDbContextFactory<StoreContext> contexts, ShopCalendar calendar) : IDisposable
{
    private readonly Channel<long> _queue = Channel.CreateUnbounded<long>();
    private readonly HashSet<long> _queued = []; // by this process; written under the gate
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
                return (await JoinAsync(unfinished, cancellationToken), false);

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
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException error) when (!Outage.Is(error))
            {
                // Another process has begun the same night in this moment.
                db.ChangeTracker.Clear();
                return (await JoinAsync(await Unfinished(db).FirstAsync(cancellationToken), cancellationToken), false);
            }

            await QueueAsync(run.Id, cancellationToken);
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
        await _gate.WaitAsync(cancellationToken);
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            foreach (var run in await Unfinished(db).ToListAsync(cancellationToken))
                await QueueAsync(run.Id, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>An unfinished run, of this process or another: this one stands by for it, in case the other dies, and one that waits begins now.</summary>
    private async Task<JobRun> JoinAsync(JobRun unfinished, CancellationToken cancellationToken)
    {
        await QueueAsync(unfinished.Id, cancellationToken);
        if (unfinished.Status == JobStatus.Waiting)
            Interlocked.Exchange(ref _asked, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        return unfinished;
    }

    private async Task QueueAsync(long run, CancellationToken cancellationToken)
    {
        if (_queued.Add(run))
            await _queue.Writer.WriteAsync(run, cancellationToken);
    }

    public void Dispose() => _gate.Dispose();

    private static IQueryable<JobRun> Unfinished(StoreContext db) =>
        db.JobRuns.AsNoTracking().Where(run => run.Status == JobStatus.Running || run.Status == JobStatus.Waiting).OrderBy(run => run.Id);
}
