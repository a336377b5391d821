using MemberValue.Assessment;
using MemberValue.Churn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using StoreBackend.Data;

namespace StoreBackend.Assessing;

/// <summary>The models in use with the run that fitted them: one immutable value, so that a reader never sees the one without the other.</summary>
/// <param name="Run">The run; null before the first.</param>
/// <param name="Valuator">Assesses with these models.</param>
/// <param name="Warning">Raises and clears alarms; null where no churn rules are configured.</param>
public sealed record ModelsInUse(long? Run, MemberValuator Valuator, EarlyWarning? Warning);

/// <summary>Holds the models in use, and swaps in those of another run while orders keep coming.</summary>
public sealed class CurrentModels
{
    private readonly MemberModelHolder _holder;
    private readonly EarlyWarningOptions _warning;
    private volatile ModelsInUse _current;

    public CurrentModels(MemberModelHolder holder, IOptions<EarlyWarningOptions> warning)
    {
        (_holder, _warning) = (holder, warning.Value);
        _current = Snapshot(null);
    }

    public ModelsInUse Current => _current;

    public void Use(long run, MemberModels models)
    {
        _holder.Replace(models);
        _current = Snapshot(run);
    }

    /// <summary>At the start of the program: the newest models that are stored. Without any, members are assessed as far as it goes without.</summary>
    public async Task LoadAsync(IDbContextFactory<StoreContext> contexts, ILogger<CurrentModels> log)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (await db.Models.AsNoTracking().OrderByDescending(row => row.Run).FirstOrDefaultAsync() is not { } newest)
            return;
        try
        {
            Use(newest.Run, MemberModels.FromJson(newest.Json));
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            log.LogError(error, "The models of run {Run} cannot be read; the next nightly run fits new ones.", newest.Run);
        }
    }

    private ModelsInUse Snapshot(long? run)
    {
        var valuator = _holder.Current;
        return new ModelsInUse(run, valuator, valuator.Assessor is { } assessor ? new EarlyWarning(assessor, _warning) : null);
    }
}
