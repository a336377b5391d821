using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Rfm;

public class SegmentMapTests
{
    private static readonly Segment A = new() { Id = "a", Name = Text.Of("Alpha", "甲") };
    private static readonly Segment B = new() { Id = "b", Name = Text.Of("Beta", "乙") };

    [Fact]
    public void The_first_rule_that_matches_decides_and_overlaps_are_reported()
    {
        // example: rfm-own-map
        var map = SegmentMap.Create(new SegmentMapOptions
        {
            Name = "best and rest",
            Segments =
            [
                new Segment { Id = "best", Name = Text.Of("Best", "最佳") },
                new Segment { Id = "warm", Name = Text.Of("Warm", "温热") },
                new Segment { Id = "rest", Name = Text.Of("Rest", "其他") },
            ],
            Rules =
            [
                new SegmentRule { Segment = "best", R = new LevelRange(4, 5), MeanOfFAndM = new LevelRange(4.5, 5) },
                new SegmentRule { Segment = "warm", R = new LevelRange(3, 5) },
            ],
            Fallback = "rest",
        });
        var match = map.Match(new RfmScore(5, 5, 4));
        // example end

        Assert.Equal("Best: scores 5 of 5 for recency, 4.5 of 5 for frequency and spend on average.", match!.Text.English);
        Assert.Equal("最佳：最近消费（R）5/5，消费频次与消费金额平均4.5/5。", match.Text.Chinese);
        Assert.Equal("Warm", map.Find(new RfmScore(5, 4, 4))!.Name.English);
        Assert.Equal("Rest: no other segment fits scores of 2 of 5 for recency, 5 of 5 for frequency, 5 of 5 for spend.", map.Match(new RfmScore(2, 5, 5))!.Text.English);
        Assert.Null(map.Match(new RfmScore(2, 5, 5))!.RuleIndex);
        Assert.Equal((50, 6), (map.Check.Holes.Count, map.Check.Overlaps.Count)); // 2 x 25 below R 3; 2 x (54, 45, 55)
        Assert.Equal([0, 1], map.Check.Overlaps[0].Rules);
        Assert.Null(map.Find(RfmScore.Unscored));
        Assert.Null(map.Match(RfmScore.Unscored));
    }

