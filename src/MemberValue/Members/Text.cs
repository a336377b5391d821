using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// A name or sentence in several languages: always English, and any others. The library's own texts are in English and Chinese; a third language is added as
/// data, with <see cref="With"/>, in JSON or in configuration. Immutable and thread-safe.
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

    private static readonly string[] EnglishAlone = [EnglishTag];
    private static readonly string[] EnglishAndChinese = [EnglishTag, ChineseTag];

    private readonly string[] _tags; // English first, the others in order; most texts share one of the arrays above
    private readonly string[] _values; // by tag
    private TextPiece[]?[]? _pieces; // by tag, of a sentence with places, from its first use on: the same whichever thread makes them

    private Text(string[] tags, string[] values) => (_tags, _values) = (tags, values);

    /// <summary>An empty text, in every language.</summary>
    public static Text Empty { get; } = Of("");

    /// <summary>The English text; may be empty.</summary>
    public string English => _values[0];

    /// <summary>The Chinese text; the English one where there is no Chinese.</summary>
    public string Chinese => In(ChineseTag);

    /// <summary>The tags of the languages: <c>en</c>, then the others in alphabetical order.</summary>
    public IReadOnlyList<string> Languages => [.. _tags];

    /// <summary>Creates a text in English and Chinese.</summary>
    /// <param name="english">The English text, which is used for every language that is missing.</param>
    /// <param name="chinese">The Chinese text; null for none.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="english"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="chinese"/> is blank.</exception>
    public static Text Of(string english, string? chinese = null)
    {
        ArgumentNullException.ThrowIfNull(english);
        return chinese is null
            ? new Text(EnglishAlone, [english])
            : new Text(EnglishAndChinese, [english, NotBlank(ChineseTag, chinese, nameof(chinese))]);
    }

    /// <summary>Creates a text in several languages.</summary>
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
            ?? throw Error.Argument(
                $"A text needs English, with the tag '{EnglishTag}': it stands in for every language that is not there.", nameof(languages));
        if (languages.GroupBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Error.Argument($"The language '{twice.Key}' is given twice.", nameof(languages));
        return languages.Where(pair => !IsSame(pair.Key, EnglishTag)).Aggregate(Of(english), (made, pair) => made.With(pair.Key, pair.Value));
    }

    /// <summary>Joins sentences: with a space between them, in Chinese and Japanese without.</summary>
    /// <param name="sentences">The sentences in order; empty ones are left out.</param>
    /// <returns>The joined text, in every language that any of the sentences has.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="sentences"/> is null.</exception>
    public static Text Join(IEnumerable<Text> sentences)
    {
        ArgumentNullException.ThrowIfNull(sentences);
        var parts = sentences.ToArray();
        var tags = EnglishAlone;
        foreach (var part in parts)
            tags = part.WithTags(tags);
        var joined = new string[tags.Length];
        for (var i = 0; i < tags.Length; i++)
            joined[i] = Join(parts, tags[i], i);
        return Of(tags, joined);
    }

    /// <summary>The text in a language; in the wider language where it is missing (<c>zh</c> for <c>zh-CN</c>), otherwise in English.</summary>
    /// <param name="language">The tag of the language, such as <c>de</c>.</param>
    /// <returns>The text.</returns>
    /// <exception cref="ArgumentException"><paramref name="language"/> is null or empty.</exception>
    public string In(string language)
    {
        ArgumentException.ThrowIfNullOrEmpty(language);
        return _values[PositionIn(language)];
    }

    /// <summary>A copy with one language added or replaced.</summary>
    /// <param name="language">The tag of the language, such as <c>de</c>.</param>
    /// <param name="value">The text in it; not blank, unless it is English.</param>
    /// <returns>The text with this language too.</returns>
    /// <exception cref="ArgumentException"><paramref name="language"/> is not a language tag, or <paramref name="value"/> is null or blank.</exception>
    public Text With(string language, string value)
    {
        if (!IsTag(language))
            throw Error.Argument($"'{language}' is not a language tag such as en, zh or pt-BR.", nameof(language));
        if (IsSame(language, EnglishTag))
        {
            ArgumentNullException.ThrowIfNull(value);
            return new Text(_tags, [value, .. _values[1..]]);
        }

        var values = new SortedList<string, string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 1; i < _tags.Length; i++)
            values.Add(_tags[i], _values[i]);
        values.Remove(language);
        values.Add(language, NotBlank(language, value, nameof(value)));
        return new Text([EnglishTag, .. values.Keys], [English, .. values.Values]);
    }

    /// <summary>Whether two texts say the same in the same languages, letter by letter.</summary>
    /// <param name="left">A text.</param>
    /// <param name="right">Another text.</param>
    /// <returns><see langword="true"/> if they are equal.</returns>
    public static bool operator ==(Text? left, Text? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Whether two texts differ in any language.</summary>
    /// <param name="left">A text.</param>
    /// <param name="right">Another text.</param>
    /// <returns><see langword="true"/> if they differ.</returns>
    public static bool operator !=(Text? left, Text? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals([NotNullWhen(true)] Text? other) =>
        other is not null && _values.AsSpan().SequenceEqual(other._values) && _tags.SequenceEqual(other._tags, StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Text);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(English, StringComparison.Ordinal);

    /// <summary>The English text.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => English;

    /// <summary>A text of tags, English first and the others in order, and their texts; languages with a blank one are left out.</summary>
    internal static Text Of(string[] tags, string[] values)
    {
        for (var i = 1; i < tags.Length; i++)
        {
            if (!string.IsNullOrWhiteSpace(values[i]))
                continue;
            var said = Enumerable.Range(0, tags.Length).Where(at => at == 0 || !string.IsNullOrWhiteSpace(values[at])).ToArray();
            return new Text(Array.ConvertAll(said, at => tags[at]), Array.ConvertAll(said, at => values[at]));
        }

        return new Text(tags, values);
    }

    /// <summary>The tags that are given and this text's own, English first and the others in order.</summary>
    internal string[] WithTags(string[]? tags)
    {
        if (tags is null || ReferenceEquals(tags, _tags) || ReferenceEquals(tags, EnglishAlone))
            return _tags;
        var more = _tags.Where(tag => !tags.Contains(tag, StringComparer.OrdinalIgnoreCase)).ToArray();
        return more.Length == 0 ? tags : [EnglishTag, .. tags[1..].Concat(more).Order(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The text in a language, as <see cref="In(string)"/> gives it; found at once where the tag is at the likely place.</summary>
    internal string InTag(string tag, int likelyAt) => _values[PositionIn(tag, likelyAt)];

    /// <summary>The sentence in a language, split at its places.</summary>
    internal TextPiece[] PiecesIn(string tag, int likelyAt)
    {
        var at = PositionIn(tag, likelyAt);
        var pieces = _pieces ??= new TextPiece[_values.Length][];
        return pieces[at] ??= TextTemplate.Cut(_values[at]);
    }

    private static string Join(Text[] parts, string tag, int likelyAt)
    {
        var separator = IsWrittenWithoutBlanks(tag) ? "" : " ";
        var joined = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[512]);
        var isFirst = true;
        foreach (var part in parts)
        {
            var sentence = part.InTag(tag, likelyAt);
            if (sentence.Length == 0)
                continue;
            if (!isFirst)
                joined.AppendLiteral(separator);
            joined.AppendLiteral(sentence);
            isFirst = false;
        }

        return joined.ToStringAndClear();
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
        ? throw Error.Argument($"The text in '{language}' is blank; leave the language out, and English stands in for it.", name)
        : value;

    private static bool IsWrittenWithoutBlanks(string language)
    {
        var end = language.IndexOf('-', StringComparison.Ordinal);
        var primary = end < 0 ? language : language.AsSpan(0, end);
        return primary.Equals("zh", StringComparison.OrdinalIgnoreCase) || primary.Equals("ja", StringComparison.OrdinalIgnoreCase);
    }

    private int IndexOf(string language) => Array.FindIndex(_tags, tag => IsSame(tag, language));

    /// <summary>The position of the text in a language; of the wider language where it is missing, otherwise of English.</summary>
    private int PositionIn(string language, int likelyAt = 0)
    {
        if (likelyAt < _tags.Length && _tags[likelyAt] == language)
            return likelyAt;
        for (var tag = language; ;)
        {
            if (IndexOf(tag) is >= 0 and var index)
                return index;
            if (tag.LastIndexOf('-') is > 0 and var cut)
                tag = tag[..cut];
            else
                return 0;
        }
    }

    int IReadOnlyCollection<KeyValuePair<string, string>>.Count => _values.Length;

    IEnumerable<string> IReadOnlyDictionary<string, string>.Keys => Languages;

    IEnumerable<string> IReadOnlyDictionary<string, string>.Values => [.. _values];

    string IReadOnlyDictionary<string, string>.this[string key] =>
        IndexOf(key) is >= 0 and var index ? _values[index] : throw Error.NoKey($"The text is not there in '{key}'.");

    bool IReadOnlyDictionary<string, string>.ContainsKey(string key) => IndexOf(key) >= 0;

    bool IReadOnlyDictionary<string, string>.TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        value = IndexOf(key) is >= 0 and var index ? _values[index] : null;
        return value is not null;
    }

    IEnumerator<KeyValuePair<string, string>> IEnumerable<KeyValuePair<string, string>>.GetEnumerator() => Pairs().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Pairs().GetEnumerator();

    private IEnumerable<KeyValuePair<string, string>> Pairs() => _tags.Zip(_values, KeyValuePair.Create);
}
