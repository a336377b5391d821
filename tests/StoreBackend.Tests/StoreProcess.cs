using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace StoreBackend.Tests;

/// <summary>The built store as a program of its own, on a free port of the loopback.</summary>
internal sealed class StoreProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly List<string> _output = [];
    private readonly TaskCompletionSource<Uri> _url = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private StoreProcess(Process process) => _process = process;

    public HttpClient Http { get; private set; } = null!;

    public static async Task<StoreProcess> StartAsync(StoreData data, params (string Name, string Value)[] settings)
    {
        // .artifacts/bin/StoreBackend.Tests/release/ and .artifacts/bin/StoreBackend/release/
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        var program = Path.Combine(here.Parent!.Parent!.FullName, "StoreBackend", here.Name, "StoreBackend.dll");
        var start = new ProcessStartInfo("dotnet", [program, "--Urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Nightly__At"] = ""; // only when asked to
        start.Environment["ConnectionStrings__Store"] = start.Environment["ConnectionStrings__Embedded"] = "";
        start.Environment[data.Setting] = data.ConnectionString;
        foreach (var (name, value) in settings)
            start.Environment[name.Replace(":", "__", StringComparison.Ordinal)] = value;

        var store = new StoreProcess(new Process { StartInfo = start });
        store._process.OutputDataReceived += (_, line) => store.Read(line.Data);
        store._process.ErrorDataReceived += (_, line) => store.Read(line.Data);
        store._process.Start();
        store._process.BeginOutputReadLine();
        store._process.BeginErrorReadLine();
        var exit = store._process.WaitForExitAsync();
        if (await Task.WhenAny(store._url.Task, exit, Task.Delay(Patience)) != store._url.Task)
        {
            var output = store.Output;
            store.Dispose();
            throw new InvalidOperationException($"The store did not start:\n{output}");
        }

        store.Http = new HttpClient { BaseAddress = await store._url.Task, Timeout = Patience };
        return store;
    }

    public string Output
    {
        get
        {
            lock (_output)
                return string.Join('\n', _output);
        }
    }

    /// <summary>kill -9: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public async Task<JsonElement> GetAsync(string path) => await Http.GetFromJsonAsync<JsonElement>(path);

    public async Task<JsonElement> PostAsync(string path, HttpContent? body = null)
    {
        using var response = await Http.PostAsync(path, body);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}\n{await response.Content.ReadAsStringAsync()}\n{Output}");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    public Task<HttpResponseMessage> PostOrderAsync(object order) => Http.PostAsJsonAsync("/orders", order);

    /// <summary>Runs the nightly job to its end.</summary>
    public async Task<JsonElement> RunNightlyAsync() =>
        await WaitForJobAsync((await PostAsync("/jobs/nightly")).GetProperty("id").GetInt64(), run => !IsRunning(run));

    public async Task<JsonElement> WaitForJobAsync(long id, Func<JsonElement, bool> until)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var run = await GetAsync($"/jobs/{id}");
            Assert.True(run.GetProperty("status").GetString() != "Failed", $"{run}\n{Output}");
            if (until(run))
                return run;
            Assert.True(watch.Elapsed < Patience, $"The job takes too long: {run}\n{Output}");
            await Task.Delay(10);
        }
    }

    public static bool IsRunning(JsonElement run) => run.GetProperty("status").GetString() == "Running";

    public void Dispose()
    {
        Http?.Dispose();
        try
        {
            _process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended, or never began.
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
            return;
        lock (_output)
            _output.Add(line);
        const string Listening = "Now listening on: ";
        if (line.IndexOf(Listening, StringComparison.Ordinal) is var at and >= 0)
            _url.TrySetResult(new Uri(line[(at + Listening.Length)..].Trim()));
    }
}
