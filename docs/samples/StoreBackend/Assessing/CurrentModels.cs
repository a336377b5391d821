using System.Globalization;
using MemberValue.Assessment;
using MemberValue.Churn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using StoreBackend.Data;

namespace StoreBackend.Assessing;

/// <summary>The valuator in use, with what goes with its models.</summary>
/// <param name="Run">The run that fitted the models; null before the first.</param>
/// <param name="Valuator">Assesses with these models.</param>
/// <param name="Warning">Raises and clears alarms; null where no churn rules are configured.</param>
public sealed record ModelsInUse(long? Run, MemberValuator Valuator, EarlyWarning? Warning);

/// <summary>Names the models after the run that fitted them, and swaps them in while orders keep coming. The holder alone holds them.</summary>
public sealed class CurrentModels(MemberModelHolder holder, IOptions<EarlyWarningOptions> warning, ILogger<CurrentModels> log)
{
    private const string Prefix = "run-";

    private readonly Lock _swap = new();
    private long _unreadable; // the newest run whose stored models are none

    /// <summary>One look at the holder: run, valuator and warning are of the same models.</summary>
    public ModelsInUse Current
    {
        get
        {
            var valuator = holder.Current;
            return new ModelsInUse(RunOf(valuator.Models), valuator, valuator.Assessor is { } assessor ? new EarlyWarning(assessor, warning.Value) : null);
        }
    }

    public static MemberModels Named(MemberModels models, long run) => models.WithId(string.Create(CultureInfo.InvariantCulture, $"{Prefix}{run}"));

    /// <summary>At the start of the program: the newest models that are stored. Without any, members are assessed as far as it goes without.</summary>
    public async Task LoadAsync(IDbContextFactory<StoreContext> contexts)
    {
        await using var db = await contexts.CreateDbContextAsync();
        await NewestAsync(db, CancellationToken.None);
    }

    /// <summary>
    /// The newest models that are stored, whichever process fitted them. Costs a look at the last key of a small table, so that it can be asked at every order:
    /// whoever locks a member and then asks finds the models that were stored before the lock was free.
    /// </summary>
    public async Task<ModelsInUse> NewestAsync(StoreContext db, CancellationToken cancellationToken)
    {
        var newest = await db.Models.MaxAsync(row => (long?)row.Run, cancellationToken);
        if (newest is not { } run || run <= Math.Max(RunOf(holder.Models) ?? 0, Interlocked.Read(ref _unreadable)))
            return Current;
        var stored = await db.Models.AsNoTracking().SingleAsync(row => row.Run == run, cancellationToken);
        try
        {
            Use(run, MemberModels.FromJson(stored.Json));
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            Interlocked.Exchange(ref _unreadable, run);
            log.LogError(error, "The models of run {Run} cannot be read; the next nightly run fits new ones.", run);
        }

        return Current;
    }

    /// <summary>Puts a run's models into use, unless newer ones are.</summary>
    public void Use(long run, MemberModels models)
    {
        lock (_swap)
        {
            if (!(RunOf(holder.Models) >= run))
                holder.Replace(models);
        }
    }

    private static long? RunOf(MemberModels models) =>
        models.Id.StartsWith(Prefix, StringComparison.Ordinal) && long.TryParse(models.Id.AsSpan(Prefix.Length), CultureInfo.InvariantCulture, out var run)
            ? run : null;
}
