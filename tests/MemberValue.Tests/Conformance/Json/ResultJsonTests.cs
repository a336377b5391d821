using System.Globalization;
using System.Reflection;
using System.Text.Json;
using MemberValue.Members;
using MemberValue.Tests.Conventions;

namespace MemberValue.Tests.Conformance.Json;

/// <summary>
/// Every result of the library goes into JSON as it is, by reflection and through a host's generated context: valid JSON in which nothing is called NaN, names
/// instead of numbers for enumerations, dates instead of cells, texts in all languages or in one. A new type joins by being public.
/// </summary>
public class ResultJsonTests
{
    private const int Each = 8;

    private static readonly JsonSerializerOptions Bare = new();
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly JsonSerializerOptions Chinese = new() { Converters = { new TextJsonConverter("zh") } };
    private static readonly ResultContext ChineseContext = new(new JsonSerializerOptions { Converters = { new TextJsonConverter("zh") } });

    public static TheoryData<string> Names => [.. ResultTypes.All.Select(type => type.ToString())];

    [Fact]
    public void There_are_many_and_what_is_none_is_named_for_a_reason()
    {
        Assert.True(ResultTypes.All.Count > 130);
        Repository.NoViolation(ResultTypes.OthersThatAreNotThere.Select(name => $"{name} is on the list of what is no result, and needs not be"));
        Repository.NoViolation(ResultTypes.All.Where(type => !Known(type)).Select(type =>
            $"{type} is not in {nameof(ResultContext)}: add [JsonSerializable(typeof({type.Name}))], as a host would"));
    }

    [Fact]
    public void Every_enumeration_is_written_by_its_name() => Repository.NoViolation(
        from type in ResultTypes.Enums
        from value in type.GetEnumValues().Cast<object>()
        let json = JsonSerializer.Serialize(value, type)
        where json != $"\"{value}\""
        select $"{type.Name}.{value} is written as {json}");

    [Fact]
    public void A_result_shows_results_and_no_cells() => Repository.NoViolation(
        from type in ResultTypes.All
        where !ResultTypes.HasOwnForm(type)
        from property in ResultTypes.Properties(type)
        let why = Wrong(property)
        where why is not null
        select $"{type}.{property.Name} {why}");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_result_is_written_in_every_way_a_host_may_choose(string name)
    {
        var type = ResultTypes.All.Single(each => each.ToString() == name);
        var before = CultureInfo.CurrentCulture;
        try
        {
            for (var seed = 0; seed < Each; seed++)
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(seed % 2 == 0 ? "de-DE" : "ar-SA");
                var value = new ResultMaker(seed).Make(type)!;
                var json = JsonSerializer.Serialize(value, type, Bare);
                Assert.Equal(json, JsonSerializer.Serialize(value, type, ResultContext.Default));
                Check(json, type, Bare, language: null);
                Check(JsonSerializer.Serialize(value, type, Web), type, Web, language: null);
                var chinese = JsonSerializer.Serialize(value, type, Chinese);
                Assert.Equal(chinese, JsonSerializer.Serialize(value, type, ChineseContext));
                Check(chinese, type, Chinese, language: "zh");
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static bool Known(Type type)
    {
        try
        {
            return ResultContext.Default.GetTypeInfo(type) is not null;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }

    /// <summary>Generated code of .NET 8 does not compile for a span, even for one that is left out.</summary>
    [Fact]
    public void A_result_with_a_span_says_for_itself_how_it_is_written() => Repository.NoViolation(
        from type in ResultTypes.All
        where !ResultTypes.HasOwnForm(type)
        from property in type.GetProperties()
        where property.PropertyType.IsByRefLike
        select $"{type}.{property.Name} is a span");

    private static string? Wrong(PropertyInfo property)
    {
        var type = property.PropertyType;
        if (type == typeof(int) || type == typeof(int?))
            return property.Name.EndsWith("Cell", StringComparison.Ordinal) ? "shows a cell" : null;
        var inside = Parts(type).FirstOrDefault(part => part.Assembly == typeof(MemberColumns).Assembly && !part.IsEnum
            && !ResultTypes.IsOf(part) && !ResultTypes.HasOwnForm(part));
        return inside is null ? null : $"shows a {inside.Name}, which is no result";
    }

    private static IEnumerable<Type> Parts(Type type) => type.IsArray ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type)
        : [type];

    /// <summary>The text is JSON, and each value has the kind that its property's type asks for.</summary>
    private static void Check(string json, Type type, JsonSerializerOptions options, string? language)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var element in All(document.RootElement))
        {
            if (element.ValueKind == JsonValueKind.String)
                Assert.DoesNotContain(element.GetString(), (string[])["NaN", "Infinity", "-Infinity", "∞", "-∞"]);
        }

        Check(document.RootElement, type, options, language, type.Name);
    }

    private static IEnumerable<JsonElement> All(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(field => All(field.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(All),
        _ => [element],
    };

    private static void Check(JsonElement json, Type type, JsonSerializerOptions options, string? language, string place)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (json.ValueKind == JsonValueKind.Null)
            return;
        if (type.IsEnum)
            Assert.True(json.ValueKind == JsonValueKind.String, $"{place} is {json}");
        else if (type == typeof(decimal))
            Assert.True(!json.GetRawText().Contains('.', StringComparison.Ordinal) || !json.GetRawText().EndsWith('0'), $"{place} is {json}");
        else if (type == typeof(Text))
            Assert.True(json.ValueKind == JsonValueKind.String || (language is null && json.TryGetProperty("en", out _)), $"{place} is {json}");
        else if (type == typeof(DateTime) || type == typeof(DateOnly))
            Assert.Matches(@"^\d{4}-\d\d-\d\d(T[\d:.]+Z?)?$", json.GetString());
        else if (json.ValueKind == JsonValueKind.Array && type.GetInterfaces().Append(type).FirstOrDefault(face =>
            face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0] is { } item)
        {
            foreach (var (index, element) in json.EnumerateArray().Select((element, index) => (index, element)))
                Check(element, item, options, language, $"{place}[{index}]");
        }
        else if (json.ValueKind == JsonValueKind.Object && type != typeof(MemberRow) && !type.IsAssignableTo(typeof(System.Collections.IEnumerable)))
        {
            foreach (var property in ResultTypes.Properties(type))
            {
                var name = options.PropertyNamingPolicy?.ConvertName(property.Name) ?? property.Name;
                if (json.TryGetProperty(name, out var value) && !ResultTypes.HasOwnForm(type))
                    Check(value, property.PropertyType, options, language, $"{place}.{property.Name}");
                else
                    Assert.True(ResultTypes.HasOwnForm(type), $"{place}.{property.Name} is not there");
            }
        }
    }
}
