using MemberValue.Members;

namespace MemberValue.Clusters;

/// <summary>The table and member overloads of every clusterer.</summary>
public static class MemberClustererExtensions
{
    /// <summary>Assigns every member of a table.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="clusterer">The clusters; those of this library use all processors, your own are asked once for the whole table.</param>
    /// <param name="table">The members.</param>
    /// <param name="cancellationToken">Stops the work; a clusterer of your own looks at it once, before it starts.</param>
    /// <returns>One number per member, with the keys; 0 for a member who lacks a value.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">A column of a feature was not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    /// <remarks>Allocates the result, 4 bytes per member. The same numbers for any number of threads.</remarks>
    public static MemberResults<TKey, int> Assign<TKey>(
        this IMemberClusterer clusterer, MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(clusterer);
        ArgumentNullException.ThrowIfNull(table);
        return table.Fill<int>(clusterer, clusterer.Assign, cancellationToken);
    }

    /// <summary>Assigns one member: the same way as a million, with one row.</summary>
    /// <param name="clusterer">The clusters.</param>
    /// <param name="row">The member's numbers.</param>
    /// <returns>The number of the cluster; 0 when the member lacks a value.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a column of a feature.</exception>
    public static int Assign(this IMemberClusterer clusterer, MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(clusterer);
        ArgumentNullException.ThrowIfNull(row);
        var number = 0;
        clusterer.Assign(row.ToColumns(), new Span<int>(ref number));
        return number;
    }
}
