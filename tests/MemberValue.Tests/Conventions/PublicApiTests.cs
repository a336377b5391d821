namespace MemberValue.Tests.Conventions;

/// <summary>
/// The public surface is what Conventions/PublicApi.approved.txt says, with a file for each package. A run never changes it: read the difference, then copy the
/// received file over it.
/// </summary>
public class PublicApiTests
{
    private const string Folder = "tests/MemberValue.Tests/Conventions";

    [Theory]
    [MemberData(nameof(Libraries.Names), MemberType = typeof(Libraries))]
    public void The_public_surface_is_the_approved_one(string library)
    {
        var name = "PublicApi" + library["MemberValue".Length..];
        var received = ApiPrinter.Print(Libraries.Named(library).GetExportedTypes());
        var stored = Path.Combine(AppContext.BaseDirectory, "Conventions", $"{name}.approved.txt");
        var approved = File.Exists(stored) ? File.ReadAllText(stored).ReplaceLineEndings("\n") : "";
        var file = Path.Combine(AppContext.BaseDirectory, "Conventions", $"{name}.received.txt");
        if (received == approved)
        {
            File.Delete(file);
            return;
        }

        File.WriteAllText(file, received);
        var difference = Difference(approved.Split('\n'), received.Split('\n'));
        Assert.Fail($"""
            The public surface is not the approved one ({difference.Count} lines differ):
            {string.Join('\n', difference.Take(25))}
            If this is meant, approve it from the repository's root:
            cp {Path.GetRelativePath(Repository.Root, file)} {Folder}/{name}.approved.txt
            """);
    }

    [Fact]
    public void The_printer_tells_apart_what_a_user_can_see()
    {
        var printed = ApiPrinter.Print([typeof(Sample<>)]);
        Assert.Equal("""
            MemberValue.Tests.Conventions.PublicApiTests.Sample<TKey> : abstract class : IDisposable where TKey : notnull
                abstract TKey? Find<TResult>(ReadOnlySpan<TResult> keys, out TKey? found) where TResult : struct
                const decimal Most = 1.5
                const int Limit = 3
                long Length { get; init; }
                protected .ctor(string? name = "none", int? limit = null)
                protected virtual IReadOnlyList<string?> Words(CancellationToken token = default)
                void Dispose()

            """.ReplaceLineEndings("\n"), printed);
    }

    /// <summary>The lines that only one side has, with the type they belong to.</summary>
    private static List<string> Difference(string[] approved, string[] received)
    {
        static IEnumerable<string> Qualified(string[] lines)
        {
            var type = "";
            foreach (var line in lines)
            {
                if (!line.StartsWith(' '))
                    type = line.Split(" : ")[0];
                yield return line.StartsWith(' ') ? $"{type}: {line.Trim()}" : line;
            }
        }

        var before = Qualified(approved).ToList();
        var after = Qualified(received).ToList();
        var lines = before.Except(after).Select(line => "- " + line).Concat(after.Except(before).Select(line => "+ " + line)).ToList();
        return lines.Count > 0 ? lines : ["the same lines in another order"];
    }

    public abstract class Sample<TKey> : IDisposable
        where TKey : notnull
    {
        public const int Limit = 3;

        public const decimal Most = 1.5m;

        protected Sample(string? name = "none", int? limit = null) => Length = name?.Length ?? limit ?? 0;

        public long Length { get; init; }

        public abstract TKey? Find<TResult>(ReadOnlySpan<TResult> keys, out TKey? found)
            where TResult : struct;

        public void Dispose() => GC.SuppressFinalize(this);

        protected virtual IReadOnlyList<string?> Words(CancellationToken token = default) => [];

        internal static void Hidden()
        {
        }
    }
}
