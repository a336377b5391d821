using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Learning;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Composite;

/// <summary>
/// Weights of criteria, 0 or more, which sum to 1, with the method that they come from and remarks on it. Given, judged, or computed from a base; two sets can
/// be combined. Immutable and thread-safe.
/// </summary>
public sealed partial class CriterionWeights
{
    private readonly string[] _names;
    private readonly double[] _values;

    internal CriterionWeights(string[] names, double[] values, CriterionWeightMethod method, IReadOnlyList<Text> remarks) =>
        (_names, _values, Method, Remarks) = (names, values, method, remarks);

    /// <summary>The names of the criteria.</summary>
    public IReadOnlyList<string> Names => Array.AsReadOnly(_names);

    /// <summary>The weights, in the order of <see cref="Names"/>; each 0 to 1.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public IReadOnlyList<double> Values => Array.AsReadOnly(_values);

    /// <summary>Where they come from.</summary>
    public CriterionWeightMethod Method { get; }

    /// <summary>What to know about them: judgements that contradict each other, criteria without differences, members that were left out. Often
    /// empty.</summary>
    public IReadOnlyList<Text> Remarks { get; }

    /// <summary>The same weight for every criterion.</summary>
    /// <param name="criteria">The criteria, at least one.</param>
    /// <returns>The weights.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="criteria"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no criterion, or one is given twice.</exception>
    public static CriterionWeights Equal(IReadOnlyList<Criterion> criteria)
    {
        var names = NamesOf(criteria);
        return new CriterionWeights(names, [.. names.Select(_ => 1.0 / names.Length)], CriterionWeightMethod.Equal, []);
    }

    /// <summary>Weights that are given as numbers.</summary>
    /// <param name="weights">A weight by the name of its criterion, at least one; finite, 0 or more, at least one above 0. They are divided by their
    /// sum.</param>
    /// <returns>The weights.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no weight, a name is empty or given twice, a weight is out of range, or their sum is not above 0 and
    /// finite.</exception>
    public static CriterionWeights Given(params IReadOnlyList<(string Criterion, double Weight)> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        foreach (var (name, weight) in weights)
        {
            if (!(weight >= 0 && weight <= double.MaxValue))
                throw Error.Argument($"The weight of '{name}' is {weight} and must be finite and 0 or more.", nameof(weights));
        }

        return Normalised(Checked([.. weights.Select(each => each.Criterion)], nameof(weights)), [.. weights.Select(each => each.Weight)],
            CriterionWeightMethod.Given, [], nameof(weights));
    }

    /// <summary>The products of two sets of weights, divided by their sum: a criterion counts where both sets let it count.</summary>
    /// <param name="other">Weights of the same criteria, in any order.</param>
    /// <returns>The weights, in the order of these.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">The criteria differ, or every product is 0.</exception>
    public CriterionWeights Times(CriterionWeights other)
    {
        var others = Same(other);
        return Normalised(_names, [.. _values.Select((weight, j) => weight * others[j])], CriterionWeightMethod.Product, [.. Remarks, .. other.Remarks],
            nameof(other));
    }

    /// <summary>A mean of two sets of weights.</summary>
    /// <param name="other">Weights of the same criteria, in any order.</param>
    /// <param name="share">How much these weights count, 0 to 1; the others count the rest. 0.5 by default.</param>
    /// <returns>The weights, in the order of these.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">The criteria differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is not from 0 to 1.</exception>
    public CriterionWeights MeanWith(CriterionWeights other, double share = 0.5)
    {
        var others = Same(other);
        if (!(share >= 0 && share <= 1))
            throw Error.OutOfRange(nameof(share), $"The share is {share} and must be 0 to 1.");
        return Normalised(_names, [.. _values.Select((weight, j) => share * weight + (1 - share) * others[j])], CriterionWeightMethod.Mean,
            [.. Remarks, .. other.Remarks], nameof(other));
    }

