using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// What a member who is not yet acquired will bring from their first purchase on, including that purchase: the most that acquiring one may cost.
/// </summary>
/// <param name="DiscountedPurchases">1 for the first purchase, made now, and the expected repeat purchases, discounted.</param>
/// <param name="SpendPerPurchase">Expected spend per purchase of a member about whom nothing is known, before what comes back.</param>
/// <param name="ReturnShare">The part of that spend that is expected to come back, 0 to 1: the base's; 0 without a model of returns.</param>
/// <param name="Amount">Discounted purchases x spend x (1 - return share) x margin rate, in the table's currency.</param>
public readonly record struct NewMemberValue(
    [property: JsonConverter(typeof(ResultJsonConverter))] double DiscountedPurchases,
    [property: JsonConverter(typeof(ResultJsonConverter))] double SpendPerPurchase,
    [property: JsonConverter(typeof(ResultJsonConverter))] double ReturnShare,
    [property: JsonConverter(typeof(ResultJsonConverter))] double Amount)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"DiscountedPurchases = {DiscountedPurchases}, SpendPerPurchase = {SpendPerPurchase}, ReturnShare = {ReturnShare}, Amount = {Amount}");
}
