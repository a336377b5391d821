using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>The checked and frozen options, and the numbers of the categories that occurred. Number 0 is none.</summary>
internal sealed class CategoryNames
{
    public const int None = 0;

    private readonly Dictionary<string, int> _numbers;
    private readonly List<string?> _names = [null];
    private readonly bool _ignoreCase;
    private readonly string[]? _known;
    private readonly string? _unknown;
    private readonly Found[] _found = new Found[64]; // texts that were looked up, by length and ends: most lines name one of a few
    private readonly int _fixed; // categories up to this number keep their spelling

    public CategoryNames(PurchaseLineOptions options)
    {
        options.Check();
        (_ignoreCase, _unknown) = (options.IgnoreCase, options.UnknownCategory?.Trim());
        _known = options.KnownCategories?.Select(name => name.Trim()).Order(StringComparer.Ordinal).ToArray();
        _numbers = new Dictionary<string, int>(_ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var name in _known ?? [])
            Add(name, name);
        UnknownNumber = _unknown is null ? None : _numbers.TryGetValue(_unknown, out var number) ? number : Add(_unknown, _unknown);
        _fixed = _names.Count - 1;
    }

    /// <summary>The number that lines without a known category have.</summary>
    public int UnknownNumber { get; }

    /// <summary>The spelling of a category; null for none.</summary>
    public string? this[int number] => _names[number];

    /// <summary>The number of a category, and whether it is known.</summary>
    /// <param name="text">The category as a line names it.</param>
    /// <param name="unknown">Why it is not known.</param>
    /// <param name="spelling">The spelling to be given to <see cref="Spell"/> where the line is used; null where it changes nothing.</param>
    public int Of(string? text, out UnknownCategory unknown, out string? spelling)
    {
        if (string.IsNullOrEmpty(text))
        {
            (unknown, spelling) = (UnknownCategory.Missing, null);
            return UnknownNumber;
        }

        ref var found = ref _found[(text.Length ^ (text[0] << 1) ^ (text[^1] << 3)) & (_found.Length - 1)];
        if (!string.Equals(found.Text, text, StringComparison.Ordinal))
        {
            var number = Find(text, out unknown, out spelling);
            if (spelling is not null)
                return number; // to be looked at again until a used line has it
            found = new Found(text, number, unknown);
        }

        (unknown, spelling) = (found.Unknown, null);
        return found.Number;
    }

    private int Find(string text, out UnknownCategory unknown, out string? spelling)
    {
        (unknown, spelling) = (UnknownCategory.No, null);
        if (NeedsTrim(text) && (text = text.Trim()).Length == 0)
        {
            unknown = UnknownCategory.Missing;
            return UnknownNumber;
        }

        if (!_numbers.TryGetValue(text, out var number))
        {
            if (_known is not null)
            {
                unknown = UnknownCategory.Undeclared;
                return UnknownNumber;
            }

            number = Add(text, null);
        }

        if (IsSpelling(number, text))
            spelling = text;
        return number;
    }

    /// <summary>Gives a category a spelling that a used line has; the one that comes first letter by letter stays.</summary>
    public void Spell(int number, string spelling)
    {
        if (IsSpelling(number, spelling))
            _names[number] = spelling;
    }

    /// <summary>The number of a category that other sums have, known here from then on; -1 where the options do not have it.</summary>
    public int Of(string? name)
    {
        if (name is null)
            return None;
        var number = Of(name, out var unknown, out var spelling);
        if (unknown != UnknownCategory.No)
            return -1;
        if (spelling is not null)
            Spell(number, spelling);
        return number;
    }

    /// <summary>The number of a category that other sums have; -1 where it has none here.</summary>
    public int Find(string? name) => name is null ? None : _numbers.GetValueOrDefault(name, -1);

    /// <summary>An equal one without the categories that only occurred.</summary>
    public CategoryNames Fresh() => new(new PurchaseLineOptions { IgnoreCase = _ignoreCase, KnownCategories = _known, UnknownCategory = _unknown });

    public void Write(DocumentWriter to)
    {
        to.Flag("ignoreCase", _ignoreCase);
        to.Text("unknownCategory", _unknown);
        if (_known is not null)
            to.Texts("knownCategories", _known);
    }

    public static PurchaseLineOptions Read(DocumentReader from) => new()
    {
        IgnoreCase = from.Flag("ignoreCase"),
        UnknownCategory = from.TextOrNull("unknownCategory"),
        KnownCategories = from.TextsOrNull("knownCategories"),
    };

    /// <exception cref="ArgumentException">The other lines were read by other options.</exception>
    public void RequireSame(CategoryNames other, string parameter)
    {
        if (InWords() != other.InWords())
            throw Error.Argument($"The categories there are read with {other.InWords()}, and here with {InWords()}.", parameter);
    }

    private string InWords() => $"{nameof(PurchaseLineOptions.IgnoreCase)} {_ignoreCase}, {nameof(PurchaseLineOptions.UnknownCategory)} "
        + $"{_unknown ?? "null"}, {nameof(PurchaseLineOptions.KnownCategories)} {(_known is null ? "null" : string.Join('|', _known))}";

    private static bool NeedsTrim(string text) => char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]);

    private bool IsSpelling(int number, string text) =>
        number > _fixed && (_names[number] is not { } known || (_ignoreCase && string.CompareOrdinal(text, known) < 0));

    private readonly record struct Found(string Text, int Number, UnknownCategory Unknown);

    private int Add(string text, string? name)
    {
        _names.Add(name);
        _numbers.Add(text, _names.Count - 1);
        return _names.Count - 1;
    }
}

/// <summary>Why a line has no known category.</summary>
internal enum UnknownCategory : byte
{
    /// <summary>It has one.</summary>
    No = 0,

    /// <summary>It names none.</summary>
    Missing = 1,

    /// <summary>It names one that the options do not have.</summary>
    Undeclared = 2,
}
