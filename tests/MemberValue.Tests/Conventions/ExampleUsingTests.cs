using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace MemberValue.Tests.Conventions;

/// <summary>
/// A page shows the usings that its examples need, in one block below the comment "usings": those of the test files that run the examples, as far as an example
/// names a type of the namespace or calls an extension method of it. So a reader who copies usings and examples can compile them.
/// </summary>
public partial class ExampleUsingTests
{
    private static readonly ILookup<string, string> Words = AppDomain.CurrentDomain.GetAssemblies()
        .Concat([typeof(MemberValue.Members.MemberColumns).Assembly, typeof(MemberValue.Reporting.Figure).Assembly])
        .Concat([typeof(Microsoft.Extensions.Configuration.ConfigurationBuilder).Assembly])
        .Distinct().Where(assembly => !assembly.IsDynamic)
        .SelectMany(assembly => assembly.GetExportedTypes())
        .Where(type => type.Namespace is not null)
        .SelectMany(type => WordsOf(type).Select(word => (Space: type.Namespace!, Word: word)))
        .ToLookup(pair => pair.Space, pair => pair.Word);

    [Fact]
    public void A_page_shows_the_usings_that_its_examples_need()
    {
        var tests = Repository.Files("tests", "*.cs").SelectMany(file =>
        {
            var lines = Repository.Lines(file);
            return ExampleTests.Tested(lines).Select(example => (example.Name, Usings: Needed(example.Code, Usings(lines))));
        }).ToLookup(test => test.Name, test => test.Usings);
        Repository.NoViolation(Repository.Files("docs", "*.md").Append("README.md").SelectMany(page =>
        {
            var lines = Repository.Lines(page);
            var needed = ExampleTests.Shown(lines).SelectMany(example => tests[example.Name]).SelectMany(usings => usings).Distinct().Order(StringComparer.Ordinal).ToList();
            var shown = ExampleTests.Blocks(lines, "<!-- usings", " -->", "```", skip: 1).Select(block => block.Code).ToList();
            var expected = needed.Count == 0 ? [] : new List<string> { string.Join('\n', needed.Select(space => $"using {space};")) };
            return shown.SequenceEqual(expected) ? [] : new[] { $"{page}: below the comment \"usings\" must stand one block with\n{string.Concat(expected)}" };
        }));
    }

    [Fact]
    public void A_using_is_needed_for_a_type_or_an_extension_method_that_is_named()
    {
        string[] usings = ["MemberValue.Clv", "MemberValue.Members", "MemberValue.Rfm"];
        Assert.Equal(["MemberValue.Rfm"], Needed("var scale = RfmScale.Create();", usings));
        Assert.Equal(["MemberValue.Members", "MemberValue.Rfm"], Needed("MemberRow a = b; // an RfmScore", usings));
        Assert.Equal(["MemberValue.Clv"], Needed("var values = calculator.Calculate(table);", usings));
        Assert.Empty(Needed("var calculate = 1;", usings));
        Assert.Equal(["MemberValue.Rfm"], Usings(["using System.Text;", "using MemberValue.Rfm;", "using MemberValue.Tests.Golden;", "namespace X;"]));
    }

    private static List<string> Needed(string code, IEnumerable<string> usings)
    {
        var words = Word().Matches(code).Select(match => match.Value).ToHashSet();
        return [.. usings.Where(space => Words[space].Any(words.Contains))];
    }

    /// <summary>Those that a reader has to write: of this library and of its container; not those of the tests and their tools.</summary>
    private static IEnumerable<string> Usings(string[] lines) => lines
        .Where(line => line.StartsWith("using MemberValue.", StringComparison.Ordinal) || line.StartsWith("using Microsoft.Extensions.", StringComparison.Ordinal))
        .Where(line => !line.Contains("MemberValue.Tests", StringComparison.Ordinal))
        .Select(line => line[6..^1]);

    /// <summary>The type's name; of a static class the names of its extension methods, as they are called.</summary>
    private static IEnumerable<string> WordsOf(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Static)
        .Where(method => method.IsDefined(typeof(ExtensionAttribute), inherit: false))
        .Select(method => "." + method.Name)
        .Append(type.Name.Split('`')[0]);

    [GeneratedRegex(@"\.?\b[A-Z]\w*")]
    private static partial Regex Word();
}
