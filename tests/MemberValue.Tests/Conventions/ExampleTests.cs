namespace MemberValue.Tests.Conventions;

/// <summary>
/// Examples in the README and the docs are bodies of tests. A page has, below the comment "example: NAME", a C# block; a test file has the
/// same lines, indented as they stand there, between the comments "example: NAME" and "example end".
/// </summary>
public class ExampleTests
{
    [Fact]
    public void Examples_in_the_pages_are_what_the_tests_run()
    {
        var tested = Repository.Files("tests", "*.cs").SelectMany(file => Tested(Repository.Lines(file))).ToDictionary(pair => pair.Name, pair => pair.Code);
        var shown = Repository.Files("docs", "*.md").Append("README.md")
            .SelectMany(page => Shown(Repository.Lines(page)).Select(example => (Page: page, example.Name, example.Code)))
            .ToList();
        Repository.NoViolation(
            from example in shown
            where tested.GetValueOrDefault(example.Name) != example.Code
            select $"{example.Page}: the example '{example.Name}' is not what a test runs; the test has:\n{tested.GetValueOrDefault(example.Name, "none of that name")}");
        Repository.NoViolation(tested.Keys.Except(shown.Select(example => example.Name)).Select(name => $"No page shows the tested example '{name}'."));
    }

    [Fact]
    public void A_block_is_compared_without_its_indentation()
    {
        string[] page = ["text", "<!-- example: " + "one -->", "```csharp", "if (x)", "    y();", "", "z();", "```"];
        string[] test = ["        // example: " + "one", "        if (x)", "            y();", "", "        z();", "        // example end"];
        Assert.Equal([("one", "if (x)\n    y();\n\nz();")], Shown(page));
        Assert.Equal(Shown(page), Tested(test));
    }

    private static List<(string Name, string Code)> Shown(string[] lines) =>
        Blocks(lines, "<!-- example: ", " -->", "```", skip: 1);

    private static List<(string Name, string Code)> Tested(string[] lines) =>
        Blocks(lines, "// example: ", "", "// example end", skip: 0);

    private static List<(string Name, string Code)> Blocks(string[] lines, string before, string after, string end, int skip)
    {
        var blocks = new List<(string Name, string Code)>();
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (!line.StartsWith(before, StringComparison.Ordinal) || !line.EndsWith(after, StringComparison.Ordinal))
                continue;
            var indent = lines[i].Length - lines[i].TrimStart().Length;
            var code = lines.Skip(i + 1 + skip).TakeWhile(next => next.Trim() != end).Select(next => next.Length > indent ? next[indent..] : "");
            blocks.Add((line[before.Length..^after.Length], string.Join('\n', code)));
        }

        return blocks;
    }
}
