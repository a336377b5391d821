using System.Text.RegularExpressions;

namespace MemberValue.Tests.Conventions;

/// <summary>Source files stay readable and finished.</summary>
public partial class TextHygieneTests
{
    private const int MostLines = 350;

    private static readonly string Root = FindRoot();

    [Fact]
    public void No_source_file_of_the_library_is_too_long() => Assert.Empty(
        from file in Files("src")
        let lines = File.ReadLines(file).Count()
        where lines > MostLines
        select $"{Path.GetRelativePath(Root, file)} has {lines} lines, more than {MostLines}: which two ideas does it hold?");

    [Fact]
    public void Nothing_is_left_for_later() => Assert.Empty(
        from file in Files("src").Concat(Files("benchmarks")).Concat(Files("docs"))
        from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
        where ForLater().IsMatch(line.Text)
        select $"{Path.GetRelativePath(Root, file)}:{line.Number}: {line.Text.Trim()}");

    [Theory]
    [InlineData("// TODO: later", true)]
    [InlineData("throw new NotImplementedException();", true)]
    [InlineData("var todoList = 1;", false)]
    public void What_is_left_for_later_is_found(string line, bool found) => Assert.Equal(found, ForLater().IsMatch(line));

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories);

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "MemberValue.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run inside the repository: MemberValue.sln was not found above them.");
        return folder;
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b")]
    private static partial Regex ForLater();
}
