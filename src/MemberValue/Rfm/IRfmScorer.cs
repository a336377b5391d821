using MemberValue.Members;

namespace MemberValue.Rfm;

/// <summary>Gives every member a level for recency, frequency and monetary value. Implement it to plug in a scale of your own.</summary>
public interface IRfmScorer
{
    /// <summary>How many levels each dimension has.</summary>
    RfmLevels Levels { get; }

    /// <summary>Scores every member of the columns; one that cannot be scored becomes <see cref="RfmScore.Unscored"/>.</summary>
    /// <param name="columns">The members' numbers.</param>
    /// <param name="destination">Receives one score per member, in row order; at least as long as the columns.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    void Score(MemberColumns columns, Span<RfmScore> destination);
}
