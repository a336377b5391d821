using MemberValue.Rfm;

namespace MemberValue.Tests.Rfm;

public class SegmentMapsTests
{
    public static TheoryData<string> Names => ["ten", "eleven", "eight", "tiers"];

    [Theory]
    [InlineData("ten", 125, 10)]
    [InlineData("eleven", 125, 11)]
    [InlineData("eight", 8, 8)]
    [InlineData("tiers", 125, 3)]
    public void Every_score_belongs_to_exactly_one_segment(string name, int codes, int segments)
    {
        var map = Map(name);
        Assert.Equal((codes, segments), (map.Levels.Codes, map.Segments.Count));
        Assert.Empty(map.Check.Holes);
        Assert.Empty(map.Check.Overlaps);
        Assert.Empty(map.Check.RulesThatNeverDecide);
        Assert.Null(map.Fallback);
        Assert.DoesNotContain('.', map.Check.CoverMap[..map.Check.CoverMap.IndexOf('A', StringComparison.Ordinal)]);
        // Counted without the map: every code of the lists once, no two ranges meeting.
        Assert.All(map.Levels.AllScores(), score => Assert.Single(map.Rules, rule => rule.Matches(score)));
        if (name is "eleven" or "eight")
            Assert.Equal(codes, map.Rules.SelectMany(rule => rule.Codes!).Distinct().Count());
        if (name is "eleven" or "eight")
            Assert.Equal(codes, map.Rules.Sum(rule => rule.Codes!.Count));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_segment_has_names_and_an_action_in_both_languages(string name) => Assert.All(Map(name).Segments, segment =>
    {
        Assert.All(new[] { segment.Id, segment.Name.English, segment.Action.English }, text => Assert.Matches("^[ -~]+$", text));
        Assert.All(new[] { segment.Name.Chinese, segment.Action.Chinese }, text => Assert.Contains(text, letter => letter is >= '一' and <= '鿿'));
        Assert.DoesNotContain('\n', segment.Action.English + segment.Action.Chinese);
    });

    [Theory]
    [InlineData("ten", 5, 4, 1, "champions")]
    [InlineData("ten", 3, 5, 1, "loyal")]
    [InlineData("ten", 4, 3, 1, "potential-loyalists")]
    [InlineData("ten", 5, 1, 5, "new")]
    [InlineData("ten", 4, 1, 5, "promising")]
    [InlineData("ten", 3, 3, 3, "need-attention")]
    [InlineData("ten", 3, 2, 3, "about-to-sleep")]
    [InlineData("ten", 2, 4, 3, "at-risk")]
    [InlineData("ten", 1, 5, 3, "cannot-lose")]
    [InlineData("ten", 2, 2, 3, "hibernating")]
    [InlineData("eleven", 4, 4, 5, "champions")]
    [InlineData("eleven", 5, 4, 3, "loyal")]
    [InlineData("eleven", 1, 1, 1, "lost")]
    [InlineData("eleven", 3, 2, 3, "potential-loyalists")]
    [InlineData("eleven", 2, 1, 5, "cannot-lose")]
    [InlineData("eight", 2, 2, 2, "important-value")]
    [InlineData("eight", 2, 1, 2, "important-develop")]
    [InlineData("eight", 1, 2, 2, "important-keep")]
    [InlineData("eight", 1, 1, 2, "important-win-back")]
    [InlineData("eight", 2, 2, 1, "general-value")]
    [InlineData("eight", 2, 1, 1, "general-develop")]
    [InlineData("eight", 1, 2, 1, "general-keep")]
    [InlineData("eight", 1, 1, 1, "general-win-back")]
    [InlineData("tiers", 1, 5, 3, "high-value")]
    [InlineData("tiers", 1, 4, 3, "mid-value")]
    [InlineData("tiers", 5, 1, 4, "mid-value")]
    [InlineData("tiers", 5, 1, 3, "low-value")]
    public void Known_scores_have_their_segments(string name, int r, int f, int m, string segment) =>
        Assert.Equal(segment, Map(name).Find(new RfmScore(r, f, m))!.Id);

    [Fact]
    public void The_eight_classes_have_their_usual_chinese_names() => Assert.Equal(
        ["重要价值", "重要发展", "重要保持", "重要挽留", "一般价值", "一般发展", "一般保持", "一般挽留"],
        SegmentMaps.EightClasses.Segments.Select(segment => segment.Name.Chinese));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_map_is_the_same_after_json(string name)
    {
        var map = Map(name);
        var back = SegmentMap.FromJson(map.ToJson());
        Assert.Equal(map.ToJson(), back.ToJson());
        Assert.Equal(map.Segments, back.Segments);
        Assert.Equal(map.Check.CoverMap, back.Check.CoverMap);
        Assert.All(map.Levels.AllScores(), score => Assert.Equal(map.Match(score)!.Text.Chinese, back.Match(score)!.Text.Chinese));
        Assert.Contains(map.Segments[0].Name.Chinese, map.ToJson(), StringComparison.Ordinal);
        using var stream = new MemoryStream();
        map.ToJson(stream);
        stream.Position = 0;
        Assert.Equal(map.ToJson(), SegmentMap.FromJson(stream).ToJson());
    }

    [Fact]
    public void A_bad_map_file_names_the_rule()
    {
        const string Good = """
            { "type": "SegmentMap", "version": 1, "name": "mine", "levels": [5, 5, 5],
              "segments": [ { "id": "top", "name": { "en": "Top", "zh": "顶" } }, { "id": "rest", "name": { "en": "Rest", "zh": "其他" } } ],
              "rules": [ { "segment": "top", "r": [4, 5], "fm": [4, 5] }, { "segment": "top", "codes": ["355"] } ],
              "fallback": "rest" }
            """;
        Assert.Equal(["top", "top", "rest"], "454 355 353".Split(' ').Select(code => SegmentMap.FromJson(Good).Find(RfmScore.Parse(code))!.Id));
        (string From, string To, string Says)[] cases =
        [
            ("\"355\"", "\"3x5\"", "rules[1].codes has '3x5', which is not a score"),
            ("\"355\"", "null", "rules[1].codes[0] is null and must be a text"),
            ("\"r\": [4, 5]", "\"r\": [4]", "rules[0].r must be two numbers"),
            ("\"r\": [4, 5]", "\"r\": \"4-5\"", "rules[0].r is \"4-5\" and must be a list"),
            ("\"r\": [4, 5]", "\"q\": [4, 5]", "rules[0].q is not a field of it"),
            ("\"r\": [4, 5]", "\"r\": [4, 6]", "rule 0 ('top') has the range R 4-6"),
            ("\"fm\": [4, 5]", "\"fm\": [4.2, 5]", "rule 0 ('top') has the range of the mean of F and M 4.2-5"),
            ("{ \"segment\": \"top\", \"codes\": [\"355\"] }", "null", "rules[1] is null and must be an object"),
            ("\"segment\": \"top\", \"codes\"", "\"segment\": \"tip\", \"codes\"", "rule 1 ('tip') names a segment"),
            ("\"id\": \"rest\"", "\"id\": 5", "segments[1].id is 5 and must be a text"),
            ("\"zh\": \"顶\"", "\"chinese\": \"顶\"", "segments[0].name: 'chinese' is not a language tag"),
            ("\"levels\": [5, 5, 5]", "\"levels\": [5, 5]", "levels must be"),
            ("\"levels\": [5, 5, 5]", "\"levels\": [5, 5, 11]", "2 to 10"),
            ("\"rules\"", "\"rule\"", "rules is missing"),
            (",\n  \"fallback\": \"rest\"", "", "scores match no rule"),
            ("\"version\": 1", "\"version\": 7", "version 7"),
            ("\"SegmentMap\"", "\"RfmScale\"", "\"type\": \"SegmentMap\""),
        ];
        foreach (var (from, to, says) in cases)
        {
            Assert.Contains(from, Good, StringComparison.Ordinal);
            Assert.Contains(says, Assert.Throws<FormatException>(() => SegmentMap.FromJson(Good.Replace(from, to, StringComparison.Ordinal))).Message, StringComparison.Ordinal);
        }
    }

    private static SegmentMap Map(string name) => name switch
    {
        "ten" => SegmentMaps.TenCells,
        "eleven" => SegmentMaps.ElevenSegments,
        "eight" => SegmentMaps.EightClasses,
        _ => SegmentMaps.ValueTiers,
    };
}
