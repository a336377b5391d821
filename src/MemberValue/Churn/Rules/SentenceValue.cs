using System.Globalization;

namespace MemberValue.Churn;

/// <summary>A value as it stands in a sentence, the same in every culture.</summary>
internal readonly record struct SentenceValue(string Place, string English, string Chinese)
{
    public static SentenceValue Plain(string place, string text) => new(place, text, text);

    public static SentenceValue Number(string place, double value) => Plain(place, Text(value, "0.##"));

    public static SentenceValue Probability(string place, double value) => Plain(place, Text(value, "0.####"));

    public static SentenceValue Share(string place, double value) => Plain(place, Text(value * 100, "0.#") + "%");

    public static SentenceValue Days(string place, double value) =>
        new(place, $"{Text(value, "0.##")} day{(value == 1 ? "" : "s")}", Text(value, "0.##") + "天");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
