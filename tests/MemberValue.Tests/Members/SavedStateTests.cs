using System.Text;
using System.Text.Json;
using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Saved states that are damaged, cut short, of another kind or of a newer version are refused with words that help.</summary>
public class SavedStateTests
{
    private static readonly DateOnly Day = new(2024, 5, 10);

    private static readonly MemberTableOptions Options = new() { RecentCells = 4, GapOrdinals = 2, TimeZone = "Europe/London" };

    public static TheoryData<string, string, string> Damages => new()
    {
        { "\"version\":1", "\"version\":2", "version 2" },
        { "\"version\":1", "\"versio\":1", "'version' is missing" },
        { "\"grain\":\"Day\"", "\"grain\":\"Year\"", "'grain' must be one of Day" },
        { "\"recentCells\":4", "\"recentCells\":100001", "'recentCells'" },
        { "\"gapOrdinals\":2", "\"gapOrdinals\":0", "'gapOrdinals'" },
        { "\"gapOrdinals\":2", "\"gapOrdinals\":1", "'gaps'" },
        { "\"recentCells\":4", "\"recentCells\":0", "RecentCells is 0" },
        { "\"first\":{", "\"first\":5,\"x\":{", "'first' must be an object" },
        { "\"first\":{\"cell\":", "\"first\":{\"cell\":9", "'first' must lie before 'last'" },
        { "\"last\":{", "\"lost\":{", "'first' must lie before 'last'" },
        { "\"sale\":true", "\"sale\":1", "'sale' must be true or false" },
        { "\"orderIds\":[", "\"orderIds\":[null,", "order id" },
        { "\"middle\":{\"purchases\":3", "\"middle\":{\"purchases\":2", "gaps" },
        { "\"middle\":{\"purchases\":3", "\"middle\":{\"purchases\":0", "at least one purchase" },
        { "\"gaps\":[", "\"gaps\":[-", "'gaps'" },
        { "\"sumOfLogGaps\":", "\"sumOfLogGaps\":1e999,\"x\":", "'sumOfLogGaps'" },
        { "\"sales\":", "\"sales\":0.00000000001,\"x\":", "'sales'" },
        { "\"sales\":", "\"sales\":\"12\",\"x\":", "'sales'" },
        { "\"orders\":", "\"orders\":-1,\"x\":", "'orders'" },
        { "\"recent\":[", "\"recent\":[5,", "'recent'" },
        { "\"visits\":[", "\"visits\":[\"x\",", "'visits'" },
        { "\"registration\":", "\"registration\":1.5,\"x\":", "'registration'" },
        { "\"previous\":", "\"prevous\":", "'previous'" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public void A_damaged_state_is_refused_with_the_place(string sound, string damaged, string says)
    {
        var json = State().ToJson();
        Assert.Contains(sound, json, StringComparison.Ordinal);
        var at = json.IndexOf(sound, StringComparison.Ordinal);
        var error = Assert.Throws<FormatException>(() => MemberState.FromJson(string.Concat(json.AsSpan(0, at), damaged, json.AsSpan(at + sound.Length))));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_text_that_is_cut_short_is_refused()
    {
        var json = State().ToJson();
        for (var length = 0; length < json.Length; length++)
            Assert.Throws<FormatException>(() => MemberState.FromJson(json[..length]));
        foreach (var other in new[] { "null", "5", "[]", "\"x\"", "{}" })
            Assert.Throws<FormatException>(() => MemberState.FromJson(other));
        Assert.Throws<ArgumentNullException>(() => MemberState.FromJson(null!));
    }

    [Fact]
    public void A_file_that_is_cut_at_any_line_or_lost_one_is_refused()
    {
        var lines = Saved().TrimEnd('\n').Split('\n');
        Assert.Equal(1 + 3 + 1, lines.Length);
        for (var keep = 0; keep < lines.Length; keep++)
            Assert.Throws<FormatException>(() => Load(string.Join('\n', lines.Take(keep))));
        for (var lost = 0; lost < lines.Length; lost++)
            Assert.Throws<FormatException>(() => Load(string.Join('\n', lines.Where((_, i) => i != lost))));
        Assert.Contains("behind", Assert.Throws<FormatException>(() => Load(Saved() + lines[1])).Message, StringComparison.Ordinal);
        Assert.Equal(3, Load(Saved()).Count);
    }

    [Fact]
    public void A_damaged_line_is_named()
    {
        foreach (var (line, damage) in new[] { (2, "\"key\":\"a\"|\"kee\":\"a\""), (2, "\"key\":\"a\"|\"key\":5"), (3, "\"key\":\"b\"|\"key\":null"),
            (5, "\"laterGaps\":[|\"laterGaps\":[[0,\"1\"],") })
        {
            var parts = damage.Split('|');
            Assert.Contains(parts[0], Saved(), StringComparison.Ordinal);
            var error = Assert.Throws<FormatException>(() => Load(Saved().Replace(parts[0], parts[1], StringComparison.Ordinal)));
            Assert.Contains($"Line {line} ", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_of_a_newer_version_or_of_another_kind_says_so()
    {
        var newer = Saved().Replace("\"version\":1", "\"version\":7", StringComparison.Ordinal);
        Assert.Contains("version 7", Assert.Throws<FormatException>(() => Load(newer)).Message, StringComparison.Ordinal);
        Assert.Contains("'format'", Assert.Throws<FormatException>(() => Load("{\"hello\":1}\n")).Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => Load("key;value\n"));
        Assert.Throws<FormatException>(() => Load(""));
    }

    [Fact]
    public void States_are_loaded_only_under_the_rules_they_were_saved_under()
    {
        foreach (var (change, name) in new (Action<MemberTableOptions>, string)[]
        {
            (o => o.Grain = EventGrain.Week, "grain"), (o => o.TimeZone = "UTC", "timeZone"), (o => o.Refunds = RefundPolicy.Ignore, "refunds"),
            (o => o.ZeroAmounts = ZeroAmountPolicy.Skip, "zeroAmounts"), (o => o.RecentCells = 0, "recentCells"), (o => o.GapOrdinals = 1, "gapOrdinals"),
        })
        {
            var options = new MemberTableOptions { RecentCells = Options.RecentCells, GapOrdinals = Options.GapOrdinals, TimeZone = Options.TimeZone };
            change(options);
            var error = Assert.Throws<ArgumentException>(() => Load(Saved(), options));
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_key_of_another_type_needs_its_type_info()
    {
        var builder = new MemberTableBuilder<DateOnly>();
        Assert.Contains("keyJson", Assert.Throws<ArgumentException>(() => builder.Save(new MemoryStream())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => MemberTableBuilder.Load<DateOnly>(new MemoryStream(), builder.Rules));
        Assert.Throws<ArgumentNullException>(() => builder.Save(null!));
        Assert.Throws<ArgumentNullException>(() => MemberTableBuilder.Load<int>(null!, builder.Rules));
        Assert.Throws<ArgumentNullException>(() => MemberTableBuilder.Load<int>(new MemoryStream(), null!));
    }

    private static MemberState State() => Builder().StateOf("a")!;

    private static MemberTableBuilder<string> Builder()
    {
        var builder = new MemberTableBuilder<string>(Options);
        for (var i = 0; i < 5; i++)
            builder.Add(new Transaction<string>("a", Day.AddDays(2 * i), 10.5m) { OrderId = "o" + i });
        builder.Add(new Transaction<string>("b", Day, 1));
        builder.Add(new MemberEvent<string>("a", Day, MemberEventKind.Registration));
        builder.Add(new MemberEvent<string>("a", Day.AddDays(8), MemberEventKind.Visit));
        builder.Add(new MemberEvent<string>("c", Day, MemberEventKind.Visit));
        return builder;
    }

    private static string Saved()
    {
        using var stream = new MemoryStream();
        Builder().Save(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static MemberTableBuilder<string> Load(string text, MemberTableOptions? options = null) =>
        MemberTableBuilder.Load<string>(new MemoryStream(Encoding.UTF8.GetBytes(text)), LogRules.From(options ?? Options));
}
