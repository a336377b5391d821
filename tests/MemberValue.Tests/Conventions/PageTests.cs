using System.Globalization;
using System.Text.RegularExpressions;
using MemberValue.Clv;
using MemberValue.Tests.Numerics;

namespace MemberValue.Tests.Conventions;

/// <summary>The pages: every C# block is a tested example, every link leads somewhere, and each page of a model has the same order.</summary>
public partial class PageTests
{
    private static readonly string[] Languages = ["csharp", "http", "json", "sh", "sql", "text", "xml", "yaml"];

    private static readonly string[] ModelHeadings =
    [
        "The question", "Assumptions", "Symbols", "Equations as coded", "Precision and where it fails", "Reference values", "Reading the numbers", "Sources",
    ];

    [Fact]
    public void Every_block_of_csharp_is_a_tested_example() => Repository.NoViolation(Page.All.SelectMany(UntestedBlocks));

    [Theory]
    [InlineData("<!-- example: " + "one -->", "csharp", true)]
    [InlineData("<!-- usings " + "-->", "csharp", true)] // ExampleUsingTests checks what stands there
    [InlineData("", "csharp", false)]
    [InlineData("An example:", "csharp", false)]
    [InlineData("", "cs", false)]
    [InlineData("<!-- example: " + "one -->", "c#", false)]
    [InlineData("<!-- example: " + "one -->", "", false)]
    [InlineData("", "text", false)]
    [InlineData("", "sql", true)]
    public void An_untested_block_is_found(string above, string language, bool passes) =>
        Assert.Equal(passes, !UntestedBlocks(Page.Of("page.md", "text", above, "```" + language, "var x = 1;", "```", "text")).Any());

    [Fact]
    public void A_word_has_one_row_per_table_of_the_glossary()
    {
        var rows = Repository.Lines("docs/glossary.md").Select(line => line.StartsWith("| ", StringComparison.Ordinal) ? line.Split('|')[1].Trim() : line);
        var section = "";
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var twice = new List<string>();
        foreach (var row in rows.Where(row => row.Length > 0))
        {
            if (row.StartsWith('#'))
                section = row;
            else if (!seen.Add(section + row))
                twice.Add($"docs/glossary.md: '{row}' has two rows in the section '{section}'.");
        }

        Repository.NoViolation(twice);
    }

    [Fact]
    public void Links_lead_somewhere()
    {
        var pages = Page.All.ToList();
        Repository.NoViolation(pages.SelectMany(page => DeadLinks(page, pages)));
    }

    [Theory]
    [InlineData("members.md", true)]
    [InlineData("members.md#tables-at-many-dates", true)]
    [InlineData("members.md#no-such-heading", false)]
    [InlineData("no-such-page.md", false)]
    [InlineData("decisions/", true)]
    [InlineData("../README.md#set-up", true)]
    [InlineData("../src/MemberValue/Members/Cells/SkipReasons.cs", true)]
    [InlineData("../src/MemberValue/Members/Cells/SkipReasons.cs#heading", false)]
    [InlineData("../../elsewhere", false)]
    [InlineData("", false)]
    [InlineData("#here", true)]
    [InlineData("#第二节", true)]
    [InlineData("#here-1", true)]
    [InlineData("#here-2", false)]
    [InlineData("#of-x-and-y_1-whats-new", true)]
    [InlineData("#in-code", false)]
    [InlineData("https://example.org/a?b=c#d", true)]
    [InlineData("https:/example.org", false)]
    [InlineData("https://localhost/a", false)]
    [InlineData("http://127.0.0.1/a", false)]
    [InlineData("ftp://example.org/a", false)]
    [InlineData("https://user@example.org/a", false)]
    public void A_dead_link_is_found(string target, bool passes)
    {
        var page = Page.Of(
            "docs/page.md", "# Page", "## Here", "## 第二节", "## Here", "## [Of](members.md) `x` and *y_1*: what's new?", "```sh", "## In code", "[x](none.md)",
            "```", $"`a[0](b)` and [text]({target})");
        Assert.Equal(passes, !DeadLinks(page, [.. Page.All, page]).Any());
    }

