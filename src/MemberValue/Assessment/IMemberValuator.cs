using MemberValue.Members;

namespace MemberValue.Assessment;

/// <summary>
/// All that is known of members at once: scores, segment, stage, probabilities, value, risk, reasons and what to do; of a whole base or of one member.
/// </summary>
public interface IMemberValuator
{
    /// <summary>Assesses every member of a table, as of the window's last cell.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">
    /// The members, with what you know of them besides: columns of your own (<c>table.With(key, values)</c>), an earlier snapshot
    /// (<c>table.WithEarlier(earlierTable)</c>). Where it has scores, stages or probabilities already, rules look at those and not at the valuator's.
    /// </param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One assessment per member; a part that is not configured, or not fitted yet, is missing.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentException">The table's calendar is another than that of the fit.</exception>
    /// <exception cref="InvalidOperationException">A column that a part needs was not fed; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    MemberAssessments<TKey> Assess<TKey>(MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull;

    /// <summary>Assesses one member: the same way as a million, with one row.</summary>
    /// <param name="row">
    /// The member, with what you know of them besides: columns of your own (<c>row.With(key, value)</c>), the row of an earlier date
    /// (<c>row.WithEarlier(earlier)</c>). Where it has a score, a stage or probabilities already, rules look at those and not at the valuator's.
    /// </param>
    /// <returns>The assessment.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="ArgumentException">The row's calendar is another than that of the fit.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a number that a part needs.</exception>
    MemberAssessment Assess(MemberRow row);
}
