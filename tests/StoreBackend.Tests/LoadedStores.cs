using System.Collections.Concurrent;

namespace StoreBackend.Tests;

/// <summary>A store with Online Retail loaded and one nightly run over it, undisturbed.</summary>
internal sealed record LoadedStore(StoreData Data, StoreProcess Process, IReadOnlyList<string> MemberRows, IReadOnlyList<string> ModelRows) : IDisposable
{
    /// <summary>All that a run leaves of each member, and the fitted models without the time of the fit.</summary>
    public const string MemberQuery = "SELECT * FROM members ORDER BY id";

    public const string ModelQuery = "SELECT run, json, warnings FROM models ORDER BY run";

    public static async Task<LoadedStore> MakeAsync(StoreData loaded)
    {
        var data = loaded.Copy();
        return new LoadedStore(data, await StoreProcess.StartAsync(data), data.Rows(MemberQuery), data.Rows(ModelQuery));
    }

    public void Dispose()
    {
        Process.Dispose();
        Data.Dispose();
    }
}

/// <summary>What takes long is done once per kind of database: the import, the first night. Tests get copies, or share one store if they only read or touch
/// members of their own.</summary>
public sealed class LoadedStores : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<StoreData>>> _imported = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<StoreData>>> _loaded = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<LoadedStore>>> _stores = new(StringComparer.Ordinal);

    internal Task<LoadedStore> OfAsync(string kind) => Once(_stores, kind, async () => await LoadedStore.MakeAsync(await LoadedAsync(kind)));

    /// <summary>A database of one's own with all orders in it, before the first night.</summary>
    internal async Task<StoreData> CopyImportedAsync(string kind, string? folder = null) => (await ImportedAsync(kind)).Copy(folder);

    /// <summary>A database of one's own after the first night.</summary>
    internal async Task<StoreData> CopyLoadedAsync(string kind) => (await LoadedAsync(kind)).Copy();

    public void Dispose()
    {
        foreach (var store in _stores.Values.Where(store => store.Value.IsCompletedSuccessfully))
            store.Value.Result.Dispose();
        foreach (var data in _imported.Values.Concat(_loaded.Values).Where(data => data.Value.IsCompletedSuccessfully))
            data.Value.Result.Dispose();
    }

    private static Task<T> Once<T>(ConcurrentDictionary<string, Lazy<Task<T>>> made, string kind, Func<Task<T>> make) =>
        made.GetOrAdd(kind, _ => new Lazy<Task<T>>(make)).Value;

    private Task<StoreData> ImportedAsync(string kind) => Once(_imported, kind, async () =>
    {
        var data = new StoreData(kind);
        using var store = await StoreProcess.StartAsync(data);
        await store.PostAsync("/import");
        store.Kill();
        return data;
    });

    private Task<StoreData> LoadedAsync(string kind) => Once(_loaded, kind, async () =>
    {
        var data = await CopyImportedAsync(kind);
        using var store = await StoreProcess.StartAsync(data);
        await store.RunNightlyAsync();
        store.Kill();
        return data;
    });
}

/// <summary>The tests of the store run one after the other, and share what is loaded.</summary>
[CollectionDefinition(Name)]
public sealed class SharedStores : ICollectionFixture<LoadedStores>
{
    public const string Name = "store";
}