    [Fact]
    public void Chinese_sentences_have_chinese_punctuation() => Repository.NoViolation(
        from page in Page.All
        from line in page.Prose
        from match in HalfWidth().Matches(line.Text)
        select $"{page.File}:{line.Number}: {match.Value}");

    [Theory]
    [InlineData("流水:会员表", true)]
    [InlineData("流水,会员", true)]
    [InlineData("流水：会员表，`a,b`", false)]
    [InlineData("共 2,357 位会员", false)]
    public void Half_width_punctuation_after_a_chinese_character_is_found(string line, bool found) =>
        Assert.Equal(found, HalfWidth().IsMatch(Page.Of("page.md", line).Prose.Single().Text));

    [Fact]
    public void Tests_that_a_page_names_exist() => Repository.NoViolation(
        from page in Page.All
        from line in Repository.Lines(page.File)
        from test in NamedTest().Matches(line)
        let type = Array.Find(typeof(PageTests).Assembly.GetTypes(), type => type.Name == test.Groups[1].Value)
        where type?.GetMethods().Any(method => !test.Groups[2].Success || method.Name == test.Groups[2].Value) != true
        let others = Repository.Files("tests", $"{test.Groups[1].Value}.cs") // the tests of the other packages
        where !others.Any(file => !test.Groups[2].Success || Repository.Lines(file).Any(other => other.Contains($" {test.Groups[2].Value}(", StringComparison.Ordinal)))
        select $"{page.File}: {test.Value}");

