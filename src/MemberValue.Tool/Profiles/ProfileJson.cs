using System.Text.Json;
using MemberValue.Members;

namespace MemberValue.Tool.Profiles;

/// <summary>An object of a profile's document: every property is asked for by name, and one that nobody asks for is an error.</summary>
internal sealed class ProfileJson
{
    private readonly JsonElement _json;
    private readonly string _source;
    private readonly string _path;

    private ProfileJson(JsonElement json, string source, string path, string[] known)
    {
        (_json, _source, _path) = (json, source, path);
        if (json.ValueKind != JsonValueKind.Object)
            throw Bad(path, "an object { ... }", "一个对象 { ... }");
        foreach (var property in json.EnumerateObject().Where(property => !known.Contains(property.Name)))
        {
            throw new UserError(
                $"{source}: there is no property '{PathOf(property.Name)}'. {(path.Length == 0 ? "A profile" : path)} may have {string.Join(", ", known)}.",
                $"{source}：没有属性“{PathOf(property.Name)}”。{(path.Length == 0 ? "规则文件" : path)}可以包含 {string.Join("、", known)}。");
        }
    }

    public static ProfileJson Root(JsonElement json, string source, params string[] known) => new(json, source, "", known);

    public ProfileJson? Object(string name, params string[] known) =>
        _json.TryGetProperty(name, out var json) ? new ProfileJson(json, _source, PathOf(name), known) : null;

    public string? Text(string name) => !_json.TryGetProperty(name, out var json) ? null
        : json.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(json.GetString()) ? json.GetString()
        : throw Bad(PathOf(name), "a text that is not empty", "非空文本");

    public string Required(string name) => Text(name) ?? throw Missing(name);

    public bool Flag(string name) => _json.TryGetProperty(name, out var json) && json.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Bad(PathOf(name), "true or false", "true 或 false"),
    };

    /// <summary>One of some words.</summary>
    public T? Word<T>(string name, params (string Word, T Value)[] words)
        where T : struct
    {
        if (Text(name) is not { } text)
            return null;
        foreach (var (word, value) in words)
        {
            if (word == text)
                return value;
        }

        var allowed = words.Select(each => each.Word).ToList();
        throw Bad(PathOf(name), $"one of {string.Join(", ", allowed)}", $"以下之一：{string.Join("、", allowed)}");
    }

    /// <summary>A mark of one character.</summary>
    public char? Mark(string name, string allowed) => Text0(name) is not { } text ? null
        : text.Length == 1 && allowed.Contains(text[0], StringComparison.Ordinal) ? text[0]
        : throw Bad(PathOf(name), $"one of the characters {string.Join(' ', allowed.AsEnumerable())}", $"以下字符之一：{string.Join(' ', allowed.AsEnumerable())}");

    public IReadOnlyList<string> List(string name)
    {
        if (!_json.TryGetProperty(name, out var json))
            return [];
        if (json.ValueKind != JsonValueKind.Array
            || json.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(item.GetString())))
        {
            throw Bad(PathOf(name), "a list of texts, none of them empty", "一个文本列表，各项非空");
        }

        return [.. json.EnumerateArray().Select(item => item.GetString()!)];
    }

    /// <summary>Texts by names of the profile's author.</summary>
    public static IReadOnlyDictionary<string, string> Texts(JsonElement json, string source, string path)
    {
        if (json.ValueKind != JsonValueKind.Object || json.EnumerateObject().Any(each => each.Value.ValueKind != JsonValueKind.String))
            throw new UserError($"{source}: '{path}' must be an object of texts.", $"{source}：“{path}”必须是由文本组成的对象。");
        return json.EnumerateObject().ToDictionary(each => each.Name, each => each.Value.GetString()!, StringComparer.OrdinalIgnoreCase);
    }

    public JsonElement? Raw(string name) => _json.TryGetProperty(name, out var json) ? json : null;

    /// <summary>A text in one language or several.</summary>
    public Text? Words(string name)
    {
        if (Raw(name) is not { } json)
            return null;
        if (json.ValueKind == JsonValueKind.String)
            return Members.Text.Of(json.GetString()!);
        try
        {
            return Members.Text.Of(Texts(json, _source, PathOf(name)));
        }
        catch (ArgumentException)
        {
            throw Bad(PathOf(name), "a text, or an object of texts by language with \"en\" among them", "一个文本，或按语言给出的文本对象，其中必须有 \"en\"");
        }
    }

    public UserError Missing(string name) =>
        new($"{_source}: '{PathOf(name)}' is missing.", $"{_source}：缺少“{PathOf(name)}”。");

    public UserError Bad(string path, string english, string chinese) =>
        new($"{_source}: '{path}' must be {english}.", $"{_source}：“{path}”必须是{chinese}。");

    public string PathOf(string name) => _path.Length == 0 ? name : $"{_path}.{name}";

    private string? Text0(string name) => _json.TryGetProperty(name, out var json)
        ? json.ValueKind == JsonValueKind.String ? json.GetString() : throw Bad(PathOf(name), "a character", "一个字符")
        : null;
}
