namespace MemberValue.Tests.Conventions;

/// <summary>
/// Examples in the README and the docs are bodies of tests. A page has, below the comment "example: NAME", a C# block; a test file has the
/// same lines, indented as they stand there, between the comments "example: NAME" and "example end". Several pages may show the same example.
/// </summary>
public class ExampleTests
{
    [Fact]
    public void Examples_in_the_pages_are_what_the_tests_run()
    {
        var tests = Repository.Files("tests", "*.cs").SelectMany(file => Tested(Repository.Lines(file))).ToList();
        var shown = Repository.Files("docs", "*.md").Append("README.md")
            .SelectMany(page => Shown(Repository.Lines(page)).Select(example => (Page: page, example.Name, example.Code)))
            .ToList();
        Repository.NoViolation(Differences(shown, tests));
    }

    [Fact]
    public void Two_pages_may_show_one_example_and_neither_may_change_it()
    {
        List<(string, string)> tests = [("one", "y();"), ("two", "z();")];
        Assert.Empty(Differences([("a.md", "one", "y();"), ("b.md", "one", "y();"), ("b.md", "two", "z();")], tests));
        Assert.StartsWith("b.md", Assert.Single(Differences([("a.md", "one", "y();"), ("b.md", "one", "x();"), ("b.md", "two", "z();")], tests)), StringComparison.Ordinal);
        Assert.Single(Differences([("a.md", "one", "y();")], tests));
        Assert.Single(Differences([("a.md", "one", "y();"), ("a.md", "two", "z();"), ("a.md", "three", "z();")], tests));
        Assert.Single(Differences([("a.md", "one", "y();"), ("a.md", "two", "z();")], [.. tests, ("two", "z();")]));
    }

    [Fact]
    public void A_block_is_compared_without_its_indentation()
    {
        string[] page = ["text", "<!-- example: " + "one -->", "```csharp", "if (x)", "    y();", "", "z();", "```"];
        string[] test = ["        // example: " + "one", "        if (x)", "            y();", "", "        z();", "        // example end"];
        Assert.Equal([("one", "if (x)\n    y();\n\nz();")], Shown(page));
        Assert.Equal(Shown(page), Tested(test));
    }

    private static IEnumerable<string> Differences(List<(string Page, string Name, string Code)> shown, List<(string Name, string Code)> tests)
    {
        foreach (var name in tests.GroupBy(test => test.Name).Where(group => group.Count() > 1).Select(group => group.Key))
            yield return $"Two tests are called '{name}'.";
        var tested = tests.DistinctBy(test => test.Name).ToDictionary(test => test.Name, test => test.Code);
        foreach (var (page, name, code) in shown.Where(example => tested.GetValueOrDefault(example.Name) != example.Code))
            yield return $"{page}: the example '{name}' is not what a test runs; the test has:\n{tested.GetValueOrDefault(name, "none of that name")}";
        foreach (var name in tested.Keys.Except(shown.Select(example => example.Name)))
            yield return $"No page shows the tested example '{name}'.";
    }

    internal static List<(string Name, string Code)> Shown(string[] lines) =>
        Blocks(lines, "<!-- example: ", " -->", "```", skip: 1);

    internal static List<(string Name, string Code)> Tested(string[] lines) =>
        Blocks(lines, "// example: ", "", "// example end", skip: 0);

    internal static List<(string Name, string Code)> Blocks(string[] lines, string before, string after, string end, int skip)
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
