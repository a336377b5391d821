using System.Globalization;
using MemberValue.Members;

namespace MemberValue.Learning;

/// <summary>Numbers rounded for sentences; the exact ones are available as data.</summary>
internal static class TreeText
{
    public static string Number(double value) =>
        value.ToString(value != 0 && Math.Abs(value) < 1 ? "G4" : Math.Abs(value) < 1e15 ? "0.####" : "R", CultureInfo.InvariantCulture);

    public static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + "%";

    public static Text Count(int rows)
    {
        var number = rows.ToString("#,0", CultureInfo.InvariantCulture);
        return Text.Of(number + (rows == 1 ? " row" : " rows"), number + "行");
    }
}
