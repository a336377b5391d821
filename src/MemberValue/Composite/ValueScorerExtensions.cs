using MemberValue.Members;

namespace MemberValue.Composite;

/// <summary>The table and member overloads of every scorer.</summary>
public static class ValueScorerExtensions
{
    /// <summary>Scores every member of a table.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="scorer">The scorer; one of this library uses all processors, one of your own is called once for the whole table.</param>
    /// <param name="table">The members.</param>
    /// <param name="cancellationToken">Stops the work; a scorer of your own looks at it once, before it starts.</param>
    /// <returns>One score per member, with the keys; NaN for a member who lacks a value.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">A column that the scorer needs was not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    /// <remarks>Allocates the result, 8 bytes per member. The same bits for any number of threads.</remarks>
    public static MemberResults<TKey, double> Score<TKey>(
        this IValueScorer scorer, MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(table);
        return table.Fill<double>(scorer, scorer.Score, cancellationToken);
    }

    /// <summary>Scores one member: the same way as a million, with one row.</summary>
    /// <param name="scorer">The scorer.</param>
    /// <param name="row">The member's numbers.</param>
    /// <returns>The score; NaN when the member lacks a value.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a column that the scorer needs.</exception>
    public static double Score(this IValueScorer scorer, MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(row);
        var score = double.NaN;
        scorer.Score(row.ToColumns(), new Span<double>(ref score));
        return score;
    }
}
