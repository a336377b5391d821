namespace MemberValue.Common;

/// <summary>The words of an option that is out of range: option, value, and what is allowed.</summary>
internal static class OptionError
{
    public static ArgumentException Of(object options, string name, object value, string allowed) =>
        new(FormattableString.Invariant($"{options.GetType().Name}.{name} is {value}; {allowed}."), nameof(options));

    public static void RequirePart(object options, object? part, string name)
    {
        if (part is null)
            throw Of(options, name, "null", "it must be options, such as the ones it has by default");
    }
}
