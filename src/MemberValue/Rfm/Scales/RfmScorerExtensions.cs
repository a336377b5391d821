using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>The table overload of every scorer.</summary>
public static class RfmScorerExtensions
{
    /// <summary>Scores every member of a table.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="scorer">The scorer; a scale of this library uses all processors, a scorer of your own is called once for the whole table.</param>
    /// <param name="table">The members.</param>
    /// <param name="cancellationToken">Stops the work; a scorer of your own looks at it once, before it starts.</param>
    /// <returns>One score per member, with the keys.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">The table's calendar is another than the scale's.</exception>
    /// <exception cref="InvalidOperationException">A column that the scorer needs was not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    /// <remarks>Allocates the result, 4 bytes per member. The same bits for any number of threads.</remarks>
    public static MemberResults<TKey, RfmScore> Score<TKey>(
        this IRfmScorer scorer, MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(table);
        return table.Fill<RfmScore>(scorer, scorer.Score, cancellationToken);
    }
}
