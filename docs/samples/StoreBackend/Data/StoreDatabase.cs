using Microsoft.EntityFrameworkCore;

namespace StoreBackend.Data;

/// <summary>Which database: PostgreSQL where there is a connection string, else an embedded one.</summary>
public static class StoreDatabase
{
    public static IServiceCollection AddStoreDatabase(this IServiceCollection services, IConfiguration configuration)
    {
        var postgres = configuration.GetConnectionString("Store");
        var embedded = configuration.GetConnectionString("Embedded");
        return services.AddDbContextFactory<StoreContext>(options => _ = string.IsNullOrWhiteSpace(postgres)
            ? options.UseSqlite(string.IsNullOrWhiteSpace(embedded) ? $"Data Source={Path.Combine(AppContext.BaseDirectory, "store.db")}" : embedded)
            : options.UseNpgsql(postgres));
    }

    /// <summary>Makes the tables where there are none. A shop has its own tables and its own migrations: take the classes, not this call.</summary>
    public static async Task CreateAsync(IDbContextFactory<StoreContext> contexts, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await db.Database.EnsureCreatedAsync(cancellationToken);
    }
}
