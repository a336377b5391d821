using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Clv.Models;

/// <summary>The donations of Fader, Hardie and Shang 2010: 11,104 donors, 22 histories of six years.</summary>
internal static class DonationsData
{
    public static PurchaseHistories Histories()
    {
        var rows = GoldenGrid.Read("donations.csv").Rows;
        return PurchaseHistories.From(
            [.. rows.Select(row => (int)row[0])], [.. rows.Select(row => row[1])], [.. rows.Select(row => row[2])], TimeUnit.Year,
            [.. rows.Select(row => row[3])]);
    }
}
