using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>What was known about a member at the end of one cell.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Start">When the cell begins, on the shop's clock; for instants, in UTC.</param>
/// <param name="IsPurchase">Whether the member bought in it.</param>
/// <param name="RepeatPurchases">Purchases after the first, until then.</param>
/// <param name="Silence">Cells since the last purchase.</param>
/// <param name="SilenceInOwnGaps">Silence as a multiple of the member's mean gap until then; NaN before the second purchase.</param>
/// <param name="ProbabilityAlive">P(alive).</param>
/// <param name="ProbabilityOfPurchase">P(at least one purchase within the horizon).</param>
public sealed record MemberPathPoint(
    [property: JsonIgnore] int Cell,
    [property: JsonConverter(typeof(ResultJsonConverter))] DateTime Start,
    bool IsPurchase,
    int RepeatPurchases,
    int Silence,
    [property: JsonConverter(typeof(ResultJsonConverter))] double SilenceInOwnGaps,
    [property: JsonConverter(typeof(ResultJsonConverter))] double ProbabilityAlive,
    [property: JsonConverter(typeof(ResultJsonConverter))] double ProbabilityOfPurchase)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Cell = {Cell}, Start = {Start}, IsPurchase = {IsPurchase}, RepeatPurchases = {RepeatPurchases}, Silence = {Silence}, "
            + $"SilenceInOwnGaps = {SilenceInOwnGaps}, ProbabilityAlive = {ProbabilityAlive}, ProbabilityOfPurchase = {ProbabilityOfPurchase}");
}
