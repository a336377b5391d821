using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>
/// Says which members show one sign of leaving, and how strongly: turns a member's state now, and at an earlier snapshot where there is one, into a
/// <see cref="ChurnSignal"/> or none. Implement it to plug in a rule of your own. Must be thread-safe: ranges of rows are evaluated in parallel.
/// </summary>
public interface IChurnRule
{
    /// <summary>What the rule is called, not empty; unique among the rules of an assessor, compared letter by letter (ordinal).</summary>
    string Id { get; }

    /// <summary>What the rule looks at, in words for people; its id where the rule has no name of its own.</summary>
    Text Name => Text.Of(Id);

    /// <summary>Evaluates a range of members; many at a time, so that a rule can look up its columns once.</summary>
    /// <param name="columns">The members.</param>
    /// <param name="start">The row of the first member, from 0.</param>
    /// <param name="severities">
    /// Receives one severity per member: above 0 and at most 1 for a signal, larger is worse; 0 for none; NaN where the rule cannot judge the member,
    /// because a value is missing. NaN counts as no signal, and is counted. May be empty: even then a rule that lacks an input throws.
    /// </param>
    /// <exception cref="InvalidOperationException">Something that the rule looks at was not fed.</exception>
    void Evaluate(MemberColumns columns, int start, Span<double> severities);

    /// <summary>The signal of one member with its sentences; made on demand.</summary>
    /// <param name="columns">The members.</param>
    /// <param name="row">The member's row, from 0.</param>
    /// <returns>The signal, with exactly the severity that <see cref="Evaluate"/> writes; null where that is 0 or NaN.</returns>
    ChurnSignal? Explain(MemberColumns columns, int row);

    /// <summary>Why the rule cannot judge a member: the sentence for a severity of NaN.</summary>
    /// <param name="columns">The members.</param>
    /// <param name="row">The member's row, from 0.</param>
    /// <returns>The remark; null where the severity is a number. By default null: the assessor then gives a general sentence.</returns>
    ChurnRemark? Remark(MemberColumns columns, int row) => null;
}
