using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MemberValue.Clv;
using MemberValue.Tests.Conventions;

namespace MemberValue.Reporting.Tests;

/// <summary>
/// Every figure is drawn as it is stored in Golden: English and wide, Chinese and narrow. A run never changes a stored file: look at the drawing, then copy
/// it over the stored one.
/// </summary>
public partial class GoldenTests
{
    private const string Folder = "tests/MemberValue.Reporting.Tests/Golden";

    private static readonly FigureOptions[] Forms =
        [new() { Language = "en", Currency = "EUR" }, new() { Language = "zh", Currency = "CNY", Width = 340 }];

    public static TheoryData<string> Names => [.. Methods().Select(method => method.Name).Distinct().Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_figure_is_drawn_as_it_is_stored(string name)
    {
        var figure = FigureOf(name);
        var commands = new List<string>();
        foreach (var form in Forms)
        {
            var svg = figure.ToSvg(form) + "\n";
            var file = $"{name}.{form.Language}.svg";
            var stored = Path.Combine(AppContext.BaseDirectory, "Golden", file);
            if (File.Exists(stored) && File.ReadAllText(stored).ReplaceLineEndings("\n") == svg)
                continue;
            var received = Path.Combine(AppContext.BaseDirectory, "Received", file);
            Directory.CreateDirectory(Path.GetDirectoryName(received)!);
            File.WriteAllText(received, svg);
            commands.Add($"cp {Path.GetRelativePath(Repository.Root, received)} {Folder}/{file}");
        }

        Assert.True(commands.Count == 0,
            $"The figure {name} is not drawn as it is stored. Look at it; if this is meant, store it from the repository's root:\n"
                + string.Join('\n', commands));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_figure_is_sound_and_says_what_it_shows(string name) => FigureLaw.Holds(FigureOf(name));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_figure_has_the_same_bytes_in_every_culture_and_every_time(string name)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var drawn = new HashSet<string>();
            foreach (var culture in (string[])["", "", "de-DE", "ar-SA", "fa-IR", "tr-TR", "sv-SE"])
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                var figure = FigureOf(name);
                drawn.Add(figure.ToSvg() + figure.ToHtml(Forms[1]));
            }

            Assert.Single(drawn);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void No_stored_drawing_is_left_over()
    {
        var names = Methods().Select(method => method.Name).ToHashSet(StringComparer.Ordinal);
        Repository.NoViolation(Repository.Files(Folder, "*.svg").Where(file => !names.Contains(Path.GetFileName(file).Split('.')[0])));
    }

    [Theory]
    [InlineData("docs/report.md")]
    [InlineData("docs/report.zh-CN.md")]
    public void The_page_of_the_report_has_a_line_for_every_figure_and_the_object_that_it_comes_from(string page)
    {
        var lines = Repository.Lines(page).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')).ToList();
        Repository.NoViolation(
            from method in Methods()
            let source = method.GetParameters()[0].ParameterType
            let origin = method.Name switch
            {
                nameof(ReportFigures.ClusterProfiles) => nameof(MemberValue.Clusters.ClusterProfile),
                nameof(ReportFigures.Expectation) => nameof(ConditionalExpectation),
                nameof(ReportFigures.Tracking) => nameof(ModelTracking),
                _ => source.Name.Split('`')[0],
            }
            where !lines.Exists(cells => cells[1].Contains($"`{method.Name}`", StringComparison.Ordinal) && cells[2].Trim() == $"`{origin}`")
            select $"{page} does not say of {method.Name} that it comes from {origin}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_Chinese_figure_has_no_English_word(string name)
    {
        var figure = FigureOf(name);
        var texts = XDocument.Parse(figure.ToHtml(new FigureOptions { Language = "zh" })).Descendants()
            .Where(element => !element.HasElements).Select(element => element.Value);
        Assert.Empty(texts.SelectMany(text => Word().Matches(text).Select(match => match.Value)).Except(["Pareto"], StringComparer.Ordinal));
    }

    [Fact]
    public void No_two_figures_have_one_name()
    {
        var names = Methods().Select(method => FigureOf(method.Name).Id).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.Ordinal).Count());
    }

    internal static IEnumerable<Figure> All() => Methods().Select(method => FigureOf(method.Name));

    private static IEnumerable<MethodInfo> Methods() => typeof(ReportFigures)
        .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(method => method.ReturnType == typeof(Figure));

    private static Figure FigureOf(string name)
    {
        var sample = typeof(Samples).GetMethod(name, BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly);
        Assert.True(sample is not null, $"ReportFigures.{name} has no sample: add a method {name} to Samples, then store its drawings.");
        return (Figure)sample.Invoke(null, null)!;
    }

    [GeneratedRegex("[A-Za-z]{4,}")]
    private static partial Regex Word();
}
