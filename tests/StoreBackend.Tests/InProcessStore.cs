using Microsoft.AspNetCore.Builder;

namespace StoreBackend.Tests;

/// <summary>The store in the tests' own process, on the system's clock shifted to the log's days.</summary>
internal sealed class InProcessStore(StoreData data, WebApplication app) : IAsyncDisposable
{
    public StoreData Data => data;

    public IServiceProvider Services => app.Services;

    public HttpClient Http { get; } = new() { BaseAddress = new Uri(app.Urls.First()) };

    public static async Task<InProcessStore> StartAsync(StoreData data, params (string Name, string Value)[] settings)
    {
        string[] args =
        [
            "--Urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None", "--Nightly:At=",
            $"--{(data.Setting.EndsWith("Store", StringComparison.Ordinal) ? "ConnectionStrings:Embedded" : "ConnectionStrings:Store")}=",
            $"--{data.Setting.Replace("__", ":", StringComparison.Ordinal)}={data.ConnectionString}",
            .. settings.Select(setting => $"--{setting.Name}={setting.Value}"),
        ];
        var app = await StoreApp.CreateAsync(args);
        await app.StartAsync();
        return new InProcessStore(data, app);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
