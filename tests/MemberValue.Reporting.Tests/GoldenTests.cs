using System.Globalization;
using System.Reflection;
using MemberValue.Tests.Conventions;

namespace MemberValue.Reporting.Tests;

/// <summary>
/// Every figure is drawn as it is stored in Golden: English and wide, Chinese and narrow. A run never changes a stored file: look at the drawing, then copy
/// it over the stored one.
/// </summary>
public class GoldenTests
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

    [Fact]
    public void The_page_of_the_report_has_a_line_for_every_figure()
    {
        var lines = Repository.Lines("docs/report.md").Where(line => line.StartsWith("| `", StringComparison.Ordinal)).ToList();
        Repository.NoViolation(
            from method in Methods()
            where !lines.Exists(line => line.Split('|')[1].Contains($"`{method.Name}`", StringComparison.Ordinal))
            select $"docs/report.md says nothing of {method.Name}");
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
}
