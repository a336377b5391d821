using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;
using MemberValue.Tests.Conventions;
using MemberValue.Tests.Metrics;

namespace MemberValue.Tests.Conformance.Json;

/// <summary>The examples of docs/json.md, and the JSON that it shows.</summary>
public partial class JsonGuideTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    [Fact]
    public void What_the_page_shows_is_what_is_written()
    {
        var table = Snapshots.ByHandAt(Snapshots.Ends[2]);
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/json.md"));
        void Shows(object value) => Assert.Contains(
            JsonSerializer.Serialize(value, Indented).ReplaceLineEndings("\n"), page, StringComparison.Ordinal);

        Shows(table["bo"]);
        Shows(new Dictionary<string, object>
        {
            ["score"] = new RfmScore(5, 4, 5),
            ["unscored"] = RfmScore.Unscored,
            ["risk"] = new ChurnRisk(0.61, RiskLevel.High),
            ["purchases"] = new ParameterInterval(0.5, 1.25, double.PositiveInfinity, 0.9),
            ["window"] = table.Window,
        });
        var alive = new MbgNbdModel(new BetaGeometricParameters(0.5, 6, 0.9, 1.7), TimeUnit.Week).ProbabilityAlive(table);
        Assert.Contains("{\"key\":\"eve\",\"value\":null}", JsonSerializer.Serialize(alive, Web), StringComparison.Ordinal);
        Assert.Contains("{\"key\":\"eve\",\"value\":null}", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Out_of_the_box()
    {
        var (valuator, table) = (MemberValuator.Create(new MemberValuatorOptions { Rfm = new RfmOptions() }), Snapshots.ByHandAt(Snapshots.Ends[2]));
        // example: json-plain
        MemberAssessment ann = valuator.Assess(table)["ann"];
        string json = JsonSerializer.Serialize(ann);
        // example end
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(json).RootElement.GetProperty("Row").ValueKind);

        // example: json-generated
        string generated = JsonSerializer.Serialize(ann, ShopJson.Default.MemberAssessment);
        // example end
        Assert.Equal(json, generated);
    }

    [Fact]
    public void In_one_language()
    {
        PlaybookAction action = Playbook.Default.Actions[0];
        string json = JsonSerializer.Serialize(action, Chinese);
        Assert.Equal(action.Action.Chinese, JsonDocument.Parse(json).RootElement.GetProperty("action").GetString());
        Assert.Contains(action.Action.Chinese, json, StringComparison.Ordinal);
        Assert.NotNull(ChineseShop.MemberAssessment);
    }

    // example: json-language
    private static readonly JsonSerializerOptions Chinese = new(JsonSerializerDefaults.Web)
    {
        Converters = { new TextJsonConverter("zh") }, // every text as a string in Chinese
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // readable instead of \u5FE0
    };

    private static readonly ShopJson ChineseShop = new(new JsonSerializerOptions(Chinese)); // the same without reflection
    // example end

    // example: json-context
    [JsonSerializable(typeof(MemberAssessment))]
    [JsonSerializable(typeof(MemberAssessments<string>))]
    [JsonSerializable(typeof(MemberResults<string, double>))]
    internal sealed partial class ShopJson : JsonSerializerContext;
    // example end
}
