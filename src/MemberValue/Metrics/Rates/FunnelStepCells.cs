using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>One step of a funnel as it goes in: a name, and when each member took it.</summary>
/// <param name="Name">What to call the step; not empty.</param>
/// <param name="Cells">
/// One cell per member, in row order; <see cref="MemberColumns.NoCell"/> for a member who did not take the step, <see cref="UnknownCell"/> for
/// one who did, nobody knows when.
/// </param>
public sealed record FunnelStepCells(string Name, ReadOnlyMemory<int> Cells)
{
    /// <summary>Stands for a step that was taken at a time that is not known: taken in order, but without a time since the step before.</summary>
    public const int UnknownCell = int.MaxValue;
}
