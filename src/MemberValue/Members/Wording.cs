using System.Globalization;

namespace MemberValue.Members;

/// <summary>How numbers are written in sentences: one format, the same in every culture.</summary>
/// <remarks>
/// A number that is compared with a limit gets as many decimals as it takes to stay on its side of it: 29.97% below a limit of 30% is not written as 30%.
/// </remarks>
internal static class Wording
{
    private const int MostDecimals = 6;

    private static readonly string[] Formats = ["#,##0", "#,##0.#", "#,##0.##", "#,##0.###", "#,##0.####", "#,##0.#####", "#,##0.######"];

    /// <summary>Two decimals always: money, and averages beside it.</summary>
    public static string Fixed(double value)
    {
        var rounded = Rounded(value, 2);
        return rounded.ToString(Math.Abs(rounded) < 1e12 ? "N2" : "#,##0.00", CultureInfo.InvariantCulture); // the same text; the first is faster
    }

    /// <summary>A count or a ratio, with two decimals at most.</summary>
    public static string Number(double value, double limit = double.NaN) => Apart(value, limit, 2);

    /// <summary>A share or a probability as a whole percentage; what is neither 0 nor 1 is not written as 0% or 100%.</summary>
    public static string Percent(double share, double limit = double.NaN) => share switch
    {
        > 0 and < 0.005 when !(limit < 0.01) => "<1%",
        >= 0.995 and < 1 when !(limit > 0.99) => ">99%",
        _ => Apart(100 * share, 100 * limit, 0) + "%",
    };

    /// <summary>A limit that is a share, as it was set.</summary>
    public static string PercentLimit(double limit) => (100 * limit).ToString("0.####", CultureInfo.InvariantCulture) + "%";

    /// <summary>A number from 0 to 1 on a scale of 100.</summary>
    public static string OfHundred(double share) => Percent(share).TrimEnd('%');

    /// <summary>A length of time; whole units from 10 on.</summary>
    public static Text Amount(double amount, TimeUnit unit, double limit = double.NaN)
    {
        var number = Apart(amount, limit, Math.Abs(amount) < 10 ? 1 : 0);
        return Text.Of($"{number} {unit.Name}{(number == "1" ? "" : "s")}", number + ChineseOf(unit));
    }

    /// <summary>A unit after "per".</summary>
    public static Text NameOf(TimeUnit unit) => Text.Of(unit.Name, ChineseOf(unit));

    /// <summary>Parts of a sentence in a row, with a separator for English and one for Chinese.</summary>
    public static Text List(IEnumerable<Text> parts, string between, string betweenChinese)
    {
        var all = parts.ToList();
        return all.Count == 0
            ? Text.Empty
            : Text.Of(string.Join(between, all.Select(part => part.English)), string.Join(betweenChinese, all.Select(part => part.Chinese)));
    }

    private static string ChineseOf(TimeUnit unit)
    {
        if (unit == TimeUnit.Day)
            return "天";
        if (unit == TimeUnit.Week)
            return "周";
        if (unit == TimeUnit.Month)
            return "个月";
        if (unit == TimeUnit.Year)
            return "年";
        if (unit == TimeUnit.Hour)
            return "小时";
        return unit == TimeUnit.Second ? "秒" : unit.Name;
    }

    private static string Apart(double value, double limit, int decimals)
    {
        var rounded = Rounded(value, decimals);
        while (decimals < MostDecimals && rounded.CompareTo(limit) != value.CompareTo(limit))
            rounded = Rounded(value, ++decimals);
        return rounded is > -1_000 and < 1_000 && rounded == (int)rounded
            ? ((int)rounded).ToString(CultureInfo.InvariantCulture) // the same text, ten times faster
            : rounded.ToString(Formats[decimals], CultureInfo.InvariantCulture);
    }

    // + 0.0: no minus before a zero
    private static double Rounded(double value, int decimals) => Math.Round(value, decimals, MidpointRounding.AwayFromZero) + 0.0;
}