    /// <summary>The weight of a criterion.</summary>
    /// <param name="criterion">Its name.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentException">There is no such criterion.</exception>
    public double this[string criterion] => Array.IndexOf(_names, criterion) is >= 0 and var place
        ? _values[place]
        : throw Error.Argument($"There is no criterion '{criterion}'; there are: {string.Join(", ", _names)}.", nameof(criterion));

    /// <summary>The weights of three criteria as weights of RFM's levels, for its composite score; they are divided by their sum.</summary>
    /// <param name="recency">The criterion that stands for recency.</param>
    /// <param name="frequency">The criterion that stands for frequency.</param>
    /// <param name="monetary">The criterion that stands for monetary value.</param>
    /// <returns>The weights.</returns>
    /// <exception cref="ArgumentException">There is no such criterion, or all three weigh 0.</exception>
    public RfmWeights ToRfm(string recency, string frequency, string monetary)
    {
        var (r, f, m) = (this[recency], this[frequency], this[monetary]);
        var sum = r + f + m;
        return sum > 0 ? new RfmWeights(r / sum, f / sum, m / sum)
            : throw Error.Argument($"The criteria '{recency}', '{frequency}' and '{monetary}' all weigh 0; at least one must weigh more.", nameof(recency));
    }

    /// <summary>The weights of criteria as weights of the dimensions of a scale that look at the same measures and columns; they are divided by their
    /// sum.</summary>
    /// <param name="scale">The scale; each of its dimensions must be a criterion, and criteria beside them are left out.</param>
    /// <returns>The weights, by the letters of the scale.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="scale"/> is null.</exception>
    /// <exception cref="ArgumentException">A dimension is not a criterion, or all of them weigh 0.</exception>
    public DimensionWeights ToDimensions(DimensionScale scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        return DimensionWeights.Given([.. scale.Letters.Zip(scale.Names, (letter, name) => (letter, this[name]))]);
    }

    /// <summary>The method and the weights.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        $"{Method}: " + string.Join(", ", _names.Select((name, j) => string.Create(CultureInfo.InvariantCulture, $"{name} {_values[j]:0.####}")));

    /// <summary>The names of criteria, at least one, none null or twice.</summary>
    internal static string[] NamesOf(IReadOnlyList<Criterion> criteria)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        foreach (var criterion in criteria)
            ArgumentNullException.ThrowIfNull(criterion, nameof(criteria));
        return Checked([.. criteria.Select(criterion => criterion.Name)], nameof(criteria));
    }

    internal static string[] Checked(string[] names, string parameter)
    {
        if (names.Length == 0)
            throw Error.Argument($"There is no criterion; there must be at least one.", parameter);
        for (var j = 0; j < names.Length; j++)
        {
            if (string.IsNullOrWhiteSpace(names[j]) || Array.IndexOf(names, names[j]) < j)
                throw Error.Argument($"The name of criterion {j} is '{names[j]}'; it must not be empty or given twice.", parameter);
        }

        return names;
    }

    /// <summary>The weights in the order of some names, which must be those of the criteria.</summary>
    internal double[] InOrder(string[] names, string parameter)
    {
        if (names.Length != _names.Length || names.Except(_names, StringComparer.Ordinal).Any())
        {
            throw Error.Argument(
                $"The weights are those of {string.Join(", ", _names)}; they must be those of the criteria {string.Join(", ", names)}.", parameter);
        }

        return [.. names.Select(name => this[name])];
    }

    private static CriterionWeights Normalised(
        string[] names, double[] weights, CriterionWeightMethod method, IReadOnlyList<Text> remarks, string parameter)
    {
        var sum = weights.Sum();
        if (!(sum > 0 && sum <= double.MaxValue))
            throw Error.Argument($"The weights sum to {sum}; their sum must be above 0 and finite.", parameter);
        return new CriterionWeights(names, Array.ConvertAll(weights, weight => weight / sum), method, remarks);
    }

    private double[] Same(CriterionWeights other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return other.InOrder(_names, nameof(other));
    }
}
