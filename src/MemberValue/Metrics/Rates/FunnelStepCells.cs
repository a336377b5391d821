using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>One step of a funnel as input: its name, and when each member took it.</summary>
/// <param name="Name">The name of the step; not empty.</param>
/// <param name="Cells">
/// One cell per member, in row order; <see cref="MemberColumns.NoCell"/> for a member who did not take the step, <see cref="UnknownCell"/> for
/// one who took it at an unknown time.
/// </param>
public sealed record FunnelStepCells(string Name, ReadOnlyMemory<int> Cells)
{
    /// <summary>A step taken at an unknown time: it counts as taken in order, but without a time since the step before.</summary>
    public const int UnknownCell = int.MaxValue;
}
