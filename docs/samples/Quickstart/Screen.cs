using MemberValue.Members;

/// <summary>The terminal, in the language of the reader.</summary>
internal sealed class Screen(string language)
{
    public string Language => language;

    public string Say(string english, string chinese) => language == "zh" ? chinese : english;

    public string Say(Text text) => text.In(language);

    public void Line(string english, string chinese) => Console.WriteLine(Say(english, chinese));

    public static string Date(int cell, MemberTable<string> table) => table.Window.Calendar.Format(cell);

    /// <summary>Fills a text up to a width on the screen, where a Chinese character takes two places.</summary>
    public static string Pad(string text, int width) => text + new string(' ', Math.Max(1, width - Width(text)));

    public string Pad(string english, string chinese, int width) => Pad(Say(english, chinese), width);

    public static string PadLeft(string text, int width) => new string(' ', Math.Max(1, width - Width(text))) + text;

    /// <summary>The heading of a column of numbers.</summary>
    public string Head(string english, string chinese, int width) => language == "zh" ? PadLeft(chinese, width) : english.PadLeft(width);

    private static int Width(string text) => text.Length + text.Count(character => character >= 0x2E80);
}
