using MemberValue.Members;

namespace MemberValue.Assessment;

/// <summary>Overloads for one member's stored state.</summary>
public static class MemberValuatorExtensions
{
    /// <summary>Assesses one member by their state, over a window.</summary>
    /// <param name="valuator">The valuator.</param>
    /// <param name="state">The member's state.</param>
    /// <param name="window">The window; see <see cref="MemberState.AsOf(ObservationWindow)"/>.</param>
    /// <returns>The assessment: that of the member in a table of the same rows and window.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="valuator"/>, <paramref name="state"/> or <paramref name="window"/> is null.</exception>
    /// <exception cref="ArgumentException">The window does not contain every cell of the state, or has another calendar.</exception>
    public static MemberAssessment Assess(this IMemberValuator valuator, MemberState state, ObservationWindow window)
    {
        ArgumentNullException.ThrowIfNull(valuator);
        ArgumentNullException.ThrowIfNull(state);
        return valuator.Assess(state.AsOf(window));
    }

    /// <summary>Assesses one member by their state, as of a day.</summary>
    /// <param name="valuator">The valuator.</param>
    /// <param name="state">The member's state.</param>
    /// <param name="day">The day; not before the state's last cell.</param>
    /// <returns>The assessment.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="valuator"/> or <paramref name="state"/> is null.</exception>
    /// <exception cref="ArgumentException">The state has a later cell.</exception>
    public static MemberAssessment Assess(this IMemberValuator valuator, MemberState state, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(valuator);
        ArgumentNullException.ThrowIfNull(state);
        return valuator.Assess(state.AsOf(day));
    }
}
