using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// What a member who has bought already will bring from now on. What they brought until now is not in it; see <see cref="HistoricValueCalculator"/>.
/// </summary>
/// <param name="ProbabilityAlive">P(alive) now.</param>
/// <param name="DiscountedPurchases">Expected purchases to come, discounted.</param>
/// <param name="SpendPerPurchase">
/// Expected spend per purchase, before what comes back; without a model of returns, a member's own mean of what stayed.
/// </param>
/// <param name="ReturnShare">The part of that spend that is expected to come back, 0 to 1; 0 without a model of returns.</param>
/// <param name="Amount">Discounted purchases x spend x (1 - return share) x margin rate, in the table's currency.</param>
public readonly record struct ResidualValue(
    [property: JsonConverter(typeof(ResultJsonConverter))] double ProbabilityAlive,
    [property: JsonConverter(typeof(ResultJsonConverter))] double DiscountedPurchases,
    [property: JsonConverter(typeof(ResultJsonConverter))] double SpendPerPurchase,
    [property: JsonConverter(typeof(ResultJsonConverter))] double ReturnShare,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Amount)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"ProbabilityAlive = {ProbabilityAlive}, DiscountedPurchases = {DiscountedPurchases}, SpendPerPurchase = {SpendPerPurchase}, "
            + $"ReturnShare = {ReturnShare}, Amount = {Amount}");
}
