using System.Text.RegularExpressions;

namespace MemberValue.Tests.Conventions;

/// <summary>Source files stay readable and finished.</summary>
public partial class TextHygieneTests
{
    private const int MostLines = 350;

    [Fact]
    public void No_source_file_of_the_library_is_too_long() => Repository.NoViolation(
        from file in Repository.Files("src", "*.cs")
        let count = Repository.Lines(file).Length
        where count > MostLines
        select $"{file} has {count} lines, more than {MostLines}: which two ideas does it hold?");

    [Fact]
    public void Nothing_is_left_for_later() => Repository.NoViolation(
        from file in Repository.Files("src", "*.cs").Concat(Repository.Files("benchmarks", "*.cs")).Concat(Repository.Files("docs", "*.cs"))
        from line in Repository.Lines(file)
        where ForLater().IsMatch(line)
        select $"{file}: {line.Trim()}");

    [Theory]
    [InlineData("// TODO: later", true)]
    [InlineData("throw new NotImplementedException();", true)]
    [InlineData("var todoList = 1;", false)]
    public void What_is_left_for_later_is_found(string line, bool found) => Assert.Equal(found, ForLater().IsMatch(line));

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b")]
    private static partial Regex ForLater();
}
