using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>How the categories of lines are read. A plain class that configuration can bind; checked and frozen when it is used.</summary>
/// <remarks>White space at the ends of a category never counts.</remarks>
public sealed class PurchaseLineOptions
{
    /// <summary>
    /// Whether <c>Shoes</c> and <c>shoes</c> are the same category (the default). It is spelt as in <see cref="KnownCategories"/>; without such a list it is
    /// the spelling that comes first letter by letter, capitals before small letters, so that it does not depend on the order of the lines.
    /// </summary>
    public bool IgnoreCase { get; set; } = true;

    /// <summary>The categories that there are; null (the default) for all that occur. A line of another category is counted in
    /// <see cref="PurchaseLines{TKey}.UndeclaredCategories"/> and treated as one without a category.</summary>
    public string[]? KnownCategories { get; set; }

    /// <summary>The category that lines without a known one are given to, such as <c>other</c>; null (the default) for none: they count as lines, items and
    /// quantity, and for no preference, share or diversity.</summary>
    public string? UnknownCategory { get; set; }

    internal void Check()
    {
        OptionError.Require(this, UnknownCategory is null || !string.IsNullOrWhiteSpace(UnknownCategory), nameof(UnknownCategory),
            $"'{UnknownCategory}'", "it must be the name of a category, or null");
        var seen = new HashSet<string>(IgnoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var name in KnownCategories ?? [])
        {
            if (string.IsNullOrWhiteSpace(name))
                throw OptionError.Of(this, nameof(KnownCategories), $"'{name}'", "each must be the name of a category");
            if (!seen.Add(name.Trim()))
                throw OptionError.Of(this, nameof(KnownCategories), $"'{name}'", $"each must be given once, and this one is given twice");
        }

        OptionError.Require(this, KnownCategories is not { Length: 0 }, nameof(KnownCategories), "empty",
            "it must have at least one category, or be null for all that occur");
    }
}
