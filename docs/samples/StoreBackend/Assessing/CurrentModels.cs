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
public sealed class CurrentModels(MemberModelHolder holder, IOptions<EarlyWarningOptions> warning)
{
    private const string Prefix = "run-";

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
    public async Task LoadAsync(IDbContextFactory<StoreContext> contexts, ILogger<CurrentModels> log)
    {
        await using var db = await contexts.CreateDbContextAsync();
        if (await db.Models.AsNoTracking().OrderByDescending(row => row.Run).FirstOrDefaultAsync() is not { } newest)
            return;
        try
        {
            holder.Replace(MemberModels.FromJson(newest.Json));
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            log.LogError(error, "The models of run {Run} cannot be read; the next nightly run fits new ones.", newest.Run);
        }
    }

    private static long? RunOf(MemberModels models) =>
        models.Id.StartsWith(Prefix, StringComparison.Ordinal) && long.TryParse(models.Id.AsSpan(Prefix.Length), CultureInfo.InvariantCulture, out var run) ? run : null;
}
