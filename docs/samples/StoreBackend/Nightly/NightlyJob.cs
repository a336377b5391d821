using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Members;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using StoreBackend.Assessing;
using StoreBackend.Data;
using StoreBackend.Reports;
using StoreBackend.Shop;

namespace StoreBackend.Nightly;

/// <summary>Reads the log, fits the models, swaps them in, assesses the whole base, writes states and assessments, and makes the report.</summary>
/// <remarks>
/// May be killed at any moment and run again. Each batch of members is one transaction; a member's row names the run whose models assessed it, so a run that
/// goes on passes over what it has written. The models are stored before the first batch: the second half of the base is assessed with those of the first.
/// </remarks>
public sealed class NightlyJob(
    IDbContextFactory<StoreContext> contexts, MemberModelHolder holder, CurrentModels current, MemberDesk desk, ShopCalendar calendar,
    IOptions<NightlyOptions> options, StoreMetrics metrics, ILogger<NightlyJob> log)
{
    /// <summary>Whether a run has ended, in this process or another.</summary>
    public async Task<bool> IsOverAsync(long id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return !await db.JobRuns.AnyAsync(
            row => row.Id == id && (row.Status == JobStatus.Running || row.Status == JobStatus.Waiting), cancellationToken);
    }

    /// <param name="id">The run.</param>
    /// <param name="night">The lock of the night, which this process holds.</param>
    /// <param name="cancellationToken">Stops the work; it goes on at the next start.</param>
    public async Task RunAsync(long id, HeldNight night, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var run = await db.JobRuns.SingleAsync(row => row.Id == id, cancellationToken);
        (run.Status, run.NextTryAt, run.Tries) = (JobStatus.Running, null, run.Tries + 1);

        // 1. The log, read once.
        await StepAsync(db, run, "reading", cancellationToken);
        var orders = await NightlyLog.ReadAsync(db, calendar, run.Day, cancellationToken);
        if (!orders.IsEmpty)
        {
            var table = orders.Table();
            metrics.Log(table.Report!);
            (run.Log, run.Members) = (table.Report!.ToString(), table.Count);

            // 2. Fitted models: stored, then swapped in. Orders that come from now on are assessed with them.
            await StepAsync(db, run, "fitting", cancellationToken);
            current.Use(run.Id, await ModelsAsync(db, run, table, cancellationToken));
            var models = current.Current;

            // 3. The whole base now, and how its risks have moved.
            await StepAsync(db, run, "assessing", cancellationToken);
            var assessments = models.Valuator.Assess(table, cancellationToken: cancellationToken);
            var alarms = await AlarmsAsync(db, run, models, assessments, orders.EarlierTable(run.ComparedWith, table), cancellationToken);

            // 4. Batch by batch into the database.
            run.MembersDone = 0;
            await StepAsync(db, run, "writing", cancellationToken);
            await MakeRowsAsync(db, cancellationToken);
            foreach (var batch in table.Keys.Chunk(Math.Clamp(options.Value.BatchSize, 1, 10_000)))
            {
                await night.CheckAsync(cancellationToken);
                await WriteAsync(run.Id, run.Day, batch, orders, models, assessments, alarms, cancellationToken);
            }

            await db.Entry(run).ReloadAsync(cancellationToken);

            // 5. The report, in place of the last one.
            await StepAsync(db, run, "reporting", cancellationToken);
            await ReportAsync(db, run.Id, orders, assessments, cancellationToken);
        }

        (run.Status, run.FinishedAt) = (JobStatus.Succeeded, calendar.UtcNow);
        await StepAsync(db, run, orders.IsEmpty ? "done: no orders yet" : "done", cancellationToken);
    }

    /// <summary>Says of a run why its last try failed: it waits for the next one, or without one has failed.</summary>
    public async Task MarkAsync(long id, Exception error, TimeSpan? nextTryIn, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var run = await db.JobRuns.SingleAsync(row => row.Id == id, cancellationToken);
        run.Status = nextTryIn is null ? JobStatus.Failed : JobStatus.Waiting;
        run.NextTryAt = calendar.UtcNow + nextTryIn;
        run.FinishedAt = nextTryIn is null ? calendar.UtcNow : null;
        run.Error = error.GetBaseException().Message;
        await db.SaveChangesAsync(cancellationToken);
    }

    /// <summary>The models that this run has stored before it was cut off, or newly fitted ones; where those are not usable, the ones that were in
    /// use.</summary>
    private async Task<MemberModels> ModelsAsync(StoreContext db, JobRun run, MemberTable<string> table, CancellationToken cancellationToken)
    {
        if (await db.Models.AsNoTracking().SingleOrDefaultAsync(row => row.Run == run.Id, cancellationToken) is { } stored)
            return MemberModels.FromJson(stored.Json);
        var models = holder.Fit(table, cancellationToken: cancellationToken);
        metrics.Fitted(models);
        foreach (var warning in models.Warnings)
            log.LogWarning("Run {Run}: {Warning}", run.Id, warning.English);
        var warnings = string.Join('\n', models.Warnings.Select(warning => warning.English));
        if (!models.IsUsable && holder.Models is { IsUsable: true, Names.Count: > 0 } before)
        {
            log.LogWarning("Run {Run}: the models of run {Before} stay in use.", run.Id, current.Current.Run);
            models = before;
        }

        var row = new FittedModels { Run = run.Id, FittedAt = calendar.UtcNow, Json = CurrentModels.Named(models, run.Id).ToJson(), Warnings = warnings };
        db.Models.Add(row);
        await db.SaveChangesAsync(cancellationToken);
        return MemberModels.FromJson(row.Json); // what a run that goes on will read, to the last bit
    }

    /// <summary>Whose alarm is on, and which rule tipped it. Both days are assessed with tonight's models, so that only members move a risk.</summary>
    private static async Task<Dictionary<string, Alarm>> AlarmsAsync(
        StoreContext db, JobRun run, ModelsInUse models, MemberAssessments<string> now, MemberTable<string>? earlierTable, CancellationToken cancellationToken)
    {
        if (models.Warning is null || now.Churn is null)
            return [];
        var earlier = earlierTable is null ? now.Churn : models.Valuator.Assess(earlierTable, cancellationToken: cancellationToken).Churn!;
        var values = now.Values is null ? Enumerable.Repeat(double.NaN, now.Table.Count).ToArray() : now.Values.Values.ToArray();
        var kept = run.HasEarlierAlarms ? await db.Members.Where(row => row.AlarmOn).Select(row => row.Id).ToListAsync(cancellationToken) : null;
        var report = models.Warning.Compare(earlier, now.Churn, values, kept, cancellationToken);
        var tipped = report.Alarms.ToDictionary(alarm => alarm.Key, alarm => alarm.Warning.RuleId, StringComparer.Ordinal);
        return report.Alarmed.ToDictionary(key => key, key => new Alarm(true, tipped.GetValueOrDefault(key)), StringComparer.Ordinal);
    }

    /// <summary>A row for each member of the log, so that there is a row to lock.</summary>
    private static Task<int> MakeRowsAsync(StoreContext db, CancellationToken cancellationToken) => db.Database.ExecuteSqlAsync(
        $"""
        INSERT INTO members (id, rows_held, orders, purchases, net, alarm_on)
        SELECT DISTINCT member, 0, 0, 0, 0, false FROM orders WHERE member IS NOT NULL
        ON CONFLICT (id) DO NOTHING
        """, cancellationToken);

    private async Task WriteAsync(
        long run, DateOnly day, string[] batch, NightlyLog log, ModelsInUse models, MemberAssessments<string> assessments, Dictionary<string, Alarm> alarms,
        CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var members = await db.LockMembersAsync(batch, cancellationToken);
        var orders = await db.Orders.Where(order => batch.Contains(order.Member)).GroupBy(order => order.Member!)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => group.Key, group => group.Count, StringComparer.Ordinal, cancellationToken);
        var (withNewOrders, raised, cleared) = (0, 0, 0);
        foreach (var id in batch)
        {
            if (!members.TryGetValue(id, out var member))
                continue; // forgotten while the run worked
            if (member.ModelRun == run)
                continue; // written by this run before it was cut off, or by an order that came after the models were swapped
            var wasOn = member.AlarmOn;
            if (orders.GetValueOrDefault(id) is var known && known == log.OrdersOf(id))
            {
                MemberDesk.Write(member, log.StateOf(id), known, models, assessments[id], alarms.GetValueOrDefault(id), day);
            }
            else
            {
                // An order that the run did not read: of today, or one that came while it worked. The member's orders know better than the run.
                var (state, count) = await desk.RebuildAsync(db, id, cancellationToken);
                desk.Write(member, state, count, models);
                withNewOrders++;
            }

            raised += !wasOn && member.AlarmOn ? 1 : 0;
            cleared += wasOn && !member.AlarmOn ? 1 : 0;
        }

        await db.SaveChangesAsync(cancellationToken);
        await db.JobRuns.Where(row => row.Id == run).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.MembersDone, row => row.MembersDone + batch.Length)
                .SetProperty(row => row.MembersWithNewOrders, row => row.MembersWithNewOrders + withNewOrders),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        metrics.Alarms(raised, cleared, StoreMetrics.Night);
    }

    /// <summary>One page per language. A report that cannot be made costs no night: the last one stays.</summary>
    private async Task ReportAsync(StoreContext db, long run, NightlyLog orders, MemberAssessments<string> assessments, CancellationToken cancellationToken)
    {
        var pages = new List<StoredReport>();
        try
        {
            foreach (var language in ReportLanguage.All)
            {
                var html = orders.Report(assessments, language, cancellationToken);
                pages.Add(new StoredReport { Run = run, Language = language, MadeAt = calendar.UtcNow, Tag = ReportPage.TagOf(html), Html = html });
            }
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or OverflowException)
        {
            log.LogError(error, "Run {Run}: the report could not be made; the last one stays.", run);
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Reports.ExecuteDeleteAsync(cancellationToken);
        db.Reports.AddRange(pages);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private async Task StepAsync(StoreContext db, JobRun run, string step, CancellationToken cancellationToken)
    {
        run.Step = step;
        await db.SaveChangesAsync(cancellationToken);
        log.LogInformation("Run {Run} as of {Day:yyyy-MM-dd}: {Step}", run.Id, run.Day, step);
    }
}
