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
        { "\"version\":1", "\"versio\":1", "version is missing" },
        { "\"type\":\"MemberState\"", "\"type\":\"RfmScale\"", "it is a RfmScale, and must have \"type\": \"MemberState\"" },
        { "\"grain\":\"Day\"", "\"grain\":\"Decade\"", "grain is 'Decade' and must be one of Day" },
        { "\"recentCells\":4", "\"recentCells\":100001", "recentCells is 100001 and must be a whole number from 0 to 100000" },
        { "\"gapOrdinals\":2", "\"gapOrdinals\":0", "gapOrdinals is 0 and must be a whole number from 1 to " },
        { "\"gapOrdinals\":2", "\"gapOrdinals\":1", "middle.gaps has 2 elements and must have 1, for 3 purchases" },
        { "\"recentCells\":4", "\"recentCells\":0", "recentCells is 0" },
        { "\"first\":{", "\"first\":5,\"x\":{", "first is 5 and must be an object" },
        { "\"first\":{\"cell\":", "\"first\":{\"cell\":9", " and must be a cell of the calendar (Day), in the years 1 to 9999" },
        { "\"last\":{", "\"lost\":{", "first must lie before last" },
        { "\"sale\":true", "\"sale\":1", "first.sale is 1 and must be true or false" },
        { "\"orderIds\":[", "\"orderIds\":[null,", "first.orderIds holds null; it must hold the order ids of sales" },
        { "\"middle\":{\"purchases\":3", "\"middle\":{\"purchases\":2", "middle.previous must lie between first and last, and be the first of two" },
        { "\"middle\":{\"purchases\":3", "\"middle\":{\"purchases\":2147483647", "middle.purchases is 2147483647, which does not fit 5 cells" },
        { "\"gaps\":[2,2]", "\"gaps\":[2,3]", "middle.gaps add up to 5, which does not fit 4 from first to last" },
        { "\"sumOfLogGaps\":", "\"sumOfLogGaps\":-1,\"x\":", "middle.sumOfLogGaps is -1 and must be 0 to 1.386" },
        { "\"sales\":", "\"sales\":34028236692093846346337460844,\"x\":", "summary.sales is 34028236692093846346337460844 and must be an amount" },
        { "\"sales\":52.5", "\"sales\":12.5", "sales less refunds are less than the first, the last and the middle cells hold" },
        { "\"orders\":5", "\"orders\":4", "orders is 4 and must be at least as many as purchases and order ids, 5" },
        { "\"orders\":5", "\"orders\":2147483648", "orders is 2147483648 and must be a whole number" },
        { "\"marginLacking\":true", "\"marginLacking\":false", "marginGiven or marginLacking must be true" },
        { "\"sale\":true", "\"sale\":false", "net, sale and refund contradict each other" },
        { "\"orderIds\":[\"o0\"", "\"orderIds\":[\"\\ud800\"", "first.orderIds holds \"\\ud800\"" },
        { "\"orderIds\":[\"o0\"", "\"orderIds\":[\"o0\",\"o0\"", "each once" },
        { "\"recent\":[{\"cell\":", "\"recent\":[{\"cell\":9", "recent has the cell 9" },
        { "\"lastVisit\":", "\"lastVisit\":-", "lastVisit is -" },
        { "\"grain\":\"Day\"", "\"grain\":\" Day \"", "grain is ' Day ' and must be one of" },
        { "\"grain\":\"Day\"", "\"grain\":\"1\"", "grain is '1' and must be one of" },
        { "\"middle\":{\"purchases\":3", "\"middle\":{\"purchases\":0", "middle.purchases is 0 and must be a whole number of 1 or more" },
        { "\"gaps\":[", "\"gaps\":[-", "middle.gaps[0] is -2 and must be a whole number of 1 or more" },
        { "\"sumOfLogGaps\":", "\"sumOfLogGaps\":1e999,\"x\":", "middle.sumOfLogGaps is 1e999 and must be a finite number" },
        { "\"sales\":", "\"sales\":0.00000000001,\"x\":", "summary.sales is 0.00000000001 and must be an amount with at most 10 decimals" },
        { "\"sales\":", "\"sales\":\"12\",\"x\":", "sales is \"12\" and must be an amount of money" },
        { "\"orders\":", "\"orders\":-1,\"x\":", "orders is -1 and must be a whole number of 0 or more" },
        { "\"recent\":[", "\"recent\":[5,", "recent[0] is 5 and must be an object" },
        { "\"visits\":[", "\"visits\":[\"x\",", "visits[0] is \"x\" and must be an object" },
        { "\"registration\":", "\"registration\":1.5,\"x\":", "registration is 1.5 and must be a whole number" },
        { "\"previous\":", "\"prevous\":", "middle.previous is missing" },
        { "\"sales\":", "\"sale\":", "summary.sales is missing" },
        { "\"refunds\":0,", "", "summary.refunds is missing" },
        { "\"otherNet\":0,", "", "summary.otherNet is missing" },
        { "\"margin\":0,", "", "summary.margin is missing" },
        { "\"orders\":5,", "", "summary.orders is missing" },
        { "\"net\":10.5,", "", "first.net is missing" },
        { "\"firstSpend\":10.5,", "", "middle.firstSpend is missing" },
        { "\"registration\":", "\"regstration\":", "summary.regstration is not a field of it" },
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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Any_text_that_is_cut_short_is_refused(bool isSummary)
    {
        var json = (isSummary ? State() : Builder().StateOf("a")!).ToJson();
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
        Assert.Contains("behind the last line", Assert.Throws<FormatException>(() => Load(Saved() + lines[1])).Message, StringComparison.Ordinal);
        Assert.Equal(3, Load(Saved()).Count);
    }

    [Fact]
    public void A_damaged_line_is_named()
    {
        foreach (var (damage, says) in new[]
        {
            ("\"key\":\"a\"|\"kee\":\"a\"", "line 2: key is missing"), ("\"key\":\"a\"|\"key\":5", "line 2: key is 5 and must be a key of type String"),
            ("\"key\":\"b\"|\"key\":null", "line 3: key is missing"), ("{\"key\":\"b\"|{{\"key\":\"b\"", "line 3: it is not JSON"),
            ("\"laterGaps\":[]|\"laterGaps\":[{\"gap\":0,\"count\":1}]", "line 5: laterGaps[0].gap is 0 and must be a whole number of 1 or more"),
        })
        {
            var parts = damage.Split('|');
            Assert.Contains(parts[0], Saved(), StringComparison.Ordinal);
            var error = Assert.Throws<FormatException>(() => Load(Saved().Replace(parts[0], parts[1], StringComparison.Ordinal)));
            Assert.StartsWith($"The MemberStates cannot be read: {says}", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_of_a_newer_version_or_of_another_kind_says_so()
    {
        var newer = Saved().Replace("\"version\":1", "\"version\":7", StringComparison.Ordinal);
        Assert.Contains("version 7", Assert.Throws<FormatException>(() => Load(newer)).Message, StringComparison.Ordinal);
        var error = Assert.Throws<FormatException>(() => Load("{\"hello\":1}\n"));
        Assert.Contains("it must have \"type\": \"MemberStates\"", error.Message, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => Load("key;value\n"));
        Assert.Throws<FormatException>(() => Load(""));
    }

    /// <summary>What no rules can be is damage; what other rules are is the caller's.</summary>
    [Theory]
    [InlineData("grain", "Fortnight")]
    [InlineData("firstDayOfWeek", "1")]
    [InlineData("timeZone", "Europe/Nowhere")]
    [InlineData("refunds", "net")]
    [InlineData("zeroAmounts", "")]
    [InlineData("longAmounts", "Round ")]
    [InlineData("recentCells", "-4")]
    [InlineData("gapOrdinals", "two")]
    public void A_damaged_first_line_is_refused_by_the_name_of_its_field(string field, string value)
    {
        var at = Saved().IndexOf($"\"{field}\":\"", StringComparison.Ordinal) + field.Length + 3;
        var end = Saved().IndexOf('"', at + 1) + 1;
        foreach (var damaged in new[] { $"\"{value}\"", "null", "7" })
        {
            var error = Assert.Throws<FormatException>(() => Load(string.Concat(Saved().AsSpan(0, at), damaged, Saved().AsSpan(end))));
            Assert.StartsWith($"The MemberStates cannot be read: {field} is ", error.Message, StringComparison.Ordinal);
        }
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

    private static MemberState State() => Builder().StateOf("a")!.ToSummary();

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
