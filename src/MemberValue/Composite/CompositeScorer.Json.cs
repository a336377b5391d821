using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Composite;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class CompositeScorer : IWritesJson
{
    private static readonly StoredKind Stored = new("CompositeScorer", 1);

    /// <summary>The scorer as JSON text; the same in every culture.</summary>
    /// <returns>The text.</returns>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the scorer as JSON.</summary>
    /// <param name="stream">The stream to write to; it stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    /// <summary>Reads a scorer that <see cref="ToJson()"/> wrote.</summary>
    /// <param name="json">The text.</param>
    /// <returns>The scorer, with equal numbers in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="json"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a scorer, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static CompositeScorer FromJson(string json) => Stored.Read(json, Read);

    /// <summary>Reads a scorer that <see cref="ToJson(Stream)"/> wrote.</summary>
    /// <param name="stream">The stream to read, to its end; it stays open.</param>
    /// <returns>The scorer, with equal numbers in every bit.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="FormatException">The text is not a scorer, is damaged, or was written by a newer version; the message says what is wrong.</exception>
    public static CompositeScorer FromJson(Stream stream) => Stored.Read(stream, Read);

    private static CompositeScorer Read(DocumentReader from)
    {
        var criteria = from.Parts("criteria", static part => new Criterion(part.Text("name"), part.Flag("isCost"))
        {
            Label = part.Words("label"),
            IsLogged = part.Flag("isLogged"),
            MissingAs = part.NumberOrNull("missingAs"),
        });
        var names = CriterionWeights.NamesOf(criteria);
        var weights = from.Part("weights", part =>
        {
            var values = Sized(part, "values", part.Numbers("values", NumberRange.Share), names.Length);
            return Math.Abs(values.Sum() - 1) <= 1e-9
                ? new CriterionWeights(names, values, part.Name<CriterionWeightMethod>("method"), part.WordsList("remarks"))
                : throw part.Damaged($"values sum to {values.Sum()} and must sum to 1");
        });
        var origin = from.Origin();
        double[] Numbers(string name) => Sized(from, name, origin.Rows == 0 ? from.NumbersOrNaN(name) : from.Numbers(name), names.Length);
        var (lower, upper) = (Numbers("lower"), Numbers("upper"));
        for (var j = 0; j < names.Length; j++)
        {
            if (lower[j] > upper[j] || (origin.Rows == 0 && !double.IsNaN(lower[j] + upper[j])))
                throw from.Damaged($"lower[{j}] is {lower[j]} and upper[{j}] is {upper[j]}; there must be a range in a base, and none without one");
        }

        return new CompositeScorer(
            criteria, weights, from.Name<CompositeMethod>("method"), from.Flag("extrapolates"), lower, upper,
            Sized(from, "lengths", from.Numbers("lengths", NumberRange.AboveZero), names.Length), from.Whole("leftOut", 0), origin);
    }

    private static double[] Sized(DocumentReader from, string name, double[] values, int count) => values.Length == count ? values
        : throw from.Damaged($"{name} has {values.Length} values and must have one per criterion, {count}");

    private void Write(DocumentWriter to)
    {
        to.Name("method", Method);
        to.Flag("extrapolates", Extrapolates);
        to.Parts("criteria", _criteria, static (part, criterion) =>
        {
            part.Text("name", criterion.Name);
            part.Words("label", criterion.Label);
            part.Flag("isCost", criterion.IsCost);
            part.Flag("isLogged", criterion.IsLogged);
            part.Number("missingAs", criterion.MissingAs);
        });
        to.Part("weights", part =>
        {
            part.Name("method", Weights.Method);
            part.Numbers("values", Weights.Values);
            part.Words("remarks", Weights.Remarks);
        });
        to.Numbers("lower", _lower);
        to.Numbers("upper", _upper);
        to.Numbers("lengths", _lengths);
        to.Whole("leftOut", _leftOut);
        to.Origin(Origin);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
