using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Text;
using MemberValue.Members;

namespace MemberValue.Tests.Conventions;

/// <summary>An assembly and its symbols name no folder of the machine that built them, whether or not a build server did.</summary>
public class BuiltPathTests
{
    private static readonly string Assembly = typeof(MemberColumns).Assembly.Location;

    [Fact]
    public void Symbols_name_sources_from_the_repository_s_root()
    {
        using var stream = File.OpenRead(Path.ChangeExtension(Assembly, ".pdb"));
        using var provider = MetadataReaderProvider.FromPortablePdbStream(stream);
        var reader = provider.GetMetadataReader();
        var documents = reader.Documents.Select(handle => reader.GetString(reader.GetDocument(handle).Name)).ToList();
        Assert.Contains("/_/src/MemberValue/Members/KeyIndex.cs", documents);
        Repository.NoViolation(documents.Where(name => !name.StartsWith("/_/", StringComparison.Ordinal)));

        // What lies beside the names: the addresses of sources above all.
        var texts = reader.CustomDebugInformation.Select(handle => Encoding.UTF8.GetString(reader.GetBlobBytes(reader.GetCustomDebugInformation(handle).Value)));
        Assert.DoesNotContain(texts, text => text.Contains(Repository.Root, StringComparison.Ordinal));
    }

    [Fact]
    public void The_assembly_names_no_folder_of_the_repository()
    {
        var bytes = File.ReadAllBytes(Assembly);
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode })
        {
            Assert.True(bytes.AsSpan().IndexOf(encoding.GetBytes(Repository.Root)) < 0, $"{Assembly} holds {Repository.Root}.");
            Assert.True(bytes.AsSpan().IndexOf(encoding.GetBytes("MemberValue.Members")) >= 0 || encoding == Encoding.Unicode, "The search finds nothing.");
        }
    }
}
