using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace MemberValue.Members;

/// <summary>
/// One name or sentence in several languages: always English, and whichever others there are. What the library says itself is there in English and Chinese; a
/// third language is added as data, with <see cref="With"/>, in JSON or in configuration. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// <para>A language is named by its tag, such as <c>en</c>, <c>zh</c>, <c>de</c> or <c>pt-BR</c>; upper and lower case are the same.</para>
/// <para>In JSON a text is an object, <c>{"en": "Loyal", "zh": "忠诚会员"}</c>; a string alone is English. As a dictionary, which is how options take it, it has
/// one entry per language.</para>
/// </remarks>
[JsonConverter(typeof(TextJsonConverter))]
[SuppressMessage("Naming", "CA1710", Justification = "A text that has languages, rather than a dictionary that has texts.")]
public sealed class Text : IEquatable<Text>, IReadOnlyDictionary<string, string>
{
    private const string EnglishTag = "en";
    private const string ChineseTag = "zh";

    private readonly KeyValuePair<string, string>[] _values; // English first, the others in order of their tags

    private Text(KeyValuePair<string, string>[] values) => _values = values;

    /// <summary>A text without a word, in every language.</summary>
    public static Text Empty { get; } = Of("");

    /// <summary>The English text; may be empty.</summary>
    public string English => _values[0].Value;

    /// <summary>The Chinese text; the English one where there is no Chinese.</summary>
    public string Chinese => In(ChineseTag);

    /// <summary>The tags of the languages: <c>en</c>, then the others in alphabetical order.</summary>
    public IReadOnlyList<string> Languages => Array.ConvertAll(_values, value => value.Key);

    /// <summary>Makes a text of English and Chinese.</summary>
    /// <param name="english">The English text, which stands in for every language that is not there.</param>
    /// <param name="chinese">The Chinese text; null for none.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="english"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="chinese"/> is blank.</exception>
    public static Text Of(string english, string? chinese = null)
    {
        ArgumentNullException.ThrowIfNull(english);
        return chinese is null
            ? new Text([new(EnglishTag, english)])
            : new Text([new(EnglishTag, english), new(ChineseTag, NotBlank(ChineseTag, chinese, nameof(chinese)))]);
    }

    /// <summary>Makes a text of languages.</summary>
    /// <param name="languages">A text by language tag; one of them <c>en</c>.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="languages"/> is null.</exception>
    /// <exception cref="ArgumentException">There is no English, a key is not a language tag or is given twice, or a text is null or, in another language than
    /// English, blank; the message says which.</exception>
    public static Text Of(IReadOnlyDictionary<string, string> languages)
    {
        ArgumentNullException.ThrowIfNull(languages);
        if (languages is Text text)
            return text;
        var english = languages.FirstOrDefault(pair => IsSame(pair.Key, EnglishTag)).Value
            ?? throw new ArgumentException(
                $"A text needs English, with the tag '{EnglishTag}': it stands in for every language that is not there.", nameof(languages));
        if (languages.GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"The language '{twice.Key}' is given twice.", nameof(languages));
        return languages.Where(pair => !IsSame(pair.Key, EnglishTag)).Aggregate(Of(english), (made, pair) => made.With(pair.Key, pair.Value));
    }

    /// <summary>Joins sentences: with a blank between them, in Chinese and Japanese with nothing.</summary>
    /// <param name="sentences">The sentences in order; empty ones are passed over.</param>
    /// <returns>The joined text, in every language that any of the sentences has.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sentences"/> is null.</exception>
    public static Text Join(IEnumerable<Text> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        var parts = sentences.ToArray();
        return InEach(parts, language => string.Join(SeparatorOf(language), parts.Select(part => part.In(language)).Where(part => part.Length > 0)));
    }

    /// <summary>The text in a language; in a wider one where it is not there (<c>zh</c> for <c>zh-CN</c>), and else in English.</summary>
    /// <param name="language">The tag of the language, such as <c>de</c>.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentException"><paramref name="language"/> is null or empty.</exception>
    public string In(string language)
    {
        ArgumentException.ThrowIfNullOrEmpty(language);
        for (var tag = language; ;)
        {
            if (IndexOf(tag) is >= 0 and var index)
                return _values[index].Value;
            if (tag.LastIndexOf('-') is > 0 and var cut)
                tag = tag[..cut];
            else
                return English;
        }
    }

