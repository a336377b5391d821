using System.Text.RegularExpressions;

namespace MemberValue.Tests.Conventions;

/// <summary>Source files stay readable and finished.</summary>
public partial class TextHygieneTests
{
    private const int MostLines = 350;
    private const int MostLength = 160;
    private const int MostLongLines = 187;

    private static readonly string[] Wrapped =
        ["src/MemberValue", "src/MemberValue.Reporting", "tests/MemberValue.Reporting.Tests", "src/MemberValue.Tool", "tests/MemberValue.Tool.Tests"];

    [Fact]
    public void No_source_file_of_the_library_is_too_long() => Repository.NoViolation(
        from file in Repository.Files("src", "*.cs")
        let count = Repository.Lines(file).Length
        where count > MostLines
        select $"{file} has {count} lines, more than {MostLines}: which two ideas does it hold?");

    /// <summary>
    /// A line ends at 160 characters. Some still do not: their number may only fall, and a folder without any joins <see cref="Wrapped"/> and stays so.
    /// </summary>
    [Fact]
    public void No_more_lines_are_too_long_than_were()
    {
        var all = LongLines().ToList();
        Assert.True(all.Count <= MostLongLines,
            $"{all.Count} lines have more than {MostLength} characters:\n{string.Join('\n', all.Select(line => line.Text))}");
        Repository.NoViolation(all.Where(line => Wrapped.Any(folder => line.File.StartsWith(folder + '/', StringComparison.Ordinal))).Select(
            line => line.Text));
    }

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

    private static IEnumerable<(string File, string Text)> LongLines() =>
        from folder in (string[])["src", "tests", "benchmarks", Path.Combine("docs", "samples")]
        from file in Repository.Files(folder, "*.cs")
        where !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal)
        from line in Repository.Lines(file).Select((text, index) => (Text: text, Number: index + 1))
        where line.Text.Length > MostLength
        select (file.Replace('\\', '/'), $"{file}:{line.Number} has {line.Text.Length} characters");

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b")]
    private static partial Regex ForLater();
}
