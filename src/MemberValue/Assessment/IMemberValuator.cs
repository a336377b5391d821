using MemberValue.Churn;
using MemberValue.Members;

namespace MemberValue.Assessment;

/// <summary>
/// All that is known of members at once: scores, segment, stage, probabilities, value, risk, reasons and what to do; of a whole base or of one member.
/// </summary>
public interface IMemberValuator
{
    /// <summary>Assesses every member of a table, as of the window's last cell.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members.</param>
    /// <param name="known">What you know of the members besides: columns of your own, an earlier snapshot. Made of this table's columns. Null for nothing.
    /// Scores, stages and probabilities that it has already are left as they are.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One assessment per member; a part that is not configured, or not fitted yet, is missing.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="known"/> was made of other columns, or the table's calendar is another than that of the
    /// fit.</exception>
    /// <exception cref="InvalidOperationException">A column that a part needs was not fed; the message names it.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    MemberAssessments<TKey> Assess<TKey>(MemberTable<TKey> table, ChurnInputs? known = null, CancellationToken cancellationToken = default)
        where TKey : notnull;

    /// <summary>Assesses one member: the same way as a million, with one row.</summary>
    /// <param name="row">The member's numbers.</param>
    /// <param name="known">What you know of the member besides: inputs of one row, made of this one. Null for nothing.</param>
    /// <returns>The assessment.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="known"/> does not have one row, or the row's calendar is another than that of the fit.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a number that a part needs.</exception>
    MemberAssessment Assess(MemberRow row, ChurnInputs? known = null);
}
