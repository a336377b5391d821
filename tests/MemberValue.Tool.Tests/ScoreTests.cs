using System.Globalization;
using System.Text.Json;
using MemberValue.Assessment;
using MemberValue.Members;
using MemberValue.Tool.Commands;
using MemberValue.Tool.Writing;
using Parquet;
using Parquet.Schema;

namespace MemberValue.Tool.Tests;

/// <summary>The files of scores hold the library's own numbers.</summary>
public class ScoreTests
{
    [Fact]
    public async Task Every_column_is_the_librarys_own_number()
    {
        var scores = await Scores.Of(ToolRun.Bundled);
        var rows = File.ReadLines(ToolRun.Bundled).Skip(1).Select(line => line.Split(',')).Select(cells => new Transaction<string>(
            cells[2], DateTime.ParseExact(cells[1], "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), decimal.Parse(cells[4], CultureInfo.InvariantCulture))
        {
            OrderId = cells[0],
        });
        var table = MemberLog.Read(rows, new MemberTableOptions { RecentCells = 60, Currency = "GBP" }).Table();
        var options = new ModelSettings().ToOptions();
        var assessments = MemberValuator.Create(options, MemberModels.Fit(table, options)).Assess(table);
        Assert.Equal(assessments.Count, scores.Members.Count);
        foreach (var (key, member) in assessments)
        {
            var row = member.Row;
            Assert.Equal(Text(row.Purchases), scores[key, "purchases"]);
            Assert.Equal(Text(row.Net), scores[key, "net"]);
            Assert.Equal(row.TextOf(LogColumns.LastPurchaseCell) ?? "", scores[key, "lastPurchaseCell"]);
            Assert.Equal(Text(row.Recency), scores[key, "recency"]);
            Assert.Equal(member.Score is { IsScored: true } score ? score.ToString() : "", scores[key, "score"]);
            Assert.Equal(member.Segment?.Segment.Id ?? "", scores[key, "segment"]);
            Assert.Equal(member.Stage.ToString(), scores[key, "stage"]);
            Assert.Equal(Text(member.ProbabilityAlive), scores[key, "probabilityAlive"]);
            Assert.Equal(Text(member.ExpectedPurchases), scores[key, "expectedPurchases"]);
            Assert.Equal(Text(member.Value), scores[key, "value"]);
            Assert.Equal(Text(member.Risk!.Risk.Value), scores[key, "risk"]);
            Assert.Equal(member.Conflict?.Text.English ?? "", scores[key, "conflict"]);
        }

        static string Text(IFormattable? value) => value switch
        {
            null => "",
            double number when double.IsNaN(number) => "",
            decimal amount => CellText.Plain(amount).ToString(CultureInfo.InvariantCulture),
            _ => value.ToString(null, CultureInfo.InvariantCulture),
        };
    }

    [Fact]
    public async Task Further_dimensions_are_scored_where_they_are_asked_for()
    {
        var plain = await Scores.Of(ToolRun.Bundled);
        Assert.DoesNotContain("dimensions", plain.Columns);
        var scores = await Scores.Of(ToolRun.Bundled, "--dimensions", "length,Regularity,clumpiness", "--dimensions", "season");
        foreach (var member in scores.Members)
        {
            var score = scores[member, "dimensions"];
            Assert.Equal(scores[member, "score"], score.Length == 0 ? "" : string.Concat(score.Split(' ').Take(3).Select(level => level[1..])));
            Assert.Equal(scores[member, "gapVariation"].Length == 0, score.Length == 0 || score.Split(' ')[4] == "V-");
            Assert.Equal(plain[member, "value"], scores[member, "value"]);
        }

        Assert.Contains(scores.Members, member => scores[member, "dimensions"] is { Length: > 0 } score && !score.Contains('-', StringComparison.Ordinal));
        var wrong = await ToolRun.Of("score", ToolRun.Bundled, "--dimensions", "lenght", "-o", "-");
        Assert.NotEqual(0, wrong.Code);
        Assert.Contains("length, gap, regularity", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_comes_first_and_net_and_value_are_among_the_columns()
    {
        var scores = await Scores.Of(ToolRun.Bundled);
        Assert.Equal("member", scores.Columns[0]);
        Assert.Equal(scores.Columns.Count, scores.Columns.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        foreach (var key in LogColumns.All.Where(key => key.HowToFeed.StartsWith("A table from a log has it", StringComparison.Ordinal)))
            Assert.Contains(char.ToLowerInvariant(key.Name[0]) + key.Name[1..], scores.Columns);
        string[] results =
        [
            "net", "value", "segment", "segmentName", "stage", "stageName", "score", "r", "f", "m", "probabilityAlive", "probabilityOfPurchase",
            "expectedPurchases", "risk", "riskLevel", "reason", "action", "conflict",
        ];
        Assert.All(results, name => Assert.Contains(name, scores.Columns));
    }

    [Fact]
    public async Task Clusters_profit_and_segments_by_rules_are_columns_where_they_are_asked_for()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["rules.json"], """
            {"type": "RuleSegmentMap", "version": 1, "name": "x", "segments": [{"id": "good", "name": {"en": "Good ones", "zh": "好会员"}}, {"id": "rest"}],
             "rules": [{"segment": "good", "when": [{"column": "Net", "atLeast": 500}, {"column": "Cluster", "atMost": 2}]}], "fallback": "rest"}
            """);
        string[] asked =
            ["--clusters", "3", "--cost", "goods=0.6*Net", "--cost", "shipping=4.5*Orders", "--cost", "card=1", "--segments", folder["rules.json"]];
        Assert.Equal(0, (await ToolRun.Of(["score", ToolRun.Bundled, "-o", folder["scores.csv"], .. asked])).Code);
        var scores = Scores.Read(folder["scores.csv"]);
        double Number(string member, string column) => double.Parse(scores[member, column], CultureInfo.InvariantCulture);
        foreach (var member in scores.Members)
        {
            Assert.Equal(0.4 * Number(member, "net") - 4.5 * Number(member, "orders") - 1, Number(member, "profit"), 1e-6);
            Assert.Equal(
                Number(member, "net") >= 500 && scores[member, "cluster"] is "1" or "2" ? ("good", "Good ones") : ("rest", "rest"),
                (scores[member, "ruleSegment"], scores[member, "ruleSegmentName"]));
            var hasBought = scores[member, "purchases"] != "0";
            Assert.Matches(hasBought ? $"^Cluster {scores[member, "cluster"]}: near " : "^$", scores[member, "clusterName"]);
            Assert.Equal(hasBought, scores[member, "compositeValue"].Length > 0);
        }

        // fit keeps the clusters, and apply gives them again
        Assert.Equal(0, (await ToolRun.Of("fit", ToolRun.Bundled, "-o", folder["models.json"], "--clusters", "3")).Code);
        Assert.Equal(0, (await ToolRun.Of(["apply", folder["models.json"], ToolRun.Bundled, "-o", folder["applied.csv"], .. asked[2..]])).Code);
        Assert.Equal(File.ReadAllText(folder["scores.csv"]), File.ReadAllText(folder["applied.csv"]));

        var explained = await ToolRun.Of(["explain", ToolRun.Bundled, "--member", scores.Members.First(), .. asked]);
        Assert.Equal(0, explained.Code);
        foreach (var part in new[] { "Cluster ", "Composite value ", "Profit contribution: ", "By rules " })
            Assert.Contains(part, explained.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_cost_a_wrong_number_of_clusters_and_wrong_rules_are_said()
    {
        using var folder = new TestFolder();
        File.WriteAllText(folder["rules.json"], """
            {"type": "RuleSegmentMap", "version": 1, "name": "x", "segments": [{"id": "a"}],
             "rules": [{"segment": "a", "when": [{"column": "age", "isMissing": true}]}], "fallback": "a"}
            """);
        await Fails("--cost is 'goods'; it must be NAME=COST", "--cost", "goods");
        await Fails("--clusters is '1'; it must be a number from 2", "--clusters", "1");
        await Fails("The column age was not fed.", "--segments", folder["rules.json"]);
        await Fails("holds no rules of segments", "--segments", ToolRun.Bundled);
        await Fails("The column weight was not fed.", "--cost", "shipping=1*weight");

        static async Task Fails(string message, params string[] options)
        {
            var run = await ToolRun.Of(["score", ToolRun.Bundled, "-o", "-", .. options]);
            Assert.NotEqual(0, run.Code);
            Assert.Contains(message, run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Json_lines_and_Parquet_hold_what_the_CSV_holds()
    {
        using var folder = new TestFolder();
        foreach (var ending in ScoreFile.Endings)
            Assert.Equal(0, (await ToolRun.Of("score", ToolRun.Bundled, "-o", folder["scores" + ending])).Code);
        var csv = Scores.Read(folder["scores.csv"]);

        var members = 0;
        foreach (var line in File.ReadLines(folder["scores.jsonl"]))
        {
            using var json = JsonDocument.Parse(line);
            var member = json.RootElement.GetProperty("member").GetString()!;
            Assert.Equal(csv.Columns, json.RootElement.EnumerateObject().Select(each => each.Name));
            foreach (var property in json.RootElement.EnumerateObject())
                Assert.Equal(csv[member, property.Name], property.Value.ValueKind == JsonValueKind.Null ? "" : property.Value.ToString());
            members++;
        }

        Assert.Equal(csv.Members.Count, members);
        await SameAsParquet(csv, folder["scores.parquet"]);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-5", "-5")]
    [InlineData("+4.5", "+4.5")]
    [InlineData("plain", "plain")]
    public async Task A_cell_that_a_spreadsheet_would_run_is_neutralised_and_numbers_stay_numbers(string member, string cell)
    {
        using var folder = new TestFolder();
        var scores = await Scores.Of(folder.File("orders.csv", $"member,time,amount\n\"{member}\",2024-01-05,-5\n"));
        Assert.Equal([cell], scores.Members);
        Assert.Equal("-5", scores[cell, "net"]);
    }

    [Theory]
    [InlineData("\tx", "'\tx")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("\n=1", "'\n=1")]
    public void A_tab_or_the_end_of_a_line_at_the_beginning_is_neutralised(string text, string cell) => Assert.Equal(cell, CellText.Of(text));

    [Fact]
    public async Task Scores_can_be_written_to_standard_output_alone()
    {
        var run = await ToolRun.Of("score", ToolRun.Export("woo_tiny"), "-o", "-");
        Assert.Equal(0, run.Code);
        Assert.StartsWith("member,purchases,", run.Out, StringComparison.Ordinal);
        Assert.Equal(3, run.Out.Split("\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("Rows: 4 read", run.Error, StringComparison.Ordinal);
    }

    private static async Task SameAsParquet(Scores csv, string file)
    {
        await using var reader = await ParquetReader.CreateAsync(file);
        Assert.Equal(csv.Columns, reader.Schema.DataFields.Select(field => field.Name));
        using var group = reader.OpenRowGroupReader(0);
        var count = (int)group.RowCount;
        var keys = new string[count];
        foreach (var field in reader.Schema.DataFields)
        {
            var values = await ValuesOf(group, field, count);
            for (var row = 0; row < count; row++)
            {
                if (field.Name == "member")
                    keys[row] = values[row];
                Assert.Equal(csv[keys[row], field.Name], values[row]);
            }
        }
    }

    private static async Task<string[]> ValuesOf(ParquetRowGroupReader group, DataField field, int count)
    {
        if (field.ClrType == typeof(ReadOnlyMemory<char>))
        {
            var texts = new string?[count];
            await group.ReadAsync(field, texts.AsMemory(), default, default);
            return [.. texts.Select(text => text ?? "")];
        }

        return field.ClrType == typeof(long) ? await Read<long>() : field.ClrType == typeof(double) ? await Read<double>()
            : field.ClrType == typeof(decimal) ? await Read<decimal>() : await Read<DateTime>();

        async Task<string[]> Read<T>()
            where T : struct
        {
            var values = new T?[count];
            await group.ReadAsync(field, values.AsMemory());
            return [.. values.Select(value => CellText.Bare(value is DateTime day ? DateOnly.FromDateTime(day) : value))];
        }
    }
}
