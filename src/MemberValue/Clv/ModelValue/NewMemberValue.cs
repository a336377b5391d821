using System.Text;
using MemberValue.Common;

namespace MemberValue.Clv;

/// <summary>
/// What a member who is not yet acquired will bring from their first purchase on, that purchase included: what acquiring one may cost at most.
/// </summary>
/// <param name="DiscountedPurchases">1 for the first purchase, made now, and the expected repeat purchases, discounted.</param>
/// <param name="SpendPerPurchase">Expected spend per purchase of a member of whom nothing is known.</param>
/// <param name="Amount">Discounted purchases x spend x margin rate, in the table's currency.</param>
public readonly record struct NewMemberValue(double DiscountedPurchases, double SpendPerPurchase, double Amount)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"DiscountedPurchases = {DiscountedPurchases}, SpendPerPurchase = {SpendPerPurchase}, Amount = {Amount}");
}
