using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// One kind of cost of a member: an amount that stands in a column, a share of money, an amount per unit of an activity, or the same amount for every member.
/// Immutable.
/// </summary>
public sealed record CostLine
{
    private readonly double? _missingAs;

    private CostLine(Text label, string? measure, double factor) => (Label, Measure, Factor) = (label, measure, factor);

    /// <summary>What the cost is called in sentences and summaries.</summary>
    public Text Label { get; }

    /// <summary>The measure or column that the cost is a multiple of; null where it is the same for every member.</summary>
    public string? Measure { get; }

    /// <summary>The cost per unit of <see cref="Measure"/>, or of a member; finite.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Factor { get; }

    /// <summary>The finite value that stands for a missing one of <see cref="Measure"/>; null by default: a member without a value has no profit
    /// (NaN).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite.</exception>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double? MissingAs
    {
        get => _missingAs;
        init => _missingAs = value is null || double.IsFinite(value.Value)
            ? value
            : throw Error.OutOfRange(nameof(MissingAs), $"The value for a missing {Measure} is {value} and must be finite, or null.");
    }

    /// <summary>A cost that stands in a column as money, such as the cost of acquiring the member.</summary>
    /// <param name="label">What it is called.</param>
    /// <param name="column">A column of money or numbers; a cost is above 0.</param>
    /// <returns>The line.</returns>
    /// <exception cref="ArgumentException">An argument is null or empty.</exception>
    public static CostLine Column(Text label, string column) => PerUnit(label, 1, column);

    /// <summary>A cost that is a share of money, such as the cost of goods at 60% of sales.</summary>
    /// <param name="label">What it is called.</param>
    /// <param name="share">The share; finite, 0 or more.</param>
    /// <param name="of">The column of money, such as <c>Net</c>.</param>
    /// <returns>The line.</returns>
    /// <exception cref="ArgumentException">An argument is null, empty or out of range.</exception>
    public static CostLine Rate(Text label, double share, string of) => PerUnit(label, share, of);

    /// <summary>A cost per activity, such as shipping per order or service per complaint.</summary>
    /// <param name="label">What it is called.</param>
    /// <param name="cost">Money per unit; finite, 0 or more.</param>
    /// <param name="measure">The measure or column that counts the activity, such as <c>Orders</c>.</param>
    /// <returns>The line.</returns>
    /// <exception cref="ArgumentException">An argument is null, empty or out of range.</exception>
    public static CostLine PerUnit(Text label, double cost, string measure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(measure);
        return new CostLine(Checked(label), measure, Checked(cost, label));
    }

    /// <summary>The same cost for every member, such as the programme's own cost.</summary>
    /// <param name="label">What it is called.</param>
    /// <param name="cost">Money per member; finite, 0 or more.</param>
    /// <returns>The line.</returns>
    /// <exception cref="ArgumentException">An argument is null or out of range.</exception>
    public static CostLine PerMember(Text label, double cost) => new(Checked(label), null, Checked(cost, label));

    private static Text Checked(Text label)
    {
        ArgumentNullException.ThrowIfNull(label);
        return label;
    }

    private static double Checked(double cost, Text label) => cost >= 0 && cost <= double.MaxValue ? cost
        : throw Error.OutOfRange(nameof(cost), $"The cost '{label}' is {cost} per unit and must be finite and 0 or more.");

    private bool PrintMembers(StringBuilder text) =>
        RecordText.Print(text, $"Label = {Label}, Measure = {Measure}, Factor = {Factor}, MissingAs = {MissingAs}");
}
