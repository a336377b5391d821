using System.Text;
using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>How much of what a member spends on such goods is spent here: the customer-share dimension of a member's value.</summary>
/// <param name="Share">Share of wallet, above 0, at most 1: the input.</param>
/// <param name="SpendPerPeriod">Net spend here, in money per period.</param>
/// <param name="WalletPerPeriod">Spend here / share: what the member spends on such goods anywhere, in money per period; NaN unless spend is above 0.</param>
/// <param name="OpenPerPeriod">Wallet less spend here: what goes elsewhere, in money per period, 0 or more; NaN unless the spend is above 0.</param>
/// <param name="Reason">One sentence, the same in every culture.</param>
public sealed record CustomerShare(
    [property: JsonConverter(typeof(ResultJsonConverter))] double Share,
    [property: JsonConverter(typeof(ResultJsonConverter))] double SpendPerPeriod,
    [property: JsonConverter(typeof(ResultJsonConverter))] double WalletPerPeriod,
    [property: JsonConverter(typeof(ResultJsonConverter))] double OpenPerPeriod,
    Text Reason)
{
    private bool PrintMembers(StringBuilder text) => RecordText.Print(
        text,
        $"Share = {Share}, SpendPerPeriod = {SpendPerPeriod}, WalletPerPeriod = {WalletPerPeriod}, OpenPerPeriod = {OpenPerPeriod}, "
            + $"Reason = {Reason}");
}
