using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>Weights of the three dimensions for the composite score, which is the weighted sum of the levels. Immutable.</summary>
public sealed record RfmWeights
{
    /// <summary>How far the sum may miss 1: enough for weights that were computed or rounded to 10 digits, far too little for a forgotten one.</summary>
    public const double Tolerance = 1e-9;

    /// <summary>Creates the weights.</summary>
    /// <param name="recency">Weight of R; finite, 0 or more.</param>
    /// <param name="frequency">Weight of F; finite, 0 or more.</param>
    /// <param name="monetary">Weight of M; finite, 0 or more. The three sum to 1 within <see cref="Tolerance"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A weight is not finite or below 0; the error names it.</exception>
    /// <exception cref="ArgumentException">The weights do not sum to 1.</exception>
    public RfmWeights(double recency, double frequency, double monetary)
    {
        Recency = Checked(recency, nameof(recency));
        Frequency = Checked(frequency, nameof(frequency));
        Monetary = Checked(monetary, nameof(monetary));
        var sum = recency + frequency + monetary;
        if (Math.Abs(sum - 1) > Tolerance)
        {
            throw Error.Argument(
                $"The weights {recency} of recency, {frequency} of frequency and {monetary} of monetary value sum to {sum}; they must sum to 1 within "
                    + $"{Tolerance}.");
        }
    }

    /// <summary>A third each.</summary>
    public static RfmWeights Equal { get; } = new(1 / 3.0, 1 / 3.0, 1 / 3.0);

    /// <summary>Weight of R.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Recency { get; }

    /// <summary>Weight of F.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Frequency { get; }

    /// <summary>Weight of M.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Monetary { get; }

    /// <summary>The weighted sum of a score's levels.</summary>
    /// <param name="score">The score.</param>
    /// <returns>A number from 1 to the largest number of levels; NaN when unscored.</returns>
    public double Composite(RfmScore score) => score.IsScored ? Recency * score.R + Frequency * score.F + Monetary * score.M : double.NaN;

    /// <summary>The weighted sums of many scores.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="destination">Receives one number per score, NaN where unscored; at least as long.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    /// <remarks>Allocates nothing.</remarks>
    public void Composite(ReadOnlySpan<RfmScore> scores, Span<double> destination)
    {
        Require.Destination(destination.Length, scores.Length);
        for (var i = 0; i < scores.Length; i++)
            destination[i] = Composite(scores[i]);
    }

    /// <summary>The weighted sums of a table's scores, on all processors.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="scores">The scores with their keys.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One number per member, NaN where unscored, with the keys.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="scores"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public MemberResults<TKey, double> Composite<TKey>(MemberResults<TKey, RfmScore> scores, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(scores);
        return scores.KeySet.Fill<double>(
            (start, destination) => Composite(scores.Values.Slice(start, destination.Length), destination), inParts: true, cancellationToken);
    }

    /// <summary>The three weights.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"R {Recency}, F {Frequency}, M {Monetary}");

    private static double Checked(double weight, string name) => double.IsFinite(weight) && weight >= 0
        ? weight
        : throw Error.OutOfRange(name, $"The weight of {name} is {weight} and must be finite and 0 or more.");
}
