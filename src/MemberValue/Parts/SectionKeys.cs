using MemberValue.Common;
using Microsoft.Extensions.Configuration;

namespace MemberValue.Parts;

/// <summary>
/// The keys that a part has in a configuration, and the names of its enumerations, as data: what generated binding knows and does not tell. A mistake is
/// compared with it, so that the error names what is allowed. A test compares it with the options.
/// </summary>
/// <remarks>A path has names between colons, * for an element of a list: <c>Silence:*:Rule</c>. What lies below a path without keys is not checked.</remarks>
internal sealed class SectionKeys
{
    private readonly Dictionary<string, string[]> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string[]> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Keys in the order of the options.</summary>
    public IReadOnlyDictionary<string, string[]> Keys => _keys;

    public IReadOnlyDictionary<string, string[]> Names => _names;

    /// <summary>The keys of the options at a path.</summary>
    /// <param name="path">The path; empty for the part itself.</param>
    /// <param name="keys">The keys, with blanks between them.</param>
    public SectionKeys At(string path, string keys)
    {
        _keys[path] = keys.Split(' ');
        return this;
    }

    /// <summary>The paths whose values are names of an enumeration.</summary>
    public SectionKeys Of<TEnum>(params ReadOnlySpan<string> paths)
        where TEnum : struct, Enum
    {
        foreach (var path in paths)
            _names[path] = Enum.GetNames<TEnum>();
        return this;
    }

    /// <summary>Finds a key that no option has and a name that no enumeration has.</summary>
    /// <exception cref="InvalidOperationException">There is one; the message says what is allowed.</exception>
    public void Check(IConfiguration section) => Check(section, "");

    private void Check(IConfiguration section, string path)
    {
        var isList = _keys.ContainsKey(Join(path, "*"));
        foreach (var child in section.GetChildren())
        {
            if (!isList && _keys.TryGetValue(path, out var known) && !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase))
                throw Unknown(child, known);
            var at = Join(path, isList ? "*" : child.Key);
            if (_names.TryGetValue(at, out var names) && child.Value is { Length: > 0 } value && !names.Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                var near = NearName.Of(value, names);
                throw Error.State(
                    $"'{child.Path}' is '{value}'; it must be one of {string.Join(", ", names)}.{(near is null ? "" : $" '{near}' may be meant.")}");
            }

            Check(child, at);
        }
    }

    private static InvalidOperationException Unknown(IConfigurationSection child, string[] known)
    {
        var near = NearName.Of(child.Key, known);
        return Error.State(
            $"There is no option '{child.Key}' at '{child.Path}'.{(near is null ? "" : $" '{near}' may be meant.")} "
                + $"The options there are {string.Join(", ", known)}.");
    }

    private static string Join(string path, string key) => path.Length == 0 ? key : $"{path}:{key}";
}
