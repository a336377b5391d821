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
