using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using StoreBackend.Data;

namespace StoreBackend.Nightly;

/// <summary>
/// One process at a time runs the night. On PostgreSQL it holds an advisory lock of a session, which the server frees when the process dies. On SQLite it holds
/// a lease, a row that says until when, and renews it as long as it works; a holder that died is seen at once on its machine, and elsewhere when its lease has
/// ended.
/// </summary>
public sealed class NightLock(IDbContextFactory<StoreContext> contexts, IOptions<NightlyOptions> options, ILogger<NightLock> log)
{
    private const long AdvisoryKey = 0x4D56_4E49_4748_54; // any number that nothing else in the database locks

    private readonly string _me = Guid.NewGuid().ToString("N");

    /// <summary>The lock; null while another process has it.</summary>
    public async Task<HeldNight?> TryTakeAsync(CancellationToken cancellationToken)
    {
        var db = await contexts.CreateDbContextAsync(cancellationToken);
        try
        {
            if (db.Database.IsNpgsql())
            {
                await db.Database.OpenConnectionAsync(cancellationToken); // stays open: the lock is the session's
                if (await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock({AdvisoryKey}) AS \"Value\"").SingleAsync(cancellationToken))
                {
                    var session = db;
                    db = null;
                    return new HeldNight(
                        stop => session.Database.ExecuteSqlAsync($"SELECT 1", stop), // fails where the session, and with it the lock, is gone
                        async () =>
                        {
                            await using (session)
                                await session.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({AdvisoryKey})");
                        },
                        TimeSpan.Zero, log);
                }

                return null;
            }

            return await TakeLeaseAsync(db, cancellationToken)
                ? new HeldNight(RenewAsync, FreeAsync, options.Value.LeaseFor / 3, log)
                : null;
        }
        finally
        {
            if (db is not null)
                await db.DisposeAsync();
        }
    }

    private async Task<bool> TakeLeaseAsync(StoreContext db, CancellationToken cancellationToken)
    {
        if (await db.Leases.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is { } lease && IsDead(lease))
        {
            log.LogWarning("The process {Process} that held the night has ended: it is free.", lease.Process);
            await db.Leases.Where(row => row.Holder == lease.Holder).ExecuteDeleteAsync(cancellationToken);
        }

        using var me = Process.GetCurrentProcess();
        var taken = await db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO night_lease (id, holder, machine, process, process_start, until)
            VALUES ({NightLease.TheOnly}, {_me}, {Environment.MachineName}, {me.Id}, {StartOf(me)}, unixepoch('now') + {Seconds})
            ON CONFLICT (id) DO UPDATE SET holder = excluded.holder, machine = excluded.machine, process = excluded.process,
                process_start = excluded.process_start, until = excluded.until
            WHERE night_lease.until < unixepoch('now') OR night_lease.holder = excluded.holder
            """, cancellationToken);
        return taken == 1;
    }

    private long Seconds => Math.Max(1, (long)Math.Ceiling(options.Value.LeaseFor.TotalSeconds));

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var renewed = await db.Database.ExecuteSqlAsync(
            $"UPDATE night_lease SET until = unixepoch('now') + {Seconds} WHERE holder = {_me}", cancellationToken);
        if (renewed != 1)
            throw new InvalidOperationException("Another process has taken the night over: this one's lease had ended.");
    }

    private async Task FreeAsync()
    {
        await using var db = await contexts.CreateDbContextAsync();
        await db.Leases.Where(row => row.Holder == _me).ExecuteDeleteAsync();
    }

    /// <summary>Whether the holder was a process of this machine that has ended.</summary>
    private static bool IsDead(NightLease lease)
    {
        if (lease.Machine != Environment.MachineName)
            return false;
        try
        {
            using var holder = Process.GetProcessById(lease.Process);
            return StartOf(holder) != lease.ProcessStart; // another one that has got its number
        }
        catch (ArgumentException)
        {
            return true;
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false; // it cannot be seen: the lease ends by itself
        }
    }

    private static long StartOf(Process process) => new DateTimeOffset(process.StartTime).ToUnixTimeSeconds();
}

/// <summary>The lock of the night as long as it is held; freed when disposed.</summary>
public sealed class HeldNight : IAsyncDisposable
{
    private readonly Func<CancellationToken, Task> _check;
    private readonly Func<Task> _free;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _renewing;

    internal HeldNight(Func<CancellationToken, Task> check, Func<Task> free, TimeSpan renewEvery, ILogger log)
    {
        (_check, _free, _log) = (check, free, log);
        _renewing = renewEvery > TimeSpan.Zero ? RenewAsync(renewEvery) : Task.CompletedTask;
    }

    /// <summary>Fails where the lock has been lost: before each batch, so that two processes never write for long.</summary>
    public Task CheckAsync(CancellationToken cancellationToken) => _check(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _renewing;
        _stop.Dispose();
        try
        {
            await _free();
        }
        catch (Exception error) when (Outage.Is(error) || error is InvalidOperationException)
        {
            _log.LogWarning(error, "The night could not be freed: it will be, when the session or the lease ends.");
        }
    }

    /// <summary>In real time, whatever clock the shop runs on: other processes wait by it.</summary>
    private async Task RenewAsync(TimeSpan every)
    {
        using var timer = new PeriodicTimer(every);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                try
                {
                    await _check(_stop.Token);
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    _log.LogWarning(error, "The lease of the night could not be renewed.");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
