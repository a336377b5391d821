using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>Says which stage of the lifecycle each member is in: columns in, stages out. Implement it to plug in rules of your own.</summary>
public interface ILifecycleClassifier
{
    /// <summary>Classifies every member of the columns, as of the window's last cell.</summary>
    /// <param name="columns">The members' numbers.</param>
    /// <param name="destination">Receives one stage per member, in row order; at least as long as the columns.</param>
    /// <exception cref="ArgumentNullException"><paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    void Classify(MemberColumns columns, Span<LifecycleStage> destination);
}
