using System.Globalization;

namespace MemberValue.Tests.Baseline;

/// <summary>
/// Named lists of values, one line each, values apart by tabs. This is the only place that turns a value into text. A list that is the same as an earlier
/// one is
/// written as a reference to it, so that a column that several methods share costs nothing.
/// </summary>
internal sealed class Sheet
{
    private readonly Dictionary<string, string> _seen = new(StringComparer.Ordinal);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    public List<string> Lines { get; } = [];

    /// <summary>The list of one quantity: one value per member, per step or per parameter; of every so many values only the first.</summary>
    public void Column<T>(string name, ReadOnlySpan<T> values, int every = 1) => Column(name, (IEnumerable<T>)values.ToArray(), every);

    public void Column<T>(string name, IEnumerable<T> values, int every = 1)
    {
        Assert.True(_names.Add(name), $"{name} is written twice.");
        var text = string.Join('\t', values.Where((_, row) => row % every == 0).Select(value => Text(value)));
        if (text.Length > 0 && !_seen.TryAdd(text, name))
            text = "= " + _seen[text];
        Lines.Add(name + "\t" + text);
    }

    /// <summary>A few values that belong together.</summary>
    public void Line(string name, params object?[] values) => Column(name, (IEnumerable<object?>)values);

    /// <summary>Round-trip text: two numbers have the same text only when they have the same bits.</summary>
    private static string Text(object? value) => value switch
    {
        null => "-",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        string text => text.Replace('\t', ' ').Replace('\r', ' ').Replace('\n', ' '),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "-",
    };
}
