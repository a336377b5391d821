using System.Text.Json;
using MemberValue.Members;

namespace MemberValue.Tests.Members;

public class TextTests
{
    private static readonly Text Loyal = Text.Of("Loyal", "忠诚会员");

    [Fact]
    public void A_language_that_is_not_there_is_english()
    {
        Assert.Equal(("Loyal", "忠诚会员", "Loyal"), (Loyal.English, Loyal.Chinese, Loyal.In("de")));
        Assert.Equal(("忠诚会员", "忠诚会员", "Loyal"), (Loyal.In("ZH"), Loyal.In("zh-Hans-CN"), Loyal.In("zha")));
        Assert.Equal("Loyal", Text.Of("Loyal").Chinese);
        Assert.Equal("Loyal", Loyal.ToString());
        Assert.Equal("", Text.Empty.In("zh"));
    }

    [Fact]
    public void A_third_language_is_data()
    {
        var german = Loyal.With("de", "Treu");
        Assert.Equal(["en", "de", "zh"], german.Languages);
        Assert.Equal(("Treu", "Treu", "忠诚会员"), (german.In("de"), german.In("de-AT"), german.Chinese));
        Assert.Equal("Stammkundin", german.With("DE", "Stammkundin").In("de"));
        Assert.Equal(["en", "DE", "zh"], german.With("DE", "Stammkundin").Languages);
        Assert.Equal("Faithful", german.With("en", "Faithful").English);
        Assert.Equal(["en", "zh"], Loyal.Languages);
        Assert.Equal("pt-BR", Loyal.With("pt-BR", "Fiel").Languages[1]);
    }

    [Fact]
    public void Equal_texts_say_the_same_in_the_same_languages()
    {
        var same = Text.Of(new Dictionary<string, string> { ["ZH"] = "忠诚会员", ["EN"] = "Loyal" });
        Assert.True(Loyal == same && Loyal.Equals((object)same) && Loyal.GetHashCode() == same.GetHashCode());
        Assert.True(Loyal != Text.Of("Loyal") && Loyal != Text.Of("Loyal", "忠诚") && Loyal != Loyal.With("de", "Treu") && Loyal != null && null != Loyal);
        Assert.True(Text.Of("a").With("de", "b") != Text.Of("a").With("fr", "b"));
        Assert.Same(Loyal, Text.Of(Loyal));
    }

    [Fact]
    public void Sentences_are_joined_as_the_language_writes_them()
    {
        var joined = Text.Join([Text.Of("One.", "一。"), Text.Empty, Text.Of("Two.", "二。").With("de", "Zwei."), Text.Of("Three.").With("ja", "三。")]);
        Assert.Equal(("One. Two. Three.", "一。二。Three.", "One. Zwei. Three.", "One.Two.三。"), (joined.English, joined.Chinese, joined.In("de"), joined.In("ja")));
        Assert.Equal(Text.Empty, Text.Join([]));
    }

    [Fact]
    public void Places_are_filled_in_every_language_that_a_part_has()
    {
        var filled = Text.Of("{name} since {days}: {name}", "{name}，{days}").Fill(
            new TextValue("name", Loyal.With("de", "Treu")), TextValue.Days("days", 1));
        Assert.Equal(("Loyal since 1 day: Loyal", "忠诚会员，1天", "Treu since 1 day: Treu"), (filled.English, filled.Chinese, filled.In("de")));
        Assert.Equal("{days} {name}", Text.Of("{first} {second}").Fill(new TextValue("first", "{days}"), new TextValue("second", "{name}")).English);
    }

    [Fact]
    public void Json_is_an_object_by_language_or_a_string_of_english()
    {
        foreach (var text in new[] { Loyal, Loyal.With("de", "Treu"), Text.Of("Loyal"), Text.Empty })
            Assert.Equal(text, JsonSerializer.Deserialize<Text>(JsonSerializer.Serialize(text)));
        Assert.Equal("\"Loyal\"", JsonSerializer.Serialize(Text.Of("Loyal")));
        Assert.Equal("""{"en":"Loyal","de":"Treu"}""", JsonSerializer.Serialize(Text.Of("Loyal").With("de", "Treu")));
        Assert.Equal(Text.Of("b").With("de", "a"), JsonSerializer.Deserialize<Text>("""{"de": "a", "en": "b"}"""));
    }

    [Theory]
    [InlineData("1", "A text is a string, or an object with a string per language.")]
    [InlineData("""{"zh": "a"}""", "A text needs English, with the tag 'en'")]
    [InlineData("""{"en": 1}""", "The text in 'en' is not a string.")]
    [InlineData("""{"en": "a", "EN": "b"}""", "The language 'EN' is given twice.")]
    [InlineData("""{"en": "a", "zh": " "}""", "The text in 'zh' is blank")]
    [InlineData("""{"en": "a", "Chinese": "b"}""", "'Chinese' is not a language tag such as en, zh or pt-BR.")]
    public void Json_that_is_no_text_is_refused(string json, string message) =>
        Assert.Contains(message, Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Text>(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_is_no_text_is_refused()
    {
        Assert.Throws<ArgumentNullException>(() => Text.Of((string)null!));
        Assert.Throws<ArgumentException>(() => Text.Of("a", ""));
        Assert.Throws<ArgumentException>(() => Loyal.With("de", " "));
        Assert.Throws<ArgumentException>(() => Loyal.With("English", "a"));
        Assert.Throws<ArgumentException>(() => Loyal.With("d e", "a"));
        Assert.Throws<ArgumentException>(() => Loyal.With("", "a"));
        Assert.Throws<ArgumentException>(() => Loyal.In(""));
        Assert.Throws<ArgumentException>(() => Text.Of(new Dictionary<string, string> { ["zh"] = "a" }));
        Assert.Throws<ArgumentException>(() => Text.Of(new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = "a", ["zh"] = "b", ["ZH"] = "c" }));
    }

    [Fact]
    public void A_text_is_read_as_a_dictionary()
    {
        IReadOnlyDictionary<string, string> languages = Loyal;
        Assert.Equal((2, "忠诚会员", true, false), (languages.Count, languages["ZH"], languages.ContainsKey("en"), languages.ContainsKey("de")));
        Assert.Equal(["Loyal", "忠诚会员"], languages.Values);
        Assert.False(languages.TryGetValue("de", out _));
        Assert.Throws<KeyNotFoundException>(() => languages["de"]);
    }
}
