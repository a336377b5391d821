using MemberValue.Common;
using MemberValue.Numerics;

namespace MemberValue.Metrics;

/// <summary>
/// Samples of groups with replacement, each group with all its rows: how much a number would change with other members in the data. For rows that are not
/// independent, such as a member at several dates. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// A sample is how often each row counts. Sample 17 of a seed is the same whether or not others were drawn, on every machine; it depends on the groups'
/// numbers, not on the order of rows. Source: Efron and Tibshirani 1993, "An Introduction to the Bootstrap"; of whole groups: Davison and Hinkley 1997,
/// "Bootstrap Methods and their Application", 3.8.
/// </remarks>
public sealed class GroupedBootstrap
{
    private readonly GroupIndex _index;
    private readonly int _seed;

    /// <summary>Prepares samples.</summary>
    /// <param name="groups">The group of each row, any numbers, such as the member's row in a table; at least one row.</param>
    /// <param name="seed">The seed of the series of samples; the same seed gives the same series.</param>
    /// <exception cref="ArgumentException">There is no row.</exception>
    public GroupedBootstrap(ReadOnlySpan<int> groups, int seed)
    {
        if (groups.IsEmpty)
            throw new ArgumentException("There are no rows; a sample needs at least one.", nameof(groups));
        (_index, _seed) = (new GroupIndex(groups), seed);
    }

    /// <summary>How many rows.</summary>
    public int Rows => _index.GroupOf.Length;

    /// <summary>How many groups; as many are drawn for each sample.</summary>
    public int Groups => _index.Count;

    /// <summary>One sample: how often each row occurs in it.</summary>
    /// <param name="sample">The number of the sample, 0 or more.</param>
    /// <param name="destination">Receives a count per row, 0 or more, the same for all rows of a group; at least as long as the rows.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="sample"/> is negative.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    public void Draw(int sample, Span<int> destination)
    {
        Require.AtLeast(sample, 0);
        if (destination.Length < Rows)
            throw Error.Argument($"The destination has room for {destination.Length} rows; it must hold {Rows}.", nameof(destination));
        var times = new int[Groups];
        var random = new CounterRandom(_seed, sample);
        for (var i = 0; i < times.Length; i++)
            times[random.Below(times.Length)]++;
        for (var row = 0; row < Rows; row++)
            destination[row] = times[_index.GroupOf[row]];
    }

    /// <summary>The percentile interval of a number: where the middle part of its values in the samples lies.</summary>
    /// <param name="statistic">
    /// Computes the number from a count per row, such as the ROC AUC of a <see cref="BinaryEvaluation"/> with counts. The array is filled again for each
    /// sample: do not keep it.
    /// </param>
    /// <param name="samples">How many samples, 2 or more; 1,000 are enough for 95%.</param>
    /// <param name="level">The confidence level, above 0 and below 1.</param>
    /// <returns>The interval; NaN where the number is NaN in any sample, such as one without positive labels; no sample is left out silently.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="statistic"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public ConfidenceInterval Interval(Func<int[], double> statistic, int samples, double level = 0.95)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        if (samples < 2)
            throw Error.OutOfRange(nameof(samples), $"The number of samples is {samples} and must be 2 or more.");
        if (!(level > 0 && level < 1))
            throw Error.OutOfRange(nameof(level), $"The confidence level is {level} and must be above 0 and below 1.");
        var values = new double[samples];
        var counts = new int[Rows];
        for (var sample = 0; sample < samples; sample++)
        {
            Draw(sample, counts);
            values[sample] = statistic(counts);
        }

        if (values.Any(double.IsNaN))
            return new ConfidenceInterval(double.NaN, double.NaN, level);
        Array.Sort(values);
        return new ConfidenceInterval(Type7.At(values, (1 - level) / 2), Type7.At(values, (1 + level) / 2), level);
    }

    /// <summary>Rows and groups in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Rows} rows in {Groups} groups");
}
