using System.Collections.Concurrent;

namespace StoreBackend.Tests;

/// <summary>A store with Online Retail loaded and one nightly run over it, undisturbed.</summary>
internal sealed record LoadedStore(StoreData Data, StoreProcess Process, IReadOnlyList<string> MemberRows, IReadOnlyList<string> ModelRows) : IDisposable
{
    /// <summary>All that a run leaves of each member, and the fitted models without the time of the fit.</summary>
    public const string MemberQuery = "SELECT * FROM members ORDER BY id";

    public const string ModelQuery = "SELECT run, json, warnings FROM models ORDER BY run";

    public static async Task<LoadedStore> MakeAsync(string kind)
    {
        var data = new StoreData(kind);
        var process = await StoreProcess.StartAsync(data);
        await process.PostAsync("/import");
        await process.RunNightlyAsync();
        return new LoadedStore(data, process, data.Rows(MemberQuery), data.Rows(ModelQuery));
    }

    public void Dispose()
    {
        Process.Dispose();
        Data.Dispose();
    }
}

/// <summary>One loaded store a database for all tests that only read, or touch members of their own.</summary>
public sealed class LoadedStores : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<LoadedStore>>> _stores = new(StringComparer.Ordinal);

    internal Task<LoadedStore> OfAsync(string kind) => _stores.GetOrAdd(kind, _ => new Lazy<Task<LoadedStore>>(() => LoadedStore.MakeAsync(kind))).Value;

    public void Dispose()
    {
        foreach (var store in _stores.Values.Where(store => store.Value.IsCompletedSuccessfully))
            store.Value.Result.Dispose();
    }
}

/// <summary>The tests of the store run one after the other, and share what is loaded.</summary>
[CollectionDefinition(Name)]
public sealed class SharedStores : ICollectionFixture<LoadedStores>
{
    public const string Name = "store";
}
