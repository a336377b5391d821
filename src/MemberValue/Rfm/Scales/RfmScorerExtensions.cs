using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>The table door of every scorer.</summary>
public static class RfmScorerExtensions
{
    /// <summary>Scores every member of a table.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="scorer">The scorer; an <see cref="RfmScale"/> works on all processors, any other one as it does itself.</param>
    /// <param name="table">The members.</param>
    /// <param name="cancellationToken">Stops the work; a scorer that is no <see cref="RfmScale"/> looks at it once, before it starts.</param>
    /// <returns>One score per member, with the keys.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static MemberResults<TKey, RfmScore> Score<TKey>(
        this IRfmScorer scorer, MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(table);
        if (scorer is RfmScale scale)
            return scale.Score(table, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        var scores = new RfmScore[table.Count];
        scorer.Score(table.Columns, scores);
        return table.WithKeys(scores);
    }
}
