using System.Diagnostics;
using System.Globalization;

namespace MemberValue.Benchmarks.Guard;

/// <summary>
/// Runs every hot loop against the plain code beside it and compares the ratio with the floor of guard.csv, and the bytes with its ceiling.
/// </summary>
internal static class GuardProgram
{
    private const double FloorShare = 0.6;
    private const double RoomForBytes = 1.1;

    // One processor, no code that depends on what ran before, no collections beside the loop: the same conditions everywhere.
    private static readonly (string Name, string Value)[] Settings =
    [
        ("DOTNET_PROCESSOR_COUNT", "1"), ("DOTNET_TieredPGO", "0"), ("DOTNET_TC_CallCountingDelayMs", "0"), ("DOTNET_gcConcurrent", "0"),
        ("DOTNET_gcServer", "0"),
    ];

    /// <summary>The command <c>guard</c>.</summary>
    /// <param name="args">
    /// Nothing, or <c>--only NAME</c> for the loops whose name contains it; <c>--propose</c> writes measured ratios, floors and ceilings to the table.
    /// </param>
    /// <returns>0 when every loop keeps its floor and its ceiling.</returns>
    public static int Run(string[] args)
    {
        if (Settings.Any(setting => Environment.GetEnvironmentVariable(setting.Name) != setting.Value))
            return RunAgain(args);
        var (propose, only) = (args.Contains("--propose"), "");
        if (Array.IndexOf(args, "--only") is >= 0 and var at && at + 1 < args.Length)
            only = args[at + 1];
        var file = Repository.PathOf("benchmarks", "MemberValue.Benchmarks", "Guard", "guard.csv");
        var table = GuardRow.Read(File.ReadLines(file));
        var loops = GuardLoop.All.Where(loop => loop.Name.Contains(only, StringComparison.OrdinalIgnoreCase)).ToList();
        if (loops.Count == 0)
        {
            Console.Error.WriteLine($"No loop is called {only}.");
            return 1;
        }

        var named = GuardLoop.All.Select(loop => (loop.Name, loop.Baseline, loop.Rows));
        if (!propose && !named.SequenceEqual(table.Select(row => (row.Loop, row.Baseline, row.Rows))))
        {
            Console.Error.WriteLine("guard.csv and the code name other loops; run guard --propose.");
            return 1;
        }

        var watch = Stopwatch.StartNew();
        if (propose)
            File.WriteAllLines(file, GuardRow.Write(Propose(loops, table)));
        var broken = propose ? [] : Broken(Broken(loops));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{loops.Count} loops, {broken.Count} broken, {watch.Elapsed.TotalSeconds:0} s"));
        return broken.Count == 0 ? 0 : 1;

        // A loop is broken when it is so twice, the second time after all others: a minute in which the machine did something else breaks nothing.
        List<GuardLoop> Broken(List<GuardLoop> some) => some.FindAll(loop => !Holds(loop, table.Single(row => row.Loop == loop.Name)));
    }

    /// <summary>Two runs that agree decide; the third is for those that do not.</summary>
    private static bool Holds(GuardLoop loop, GuardRow row)
    {
        var measure = new GuardMeasure(loop);
        var ratios = new List<double> { measure.Ratio(), measure.Ratio() };
        if (ratios.Count(ratio => ratio < row.Floor) == 1)
            ratios.Add(measure.Ratio());
        var bytes = measure.Bytes();
        var (isFast, isSmall) = (ratios.Count(ratio => ratio < row.Floor) < 2, bytes <= row.Bytes);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{(isFast && isSmall ? "ok    " : "BROKEN")} {loop.Name}: ratio {Shown(ratios)}, floor {row.Floor:0.00}, measured {row.Measured:0.00}; "
            + $"{bytes} bytes, at most {row.Bytes}"));
        return isFast && isSmall;
    }

    /// <summary>The table with new numbers for some loops: the lower median of six runs in two rounds, each round warmed up again.</summary>
    private static IEnumerable<GuardRow> Propose(List<GuardLoop> loops, GuardRow[] table)
    {
        var ratios = loops.ToDictionary(loop => loop.Name, _ => new List<double>());
        var bytes = loops.ToDictionary(loop => loop.Name, _ => 0L);
        for (var round = 0; round < 2; round++)
        {
            foreach (var loop in loops)
            {
                var measure = new GuardMeasure(loop);
                ratios[loop.Name].AddRange([measure.Ratio(), measure.Ratio(), measure.Ratio()]);
                bytes[loop.Name] = Math.Max(bytes[loop.Name], measure.Bytes());
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{loop.Name}: ratio {Shown(ratios[loop.Name])}; {bytes[loop.Name]} bytes"));
            }
        }

        foreach (var loop in GuardLoop.All)
        {
            if (!ratios.TryGetValue(loop.Name, out var runs))
            {
                if (table.FirstOrDefault(row => row.Loop == loop.Name) is { } known)
                    yield return known;
                continue;
            }

            var median = runs.Order().ElementAt((runs.Count - 1) / 2);
            yield return new GuardRow(loop.Name, loop.Baseline, loop.Rows, median, FloorShare * median, (long)Math.Ceiling(RoomForBytes * bytes[loop.Name]));
        }
    }

    private static string Shown(IEnumerable<double> ratios) => string.Join(", ", ratios.Select(ratio => ratio.ToString("0.00", CultureInfo.InvariantCulture)));

    private static int RunAgain(string[] args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["guard", .. args]) { UseShellExecute = false };
        foreach (var (name, value) in Settings)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
