using System.Globalization;
using System.Text;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Rfm;

public class RfmScaleJsonTests
{
    public static TheoryData<string> Kinds => ["quantile", "nested", "highlow", "threshold", "weeks"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_scale_scores_the_same_after_json(string kind)
    {
        var scale = Scale(kind);
        using var stream = new MemoryStream();
        scale.ToJson(stream);
        Assert.Equal(scale.ToJson(), Encoding.UTF8.GetString(stream.ToArray()));
        stream.Position = 0;
        var back = RfmScale.FromJson(stream);
        Assert.Equal(scale.ToJson(), back.ToJson());
        Assert.Equal(scale.ToString(), back.ToString());
        Assert.Equal((scale.Method, scale.Levels, scale.Definitions, scale.Calendar, scale.Origin),
            (back.Method, back.Levels, back.Definitions, back.Calendar, back.Origin));
        Assert.Equal(scale.NestedFallbacks, back.NestedFallbacks);
        var random = new Random(3);
        for (var i = 0; i < 2_000; i++)
        {
            var (r, f, m) = (random.Next(400), random.Next(1, 15), random.Next(-3_000, 90_000) / 100.0);
            Assert.Equal(scale.Score(r, f, m), back.Score(r, f, m));
        }
    }

    [Fact]
    public void Damaged_json_says_what_is_wrong()
    {
        var json = Scale("quantile").ToJson();
        var nested = Scale("nested").ToJson();
        (string Json, string Says)[] cases =
        [
            ("", "cannot be read"),
            ("[]", "\"type\": \"RfmScale\""),
            ("{\"type\": \"SegmentMap\", \"version\": 1}", "\"type\": \"RfmScale\""),
            (json.Replace("\"version\": 1", "\"version\": 2", StringComparison.Ordinal), "version 2; this library reads up to version 1"),
            (json.Replace("\"version\": 1", "\"version\": \"x\"", StringComparison.Ordinal), "version"),
            (json[..(json.Length / 2)], "cannot be read"),
            (json.Replace("\"Quantiles\"", "\"Quantile\"", StringComparison.Ordinal), "method is 'Quantile' and must be one of Quantiles, Thresholds"),
            (json.Replace("\"Day\"", "\"Fortnight\"", StringComparison.Ordinal), "grain is 'Fortnight'"),
            (json.Replace("\"Net\"", "null", StringComparison.Ordinal), "monetary is missing"),
            (json.Replace("\"recencyCuts\": [", "\"recencyCuts\": [null, ", StringComparison.Ordinal), "recencyCuts[0]"),
            (json.Replace("\"monetaryCuts\": [", "\"monetaryCuts\": [1e9, ", StringComparison.Ordinal), "and must not be below the one before it, 1000000000"),
            (json.Replace("\"frequencyCuts\"", "\"frequencycut\"", StringComparison.Ordinal), "frequencyCuts is missing"),
            (json.Replace("\"members\": ", "\"members\": -", StringComparison.Ordinal), "members"),
            (json.Replace("\"lastCell\"", "\"firstCell\"", StringComparison.Ordinal), "firstCell is given twice"),
            (json.Replace("\"lastCell\": ", "\"lastCell\": -", StringComparison.Ordinal), "cell"),
            (nested.Replace("\"emptyR\"", "\"emptyRF\"", StringComparison.Ordinal), "nested.emptyR"),
            (json.Replace("\"Quantiles\"", "\"Nested\"", StringComparison.Ordinal), "nested is missing"),
            (json.Replace("\"Quantiles\"", "\"HighLow\"", StringComparison.Ordinal), "one cut point for each of R, F and M"),
        ];
        foreach (var (damaged, says) in cases)
            Assert.Contains(says, Assert.Throws<FormatException>(() => RfmScale.FromJson(damaged)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => RfmScale.FromJson((string)null!));
        Assert.Throws<ArgumentNullException>(() => RfmScale.FromJson((Stream)null!));
        Assert.Throws<ArgumentNullException>(() => Scale("quantile").ToJson(null!));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("zh-CN")]
    [InlineData("ar-SA")]
    public void Text_is_the_same_in_every_culture(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        var columns = RfmData.Columns(RfmData.Random(200, 4));
        string All()
        {
            var scale = RfmScale.FitQuantiles(columns, new RfmQuantileOptions { RecencyLevels = 10 });
            var scores = RfmScale.FitQuantiles(columns).Score(RfmData.Table(columns)).Values;
            return scale + scale.ToJson() + scale.Score(1.5, 2, -0.5) + RfmScale.FromJson(scale.ToJson()) + RfmScore.Parse("10-5-3")
                + new RfmWeights(0.25, 0.25, 0.5) + string.Join('\n', ((SegmentMap[])[SegmentMaps.TenCells, SegmentMaps.ValueTiers]).Select(map => map + map.ToJson() + map.Check + map.Match(new RfmScore(5, 4, 3))))
                + SegmentSummary.Of(columns, scores, SegmentMaps.ElevenSegments, new RfmDefinitions());
        }

        var invariant = All();
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(invariant, All());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static RfmScale Scale(string kind)
    {
        var columns = RfmData.Columns(RfmData.Random(400, 6));
        return kind switch
        {
            "nested" => RfmScale.FitNested(columns, new RfmQuantileOptions { FrequencyLevels = 4, Monetary = RfmMonetary.MeanSpend }),
            "highlow" => RfmScale.FitHighLow(columns),
            "threshold" => RfmScale.FromThresholds(
                new RfmThresholdOptions { RecencyUpToDays = [30.5, 90], FrequencyFrom = [1, 3], MonetaryFrom = [-0.1, 1 / 3.0] }, CellCalendar.Days),
            "weeks" => RfmScale.FitQuantiles(RfmData.Columns(new ObservationWindow(CellCalendar.Weeks(DayOfWeek.Sunday), 100_000, 100_400), RfmData.Random(100, 2))),
            _ => RfmScale.FitQuantiles(columns),
        };
    }
}
