using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using MemberValue.Members;

namespace MemberValue.Tests.Conformance.Json;

/// <summary>
/// Every document that the library reads, found by reflection, damaged in every place: what comes out is a format exception, or something whose own document
/// reads back as itself. Nothing else is thrown, nothing hangs, and nothing that is missing is taken for something else.
/// </summary>
public class StoredMutationTests
{
    private const int Most = 1_200;

    public static TheoryData<string> Names => [.. StoredDocuments.All.Keys];

    [Fact]
    public void Every_reader_of_documents_has_one()
    {
        var readers = typeof(MemberColumns).Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.Name is "FromJson" or "Load")
            .Select(method => method.DeclaringType!.Name).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(readers, StoredDocuments.All.Values.Select(document => document.Reader).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_damaged_document_is_refused_or_is_another_sound_one(string name)
    {
        var (document, problems) = (StoredDocuments.All[name], new List<string>());
        var text = document.Write(document.Read(document.Text));
        Assert.Equal(document.Text, text);
        foreach (var mutation in Mutations.Of(text, seed: 13, Most))
        {
            if (Problem(document, text, mutation) is { } problem)
                problems.Add($"{mutation.What}: {problem}");
        }

        Assert.True(problems.Count == 0, $"{name}: {problems.Count} problems\n{string.Join('\n', problems.Take(40))}");
    }

    private static string? Problem(StoredDocument document, string sound, Mutation mutation)
    {
        if (mutation.Text == sound)
            return null;
        var clock = Stopwatch.StartNew();
        try
        {
            var written = document.Write(document.Read(mutation.Text));
            if (mutation.MustFail)
                return "is read";
            var again = document.Write(document.Read(written));
            return written == again ? Slow(clock) : "does not come back as itself";
        }
        catch (FormatException error)
        {
            return error.Message.StartsWith("The ", StringComparison.Ordinal) && error.Message.Length < 600 ? Slow(clock) : $"says {error.Message}";
        }
        catch (ArgumentException error) when (document.Argument is { } argument && error.ParamName == argument)
        {
            return Slow(clock);
        }
#pragma warning disable CA1031 // any other exception is what the test looks for
        catch (Exception error)
        {
            return $"throws {error.GetType().Name}: {error.Message}";
        }
#pragma warning restore CA1031
    }

    private static string? Slow(Stopwatch clock) => clock.Elapsed > TimeSpan.FromSeconds(3) ? $"takes {clock.Elapsed}" : null;
}
