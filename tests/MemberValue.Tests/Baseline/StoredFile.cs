using System.Globalization;
using System.IO.Compression;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text;
using MemberValue.Tests.Conventions;

namespace MemberValue.Tests.Baseline;

/// <summary>
/// What the library said when a file was stored, against what it says now. A run never changes a stored file: on a difference it writes the received one
/// beside the
/// test assembly, and the message says how to copy it. README.md has the rules.
/// </summary>
internal static class StoredFile
{
    /// <summary>How far numbers may be apart on another kind of machine than the one that stored them, relative to their size.</summary>
    public const double Tolerance = 1e-12;

    private const string Folder = "tests/MemberValue.Tests/Baseline/stored";
    private const int MostShown = 12;

    /// <summary>What the last digits depend on: the runtime, the platform's mathematics, and the width of the processor's vectors.</summary>
    public static string Machine { get; } = string.Join(' ',
        $"net{Environment.Version.Major}", OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "macos" : "linux",
        RuntimeInformation.ProcessArchitecture, $"vector{Vector<byte>.Count * 8}", Vector512.IsHardwareAccelerated ? "vector512" : "-",
        Fma.IsSupported ? "fma" : "-");

    public static void Check(string name, IReadOnlyList<string> now)
    {
        var received = Path.Combine(AppContext.BaseDirectory, "Baseline", "received", name);
        var stored = Path.Combine(AppContext.BaseDirectory, "Baseline", "stored", name);
        var lines = File.Exists(stored) ? Read(stored) : [""];
        var differences = Differences(lines, [Machine, .. now]);
        Directory.CreateDirectory(Path.GetDirectoryName(received)!);
        if (differences.Count == 0)
        {
            File.Delete(received);
            return;
        }

        using (var writer = new StreamWriter(new GZipStream(File.Create(received), CompressionLevel.SmallestSize)) { NewLine = "\n" })
        {
            writer.WriteLine(Machine);
            foreach (var line in now)
                writer.WriteLine(line);
        }

        Assert.Fail($"""
            {name} is not what is stored ({differences.Count} values or lines differ):
            {string.Join('\n', differences.Take(MostShown))}
            No number or sentence changes by accident. If this one is meant, name it in docs/CHANGELOG.md and store it from the repository's root:
            cp {Path.GetRelativePath(Repository.Root, received)} {Folder}/{name}
            """);
    }

    /// <summary>The differences of two files with their machine in the first line; empty when they say the same.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<string> stored, IReadOnlyList<string> now)
    {
        var tolerance = stored[0] == now[0] ? 0 : Tolerance;
        var (before, after) = (Lists(stored), Lists(now));
        var differences = before.Keys.Where(name => !after.ContainsKey(name)).Select(name => $"- {name}: no longer there").ToList();
        foreach (var (name, values) in after)
        {
            if (!before.TryGetValue(name, out var known))
                differences.Add($"+ {name}: new");
            else if (known.Length != values.Length)
                differences.Add($"{name}: {known.Length} values, now {values.Length}");
            else
                differences.AddRange(
                    from i in Enumerable.Range(0, values.Length)
                    where !Same(known[i], values[i], tolerance)
                    select $"{name}[{i}]: {known[i]}, now {values[i]}");
        }

        if (differences.Count == 0 && !before.Keys.SequenceEqual(after.Keys))
            differences.Add("the same lines in another order");
        return differences;
    }

    public static string[] Read(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
    }

    private static Dictionary<string, string[]> Lists(IReadOnlyList<string> lines)
    {
        var lists = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var line in lines.Skip(1))
        {
            var (name, text) = line.IndexOf('\t') is >= 0 and var tab ? (line[..tab], line[(tab + 1)..]) : (line, "");
            lists[name] = text.StartsWith("= ", StringComparison.Ordinal) ? lists[text[2..]] : text.Split('\t');
        }

        return lists;
    }

    private static bool Same(string stored, string now, double tolerance)
    {
        if (stored == now || tolerance == 0)
            return stored == now;
        return double.TryParse(stored, CultureInfo.InvariantCulture, out var a) && double.TryParse(now, CultureInfo.InvariantCulture, out var b)
            && Math.Abs(a - b) <= tolerance * Math.Max(Math.Abs(a), Math.Abs(b));
    }
}
