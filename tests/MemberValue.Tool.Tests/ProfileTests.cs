using MemberValue.Tool.Profiles;

namespace MemberValue.Tool.Tests;

/// <summary>Profiles are data that a user can write; a mistake in one is an error that names its place.</summary>
public class ProfileTests
{
    private const string Own = """
        {
          // a till of one's own
          "name": "till",
          "columns": { "member": ["Kunde"], "time": ["Datum"], "amount": ["Betrag"], "order": ["Bon"], "status": ["Art"], "refund": ["Gutschrift"] },
          "rows": "order",
          "statuses": { "keep": ["Verkauf"], "refunded": ["Storno"], "skip": ["Test"] },
          "amounts": { "decimal": ",", "thousands": ".", "currency": "EUR" },
          "times": { "order": "dmy" },
          "keys": { "trim": true, "ignoreCase": true, "guests": ["bar"] },
        }
        """;

    public static TheoryData<string, string> Mistakes { get; } = new()
    {
        { "{", "line 1: this is not JSON." },
        { "[]", "'' must be an object { ... }." },
        { """{ "name": "x", "colums": {} }""",
            "there is no property 'colums'. A profile may have name, title, general, recognizedBy, rows, columns, statuses, amounts, times, keys." },
        { """{ "name": "x" }""", "'columns' is missing." },
        { """{ "columns": {} }""", "'name' is missing." },
        { """{ "name": "x", "columns": { "membr": ["a"] } }""", "there is no property 'columns.membr'. columns may have member, time, date, clock, zone" },
        { """{ "name": "x", "columns": { "member": "a" } }""", "'columns.member' must be a list of texts, none of them empty." },
        { """{ "name": "x", "columns": { "member": ["a"], "amount": ["b"] } }""", "'columns.time' is missing." },
        { """{ "name": "x", "columns": { "member": ["a"], "time": ["b"] } }""", "'columns.amount' is missing." },
        { """{ "name": "x", "rows": "order", "columns": { "member": ["a"], "time": ["b"], "amount": ["c"] } }""", "'columns.order' is missing." },
        { """{ "name": "x", "rows": "rows", "columns": { "member": ["a"], "time": ["b"], "amount": ["c"] } }""",
            "'rows' must be one of line, order, orderThenLines." },
        { """{ "name": "x", "columns": { "member": ["a"], "time": ["b"], "amount": ["c"], "status": ["d"] } }""", "'statuses.keep' is missing." },
        { """{ "name": "x", "columns": { "member": ["a"], "time": ["b"], "amount": ["c"] }, "amounts": { "decimal": ";" } }""",
            "'amounts.decimal' must be one of the characters . ,." },
        { """{ "name": "x", "columns": { "member": ["a"], "time": ["b"], "amount": ["c"] }, "amounts": { "decimal": ",", "thousands": "," } }""",
            "'amounts.thousands' must be another mark than amounts.decimal, which is ,." },
        { """{ "name": "x", "columns": { "member": ["a"], "time": ["b"], "amount": ["c"] }, "times": { "zones": { "Here": "Nowhere" } } }""",
            "'times.zones.Here' must be a time zone such as Europe/Berlin, and not 'Nowhere'." },
        { """{ "name": "x", "columns": { "member": ["a"], "time": ["b"], "amount": ["c"] }, "statuses": { "keep": ["A"], "skip": ["a"] } }""",
            "the status 'A' is listed twice." },
        { """{ "name": "x", "name": "y" }""", "this is not JSON." },
        { """{ "name": "x", "general": 1, "columns": { "member": ["a"], "time": ["b"], "amount": ["c"] } }""", "'general' must be true or false." },
        { """{ "name": "x", "title": { "zh": "x" }, "columns": { "member": ["a"], "time": ["b"], "amount": ["c"] } }""",
            "'title' must be a text, or an object of texts by language with \"en\" among them." },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_in_a_profile_is_an_error_that_names_its_place(string json, string message)
    {
        var error = Assert.Throws<UserError>(() => ProfileReader.Read(json, "own.json"));
        Assert.StartsWith("own.json", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains(error.Text.Chinese, c => c >= 0x2E80);
    }

    [Fact]
    public async Task A_profile_of_ones_own_is_read_by_its_rules()
    {
        using var folder = new TestFolder();
        var profile = folder.File("till.json", Own);
        var orders = folder.File("orders.csv", "Bon;Kunde;Datum;Betrag;Gutschrift;Art\n1;Ann;05/01/2024;1.012,50;12,50;Verkauf\n2; ann ;06/01/2024;5;;Storno\n"
            + "3;bar;07/01/2024;9;;Verkauf\n4;Ann;07/01/2024;9;;Test\n2;ann;06/01/2024;5;;Storno\n");
        var scores = await Scores.Of(orders, "--profile", profile);
        Assert.Equal(["Ann"], scores.Members);
        Assert.Equal(("1000", "1", "2024-01-05"), (scores["Ann", "net"], scores["Ann", "purchases"], scores["Ann", "lastPurchaseCell"]));
        var run = await ToolRun.Of("score", orders, "--format", profile, "-o", folder["scores.csv"]);
        Assert.Contains("(till)\n", run.Out, StringComparison.Ordinal);
        Assert.Contains("without a member (9.00 EUR)", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_profile_whose_columns_are_not_there_is_an_error_that_names_them()
    {
        using var folder = new TestFolder();
        var run = await ToolRun.Of("score", folder.File("orders.csv", "who,when,what\na,2024-01-05,5\n"), "--profile", "shopify", "-o", folder["scores.csv"]);
        Assert.Equal(
            (2, "The profile shopify needs a column for member (Email), time (Created at), amount (Total), order (Name). The header has: who, when, what.\n"),
            (run.Code, run.Error));
    }

    [Fact]
    public async Task Every_built_in_profile_is_listed_and_its_file_can_be_a_start()
    {
        var list = await ToolRun.Of("formats");
        Assert.All(BuiltInProfiles.Names, name => Assert.Contains($"\n{name} ", "\n" + list.Out, StringComparison.Ordinal));
        foreach (var profile in BuiltInProfiles.All)
        {
            Assert.Equal(profile.Name, ProfileReader.Read((await ToolRun.Of("formats", profile.Name, "--json")).Out, "own.json").Name);
            var (english, chinese) = (await ToolRun.Of("formats", profile.Name), await ToolRun.Of("formats", profile.Name, "--lang", "zh"));
            Assert.StartsWith($"{profile.Name}: {profile.Title.English}\n", english.Out, StringComparison.Ordinal);
            Assert.StartsWith($"{profile.Name}：{profile.Title.Chinese}\n", chinese.Out, StringComparison.Ordinal);
        }
    }

    /// <summary>So that an export is never read by another's rules.</summary>
    [Fact]
    public void No_built_in_profile_recognises_the_columns_of_another()
    {
        foreach (var profile in BuiltInProfiles.All.Where(profile => !profile.IsGeneral))
        {
            var names = profile.RecognizedBy.Concat(profile.Columns.Values.Select(columns => columns[0])).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            Assert.Equal(profile, ProfileMatch.Of(new Header(names), named: null, new Dictionary<ColumnRole, string>()).Profile);
        }
    }
}
