using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clusters;

/// <summary>One number that members are grouped by: a measure or a column of the member table, and how it is looked at. Immutable.</summary>
public sealed record ClusterFeature
{
    private readonly double _weight = 1;
    private readonly double? _missingAs;

    /// <summary>Creates a feature.</summary>
    /// <param name="name">A name of <see cref="Measures"/>, or of a column that holds numbers, flags, dates or cells.</param>
    /// <param name="isLogged">Whether the logarithm is used; see <see cref="IsLogged"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public ClusterFeature(string name, bool isLogged = false)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Name, Label, IsLogged) = (name, Measures.Label(name), isLogged);
    }

    /// <summary>The name of the measure or column.</summary>
    public string Name { get; }

    /// <summary>What it is called in sentences; the library's words for a measure, otherwise the name.</summary>
    public Text Label { get; init; }

    /// <summary>Whether the logarithm is used, sign(x) ln(1 + |x|): for counts and money, where a few large values would decide everything. False by
    /// default.</summary>
    public bool IsLogged { get; init; }

    /// <summary>How much the feature counts: its squared differences are multiplied by it. Finite, above 0; 1 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or 0 or less.</exception>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Weight
    {
        get => _weight;
        init => _weight = value is > 0 and <= 1e12 ? value
            : throw Error.OutOfRange(nameof(Weight), $"The weight of {Name} is {value} and must be above 0 and at most 1e12.");
    }

    /// <summary>The finite value that stands for a missing one; null by default: a member without a value is in no cluster.</summary>
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
        RecordText.Print(text, $"Name = {Name}, IsLogged = {IsLogged}, Weight = {Weight}, MissingAs = {MissingAs}");
}
