using System.Globalization;
using System.Numerics;
using MemberValue.Members;

namespace PackageConsumer;

/// <summary>One line a result, with all digits and without culture, so that outputs of two builds can be compared byte by byte.</summary>
internal static class Output
{
    public static void Heading(string name) => Write($"\n== {name}");

    public static void Line(string name, params ReadOnlySpan<double> values)
    {
        var texts = new string[values.Length];
        for (var i = 0; i < values.Length; i++)
            texts[i] = values[i].ToString("R", CultureInfo.InvariantCulture);
        Write($"{name}: {string.Join(' ', texts)}");
    }

    public static void Line(string name, object? value) =>
        Write(value is double number ? $"{name}: {number.ToString("R", CultureInfo.InvariantCulture)}"
            : string.Create(CultureInfo.InvariantCulture, $"{name}: {value}"));

    public static void Results<TKey>(string name, MemberResults<TKey, double> results)
        where TKey : notnull => Line(name, results.Values);

    public static void Results<TKey, TResult>(string name, MemberResults<TKey, TResult> results)
        where TKey : notnull => Write($"{name}: {string.Join(' ', results.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value}")))}");

    /// <summary>Prints a document, reads it back and writes it again: the same text, or the program ends with an error.</summary>
    public static T RoundTrip<T>(T written, Func<T, string> toJson, Func<string, T> fromJson)
    {
        var json = toJson(written);
        var read = fromJson(json);
        if (toJson(read) != json)
            throw new InvalidOperationException($"A {typeof(T).Name} that is read back is written in another way:\n{json}\n{toJson(read)}");
        Write(json);
        return read;
    }

    public static T Sum<T>(this ReadOnlySpan<T> values)
        where T : INumber<T>
    {
        var sum = T.Zero;
        foreach (var value in values)
            sum += value;
        return sum;
    }

    private static void Write(string text) => Console.Out.Write(text.ReplaceLineEndings("\n") + "\n");
}
