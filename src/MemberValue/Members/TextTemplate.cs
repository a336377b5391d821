using System.Text;

namespace MemberValue.Members;

/// <summary>Sentences with places for values, such as <c>No visit for {value} (warning level: {limit}).</c></summary>
internal static class TextTemplate
{
    /// <summary>The sentence with the values in their places, in every language that it or a value has.</summary>
    public static Text Fill(this Text template, params ReadOnlySpan<TextValue> values)
    {
        var filled = values.ToArray();
        return Text.InEach(filled.Select(value => value.Value).Append(template), language =>
        {
            var sentence = template.In(language).AsSpan();
            var text = new StringBuilder();
            for (var open = sentence.IndexOf('{'); open >= 0; open = sentence.IndexOf('{'))
            {
                text.Append(sentence[..open]);
                sentence = sentence[(open + 1)..];
                var close = sentence.IndexOf('}');
                var place = sentence[..close].ToString();
                text.Append(filled.First(value => value.Place == place).Value.In(language));
                sentence = sentence[(close + 1)..];
            }

            return text.Append(sentence).ToString();
        });
    }

    /// <summary>The text with the languages that an option gives in place of its own.</summary>
    public static Text Over(this Text standard, IReadOnlyDictionary<string, string>? given, string option)
    {
        try
        {
            return (given ?? standard).Aggregate(standard, (text, pair) => text.With(pair.Key, pair.Value));
        }
        catch (ArgumentException error)
        {
            throw new ArgumentException($"{option} is wrong. {error.Message}", "options", error);
        }
    }

    /// <summary>Refuses a blank sentence, and a place that nothing is known for.</summary>
    public static void CheckPlaces(this Text template, string option, IReadOnlyList<string> places)
    {
        foreach (var (language, text) in template)
        {
            if (string.IsNullOrWhiteSpace(text))
                throw new ArgumentException($"{option} is blank in '{language}'; it must be a sentence.", "options");
            for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', open + 1))
            {
                var close = text.IndexOf('}', open);
                var place = close < 0 ? text[open..] : text[(open + 1)..close];
                if (close < 0 || !places.Contains(place))
                    throw new ArgumentException($"{option} has the place '{place}' in '{language}'; this rule fills {string.Join(", ", places)}.", "options");
            }
        }
    }
}

/// <summary>A value as it stands in a sentence, the same in every culture.</summary>
internal readonly record struct TextValue(string Place, Text Value)
{
    public TextValue(string place, string value)
        : this(place, Text.Of(value))
    {
    }

    public static TextValue Number(string place, double value, double limit = double.NaN) => new(place, Wording.Number(value, limit));

    public static TextValue Fixed(string place, double value) => new(place, Wording.Fixed(value));

    public static TextValue Percent(string place, double share, double limit = double.NaN) => new(place, Wording.Percent(share, limit));

    public static TextValue PercentLimit(string place, double limit) => new(place, Wording.PercentLimit(limit));

    public static TextValue Days(string place, double value, double limit = double.NaN) => new(place, Wording.Amount(value, TimeUnit.Day, limit));
}