    [Fact]
    public void The_cover_map_shows_every_score()
    {
        var check = SegmentMap.Inspect(new SegmentMapOptions
        {
            Levels = new RfmLevels(3, 2, 2),
            Segments = [A, B],
            Rules = [Rule("a", r: (3, 3)), Rule("b", r: (2, 3), f: (2, 2)), new SegmentRule { Segment = "b", Codes = [new RfmScore(1, 1, 2)] }, Rule("a", r: (3, 3), f: (2, 2))],
        });
        Assert.Equal(
            "        F1  F2\n   M    12  12\nR3      AA  AA\nR2      ..  BB\nR1      .B  ..\nA Alpha 甲\nB Beta 乙\n", check.CoverMap);
        Assert.Equal(["111", "121", "122", "211", "212"], check.Holes.Select(hole => hole.ToString()));
        Assert.Equal(["321", "322"], check.Overlaps.Select(overlap => overlap.Score.ToString()));
        Assert.Equal([0, 1, 3], check.Overlaps[0].Rules);
        Assert.Equal([3], check.RulesThatNeverDecide);
        Assert.Contains("holes: 5, overlaps: 2", check.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Span_and_scalar_agree_with_the_rules_on_every_score()
    {
        foreach (var map in new[] { SegmentMaps.TenCells, SegmentMaps.ElevenSegments, SegmentMaps.EightClasses, SegmentMaps.ValueTiers })
        {
            RfmScore[] scores = [RfmScore.Unscored, .. map.Levels.AllScores()];
            var segments = new int[scores.Length + 1];
            segments[^1] = 77;
            map.Apply(scores, segments);
            Assert.Equal((-1, 77), (segments[0], segments[^1]));
            for (var i = 1; i < scores.Length; i++)
            {
                var rule = map.Rules.First(rule => rule.Matches(scores[i]));
                Assert.Equal(rule.Segment, map.Segments[segments[i]].Id);
                Assert.Same(map.Segments[segments[i]], map.Find(scores[i]));
                Assert.Same(rule, map.Rules[map.Match(scores[i])!.RuleIndex!.Value]);
            }
        }
    }

    [Fact]
    public void Scores_of_a_scale_with_other_levels_are_refused()
    {
        var map = SegmentMaps.TenCells;
        foreach (var score in new[] { new RfmScore(3, 3, 3, RfmLevels.Of(4)), new RfmScore(3, 3, 3, RfmLevels.Of(10)), new RfmScore(6, 1, 1) })
        {
            Assert.Contains("is for 5 x 5 x 5 levels", Assert.Throws<ArgumentException>(() => map.Find(score)).Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => map.Match(score));
            Assert.Throws<ArgumentException>(() => map.Apply([new RfmScore(1, 1, 1), score], new int[2]));
        }

        var columns = RfmData.Columns(RfmData.Random(50, 1));
        var four = RfmScale.FitQuantiles(columns, new RfmQuantileOptions { RecencyLevels = 4 }).Score(RfmData.Table(columns));
        Assert.Contains("is of a scale with 4 x 5 x 5", Assert.Throws<ArgumentException>(() => map.Apply(four)).Message, StringComparison.Ordinal);
        Assert.Equal("destination", Assert.Throws<ArgumentException>(() => map.Apply(new RfmScore[3], new int[2])).ParamName);
    }

    [Fact]
    public void What_is_wrong_with_a_score_of_other_levels_is_said_and_the_scores_before_it_are_done()
    {
        var map = SegmentMaps.TenCells;
        RfmScore[] wrong = [new(5, 4, 3, new RfmLevels(5, 5, 6)), new(5, 5, 6), new(6, 1, 1), new(1, 10, 1)];
        string[] says = ["543 is of a scale with 5 x 5 x 6", "556 has a level beyond them", "611 has a level beyond them", "1-10-1 has a level beyond them"];
        for (var i = 0; i < wrong.Length; i++)
        {
            var message = $"The segment map '{map.Name}' is for 5 x 5 x 5 levels; the score {says[i]}.";
            int[] segments = [77, 77, 77];
            RfmScore[] scores = [new(1, 1, 1), RfmScore.Unscored, wrong[i]];
            var columns = RfmData.Columns((1, 1, 1m), (1, 0, 0m), (1, 1, 1m));
            Assert.Equal(message, Message(() => map.Find(wrong[i])));
            Assert.Equal(message, Message(() => map.Match(wrong[i])));
            Assert.Equal(message, Message(() => map.Apply(scores, segments)));
            Assert.Equal([map.Segments.ToList().IndexOf(map.Find(new RfmScore(1, 1, 1))!), -1, 77], segments);
            Assert.Equal(message, Message(() => map.Apply(RfmData.Table(columns).WithKeys(scores))));
        }

        static string Message(Action call) => Assert.Throws<ArgumentException>("scores", call).Message.Split(" (Parameter", 2)[0];
    }

    [Fact]
    public void A_score_of_no_particular_scale_is_taken_while_its_levels_are_the_maps()
    {
        var map = SegmentMaps.TenCells;
        foreach (var score in map.Levels.AllScores())
            Assert.Same(map.Find(score), map.Find(new RfmScore(score.R, score.F, score.M)));
    }

    [Fact]
    public void The_table_door_gives_segments_by_key()
    {
        var columns = RfmData.Columns(RfmData.Random(70_000, 1));
        var scores = RfmScale.FitQuantiles(columns).Score(RfmData.Table(columns));
        var segments = SegmentMaps.ElevenSegments.Apply(scores);
        for (var i = 0; i < columns.Count; i += 997)
            Assert.Same(SegmentMaps.ElevenSegments.Find(scores[i]), segments[i]);
        Assert.Equal(scores.Values.ToArray().Count(score => !score.IsScored), segments.Values.ToArray().Count(segment => segment is null));
    }

    [Fact]
    public void A_wrong_map_is_refused_and_the_rule_named()
    {
        var all = Rule("a");
        (SegmentMapOptions Options, string Says)[] cases =
        [
            (new() { Segments = [A], Rules = [Rule("a", r: (2, 5))] }, "25 of 125 scores match no rule (111 112"),
            (new() { Segments = [A], Rules = [Rule("c", r: (1, 5))] }, "rule 0 ('c') names a segment that the map does not have"),
            (new() { Segments = [A], Rules = [Rule("a", r: (1, 5)), Rule("a", f: (0, 5))] }, "rule 1 ('a') has the range F 0-5; it must lie within 1-5"),
            (new() { Segments = [A], Rules = [Rule("a", r: (4, 3))] }, "rule 0 ('a') has the range R 4-3"),
            (new() { Segments = [A], Rules = [Rule("a", m: (1, 6))] }, "rule 0 ('a') has the range M 1-6"),
            (new() { Segments = [A], Rules = [Rule("a", r: (1, 4.5))] }, "its ends must be whole numbers"),
            (new() { Segments = [A], Rules = [Rule("a", r: (double.NaN, 5))] }, "rule 0 ('a') has the range R NaN-5"),
            (new() { Segments = [A], Rules = [new SegmentRule { Segment = "a", MeanOfFAndM = new LevelRange(1, 4.75) }] }, "whole or half numbers"),
            (new() { Segments = [A], Rules = [all] }, "rule 0 ('a') must have ranges or codes"),
            (new() { Segments = [A], Rules = [new SegmentRule { Segment = "a", R = new LevelRange(1, 5), Codes = [new RfmScore(1, 1, 1)] }] }, "ranges or codes"),
            (new() { Segments = [A], Rules = [new SegmentRule { Segment = "a", Codes = [] }] }, "empty list of codes"),
            (new() { Segments = [A], Rules = [new SegmentRule { Segment = "a", Codes = [new RfmScore(6, 1, 1)] }] }, "has the code 611, which 5 x 5 x 5 levels do not"),
            (new() { Segments = [A, A], Rules = [Rule("a", r: (1, 5))] }, "segment 1 ('a') has the id"),
            (new() { Segments = [A with { Name = Text.Empty }], Rules = [Rule("a", r: (1, 5))] }, "segment 0 ('a') must have an id and a name"),
            (new() { Segments = [], Rules = [] }, "a map needs 1 to"),
            (new() { Segments = [A], Rules = [Rule("a", r: (1, 5))], Fallback = "z" }, "the fallback 'z'"),
            (new() { Segments = [A], Rules = [Rule("a", r: (1, 5))], Name = " " }, "no name"),
            (new() { Segments = [A], Rules = [Rule("a", r: (1, 5))], Levels = default }, "no levels"),
        ];
        foreach (var (options, says) in cases)
            Assert.Contains(says, Assert.Throws<ArgumentException>(() => SegmentMap.Create(options)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => SegmentMap.Create(null!));
    }

    private static SegmentRule Rule(string segment, (double, double)? r = null, (double, double)? f = null, (double, double)? m = null)
    {
        static LevelRange? Range((double From, double Through)? range) => range is { } known ? new LevelRange(known.From, known.Through) : null;
        return new SegmentRule { Segment = segment, R = Range(r), F = Range(f), M = Range(m) };
    }

    [Fact]
    public void A_score_of_other_levels_among_many_is_named_and_no_exception_is_wrapped()
    {
        var scores = new RfmScore[200_000];
        scores[150_000] = new RfmScore(3, 3, 3, new RfmLevels(3, 3, 3));
        var results = new MemberResults<int, RfmScore>(new MemberKeys<int>(Enumerable.Range(0, scores.Length).ToArray(), null), scores);
        var error = Assert.Throws<ArgumentException>(() => SegmentMaps.ElevenSegments.Apply(results));
        Assert.Contains("333", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 1, 1)]
    [InlineData(1, 3, 1)]
    [InlineData(1, 1, 3)]
    public void A_code_beyond_the_levels_of_a_dimension_is_refused(int r, int f, int m)
    {
        var options = new SegmentMapOptions
        {
            Name = "map",
            Levels = new RfmLevels(2, 2, 2),
            Segments = [A],
            Rules = [new SegmentRule { Segment = "a", Codes = [new RfmScore(r, f, m)] }],
            Fallback = "a",
        };
        Assert.Contains($"has the code {r}{f}{m}", Assert.Throws<ArgumentException>(() => SegmentMap.Create(options)).Message, StringComparison.Ordinal);
    }
}
