using System.Text.Json;
using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Conformance.Json;

/// <summary>
/// Keys and texts with half of a surrogate pair, which no JSON text can hold: one such member in a base must not turn the answer for all into an error.
/// </summary>
public class HalfCharacterTests
{
    private const string Half = "x\ud800";
    private const string Written = "[120,55296]";

    private static readonly MemberColumn<string> City = new("city");
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    private static MemberTable<string> Table => MemberLog
        .Read<string>([new(Half, new DateOnly(2024, 1, 1), 5m), new("ann", new DateOnly(2024, 1, 2), 7m)]).Table().With(City, ["ann's", Half]);

    [Fact]
    public void A_key_is_written_as_the_numbers_of_its_characters()
    {
        var risk = new ChurnRisk(0.5, RiskLevel.Medium);
        var alarm = new ChurnAlarm<string>(Half, 0, null!);
        var report = new EarlyWarningReport<string>
        {
            Alarms = [alarm],
            NewMembers = [],
            Vanished = [new(Half, 1, risk)],
            Alarmed = [Half],
            Cleared = 0,
            ValueAtRisk = double.NaN,
            AlarmsWithoutValue = 0,
        };
        foreach (var result in new object[]
        {
            Table[Half], RfmScale.FitQuantiles(Table.Columns).Score(Table), report, alarm, report.Vanished[0],
            new MemberAtRisk<string>(Half, 1, 0.5, Text.Of("a"), null),
        })
        {
            var json = JsonSerializer.Serialize(result, result.GetType());
            Assert.Contains(Written, json, StringComparison.Ordinal);
            Assert.Contains(Written, JsonSerializer.Serialize(result, result.GetType(), Web), StringComparison.Ordinal);
        }

        Assert.Contains($"\"city\":{Written}", JsonSerializer.Serialize(Table["ann"]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_table_has_keys_and_texts_back()
    {
        using var stream = new MemoryStream();
        Table.Save(stream);
        stream.Position = 0;
        var read = MemberTable.Load<string>(stream);
        Assert.Equal(5m, read[Half].Net);
        Assert.Equal(Half, read["ann"][City]);
    }
}
