using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>Weights of dimensions, by their letters, for the composite score: the weighted sum of the levels. Immutable.</summary>
public sealed class DimensionWeights
{
    private readonly string[] _letters;
    private readonly double[] _values;

    private DimensionWeights(string[] letters, double[] values) => (_letters, _values) = (letters, values);

    /// <summary>The letters.</summary>
    public IReadOnlyList<string> Letters => Array.AsReadOnly(_letters);

    /// <summary>The weights in the order of <see cref="Letters"/>; each 0 to 1, and they sum to 1.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public IReadOnlyList<double> Values => Array.AsReadOnly(_values);

    /// <summary>The same weight for every dimension of a scale.</summary>
    /// <param name="scale">The scale.</param>
    /// <returns>The weights.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="scale"/> is null.</exception>
    public static DimensionWeights Equal(DimensionScale scale)
    {
        ArgumentNullException.ThrowIfNull(scale);
        return new DimensionWeights([.. scale.Letters], [.. scale.Letters.Select(_ => 1.0 / scale.Letters.Count)]);
    }

    /// <summary>Weights given as numbers.</summary>
    /// <param name="weights">A weight by the letter of its dimension, at least one, each letter once; finite, 0 or more, at least one above 0. They are
    /// divided by their sum.</param>
    /// <returns>The weights.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="weights"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no weight, a letter is empty or given twice, a weight is out of range, or their sum is not above 0 and
    /// finite.</exception>
    public static DimensionWeights Given(params IReadOnlyList<(string Letter, double Weight)> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        string[] letters = [.. weights.Select(each => each.Letter)];
        for (var j = 0; j < letters.Length; j++)
        {
            if (string.IsNullOrWhiteSpace(letters[j]) || Array.IndexOf(letters, letters[j]) < j)
                throw Error.Argument($"The letter of weight {j} is '{letters[j]}'; it must not be empty or given twice.", nameof(weights));
            if (!(weights[j].Weight >= 0 && weights[j].Weight <= double.MaxValue))
                throw Error.Argument($"The weight of '{letters[j]}' is {weights[j].Weight} and must be finite and 0 or more.", nameof(weights));
        }

        var sum = weights.Sum(each => each.Weight);
        if (!(sum > 0 && sum <= double.MaxValue))
            throw Error.Argument($"The {letters.Length} weights sum to {sum}; their sum must be above 0 and finite.", nameof(weights));
        return new DimensionWeights(letters, [.. weights.Select(each => each.Weight / sum)]);
    }

    /// <summary>The weighted sum of a score's levels.</summary>
    /// <param name="score">The score.</param>
    /// <returns>A number from 1 to the largest number of levels. Where the member has no level in some dimension, the weighted mean of the others; NaN when
    /// there is none with a weight.</returns>
    /// <exception cref="ArgumentException">The score has no dimension of one of the letters.</exception>
    public double Composite(DimensionScore score)
    {
        if (!score.IsScored)
            return double.NaN;
        var (sum, weight, isWhole) = (0.0, 0.0, true);
        for (var j = 0; j < _letters.Length; j++)
        {
            var level = score[_letters[j]];
            isWhole &= level > 0;
            sum += _values[j] * level;
            weight += level > 0 ? _values[j] : 0;
        }

        return isWhole ? sum : weight > 0 ? sum / weight : double.NaN;
    }

    /// <summary>The weighted sums of many scores.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="destination">Receives one number per score; at least as long.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short, and unchanged then; or a score has no dimension of one of the
    /// letters.</exception>
    /// <remarks>Allocates nothing.</remarks>
    public void Composite(ReadOnlySpan<DimensionScore> scores, Span<double> destination)
    {
        Require.Destination(destination.Length, scores.Length);
        for (var i = 0; i < scores.Length; i++)
            destination[i] = Composite(scores[i]);
    }

    /// <summary>The weighted sums of a table's scores, on all processors.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="scores">The scores with their keys.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One number per member, with the keys.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="scores"/> is null.</exception>
    /// <exception cref="ArgumentException">A score has no dimension of one of the letters.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public MemberResults<TKey, double> Composite<TKey>(MemberResults<TKey, DimensionScore> scores, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(scores);
        return scores.KeySet.Fill<double>(
            (start, destination) => Composite(scores.Values.Slice(start, destination.Length), destination), inParts: true, cancellationToken);
    }

    /// <summary>The letters and weights.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() =>
        string.Join(", ", _letters.Select((letter, j) => string.Create(CultureInfo.InvariantCulture, $"{letter} {_values[j]:0.####}")));
}
