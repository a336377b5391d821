using MemberValue.Common;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Clusters;

public sealed partial class KMeansModel
{
    private const int MostOnStack = 1 << 14; // numbers, 128 KiB

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A column of a feature was not fed.</exception>
    /// <remarks>Single-threaded; allocates nothing up to 64 features.</remarks>
    public void Assign(MemberColumns columns, Span<int> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Require.Destination(destination.Length, columns.Count);
        Assign(new MeasureSource(columns), columns.Count, destination, []);
    }

    /// <summary>Finds the nearest and second nearest cluster of every member of the columns, with distances.</summary>
    /// <param name="columns">The members' numbers.</param>
    /// <param name="destination">Receives one assignment per member, in row order; at least as long as the columns.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    /// <exception cref="InvalidOperationException">A column of a feature was not fed.</exception>
    /// <remarks>Single-threaded; allocates nothing up to 64 features.</remarks>
    public void Locate(MemberColumns columns, Span<ClusterAssignment> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Require.Destination(destination.Length, columns.Count);
        Assign(new MeasureSource(columns), columns.Count, [], destination);
    }

    /// <summary>Assigns rows that need not be members.</summary>
    /// <param name="values">The rows, with a column per feature.</param>
    /// <param name="destination">Receives one number per row, 0 for a row that lacks a value; at least as long.</param>
    /// <exception cref="ArgumentNullException"><paramref name="values"/> is null.</exception>
    /// <exception cref="ArgumentException">A feature is not a column, or <paramref name="destination"/> is too short; it is unchanged then.</exception>
    /// <remarks>Single-threaded; allocates nothing up to 64 features.</remarks>
    public void Assign(FeatureTable values, Span<int> destination)
    {
        ArgumentNullException.ThrowIfNull(values);
        Require.Destination(destination.Length, values.Count);
        Assign(new MeasureSource(values), values.Count, destination, []);
    }

    /// <summary>Finds the nearest and second nearest cluster of every member of a table, with distances, on all processors.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One assignment per member, with the keys.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A column of a feature was not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public MemberResults<TKey, ClusterAssignment> Locate<TKey>(MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Fill<ClusterAssignment>(this, Locate, cancellationToken);
    }

    /// <summary>Finds the nearest and second nearest cluster of one member, with distances.</summary>
    /// <param name="row">The member's numbers.</param>
    /// <returns>The assignment.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a column of a feature.</exception>
    public ClusterAssignment Locate(MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var assignment = default(ClusterAssignment);
        Locate(row.ToColumns(), new Span<ClusterAssignment>(ref assignment));
        return assignment;
    }

    /// <summary>The members with all features as points, at most so many of them, and their clusters from 0.</summary>
    internal (ClusterPoints Points, int[] Labels) Place(MeasureSource source, int count, int most, long seed, CancellationToken cancellationToken)
    {
        var numbers = new int[count];
        Assign(source, count, numbers, []);
        int[] rows = [.. Enumerable.Range(0, count).Where(row => numbers[row] > 0)];
        var values = new double[(long)count * _space.Dimensions];
        for (var j = 0; j < _space.Dimensions; j++)
            _space.Read(source, j, 0, values.AsSpan(j * count, count));
        var points = new ClusterPoints(values, count, _space.Dimensions, null).Of(rows).Sample(most, seed);
        return (points, points.Count == 0 ? [] : KMeans.Finished(points, _centres, 0, hasConverged: true, cancellationToken).Labels);
    }

    private void Assign(MeasureSource source, int count, Span<int> numbers, Span<ClusterAssignment> assignments)
    {
        foreach (var feature in _space.Features)
            source.Require(feature.Name);
        const int block = NearestCentre.Block;
        var d = _space.Dimensions;
        Span<double> points = d * block <= MostOnStack ? stackalloc double[d * block] : new double[d * block];
        Span<double> which = stackalloc double[block];
        Span<double> distances = stackalloc double[block];
        Span<double> seconds = stackalloc double[block];
        Span<double> secondDistances = stackalloc double[block];
        for (var start = 0; start < count; start += block)
        {
            var some = Math.Min(block, count - start);
            for (var j = 0; j < d; j++)
                _space.Read(source, j, start, points.Slice(j * block, some));
            if (assignments.IsEmpty)
                NearestCentre.Find(points, block, _centres, d, which[..some], distances[..some]);
            else
                NearestCentre.FindTwo(points, block, _centres, d, which[..some], distances[..some], seconds, secondDistances);
            for (var i = 0; i < some && !numbers.IsEmpty; i++)
                numbers[start + i] = (int)which[i] + 1;
            for (var i = 0; i < some && !assignments.IsEmpty; i++)
                assignments[start + i] = Told((int)which[i], distances[i], (int)seconds[i], secondDistances[i]);
        }
    }

    private ClusterAssignment Told(int which, double squared, int second, double secondSquared)
    {
        if (which < 0)
            return new ClusterAssignment(0, double.NaN, 0, double.NaN, IsOutlier: false);
        var distance = Math.Sqrt(squared);
        return new ClusterAssignment(which + 1, distance, second + 1, second < 0 ? double.NaN : Math.Sqrt(secondSquared), distance > _outlierDistance);
    }
}
