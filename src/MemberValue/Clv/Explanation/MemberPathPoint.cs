using System.Text;
using MemberValue.Common;

namespace MemberValue.Clv;

/// <summary>What was known about a member at the end of one cell.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="IsPurchase">Whether the member bought in it.</param>
/// <param name="RepeatPurchases">Purchases after the first, until then.</param>
/// <param name="Silence">Cells since the last purchase.</param>
/// <param name="SilenceInOwnGaps">Silence as a multiple of the member's mean gap until then; NaN before the second purchase.</param>
/// <param name="ProbabilityAlive">P(alive).</param>
/// <param name="ProbabilityOfPurchase">P(at least one purchase within the horizon).</param>
public sealed record MemberPathPoint(
    int Cell, bool IsPurchase, int RepeatPurchases, int Silence, double SilenceInOwnGaps, double ProbabilityAlive, double ProbabilityOfPurchase)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Cell = {Cell}, IsPurchase = {IsPurchase}, RepeatPurchases = {RepeatPurchases}, Silence = {Silence}, "
            + $"SilenceInOwnGaps = {SilenceInOwnGaps}, ProbabilityAlive = {ProbabilityAlive}, ProbabilityOfPurchase = {ProbabilityOfPurchase}");
}
