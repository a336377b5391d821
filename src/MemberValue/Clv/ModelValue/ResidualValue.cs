using System.Text;
using MemberValue.Common;

namespace MemberValue.Clv;

/// <summary>
/// What a member who has bought already will bring from now on. What they brought until now is not in it; see <see cref="HistoricValueCalculator"/>.
/// </summary>
/// <param name="ProbabilityAlive">P(alive) now.</param>
/// <param name="DiscountedPurchases">Expected purchases to come, discounted.</param>
/// <param name="SpendPerPurchase">Expected spend per purchase.</param>
/// <param name="Amount">Discounted purchases x spend x margin rate, in the table's currency.</param>
public readonly record struct ResidualValue(double ProbabilityAlive, double DiscountedPurchases, double SpendPerPurchase, double Amount)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"ProbabilityAlive = {ProbabilityAlive}, DiscountedPurchases = {DiscountedPurchases}, SpendPerPurchase = {SpendPerPurchase}, "
            + $"Amount = {Amount}");
}
