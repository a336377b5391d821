using MemberValue.Common;
using MemberValue.Members;
using Microsoft.Extensions.Configuration;

namespace MemberValue.Parts;

/// <summary>
/// How a part binds its section: an unknown key is an error, and so is a value that cannot be read; a list replaces the present one, so that binding twice
/// gives the same as binding once.
/// </summary>
internal static class Sections
{
    private static readonly TimeUnit[] Units = [TimeUnit.Hour, TimeUnit.Day, TimeUnit.Week, TimeUnit.Month, TimeUnit.Year];

    /// <summary>Makes unknown keys an error, in the Bind of the generated code.</summary>
    public static void Strict(BinderOptions binder) => binder.ErrorOnUnknownConfiguration = true;

    /// <summary>Clears a list that the section has.</summary>
    public static void Forget(IConfiguration section, string list, Action clear)
    {
        if (section.GetSection(list).GetChildren().Any())
            clear();
    }

    /// <summary>A unit by its name, which the generated code cannot read; null where the section does not have it.</summary>
    public static TimeUnit? Unit(IConfiguration section, string key)
    {
        if (section[key] is not { } name)
            return null;
        foreach (var unit in Units)
        {
            if (string.Equals(unit.Name, name, StringComparison.OrdinalIgnoreCase))
                return unit;
        }

        throw Error.State($"{key} is '{name}'; it must be one of {string.Join(", ", Units.Select(unit => unit.Name))}.");
    }

    /// <summary>Checks keys and names, binds, and names section and options in an error.</summary>
    public static void Named(IConfiguration section, string options, SectionKeys keys, Action bind)
    {
        try
        {
            keys.Check(section);
            bind();
        }
        catch (InvalidOperationException error)
        {
            var path = section is IConfigurationSection named ? $"'{named.Path}' " : "";
            throw Error.State($"The configuration section {path}does not suit {options}. {error.Message}", error);
        }
    }
}
