using System.Collections;
using System.Globalization;
using System.Text;
using MemberValue.Assessment;
using MemberValue.Members;
using MemberValue.Parts;
using MemberValue.Tests.Conventions;

namespace MemberValue.Tests.DependencyInjection;

/// <summary>docs/configuration.md has every key there is, and so does what a mistake is compared with.</summary>
public class ConfigurationPageTests
{
    private const string Stored = "docs/configuration.md";

    [Fact]
    public void The_page_of_the_configuration_has_every_key()
    {
        var page = Page();
        if (page == File.ReadAllText(Path.Combine(Repository.Root, Stored)).ReplaceLineEndings("\n"))
            return;
        var file = Path.Combine(AppContext.BaseDirectory, "configuration.received.md");
        File.WriteAllText(file, page);
        Assert.Fail($"""
            {Stored} does not have the keys that there are. Read the difference, then store it from the repository's root:
            cp {Path.GetRelativePath(Repository.Root, file)} {Stored}
            """);
    }

    /// <summary>A name that chooses something and the section of its options are one word: "Quantiles" and not once "Quantile".</summary>
    [Theory]
    [MemberData(nameof(PartTests.Names), MemberType = typeof(PartTests))]
    public void A_name_and_the_section_of_its_options_are_the_same_word(string name)
    {
        var keys = ConfigurationKeys.Of(AssessmentParts.All.Single(each => each.Name == name));
        var sections = keys.SelectMany(key => key.Path.Split(':')[..^1]).Distinct().ToList();
        var names = keys.Select(key => Nullable.GetUnderlyingType(key.Type) ?? key.Type).Where(type => type.IsEnum).SelectMany(Enum.GetNames).Distinct();
        Repository.NoViolation(names.SelectMany(each => sections
            .Where(section => section != each && (section.StartsWith(each, StringComparison.Ordinal) || each.StartsWith(section, StringComparison.Ordinal))
                && Math.Abs(section.Length - each.Length) <= 2)
            .Select(section => $"{name}: the name '{each}' and the section '{section}'")));
    }

    [Theory]
    [MemberData(nameof(PartTests.Names), MemberType = typeof(PartTests))]
    public void A_mistake_is_compared_with_every_key_and_every_name(string name)
    {
        var part = AssessmentParts.All.Single(each => each.Name == name);
        var keys = ConfigurationKeys.Of(part);
        var expected = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in keys.Select(key => key.Path))
        {
            for (var end = path.Length; end > 0; end = path.LastIndexOf(':', end - 1))
                expected.Add(path[..end]);
        }

        expected.RemoveWhere(path => path.EndsWith('*'));
        var known = part.Keys.Keys.SelectMany(at => at.Value.Select(key => at.Key.Length == 0 ? key : $"{at.Key}:{key}"));
        Assert.Equal(expected, known.Order(StringComparer.Ordinal));
        Assert.Equal(
            keys.Where(key => Kind(key.Type).IsEnum).Select(key => $"{key.Path}: {key.Allowed}").Order(StringComparer.Ordinal),
            part.Keys.Names.Select(each => $"{each.Key}: {string.Join(", ", each.Value)}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_number_says_what_is_allowed() => Assert.Empty(
        from part in AssessmentParts.All
        from key in ConfigurationKeys.Of(part)
        where key.Allowed is "" or "a whole number" || key.Meaning.Length == 0
        select $"{part.Name}:{key.Path}");

    private static string Page()
    {
        var page = new StringBuilder();
        page.Append("""
            # Configuration

            > 本页列出全部配置项：键、类型、默认值和允许范围，由测试从选项类生成，因此始终完整。`MemberValue` 节下的每个小节是一个部分（Rfm、Lifecycle、Clv、Churn、Clusters、Composite、Contribution、RuleSegments），
            > 没有写的部分不注册，空的小节按默认值注册。`*` 代表列表里的序号（0、1、2……）。键或取值写错时，主机启动即报错，并给出允许的键、允许的取值和最接近的写法。

            Every key of a section, as `services.AddMemberValue(configuration, "MemberValue")` reads it ([embedding](embedding.md#from-configuration)): type, default
            and what is allowed. A test makes this page of the classes of options, so that no key is missing.

            - A subsection is a part. One that is left out is not registered; an empty one is the part with its defaults.
            - `*` is the number of an element of a list: 0, 1, and so on. A list takes the place of what code set before.
            - Letter case does not matter. A default of `-` is none.
            - A key that no option has and a name that an enumeration does not have stop the host at its start; the message lists what is
              allowed, and names what is written almost the same.

            """.ReplaceLineEndings("\n"));
        foreach (var part in AssessmentParts.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {part.Name}\n\n| key | type | default | allowed |\n| --- | --- | --- | --- |\n");
            foreach (var key in ConfigurationKeys.Of(part))
            {
                string[] cells = [$"`{key.Path}`", TypeOf(key.Type), Default(key), Cell(key.Allowed)];
                page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells)} |\n");
            }
        }

        return page.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static Type Kind(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static string TypeOf(Type type)
    {
        var kind = Kind(type);
        return kind == typeof(double) || kind == typeof(decimal) ? "number"
            : kind == typeof(int) || kind == typeof(long) ? "whole number"
            : kind == typeof(bool) ? "true or false"
            : kind == typeof(string) ? "text"
            : kind == typeof(TimeUnit) ? "unit"
            : kind == typeof(IReadOnlyDictionary<string, string>) ? "texts"
            : kind.IsEnum ? "name"
            : $"list of {TypeOf(kind.GetGenericArguments()[0])}s";
    }

    private static string Default(ConfigurationKey key) => key.Default switch
    {
        null => "-",
        string { Length: 0 } => "-",
        bool value => value ? "true" : "false",
        string text => $"`{text}`",
        IEnumerable list => list.Cast<object>().Any() ? string.Join(", ", list.Cast<object>()) : "-",
        double value => value == 1 / 3.0 ? "1/3" : value == 2 / 3.0 ? "2/3" : value.ToString(CultureInfo.InvariantCulture),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