    /// <summary>A copy with one language added, or put in place of what was there.</summary>
    /// <param name="language">The tag of the language, such as <c>de</c>.</param>
    /// <param name="value">The text in it; not blank, unless it is English.</param>
    /// <returns>The text with this language too.</returns>
    /// <exception cref="ArgumentException"><paramref name="language"/> is not a language tag, or <paramref name="value"/> is null or blank.</exception>
    public Text With(string language, string value)
    {
        if (!IsTag(language))
            throw new ArgumentException($"'{language}' is not a language tag such as en, zh or pt-BR.", nameof(language));
        if (IsSame(language, EnglishTag))
        {
            ArgumentNullException.ThrowIfNull(value);
            return new Text([new(EnglishTag, value), .. _values[1..]]);
        }

        var pair = new KeyValuePair<string, string>(language, NotBlank(language, value, nameof(value)));
        return new Text([_values[0],
            .. _values[1..].Where(each => !IsSame(each.Key, language)).Append(pair).OrderBy(each => each.Key, StringComparer.OrdinalIgnoreCase)]);
    }

    /// <summary>Whether two texts say the same in the same languages, letter by letter.</summary>
    /// <param name="left">A text.</param>
    /// <param name="right">Another one.</param>
    /// <returns><see langword="true"/> if they are equal.</returns>
    public static bool operator ==(Text? left, Text? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two texts differ in any language.</summary>
    /// <param name="left">A text.</param>
    /// <param name="right">Another one.</param>
    /// <returns><see langword="true"/> if they differ.</returns>
    public static bool operator !=(Text? left, Text? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] Text? other) =>
        other is not null && _values.Length == other._values.Length
        && _values.Zip(other._values).All(pair => IsSame(pair.First.Key, pair.Second.Key) && pair.First.Value == pair.Second.Value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Text);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(English, StringComparison.Ordinal);

    /// <summary>The English text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => English;

    /// <summary>A text in every language that any of these has.</summary>
    internal static Text InEach(IEnumerable<Text> parts, Func<string, string> make)
    {
        var languages = new List<string>();
        foreach (var part in parts)
        {
            for (var i = 1; i < part._values.Length; i++)
            {
                var language = part._values[i].Key;
                if (!languages.Exists(each => IsSame(each, language)))
                    languages.Add(language);
            }
        }

        languages.Sort(StringComparer.OrdinalIgnoreCase);
        var values = new List<KeyValuePair<string, string>>(languages.Count + 1) { new(EnglishTag, make(EnglishTag)) };
        foreach (var language in languages)
        {
            if (make(language) is { } value && !string.IsNullOrWhiteSpace(value))
                values.Add(new(language, value));
        }

        return new Text([.. values]);
    }

    private static bool IsSame(string tag, string other) => string.Equals(tag, other, StringComparison.OrdinalIgnoreCase);

    /// <summary>Letters, two or three of them first, and after each hyphen letters or digits: "English" is not a tag.</summary>
    private static bool IsTag(string? language)
    {
        var parts = (language ?? "").Split('-');
        return parts[0] is { Length: 2 or 3 } && parts[0].All(char.IsAsciiLetter) && parts
            .All(part => part is { Length: >= 1 and <= 8 } && part.All(char.IsAsciiLetterOrDigit));
    }

    private static string NotBlank(string language, string? value, string name) => string.IsNullOrWhiteSpace(value)
        ? throw new ArgumentException($"The text in '{language}' is blank; leave the language out, and English stands in for it.", name)
        : value;

    private static string SeparatorOf(string language) => language.Split('-')[0].ToUpperInvariant() is "ZH" or "JA" ? "" : " ";

    private int IndexOf(string language) => Array.FindIndex(_values, value => IsSame(value.Key, language));

    int IReadOnlyCollection<KeyValuePair<string, string>>.Count => _values.Length;

    IEnumerable<string> IReadOnlyDictionary<string, string>.Keys => Languages;

    IEnumerable<string> IReadOnlyDictionary<string, string>.Values => _values.Select(value => value.Value);

    string IReadOnlyDictionary<string, string>.this[string key] =>
        IndexOf(key) is >= 0 and var index ? _values[index].Value : throw new KeyNotFoundException($"The text is not there in '{key}'.");

    bool IReadOnlyDictionary<string, string>.ContainsKey(string key) => IndexOf(key) >= 0;

    bool IReadOnlyDictionary<string, string>.TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        value = IndexOf(key) is >= 0 and var index ? _values[index].Value : null;
        return value is not null;
    }

    IEnumerator<KeyValuePair<string, string>> IEnumerable<KeyValuePair<string, string>>.GetEnumerator() => _values.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _values.GetEnumerator();
}
