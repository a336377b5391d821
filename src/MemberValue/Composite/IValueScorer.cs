using MemberValue.Members;

namespace MemberValue.Composite;

/// <summary>Gives every member one number from several criteria. Implement it to plug in a score of your own.</summary>
public interface IValueScorer
{
    /// <summary>The names of the criteria.</summary>
    IReadOnlyList<string> Criteria { get; }

    /// <summary>Scores every member of the columns, from 0 for the worst of the base to 100 for the best; NaN for a member who lacks a value.</summary>
    /// <param name="columns">The members' numbers.</param>
    /// <param name="destination">Receives one score per member, in row order; at least as long as the columns.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    void Score(MemberColumns columns, Span<double> destination);
}