    [Fact]
    public void The_bounds_of_special_functions_are_those_of_their_test()
    {
        var tested = typeof(SpecialFunctionGoldenTests).GetMethod(nameof(SpecialFunctionGoldenTests.Every_value_agrees_with_many_digits))!
            .GetCustomAttributes(typeof(InlineDataAttribute), inherit: false).Cast<InlineDataAttribute>()
            .Select(row => row.GetData(null!).Single())
            .Select(row => ((string)row[0], Convert.ToDouble(row[1], CultureInfo.InvariantCulture)));
        var shown = Repository.Lines(Path.Combine("docs", "numerics.md")).Select(line => Bound().Match(line)).Where(match => match.Success)
            .Select(match => (match.Groups[1].Value, double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)));
        Assert.Equal(tested, shown);
    }

    [Fact]
    public void Pages_of_models_have_the_same_order() => Repository.NoViolation(ModelPages().SelectMany(Disorder));

    [Fact]
    public void Every_model_has_its_page() => Repository.NoViolation(
        from type in typeof(BgNbdModel).Assembly.GetExportedTypes()
        where type.Namespace == typeof(BgNbdModel).Namespace && !type.IsAbstract && !type.IsEnum && type.Name.EndsWith("Model", StringComparison.Ordinal)
        let page = $"{Hump().Replace(type.Name[..^"Model".Length], "-").ToLowerInvariant()}.md"
        where !ModelPages().Any(existing => Path.GetFileName(existing.File) == page)
        select $"{type.Name} has no page docs/models/{page}.");

    [Fact]
    public void Disorder_in_the_page_of_a_model_is_found()
    {
        string[] sections = [.. ModelHeadings.Select(heading => $"## {heading}\n\ntext\n| value | unit | origin |")];
        Assert.Empty(Disorder(Lines(["# Model", .. sections])));
        Assert.NotEmpty(Disorder(Lines(["# Model", .. sections.AsEnumerable().Reverse()])));
        Assert.NotEmpty(Disorder(Lines(["# Model", .. sections.Skip(1)])));
        Assert.NotEmpty(Disorder(Lines(["# Model", .. sections, "## One more"])));
        Assert.NotEmpty(Disorder(Lines(["# Model", .. sections.Select(section => section.Replace("origin", "value", StringComparison.Ordinal))])));
        Assert.NotEmpty(Disorder(Lines(["# Model", .. sections.Select(section => section.Replace("unit", "value", StringComparison.Ordinal))])));
        Assert.NotEmpty(Disorder(Lines(["# Model", .. sections.Select(section => section.Split('\n')[0])])));

        static Page Lines(string[] parts) => Page.Of("docs/models/model.md", string.Join('\n', parts).Split('\n'));
    }

    private static IEnumerable<string> UntestedBlocks(Page page)
    {
        foreach (var fence in page.Fences)
        {
            if (!Languages.Contains(fence.Language))
                yield return $"{page.File}:{fence.Line}: a block of '{fence.Language}'; the languages are {string.Join(", ", Languages)}.";
            else if (fence.Language == "csharp" && !Example().IsMatch(fence.Above) && fence.Above != "<!-- usings -->")
                yield return $"{page.File}:{fence.Line}: no comment 'example: NAME' stands directly above this block of C#.";
            else if (fence.Language == "text" && fence.Lines.Any(line => line.TrimEnd().EndsWith(';')))
                yield return $"{page.File}:{fence.Line}: this block of text holds code.";
        }
    }

    private static IEnumerable<string> DeadLinks(Page page, IReadOnlyList<Page> pages) =>
        from link in page.Links
        let wrong = link.Target.Contains(':', StringComparison.Ordinal) ? WrongAddress(link.Target) : WrongPath(page, link.Target, pages)
        where wrong is not null
        select $"{page.File}:{link.Line}: ({link.Target}) {wrong}";

    private static string? WrongAddress(string target) =>
        !Uri.TryCreate(target, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") ? "is no address of the web"
        : !target.StartsWith(address.Scheme + "://", StringComparison.Ordinal) || address.HostNameType != UriHostNameType.Dns || address.UserInfo.Length > 0
            || !address.Host.Contains('.', StringComparison.Ordinal) ? "does not name a public host"
        : null;

    private static string? WrongPath(Page page, string target, IReadOnlyList<Page> pages)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? page.File
            : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(page.File)!, parts[0])));
        if (target.Length == 0)
            return "is empty";
        if (path.StartsWith("..", StringComparison.Ordinal))
            return "leads out of the repository";
        if (parts[0].Length > 0 && !Path.Exists(Path.Combine(Repository.Root, path)))
            return "is not there";
        return parts.Length == 1 || pages.Any(other => other.File == path && other.Anchors.Contains(Uri.UnescapeDataString(parts[1])))
            ? null
            : "has no such heading";
    }

    private static IEnumerable<Page> ModelPages() =>
        Page.All.Where(page => Path.GetDirectoryName(page.File) == Path.Combine("docs", "models") && Path.GetFileName(page.File) != "README.md");

    private static IEnumerable<string> Disorder(Page page)
    {
        var headings = page.Headings.Where(heading => heading.Level == 2).Select(heading => heading.Text).ToList();
        if (!headings.SequenceEqual(ModelHeadings))
            yield return $"{page.File}: the sections are {string.Join(", ", headings)}, and not {string.Join(", ", ModelHeadings)}.";
        foreach (var heading in ModelHeadings.Where(heading => string.IsNullOrWhiteSpace(page.Section(heading))))
            yield return $"{page.File}: nothing stands below '{heading}'.";
        // A model that shares its symbols with another one links to that page instead.
        if (!page.Section("Symbols").Contains("| unit |", StringComparison.Ordinal) && !page.Section("Symbols").Contains(".md)", StringComparison.Ordinal))
            yield return $"{page.File}: the symbols have no unit.";
        if (!page.Section("Reference values").Contains("| origin |", StringComparison.Ordinal))
            yield return $"{page.File}: the reference values have no origin.";
    }

    [GeneratedRegex(@"^<!-- example: \S+ -->$")]
    private static partial Regex Example();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}+[,:;?!]")]
    private static partial Regex HalfWidth();

    [GeneratedRegex(@"`([A-Z]\w*Tests)(?:\.(\w+))?`")]
    private static partial Regex NamedTest();

    [GeneratedRegex(@"^\| `(\w+)` \| [^|]* \| (\de-\d+) \|$")]
    private static partial Regex Bound();

    [GeneratedRegex(@"(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Hump();
}
