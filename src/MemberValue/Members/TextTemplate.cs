using System.Globalization;
using System.Runtime.CompilerServices;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>Sentences with places for values, such as <c>No visit for {value} (warning level: {limit}).</c></summary>
internal static class TextTemplate
{
    /// <summary>The sentence with the values in their places, in every language that it or a value has.</summary>
    public static Text Fill(this Text template, params ReadOnlySpan<TextValue> values)
    {
        string[]? tags = null;
        foreach (ref readonly var value in values)
        {
            if (value.Text is { } text)
                tags = text.WithTags(tags);
        }

        tags = template.WithTags(tags);
        var filled = new string[tags.Length];
        for (var i = 0; i < tags.Length; i++)
            filled[i] = Fill(template.PiecesIn(tags[i], i), values, tags[i], i);
        return Text.Of(tags, filled);
    }

    /// <summary>A sentence split at its places.</summary>
    public static TextPiece[] Cut(ReadOnlySpan<char> sentence)
    {
        var pieces = new List<TextPiece>();
        for (var open = sentence.IndexOf('{'); open >= 0; open = sentence.IndexOf('{'))
        {
            var close = open + sentence[open..].IndexOf('}');
            pieces.Add(new TextPiece(sentence[..open].ToString(), sentence[(open + 1)..close].ToString()));
            sentence = sentence[(close + 1)..];
        }

        pieces.Add(new TextPiece(sentence.ToString(), null));
        return [.. pieces];
    }

    private static string Fill(TextPiece[] pieces, ReadOnlySpan<TextValue> values, string tag, int likelyAt)
    {
        var sentence = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[256]);
        foreach (var (before, place) in pieces)
        {
            sentence.AppendLiteral(before);
            if (place is not null)
                sentence.AppendLiteral(ValueOf(place, values).In(tag, likelyAt));
        }

        return sentence.ToStringAndClear();
    }

    private static TextValue ValueOf(string place, ReadOnlySpan<TextValue> values)
    {
        foreach (ref readonly var value in values)
        {
            if (value.Place == place)
                return value;
        }

        throw Error.State($"Nothing is known for the place '{place}'.");
    }

    /// <summary>The text with the languages that an option gives, in place of the standard ones.</summary>
    public static Text Over(this Text standard, IReadOnlyDictionary<string, string>? given, string option)
    {
        try
        {
            return (given ?? standard).Aggregate(standard, (text, pair) => text.With(pair.Key, pair.Value));
        }
        catch (ArgumentException error)
        {
            throw Error.Argument($"{option} is wrong. {error.Message}", "options", error);
        }
    }

    /// <summary>Refuses a blank sentence and an unknown place.</summary>
    public static void CheckPlaces(this Text template, string option, IReadOnlyList<string> places)
    {
        foreach (var (language, text) in template)
        {
            if (string.IsNullOrWhiteSpace(text))
                throw Error.Argument($"{option} is blank in '{language}'; it must be a sentence.", "options");
            for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', open + 1))
            {
                var close = text.IndexOf('}', open);
                var place = close < 0 ? text[open..] : text[(open + 1)..close];
                if (close < 0 || !places.Contains(place))
                    throw Error.Argument($"{option} has the place '{place}' in '{language}'; this rule fills {string.Join(", ", places)}.", "options");
            }
        }
    }
}

/// <summary>A part of a sentence, and the place after it; null after the last part.</summary>
internal readonly record struct TextPiece(string Before, string? Place);

/// <summary>A value as it is written in a sentence, the same in every culture.</summary>
internal readonly struct TextValue
{
    private readonly object _value; // a text, or a string that every language shares

    public TextValue(string place, Text value) => (Place, _value) = (place, value);

    public TextValue(string place, string value) => (Place, _value) = (place, value);

    public string Place { get; }

    public Text? Text => _value as Text;

    public string In(string tag, int likelyAt) => _value is string value ? value : ((Text)_value).InTag(tag, likelyAt);

    public static TextValue Number(string place, double value, double limit = double.NaN) => new(place, Wording.Number(value, limit));

    public static TextValue Fixed(string place, double value) => new(place, Wording.Fixed(value));

    public static TextValue Percent(string place, double share, double limit = double.NaN) => new(place, Wording.Percent(share, limit));

    public static TextValue PercentLimit(string place, double limit) => new(place, Wording.PercentLimit(limit));

    public static TextValue Days(string place, double value, double limit = double.NaN) => new(place, Wording.Amount(value, TimeUnit.Day, limit));
}
