using System.Text;
using MemberValue.Common;

namespace MemberValue.Metrics;

/// <summary>One step of a <see cref="Funnel"/>: the members the members who reached it.</summary>
public sealed record FunnelStep
{
    /// <summary>What the step is called.</summary>
    public required string Name { get; init; }

    /// <summary>Definition: members who took this step and all before it, each not earlier than the step before it; the same cell is allowed.</summary>
    public required int Members { get; init; }

    /// <summary>
    /// Members who reached the step before and took this one, but earlier than that: such as a purchase before the registration. They have not reached the
    /// step. 0 in the first step.
    /// </summary>
    public required int OutOfOrder { get; init; }

    /// <summary>Definition: of the members who reached the step before, those who reached this one. The first step's is of all members given.</summary>
    public required Proportion StepRate { get; init; }

    /// <summary>Definition: of the members who reached the first step, those who reached this one.</summary>
    public required Proportion OverallRate { get; init; }

    /// <summary>How long it took from the step before; null in the first step.</summary>
    public required FunnelTime? TimeSinceStepBefore { get; init; }

    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Name = {Name}, Members = {Members}, OutOfOrder = {OutOfOrder}, StepRate = {StepRate}, OverallRate = {OverallRate}, "
            + $"TimeSinceStepBefore = {TimeSinceStepBefore}");
}
