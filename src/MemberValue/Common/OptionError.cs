namespace MemberValue.Common;

/// <summary>The checks of options and their errors, the same for every options class: option, value, and what is allowed.</summary>
internal static class OptionError
{
    /// <summary>An error such as <c>LogisticOptions.Penalty is -1; it must be a finite number of 0 or more.</c></summary>
    public static ArgumentException Of(object options, ErrorText name, object? value, ErrorText allowed) =>
        Of(options.GetType().Name.Split('`')[0], name, value, allowed);

    public static ArgumentException Of(string options, ErrorText name, object? value, ErrorText allowed) =>
        Error.Argument($"{options}.{name} is {value}; {allowed}.", nameof(options));

    public static void RequirePart(object options, object? part, string name) =>
        Require(options, part is not null, name, null, "it must be options, such as the ones it has by default");

    public static void Require(object options, bool isAllowed, string name, object? value, string allowed)
    {
        if (!isAllowed)
            throw Of(options, name, value, allowed);
    }

    public static void Require(object options, string name, double value, NumberRange range)
    {
        if (!range.Holds(value))
            throw Of(options, name, value, $"it must be {range.Words}");
    }

    /// <summary>Null is allowed.</summary>
    public static void RequireIfGiven(object options, string name, double? value, NumberRange range)
    {
        if (value is { } given && !range.Holds(given))
            throw Of(options, name, given, $"it must be {range.Words}, or null");
    }

    public static void RequireWhole(object options, string name, long value, long least, long most = int.MaxValue)
    {
        if (value < least || value > most)
            throw most == int.MaxValue ? Of(options, name, value, $"it must be {least} or more") : Of(options, name, value, $"it must be {least} to {most}");
    }

    /// <summary>Refuses a value that the enumeration does not have.</summary>
    public static void RequireName<TEnum>(object options, string name, TEnum value)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            var names = Enum.GetNames<TEnum>();
            throw Of(options, name, value, $"it must be {string.Join(", ", names[..^1])} or {names[^1]}");
        }
    }

    /// <summary>Refuses <c>default</c>, which is not a unit.</summary>
    public static void RequireUnit(object options, string name, double seconds) =>
        Require(options, seconds > 0, name, "default", "it must be one of TimeUnit's");
}
