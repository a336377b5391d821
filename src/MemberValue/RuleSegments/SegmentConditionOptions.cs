using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.RuleSegments;

/// <summary>
/// One condition of a rule: a column, and the values for which it holds. Give limits (<see cref="AtLeast"/>, <see cref="AtMost"/>, <see cref="Below"/>,
/// <see cref="WithinDays"/>), or a list (<see cref="OneOf"/> or <see cref="NoneOf"/>), or <see cref="IsMissing"/>. A plain class that configuration can bind.
/// </summary>
/// <remarks>
/// A limit belongs to the condition: <see cref="AtLeast"/> and <see cref="AtMost"/> hold at the limit itself, as in "from 18", "up to 25". A member without a
/// value (NaN, null) meets no condition but <see cref="IsMissing"/>.
/// </remarks>
public sealed class SegmentConditionOptions
{
    private MemberColumn? _key; // where it was made with one; a field, which configuration does not look at

    /// <summary>
    /// The name of the column, compared letter by letter; or one of <see cref="Measures"/>, such as <see cref="Measures.DaysSinceLastPurchase"/>. A flag
    /// is 1 or 0, and a date or a cell counts as days before the table's last day: above 0 in the past.
    /// </summary>
    public string? Column { get; set; }

    /// <summary>Holds from this value up; finite.</summary>
    public double? AtLeast { get; set; }

    /// <summary>Holds up to this value; finite, and not below <see cref="AtLeast"/>.</summary>
    public double? AtMost { get; set; }

    /// <summary>Holds below this value, and not at it; finite, above <see cref="AtLeast"/>. Not together with <see cref="AtMost"/>.</summary>
    public double? Below { get; set; }

    /// <summary>
    /// For a column of dates, such as the end of a plan: holds from this many days before the date on, and when it has passed; finite, 0 or more. No other
    /// limit goes with it.
    /// </summary>
    public double? WithinDays { get; set; }

    /// <summary>Holds for these texts or names of an enumeration, compared letter by letter; not empty. For a flag, <c>true</c> or <c>false</c>.</summary>
    public IReadOnlyList<string>? OneOf { get; set; }

    /// <summary>Holds for all other texts or names; not empty.</summary>
    public IReadOnlyList<string>? NoneOf { get; set; }

    /// <summary>True: holds for members without a value. False: holds for those with one. Null, the default: is not asked.</summary>
    public bool? IsMissing { get; set; }

    /// <summary>
    /// The name of the column in sentences: a <see cref="Text"/>, in configuration a string per language tag. The library's words for a measure or a column of
    /// the log, otherwise the column's name, are used where it is not given.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Label { get; set; }

    /// <summary>A condition about the column of a key: a wrong type is an error when the rules are created, and an error about a table without the column says
    /// how to feed it.</summary>
    /// <param name="key">The column.</param>
    /// <returns>A condition with the column's name; limits or a list are still to be set.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public static SegmentConditionOptions On(MemberColumn key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new SegmentConditionOptions { Column = key.Name, _key = key };
    }

    internal SegmentConditionOptions Copy() => new()
    {
        Column = Column,
        AtLeast = AtLeast,
        AtMost = AtMost,
        Below = Below,
        WithinDays = WithinDays,
        OneOf = OneOf is null ? null : Array.AsReadOnly(OneOf.ToArray()),
        NoneOf = NoneOf is null ? null : Array.AsReadOnly(NoneOf.ToArray()),
        IsMissing = IsMissing,
        Label = Label is null ? null : new Dictionary<string, string>(Label),
        _key = _key,
    };

    /// <summary>The key, where the condition was made with one and its column was not changed.</summary>
    internal MemberColumn? KeyOrNull() => _key?.Name == Column ? _key : null;

    /// <summary>Whether it compares numbers, dates included.</summary>
    internal bool HasLimits => (AtLeast ?? AtMost ?? Below ?? WithinDays) is not null;

    internal IReadOnlyList<string>? Listed => OneOf ?? NoneOf;

    /// <param name="place">Where it stands, for errors: such as <c>rule 0 ('vip')</c>.</param>
    internal void Check(string place)
    {
        ArgumentException Wrong(string name, object? value, ErrorText allowed) =>
            RuleSegmentMapOptions.Wrong($"{place}: {name} is {ErrorText.Of(value)}; {allowed}");
        if (string.IsNullOrWhiteSpace(Column))
            throw Wrong(nameof(Column), $"'{Column}'", "it must be the name of a column or measure");
        foreach (var (name, value) in new[]
        {
            (nameof(AtLeast), AtLeast), (nameof(AtMost), AtMost), (nameof(Below), Below), (nameof(WithinDays), WithinDays),
        })
        {
            if (value is { } number && !double.IsFinite(number))
                throw Wrong(name, number, "it must be finite");
        }

        foreach (var (name, list) in new[] { (nameof(OneOf), OneOf), (nameof(NoneOf), NoneOf) })
        {
            if (list is not null && (list.Count == 0 || list.Any(string.IsNullOrEmpty)))
                throw Wrong(name, $"[{string.Join(", ", list)}]", "it must have at least one text, and no empty one");
        }

        if (WithinDays < 0)
            throw Wrong(nameof(WithinDays), WithinDays, "it must be 0 or more");
        string[] given =
        [
            .. AtLeast is { } least ? new[] { $"AtLeast {ErrorText.Of(least)}" } : [],
            .. AtMost is { } most ? new[] { $"AtMost {ErrorText.Of(most)}" } : [],
            .. Below is { } below ? new[] { $"Below {ErrorText.Of(below)}" } : [],
            .. WithinDays is { } days ? new[] { $"WithinDays {ErrorText.Of(days)}" } : [],
            .. OneOf is not null ? new[] { "OneOf" } : [],
            .. NoneOf is not null ? new[] { "NoneOf" } : [],
            .. IsMissing is { } isMissing ? new[] { $"IsMissing {ErrorText.Of(isMissing)}" } : [],
        ];
        if (given.Length != 1 && !(given.Length == 2 && AtLeast is not null && (AtMost ?? Below) is not null))
        {
            throw RuleSegmentMapOptions.Wrong(
                $"{place}: the condition on {Column} has {(given.Length == 0 ? "no limit" : string.Join(" and ", given))}; "
                    + "give AtLeast, AtMost or Below (AtLeast together with one of the others), or one of WithinDays, OneOf, NoneOf and IsMissing");
        }

        if (AtMost < AtLeast)
            throw Wrong(nameof(AtMost), AtMost, $"it must not be below AtLeast, {AtLeast}");
        if (Below <= AtLeast)
            throw Wrong(nameof(Below), Below, $"it must be above AtLeast, {AtLeast}");
    }
}
