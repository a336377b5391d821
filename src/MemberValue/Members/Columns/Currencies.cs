using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>One currency per table.</summary>
internal static class Currencies
{
    /// <exception cref="ArgumentException">Both are known and differ; the message names both.</exception>
    public static void RequireSame(string? here, string? there, string parameter)
    {
        if (here is not null && there is not null && !string.Equals(here, there, StringComparison.OrdinalIgnoreCase))
        {
            throw Error.Argument(
                $"The amounts are in {there} there and in {here} here: a table has one currency. Convert amounts first, or use keys of member and currency.",
                parameter);
        }
    }
}
