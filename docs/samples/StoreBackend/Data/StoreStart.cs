using Microsoft.EntityFrameworkCore;
using StoreBackend.Assessing;

namespace StoreBackend.Data;

/// <summary>What a store needs of its database before it can work: the tables and the models in use. Tried until the database is there.</summary>
public sealed class StoreStart(IDbContextFactory<StoreContext> contexts, CurrentModels models, ILogger<CurrentModels> log)
{
    private volatile bool _isDone;

    /// <summary>Makes the tables and loads the models; false where the database cannot be used now.</summary>
    public async Task<bool> TryAsync(CancellationToken cancellationToken)
    {
        if (_isDone)
            return true;
        try
        {
            await StoreDatabase.CreateAsync(contexts, cancellationToken);
            await models.LoadAsync(contexts);
            return _isDone = true;
        }
        catch (Exception error) when (Outage.Is(error))
        {
            log.LogError(error, "The database cannot be used now: the store starts without it.");
            return false;
        }
    }
}
