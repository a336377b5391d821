namespace MemberValue.Churn;

/// <summary>
/// A sentence in two languages with places for values, such as <c>No visit for {value}; the limit is {limit}.</c> Every built-in rule fills <c>{value}</c>
/// and <c>{limit}</c>, with their units; its own page says which others. Immutable.
/// </summary>
/// <param name="English">The English sentence.</param>
/// <param name="Chinese">The Chinese sentence.</param>
public sealed record ChurnSentence(string English, string Chinese)
{
    /// <summary>Refuses a place that nothing is known for.</summary>
    internal void Check(string option, IReadOnlyList<string> places)
    {
        foreach (var (text, language) in new[] { (English, nameof(English)), (Chinese, nameof(Chinese)) })
        {
            if (string.IsNullOrWhiteSpace(text))
                throw new ArgumentException($"{option}.{language} is empty; it must be a sentence.", "options");
            for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', open + 1))
            {
                var close = text.IndexOf('}', open);
                var place = close < 0 ? text[open..] : text[(open + 1)..close];
                if (close < 0 || !places.Contains(place))
                    throw new ArgumentException($"{option}.{language} has the place '{place}'; this rule fills {string.Join(", ", places)}.", "options");
            }
        }
    }

    /// <summary>The sentences with the values in their places.</summary>
    internal (string English, string Chinese) Fill(ReadOnlySpan<SentenceValue> values)
    {
        var (english, chinese) = (English, Chinese);
        foreach (var value in values)
        {
            english = english.Replace("{" + value.Place + "}", value.English, StringComparison.Ordinal);
            chinese = chinese.Replace("{" + value.Place + "}", value.Chinese, StringComparison.Ordinal);
        }

        return (english, chinese);
    }
}
