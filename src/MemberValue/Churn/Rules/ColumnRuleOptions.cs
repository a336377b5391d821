using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>
/// What a <see cref="ColumnRule"/> looks at: give <see cref="Column"/>, and exactly one of <see cref="AtLeast"/>, <see cref="AtMost"/>, <see
/// cref="WithinDays"/>
/// and <see cref="OneOf"/>.
/// </summary>
public sealed class ColumnRuleOptions : ThresholdRuleOptions
{
    /// <summary>Options without a column yet.</summary>
    public ColumnRuleOptions()
        : base("column")
    {
    }

    /// <summary>The name of the column, as its key has it. Required unless the rule is made with <see cref="ColumnRule.Of"/>.</summary>
    public string? Column { get; set; }

    /// <summary>A signal from this value up, as for complaints; finite.</summary>
    public double? AtLeast { get; set; }

    /// <summary>A signal from this value down, as for satisfaction; finite.</summary>
    public double? AtMost { get; set; }

    /// <summary>
    /// For a column of dates, as for the end of a plan: a signal from this many days before the date on, counted from the window's last day; finite, 0 or
    /// more. A date that has passed is a signal too.
    /// </summary>
    public double? WithinDays { get; set; }

    /// <summary>
    /// For a column of texts or of an enumeration's names: a signal where the value is one of these, compared letter by letter; not empty. For true and
    /// false, <c>true</c> or <c>false</c>. The severity is 1.
    /// </summary>
    public IReadOnlyList<string>? OneOf { get; set; }

    /// <summary>The severity is 1 from this value on, beyond the limit; finite. Null, the default: on the limit already.</summary>
    public double? FullAt { get; set; }

    /// <summary>
    /// The name of the column in sentences: a <see cref="Text"/>, in configuration a string per language tag. Its key name is used where English is
    /// not given. Null for its name.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Label { get; set; }

    internal SeverityRamp Ramp(MemberColumn? key)
    {
        if (key is null && string.IsNullOrWhiteSpace(Column))
            throw Wrong(nameof(Column), $"'{Column}'", "it must be the name of a column");
        CheckOneLimit();
        if (OneOf is not null)
        {
            if (OneOf.Count == 0 || OneOf.Any(string.IsNullOrEmpty))
                throw Wrong(nameof(OneOf), $"[{string.Join(", ", OneOf)}]", "it must have at least one text, and no empty one");
            return FullAt is { } full ? throw Wrong(nameof(FullAt), full, "with OneOf it must be null") : Rising(1, 1, nameof(FullAt), nameof(OneOf));
        }

        if (WithinDays is { } days)
        {
            if (!(days >= 0 && days <= double.MaxValue))
                throw Wrong(nameof(WithinDays), days, "it must be a finite number of days, 0 or more");
            return Falling(days, FullAt ?? days, nameof(FullAt), nameof(WithinDays));
        }

        if (AtLeast is { } least)
        {
            CheckFinite(least, nameof(AtLeast));
            return Rising(least, FullAt ?? least, nameof(FullAt), nameof(AtLeast));
        }

        CheckFinite(AtMost!.Value, nameof(AtMost));
        return Falling(AtMost.Value, FullAt ?? AtMost.Value, nameof(FullAt), nameof(AtMost));
    }

    private void CheckOneLimit()
    {
        string[] given =
        [
            .. AtLeast is { } least ? new[] { $"AtLeast {ErrorText.Of(least)}" } : [],
            .. AtMost is { } most ? new[] { $"AtMost {ErrorText.Of(most)}" } : [],
            .. WithinDays is { } days ? new[] { $"WithinDays {ErrorText.Of(days)}" } : [],
            .. OneOf is not null ? new[] { "OneOf" } : [],
        ];
        if (given.Length != 1)
        {
            throw Error.Argument(
                $"{nameof(ColumnRuleOptions)} has {(given.Length == 0 ? "no limit" : string.Join(" and ", given))}; "
                    + "give exactly one of AtLeast, AtMost, WithinDays and OneOf.",
                "options");
        }
    }

    private void CheckFinite(double value, string name)
    {
        if (!double.IsFinite(value))
            throw Wrong(name, value, "it must be finite");
    }
}
