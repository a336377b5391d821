using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Composite;

/// <summary>One thing that members are judged by: a measure or a column of the member table, and the direction in which it is good. Immutable.</summary>
public sealed record Criterion
{
    private readonly string _name;
    private readonly double? _missingAs;

    /// <summary>Creates a criterion.</summary>
    /// <param name="name">A name of <see cref="Measures"/>, or of a column that holds numbers, flags, dates or cells.</param>
    /// <param name="isCost">Whether less is better, as for days of silence or returns.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public Criterion(string name, bool isCost = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (_name, IsCost, Label) = (name, isCost, Measures.Label(name));
    }

    /// <summary>The name of the measure or column.</summary>
    public string Name => _name;

    /// <summary>What it is called in sentences; the library's words for a measure, otherwise the name.</summary>
    public Text Label { get; init; }

    /// <summary>Whether less is better.</summary>
    public bool IsCost { get; init; }

    /// <summary>
    /// Whether the logarithm is used, sign(x) ln(1 + |x|), so that one very large value does not decide everything. False by default.
    /// </summary>
    public bool IsLogged { get; init; }

    /// <summary>The finite value that stands for a missing one; null by default: a member without a value has no score.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite.</exception>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double? MissingAs
    {
        get => _missingAs;
        init => _missingAs = value is null || double.IsFinite(value.Value)
            ? value
            : throw Error.OutOfRange(nameof(MissingAs), $"The value for a missing {Name} is {value} and must be finite, or null.");
    }

    private bool PrintMembers(StringBuilder text) =>
        RecordText.Print(text, $"Name = {Name}, IsCost = {IsCost}, IsLogged = {IsLogged}, MissingAs = {MissingAs}");
}
