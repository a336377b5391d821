namespace MemberValue.Learning;

/// <summary>The checks that the options of trees and forests share.</summary>
internal static class TreeOptionsCheck
{
    public static void Range(string type, string name, int value, int least, int most)
    {
        if (value < least || value > most)
            throw Wrong(type, name, value, most == int.MaxValue ? FormattableString.Invariant($"it must be {least} or more") : FormattableString.Invariant($"it must be {least} to {most}"));
    }

    public static void Share(string type, string name, double value)
    {
        if (!(value >= 0 && value <= 1))
            throw Wrong(type, name, value, "it must be 0 to 1");
    }

    // The bound keeps products of weights far from overflow; a ratio of 1e12 between the classes is beyond any use.
    public static void Weight(string type, string name, double value)
    {
        if (!(value >= 1e-6 && value <= 1e6))
            throw Wrong(type, name, value, "it must be 1e-6 to 1e6");
    }

    public static ArgumentException Wrong(string type, string name, object value, string allowed) =>
        new(FormattableString.Invariant($"{type}.{name} is {value}; {allowed}."), "options");
}
