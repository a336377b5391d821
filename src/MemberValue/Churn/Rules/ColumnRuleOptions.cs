using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>What a <see cref="ColumnRule"/> looks at: give <see cref="Column"/>, and one of <see cref="AtLeast"/> and <see cref="AtMost"/>.</summary>
public sealed class ColumnRuleOptions : ThresholdRuleOptions
{
    /// <summary>Options without a column yet.</summary>
    public ColumnRuleOptions()
        : base("column")
    {
    }

    /// <summary>The name of the column, as its key has it. Required.</summary>
    public string? Column { get; set; }

    /// <summary>A signal from this value up, as for complaints; finite.</summary>
    public double? AtLeast { get; set; }

    /// <summary>A signal from this value down, as for satisfaction; finite.</summary>
    public double? AtMost { get; set; }

    /// <summary>The severity is 1 from this value on, beyond the limit; finite. Null, the default: on the limit already.</summary>
    public double? FullAt { get; set; }

    /// <summary>
    /// What the column is called in sentences: a <see cref="Text"/>, in configuration a string per language tag. Its name stands in for English where that is
    /// not given. Null for its name.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Label { get; set; }

    internal SeverityRamp Ramp()
    {
        if (string.IsNullOrWhiteSpace(Column))
            throw Wrong(nameof(Column), $"'{Column}'", "it must be the name of a column");
        if (AtLeast is null == AtMost is null)
            throw Wrong(nameof(AtLeast), AtLeast is null ? "null, and AtMost too" : FormattableString.Invariant($"{AtLeast}, and AtMost is {AtMost}"), "give exactly one of the two");
        if (AtLeast is { } least)
        {
            CheckFinite(least, nameof(AtLeast));
            return Rising(least, FullAt ?? least, nameof(FullAt), nameof(AtLeast));
        }

        CheckFinite(AtMost!.Value, nameof(AtMost));
        return Falling(AtMost.Value, FullAt ?? AtMost.Value, nameof(FullAt), nameof(AtMost));
    }

    private void CheckFinite(double value, string name)
    {
        if (!double.IsFinite(value))
            throw Wrong(name, value, "it must be finite");
    }
}
