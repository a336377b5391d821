using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using MemberValue.Common;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Parts;
using MemberValue.Rfm;
using MemberValue.Tests.Conformance;

namespace MemberValue.Tests.DependencyInjection;

/// <summary>A key of a configuration: its path below the part, the property behind it, and what a reader wants to know of it.</summary>
internal sealed record ConfigurationKey(string Path, PropertyInfo Property, Type Type, object? Default, string Allowed, string Meaning);

/// <summary>The keys of the options of a part, by reflection over their classes; what is allowed, by what the library says of a value that is not.</summary>
internal static partial class ConfigurationKeys
{
    private static readonly Lazy<Dictionary<string, string>> Summaries = new(() =>
        XDocument.Load(Path.ChangeExtension(typeof(MemberColumns).Assembly.Location, ".xml")).Descendants("member")
            .SelectMany(member => member.Elements("param").Append(member.Element("summary")).OfType<XElement>().Select(words =>
                ($"{member.Attribute("name")!.Value}{(words.Attribute("name") is { } parameter ? $" {parameter.Value}" : "")}", Words(words))))
            .DistinctBy(each => each.Item1)
            .ToDictionary(each => each.Item1, each => each.Item2));

    public static IReadOnlyList<ConfigurationKey> Of(AssessmentPart part) => [.. Of(part.OptionsType, Activator.CreateInstance(part.OptionsType)!, "")];

    private static IEnumerable<ConfigurationKey> Of(Type type, object? options, string path)
    {
        var bases = new List<Type>();
        for (var each = type; each is not null && each != typeof(object); each = each.BaseType)
            bases.Add(each);
        foreach (var property in bases.SelectMany(each => each.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)))
        {
            if (property.SetMethod is not { IsPublic: true } && (type != typeof(RfmWeights) || property.PropertyType != typeof(double)))
                continue;
            var (at, kind) = (path + property.Name, Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
            var value = options is null ? null : property.GetValue(options);
            var isList = kind.IsGenericType && !IsTexts(kind) && kind.GetInterfaces().Any(face => face.Name == "IEnumerable");
            var element = isList ? kind.GetGenericArguments()[0] : null;
            if (element is null ? IsOptions(kind) : IsOptions(element))
            {
                var inner = element ?? kind;
                var made = element is null && value is not null ? value
                    : inner == typeof(SilenceLimits) ? new SilenceLimits()
                    : inner.GetConstructor([]) is not null ? Activator.CreateInstance(inner) : null;
                foreach (var key in Of(inner, made, element is null ? $"{at}:" : $"{at}:*:"))
                    yield return key;
                continue;
            }

            yield return new ConfigurationKey(at, property, property.PropertyType, value, Allowed(type, property, element ?? kind), Meaning(property));
        }
    }

    /// <summary>Whether the keys of a value lie below it.</summary>
    private static bool IsOptions(Type type) =>
        type == typeof(SilenceLimits) || type == typeof(RfmWeights) || (type.IsClass && type.Name.Split('`')[0].EndsWith("Options", StringComparison.Ordinal));

    private static bool IsTexts(Type type) => type == typeof(IReadOnlyDictionary<string, string>);

    private static string Allowed(Type type, PropertyInfo property, Type kind)
    {
        if (kind.IsEnum)
            return string.Join(", ", Enum.GetNames(kind));
        if (kind == typeof(bool))
            return "true, false";
        if (kind == typeof(TimeUnit))
            return "hour, day, week, month, year";
        if (IsTexts(kind))
            return "a text per language tag; en, zh";
        if (kind == typeof(string))
            return "a text";
        var said = (kind == typeof(double) ? new object[] { double.NaN } : kind == typeof(int) ? [int.MinValue, -1, 0] : [-1m, decimal.MaxValue])
            .Select(value => Refusal(type, property, value)).FirstOrDefault(text => text is not null);
        return said ?? (kind == typeof(int) ? "a whole number" : "a number");
    }

    /// <summary>What the library says is allowed, when it is given something that is not.</summary>
    private static string? Refusal(Type type, PropertyInfo property, object value)
    {
        try
        {
            if (type == typeof(RfmWeights))
                return "a finite number of 0 or more; the three add to 1";
            object? list = typeof(IEnumerable<double>).IsAssignableFrom(property.PropertyType) ? new[] { (double)value }
                : typeof(IEnumerable<int>).IsAssignableFrom(property.PropertyType) ? new[] { (int)value } : null;
            if (type == typeof(SilenceLimits))
            {
                object limits = new SilenceLimits(1, null, 30, 90);
                property.SetValue(limits, value);
                _ = new ThresholdStageClassifier(new ThresholdStageOptions { Limits = [(SilenceLimits)limits] });
                return null;
            }

            var use = OptionsUses.All.Values.First(use => use.Type.Name == type.Name);
            var options = use.Make();
            Property(use.Type, property.Name).SetValue(options, list ?? value);
            _ = use.Use(options)();
            return null;
        }
        catch (ArgumentException error)
        {
            if (Allows().Match(DocumentReader.Words(error)) is not { Success: true } match)
                return null;
            var allowed = Present().Replace(match.Groups[1].Value, "$1");
            return allowed.StartsWith("not be ", StringComparison.Ordinal) ? $"not {allowed[7..]}" : allowed;
        }
    }

    private static PropertyInfo Property(Type type, string name) => type.GetProperty(name)!;

    private static string Meaning(PropertyInfo property)
    {
        var declaring = property.DeclaringType!;
        var name = $"P:{(declaring.IsGenericType ? declaring.GetGenericTypeDefinition() : declaring).FullName}.{property.Name}";
        var words = Summaries.Value.GetValueOrDefault(name) ?? Summaries.Value.GetValueOrDefault($"T:{declaring.FullName} {property.Name}", "");
        var end = Sentence().Match(words);
        return end.Success ? words[..(end.Index + 1)] : words;
    }

    private static string Words(XElement words)
    {
        var text = string.Concat(words.Nodes().Select(node => node switch
        {
            XText plain => plain.Value,
            XElement { Name.LocalName: "see" or "paramref" } see =>
                (see.Attribute("cref") ?? see.Attribute("name") ?? see.Attribute("langword"))!.Value.Split('(')[0].Split('.')[^1].Split('`')[0],
            XElement other => other.Value,
            _ => "",
        }));
        return Blanks().Replace(text, " ").Trim();
    }

    [GeneratedRegex(@"; (?:it must be |it must |a threshold must be |each must be |it is )?(.+)$", RegexOptions.Singleline)]
    private static partial Regex Allows();

    /// <summary>The value that another option has now, behind its name.</summary>
    [GeneratedRegex(@"([A-Z]\w+), [\d.]+(,(?= and))?")]
    private static partial Regex Present();

    [GeneratedRegex(@"\.(?= [A-Z])")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
