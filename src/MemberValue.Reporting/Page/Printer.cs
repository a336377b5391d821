using System.Globalization;
using MemberValue.Members;

namespace MemberValue.Reporting.Page;

/// <summary>Prints texts and numbers in one language, the same on every machine.</summary>
internal sealed class Printer(string language, string? currency)
{
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    public string Language => language;

    public bool IsChinese => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);

    public string In(Text text) => text.In(language);

    public string Print(double value, FigureUnit unit) => !double.IsFinite(value) ? "–" : unit switch
    {
        FigureUnit.Count => Count(value),
        FigureUnit.Money => Money(value),
        FigureUnit.Share => Percent(value),
        _ => Number(value),
    };

    /// <summary>Short, for axes and the inside of figures: 12k, 1.2M; 1.2万, 3亿.</summary>
    public string Short(double value, FigureUnit unit) =>
        !double.IsFinite(value) ? "–" : unit == FigureUnit.Share ? Percent(value, isShort: true) : Short(value);

    public static string Count(double value) => Math.Round(value).ToString("#,0", Invariant);

    public string Money(double value)
    {
        var amount = value.ToString(Math.Abs(value) >= 1_000 || value == Math.Round(value) ? "#,0" : "#,0.00", Invariant);
        return currency is null ? amount : $"{amount} {currency}";
    }

    public static string Percent(double share, bool isShort = false)
    {
        var percent = 100 * share;
        var isFine = Math.Abs(percent) < 9.95 && !isShort;
        if (percent != 0 && Math.Abs(percent) < 0.05)
            return percent > 0 ? "<0.1%" : ">-0.1%";
        return percent.ToString(isFine ? "0.0" : isShort ? "0.#" : "0", Invariant) + "%";
    }

    public static string Number(double value)
    {
        var size = Math.Abs(value);
        return value.ToString(size >= 1_000 ? "#,0" : size >= 100 ? "0" : size >= 10 ? "0.#" : size >= 1 || size == 0 ? "0.##" : "0.###", Invariant);
    }

    public string Day(DateOnly day) => IsChinese ? $"{day.Year}年{day.Month}月{day.Day}日" : day.ToString("d MMM yyyy", Invariant);

    public string Month(DateOnly day) => IsChinese ? $"{day.Year}年{day.Month}月" : day.ToString("MMM yyyy", Invariant);

    private string Short(double value)
    {
        var size = Math.Abs(value);
        (double Unit, string Name)[] units = IsChinese ? [(1e8, "亿"), (1e4, "万")] : [(1e9, "bn"), (1e6, "M"), (1e3, "k")];
        foreach (var (unit, name) in units)
        {
            if (size >= unit * (IsChinese ? 1 : unit == 1e3 ? 10 : 1))
                return (value / unit).ToString(size / unit >= 100 ? "0" : "0.#", Invariant) + name;
        }

        return Number(value);
    }
}
