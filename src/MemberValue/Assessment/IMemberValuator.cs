using MemberValue.Members;

namespace MemberValue.Assessment;

/// <summary>
/// Assesses members: score, segment, stage, probabilities, value, risk, reasons and the recommended action, for a whole base or for one member.
/// </summary>
public interface IMemberValuator
{
    /// <summary>Assesses every member of a table, as of the window's last cell.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">
    /// The members, optionally with more data: columns of your own (<c>table.With(key, values)</c>), an earlier snapshot
    /// (<c>table.WithEarlier(earlierTable)</c>). Where it already has scores, stages or probabilities, rules use those instead of the valuator's.
    /// </param>
    /// <param name="cancellationToken">Cancels the work.</param>
    /// <returns>One assessment per member; a part that is not configured, or not fitted yet, is missing.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentException">The table's calendar differs from that of the fit.</exception>
    /// <exception cref="InvalidOperationException">A column that a part needs was not fed; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    MemberAssessments<TKey> Assess<TKey>(MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull;

    /// <summary>Assesses one member, with the same result as in a table.</summary>
    /// <param name="row">
    /// The member, optionally with more data: columns of your own (<c>row.With(key, value)</c>), the row of an earlier date
    /// (<c>row.WithEarlier(earlier)</c>). Where it already has a score, a stage or probabilities, rules use those instead of the valuator's.
    /// </param>
    /// <returns>The assessment.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="ArgumentException">The row's calendar differs from that of the fit.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a number that a part needs.</exception>
    MemberAssessment Assess(MemberRow row);
}
