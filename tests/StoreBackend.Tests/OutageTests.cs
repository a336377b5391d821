using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace StoreBackend.Tests;

/// <summary>The database goes away while the nightly job writes: the store answers what it can, and the night goes on when it is back.</summary>
[Collection(SharedStores.Name)]
public class OutageTests(LoadedStores stores)
{
    private static readonly (string, string)[] Settings =
        [("Nightly:BatchSize", "10"), ("Nightly:RetryAfter", "00:00:00.1"), ("Nightly:LongestRetryAfter", "00:00:01"), ("Nightly:MostTries", "10000")];

    [OwnPostgresFact]
    public async Task A_server_that_stops_and_starts_again_costs_a_run_nothing()
    {
        var undisturbed = await stores.OfAsync(StoreKind.Postgres);
        var server = OwnPostgresFactAttribute.Run("start").Trim();
        try
        {
            using var data = new StoreData(StoreKind.Postgres, server);
            using (var store = await StoreProcess.StartAsync(data, Settings))
            {
                await store.PostAsync("/import");
                await BeginAsync(store);
                OwnPostgresFactAttribute.Run("halt");
                await AnswersAsync(store, "/members/16745", HttpStatusCode.ServiceUnavailable);
                await WaitForOutputAsync(store, "failed at try 2");
                store.Kill();
            }

            // The program starts without its database, too.
            using var again = await StoreProcess.StartAsync(data, Settings);
            await AnswersAsync(again, "/members/16745", HttpStatusCode.ServiceUnavailable);
            OwnPostgresFactAttribute.Run("go");
            await EndsWellAsync(again);
            Assert.Equal(undisturbed.MemberRows, data.Rows(LoadedStore.MemberQuery));
        }
        finally
        {
            OwnPostgresFactAttribute.Run("stop");
        }
    }

    [SmallDiskFact]
    public async Task A_full_disk_costs_a_run_nothing()
    {
        var undisturbed = await stores.OfAsync(StoreKind.Sqlite);
        using var disk = new SmallDisk(megabytes: 96);
        using var data = await stores.CopyImportedAsync(StoreKind.Sqlite, disk.Folder);
        using (var store = await StoreProcess.StartAsync(data, Settings))
        {
            await BeginAsync(store);
            disk.Fill();
            await WaitForOutputAsync(store, "failed at try 2");
            await AnswersAsync(store, "/members/16745", HttpStatusCode.OK); // what is stored can be read
            store.Kill();
        }

        disk.Fill();
        using var again = await StoreProcess.StartAsync(data, Settings);
        await WaitForOutputAsync(again, "full");
        Assert.Equal("Healthy", await again.Http.GetStringAsync("/health/live"));
        disk.Free();
        await EndsWellAsync(again);
        Assert.Equal(undisturbed.MemberRows, data.Rows(LoadedStore.MemberQuery));
    }

    private static async Task BeginAsync(StoreProcess store)
    {
        var id = (await store.PostAsync("/jobs/nightly")).GetProperty("id").GetInt64();
        await store.WaitForJobAsync(id, run => run.GetProperty("membersDone").GetInt32() > 100);
    }

    /// <summary>The process lives, a read is answered as said, and an order is refused as something that passes.</summary>
    private static async Task AnswersAsync(StoreProcess store, string path, HttpStatusCode expected)
    {
        Assert.Equal("Healthy", await store.Http.GetStringAsync("/health/live"));
        using var read = await store.Http.GetAsync(path);
        Assert.Equal(expected, read.StatusCode);
        using var order = await store.PostOrderAsync(new { number = "O-1", member = "16745", orderedAt = "2011-12-09T08:00:00Z", amount = 1 });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, order.StatusCode);
        Assert.Equal("application/problem+json", order.Content.Headers.ContentType?.MediaType);
        if (expected == HttpStatusCode.OK)
            return;
        using var ready = await store.Http.GetAsync("/health/ready");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
    }

    private static async Task WaitForOutputAsync(StoreProcess store, string text)
    {
        for (var watch = Stopwatch.StartNew(); !store.Output.Contains(text, StringComparison.Ordinal); await Task.Delay(20))
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(120), $"It does not say '{text}':\n{store.Output}");
    }

    private static async Task EndsWellAsync(StoreProcess store)
    {
        JsonElement run = default;
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(180); await Task.Delay(50))
        {
            using var answer = await store.Http.GetAsync("/jobs/1");
            if (answer.StatusCode != HttpStatusCode.OK)
                continue;
            run = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            if (run.GetProperty("status").GetString() == "Succeeded")
                break;
        }

        Assert.Equal("Succeeded", run.GetProperty("status").GetString());
        Assert.True(run.GetProperty("tries").GetInt32() > 1);
        Assert.Equal("Healthy", await store.Http.GetStringAsync("/health/ready"));
    }
}

/// <summary>Runs where the tests have PostgreSQL and the script that starts one of their own.</summary>
internal sealed class OwnPostgresFactAttribute : FactAttribute
{
    public OwnPostgresFactAttribute()
    {
        if (StoreKind.PostgresServer is null || !File.Exists(Script))
            Skip = "Needs PostgreSQL: MEMBERVALUE_POSTGRES is not set.";
    }

    private static string Script
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MemberValue.sln")))
                folder = folder.Parent;
            return Path.Combine(folder?.FullName ?? "", ".ci", "postgres");
        }
    }

    public static string Run(string what)
    {
        // The server outlives the script and keeps what it inherits: only a file can be read to its end.
        var output = Path.GetTempFileName();
        try
        {
            using var script = Process.Start("bash", ["-c", $"'{Script}' {what} outage > '{output}'"]);
            Assert.True(script.WaitForExit(TimeSpan.FromMinutes(2)), $".ci/postgres {what} does not end.");
            Assert.True(script.ExitCode == 0, $".ci/postgres {what}: {script.ExitCode}");
            return File.ReadAllText(output);
        }
        finally
        {
            File.Delete(output);
        }
    }
}

/// <summary>Runs where a small disk can be mounted.</summary>
internal sealed class SmallDiskFactAttribute : FactAttribute
{
    public SmallDiskFactAttribute()
    {
        try
        {
            new SmallDisk(megabytes: 1).Dispose();
        }
        catch (Exception error) when (error is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            Skip = $"Needs a disk that can be filled, which root can mount on Linux: {error.Message}";
        }
    }
}

/// <summary>A file system in memory that is full when wanted.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _ballast;

    public SmallDisk(int megabytes)
    {
        Folder = Directory.CreateTempSubdirectory("store-disk-").FullName;
        _ballast = Path.Combine(Folder, "ballast");
        try
        {
            Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", Folder);
        }
        catch
        {
            Directory.Delete(Folder);
            throw;
        }
    }

    public string Folder { get; }

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(_ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var piece = new byte[1 << 20];
        try
        {
            for (var size = piece.Length; size > 0;)
            {
                try
                {
                    file.Write(piece, 0, size);
                }
                catch (IOException)
                {
                    size /= 2;
                }
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    public void Free() => File.Delete(_ballast);

    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program}: {error.Trim()}");
    }
}
