using MemberValue.Members;

namespace MemberValue.Clusters;

/// <summary>Puts every member into one of several groups. Implement it to plug in groups of your own.</summary>
public interface IMemberClusterer
{
    /// <summary>How many clusters there are; they are numbered from 1.</summary>
    int Clusters { get; }

    /// <summary>Assigns every member of the columns.</summary>
    /// <param name="columns">The members' numbers.</param>
    /// <param name="destination">Receives one number per member, in row order, 0 for a member who lacks a value; at least as long as the columns.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    void Assign(MemberColumns columns, Span<int> destination);
}
