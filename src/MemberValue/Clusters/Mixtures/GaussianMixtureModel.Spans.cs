using MemberValue.Common;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Clusters;

public sealed partial class GaussianMixtureModel
{
    private const int MostOnStack = 1 << 14; // numbers, 128 KiB

    private delegate void TakeBlock<TResult>(GaussianMixtureModel model, Span<double> logs, Span<double> totals, Span<TResult> destination);

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A column of a feature was not fed.</exception>
    /// <remarks>Single-threaded; allocates nothing where features and clusters are 128 or fewer together.</remarks>
    public void Assign(MemberColumns columns, Span<int> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Require.Destination(destination.Length, columns.Count);
        Fill(new MeasureSource(columns), destination[..columns.Count], 1, Numbers);
    }

    /// <summary>Assigns rows that need not be members.</summary>
    /// <param name="values">The rows, with a column per feature.</param>
    /// <param name="destination">Receives one number per row, 0 for a row that lacks a value; at least as long.</param>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    /// <exception cref="ArgumentException">A feature is not a column, or <paramref name="destination"/> is too short; it is unchanged then.</exception>
    /// <remarks>Single-threaded; allocates nothing where features and clusters are 128 or fewer together.</remarks>
    public void Assign(FeatureTable values, Span<int> destination)
    {
        ArgumentNullException.ThrowIfNull(values);
        Require.Destination(destination.Length, values.Count);
        Fill(new MeasureSource(values), destination[..values.Count], 1, Numbers);
    }

    /// <summary>Finds the most probable and the second most probable cluster of every member of the columns, with probabilities.</summary>
    /// <param name="columns">The members' numbers.</param>
    /// <param name="destination">Receives one assignment per member, in row order; at least as long as the columns.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    /// <exception cref="InvalidOperationException">A column of a feature was not fed.</exception>
    /// <remarks>Single-threaded; allocates nothing where features and clusters are 128 or fewer together.</remarks>
    public void Locate(MemberColumns columns, Span<MixtureAssignment> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Require.Destination(destination.Length, columns.Count);
        Fill(new MeasureSource(columns), destination[..columns.Count], 1, Located);
    }

    /// <summary>Finds the most probable and the second most probable cluster of every member of a table, with probabilities, on all processors.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One assignment per member, with the keys.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A column of a feature was not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public MemberResults<TKey, MixtureAssignment> Locate<TKey>(MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Fill<MixtureAssignment>(this, Locate, cancellationToken);
    }

    /// <summary>Finds the most probable and the second most probable cluster of one member, with probabilities.</summary>
    /// <param name="row">The member's numbers.</param>
    /// <returns>The assignment.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a column of a feature.</exception>
    public MixtureAssignment Locate(MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var assignment = default(MixtureAssignment);
        Locate(row.ToColumns(), new Span<MixtureAssignment>(ref assignment));
        return assignment;
    }

    /// <summary>The probabilities of all clusters for every member of the columns.</summary>
    /// <param name="columns">The members' numbers.</param>
    /// <param name="destination">Receives <see cref="Clusters"/> probabilities per member, member after member, which sum to 1; NaN for a member who lacks a
    /// value. At least as long as members times clusters.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    /// <exception cref="InvalidOperationException">A column of a feature was not fed.</exception>
    /// <remarks>Single-threaded; allocates nothing where features and clusters are 128 or fewer together.</remarks>
    public void Probabilities(MemberColumns columns, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var count = checked(columns.Count * Clusters);
        Require.Destination(destination.Length, count);
        Fill(new MeasureSource(columns), destination[..count], Math.Max(1, Clusters), Spread);
    }

    /// <summary>The probabilities of all clusters for one member.</summary>
    /// <param name="row">The member's numbers.</param>
    /// <returns>One probability per cluster, which sum to 1; NaN for a member who lacks a value.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a column of a feature.</exception>
    public double[] Probabilities(MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var probabilities = new double[Clusters];
        Probabilities(row.ToColumns(), probabilities);
        return probabilities;
    }

    private void Fill<TResult>(MeasureSource source, Span<TResult> destination, int each, TakeBlock<TResult> take)
    {
        foreach (var feature in _space.Features)
            source.Require(feature.Name);
        if (_mixture is null)
        {
            take(this, [], [], destination);
            return;
        }

        const int block = Mixture.Most;
        var (d, k, members) = (_space.Dimensions, Clusters, destination.Length / each);
        Span<double> points = (d + k) * block <= MostOnStack ? stackalloc double[d * block] : new double[d * block];
        Span<double> logs = (d + k) * block <= MostOnStack ? stackalloc double[k * block] : new double[k * block];
        Span<double> totals = stackalloc double[block];
        for (var start = 0; start < members; start += block)
        {
            var some = Math.Min(block, members - start);
            for (var j = 0; j < d; j++)
                _space.Read(source, j, start, points.Slice(j * block, some));
            _mixture.LogDensities(points, block, some, logs);
            take(this, logs[..(k * some)], totals[..some], destination.Slice(start * each, some * each));
        }
    }

    /// <summary>The component with the greatest logarithm; none where all are not numbers, or the member is farther than numbers reach.</summary>
    private static void Numbers(GaussianMixtureModel model, Span<double> logs, Span<double> totals, Span<int> destination)
    {
        destination.Clear();
        totals.Fill(double.NegativeInfinity);
        for (var (c, at) = (0, 0); at < logs.Length; c++)
        {
            for (var i = 0; i < totals.Length; i++, at++)
            {
                if (logs[at] > totals[i])
                    (totals[i], destination[i]) = (logs[at], c + 1);
            }
        }
    }

    private static void Located(GaussianMixtureModel model, Span<double> logs, Span<double> totals, Span<MixtureAssignment> destination)
    {
        if (!totals.IsEmpty)
            Mixture.ToProbabilities(logs, totals);
        var count = destination.Length;
        for (var i = 0; i < count; i++)
        {
            var (first, second, most, other) = (0, 0, double.NegativeInfinity, double.NegativeInfinity);
            for (var c = 0; c * count + i < logs.Length; c++)
            {
                var probability = logs[c * count + i];
                if (probability > most)
                    (first, second, most, other) = (c + 1, first, probability, most);
                else if (probability > other)
                    (second, other) = (c + 1, probability);
            }

            destination[i] = new MixtureAssignment(
                first, first == 0 ? double.NaN : most, second, second == 0 ? double.NaN : other, first > 0 && totals[i] < model._outlierLogDensity);
        }
    }

    private static void Spread(GaussianMixtureModel model, Span<double> logs, Span<double> totals, Span<double> destination)
    {
        if (totals.IsEmpty)
            return;
        Mixture.ToProbabilities(logs, totals);
        var k = model.Clusters;
        for (var i = 0; i < totals.Length; i++)
        {
            for (var c = 0; c < k; c++)
                destination[i * k + c] = logs[c * totals.Length + i];
        }
    }
}
