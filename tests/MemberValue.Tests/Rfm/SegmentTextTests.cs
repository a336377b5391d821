using System.Globalization;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Rfm;

/// <summary>What the maps, their checks and summaries print, and what they refuse.</summary>
public class SegmentTextTests
{
    private static readonly Segment A = new() { Id = "a", Name = Text.Of("Alpha", "甲") };

    [Fact]
    public void A_summary_prints_a_row_per_segment_and_one_for_who_has_no_score()
    {
        var columns = RfmData.Columns((5, 4, 90m), (9, 6, 110m), (200, 1, 0.10m), (0, 0, -0.20m));
        var options = new SegmentMapOptions
        {
            Name = "two",
            Levels = new RfmLevels(2, 2, 2),
            Segments = [A, new Segment { Id = "b", Name = Text.Of("Beta", "乙") }],
            Rules = [Rule("a", (2, 2))],
            Fallback = "b",
        };
        var scale = RfmScale.FitHighLow(columns);
        var scores = new RfmScore[columns.Count];
        scale.Score(columns, scores);
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal(
                """
                segment                    members   share      orders           revenue   share    R mean    median    F mean    median        M mean        median
                Alpha                            2  50.0 %          20             200.0 100.1 %       7.0       7.0      5.00       5.0        100.00        100.00
                Beta                             1  25.0 %           2               0.1   0.1 %     200.0     200.0      1.00       1.0          0.10          0.10
                (unscored)                       1  25.0 %           0              -0.2  -0.1 %       NaN       NaN       NaN       NaN           NaN           NaN

                """.ReplaceLineEndings("\n"),
                SegmentSummary.Of(columns, scores, SegmentMap.Create(options), scale.Definitions).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Revenue_that_adds_to_nothing_has_no_shares_and_large_revenue_is_exact()
    {
        var even = RfmData.Columns((1, 1, 5m), (2, 1, -5m));
        Assert.All(Summary(even).Rows, row => Assert.True(double.IsNaN(row.RevenueShare)));
        Assert.Contains("NaN", Summary(even).ToString(), StringComparison.Ordinal);
        var large = RfmData.Columns((1, 1, 30_000_000_000_000_000_000.25m), (1, 1, 30_000_000_000_000_000_000m), (1, 1, -0.5m));
        Assert.Equal(59_999_999_999_999_999_999.75m, Summary(large).Rows.Sum(row => row.Revenue));
        Assert.Equal(1, Summary(large).Rows.Sum(row => row.RevenueShare), 1e-12);
        Assert.Equal([0.0, 0.0],
            Summary(RfmData.Columns((1, 1, 1m), (400, 0, 0m))).Rows.Where(row => row.Members == 0).Select(row => row.MemberShare).Distinct().Append(0));
    }

    [Fact]
    public void A_summary_needs_columns_a_map_and_definitions_and_can_be_stopped()
    {
        var columns = RfmData.Columns((1, 1, 1m));
        RfmScore[] scores = [new(1, 1, 1)];
        var (map, definitions) = (SegmentMaps.EightClasses, new RfmDefinitions());
        Assert.Equal("columns", Assert.Throws<ArgumentNullException>(() => SegmentSummary.Of(null!, scores, map, definitions)).ParamName);
        Assert.Equal("map", Assert.Throws<ArgumentNullException>(() => SegmentSummary.Of(columns, scores, null!, definitions)).ParamName);
        Assert.Equal("definitions", Assert.Throws<ArgumentNullException>(() => SegmentSummary.Of(columns, scores, map, null!)).ParamName);
        Assert.Equal("scores", Assert.Throws<ArgumentException>(() => SegmentSummary.Of(columns, [], map, definitions)).ParamName);
        Assert.ThrowsAny<OperationCanceledException>(() => SegmentSummary.Of(columns, scores, map, definitions, new CancellationToken(true)));
        Assert.Equal("scores", Assert.Throws<ArgumentNullException>(() => map.Apply<int>(null!)).ParamName);
    }

    [Theory]
    [InlineData(12, "")]
    [InlineData(13, " ...")]
    public void A_map_with_holes_names_twelve_of_them(int holes, string more)
    {
        var all = new RfmLevels(5, 3, 2).AllScores().ToList();
        var options = new SegmentMapOptions
        {
            Name = "holes",
            Levels = new RfmLevels(5, 3, 2),
            Segments = [A],
            Rules = [new SegmentRule { Segment = "a", Codes = all.Skip(holes).ToList() }],
        };
        var named = string.Join(' ', all.Take(12));
        Assert.StartsWith(
            $"The segment map is wrong: {holes} of 30 scores match no rule ({named}{more}); add rules or name a fallback.",
            Assert.Throws<ArgumentException>(() => SegmentMap.Create(options)).Message, StringComparison.Ordinal);
        options.Fallback = "a";
        var map = SegmentMap.Create(options);
        Assert.Equal("holes: 1 segments, 1 rules, 5 x 3 x 2 levels", map.ToString());
        Assert.Equal("Alpha: no other segment fits scores of 1 of 5 for recency, 1 of 3 for frequency, 1 of 2 for spend.", map.Match(all[0])!.ToString());
        Assert.EndsWith("A Alpha 甲 (fallback)\n", map.Check.CoverMap, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cover_map_has_letters_for_52_segments_and_a_sign_for_the_others_and_two_digit_levels_in_one_column()
    {
        var segments = Enumerable.Range(0, 54).Select(i => new Segment { Id = $"s{i}", Name = Text.Of($"n{i}", $"名{i}") }).ToList();
        var levels = new RfmLevels(2, 3, 10);
        var scores = levels.AllScores().ToList(); // 60
        var check = SegmentMap.Inspect(new SegmentMapOptions
        {
            Name = "many",
            Levels = levels,
            Segments = segments,
            Rules = segments.Select((segment, i) => new SegmentRule { Segment = segment.Id, Codes = [scores[i]] }).ToList(),
        });
        Assert.Equal(
            """
                    F1          F2          F3
               M    1234567890  1234567890  1234567890
            R2      efghijklmn  opqrstuvwx  yz##......
            R1      ABCDEFGHIJ  KLMNOPQRST  UVWXYZabcd

            """.ReplaceLineEndings("\n"),
            check.CoverMap[..check.CoverMap.IndexOf("A n0", StringComparison.Ordinal)]);
        Assert.Contains("\nZ n25 名25\na n26 名26\n", check.CoverMap, StringComparison.Ordinal);
        Assert.EndsWith("\nz n51 名51\n# n52 名52\n# n53 名53\n", check.CoverMap, StringComparison.Ordinal);
        Assert.Equal($"{check.CoverMap}holes: 6, overlaps: 0\n", check.ToString());
    }

    [Fact]
    public void A_match_names_each_dimension_that_its_rule_looks_at()
    {
        SegmentRule[] rules =
        [
            new() { Segment = "a", R = new LevelRange(2, 2), M = new LevelRange(1, 1) },
            new() { Segment = "a", F = new LevelRange(2, 2) },
            new() { Segment = "a", Codes = [new RfmScore(1, 1, 1)] },
            new() { Segment = "a", MeanOfFAndM = new LevelRange(1, 1.5) },
        ];
        var map = SegmentMap.Create(new SegmentMapOptions { Name = "m", Levels = new RfmLevels(2, 2, 2), Segments = [A], Rules = rules, Fallback = "a" });
        Assert.Equal(
            [
                "Alpha: scores 2 of 2 for recency, 1 of 2 for spend.", "Alpha: scores 2 of 2 for frequency.",
                "Alpha: scores 1 of 2 for recency, 1 of 2 for frequency, 1 of 2 for spend.", "Alpha: scores 1.5 of 2 for frequency and spend on average.",
            ],
            new RfmScore[] { new(2, 2, 1), new(1, 2, 1), new(1, 1, 1), new(2, 1, 2) }.Select(score => map.Match(score)!.ToString()));
        Assert.Equal(["R 2, M 1", "F 2", "codes 111", "mean of F and M 1-1.5"], rules.Select(rule => rule.ToString()));
        Assert.False(new SegmentRule { Segment = "a" }.Matches(RfmScore.Unscored));
        Assert.Equal(
            ["121: rules 1, 3", "211: rules 0, 3", "221: rules 0, 1, 3"],
            map.Check.Overlaps.Where(overlap => overlap.Score.ToString() is "121" or "211" or "221").Select(overlap => overlap.ToString()));
        Assert.Equal("Alpha", A.ToString());
    }

    public static TheoryData<string, Action<SegmentMapOptions>> Wrong => new()
    {
        { "the map has no name", options => options.Name = " " },
        { "the map declares no levels", options => options.Levels = default },
        { "a map needs 1 to 32767 segments", options => options.Segments = [] },
        { "a map needs 1 to 32767 segments", options => options.Segments = null! },
        { "a map needs 1 to 32767 segments", options => options.Rules = null! },
        { "segment 1 is null", options => options.Segments = [A, null!] },
        { "segment 1 (' ') must have an id and a name", options => options.Segments = [A, A with { Id = " " }] },
        { "segment 1 ('b') must have an id and a name", options => options.Segments = [A, A with { Id = "b", Name = Text.Empty }] },
        { "segment 1 ('a') has the id of a segment before it", options => options.Segments = [A, A] },
        { "rule 1 is null", options => options.Rules = [Rule("a", (1, 2)), null!] },
        { "the fallback 'x' is no segment of the map", options => options.Fallback = "x" },
        { "rule 0 ('x') names a segment that the map does not have", options => options.Rules = [Rule("x", (1, 2))] },
        { "rule 0 ('a') must have ranges or codes", options => options.Rules = [new SegmentRule { Segment = "a" }] },
        { "rule 0 ('a') must have ranges or codes", options => options.Rules = [Rule("a", (1, 2)) with { Codes = [new RfmScore(1, 1, 1)] }] },
        { "rule 0 ('a') has an empty list of codes", options => options.Rules = [new SegmentRule { Segment = "a", Codes = [] }] },
        { "rule 0 ('a') has the code -, which", options => options.Rules = [new SegmentRule { Segment = "a", Codes = [RfmScore.Unscored] }] },
        { "rule 0 ('a') has the range R 0-2; it must lie within 1-2", options => options.Rules = [Rule("a", (0, 2))] },
        { "rule 0 ('a') has the range R 2-1; it must lie within 1-2", options => options.Rules = [Rule("a", (2, 1))] },
        { "rule 0 ('a') has the range R 1-2.5; it must lie within 1-2", options => options.Rules = [Rule("a", (1, 2.5))] },
        { "rule 0 ('a') has the range R 1.5-2; its ends must be whole numbers", options => options.Rules = [Rule("a", (1.5, 2))] },
        { "rule 0 ('a') has the range R 1-1.5; its ends must be whole numbers", options => options.Rules = [Rule("a", (1, 1.5))] },
        {
            "rule 0 ('a') has the range of the mean of F and M 1.25-2; its ends must be whole or half numbers",
            options => options.Rules = [new SegmentRule { Segment = "a", MeanOfFAndM = new LevelRange(1.25, 2) }]
        },
        {
            "rule 0 ('a') has the range of the mean of F and M 1-3; it must lie within 1-2.5",
            options => options.Rules = [new SegmentRule { Segment = "a", MeanOfFAndM = new LevelRange(1, 3) }]
        },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_with_a_map_is_said(string says, Action<SegmentMapOptions> change)
    {
        var options = new SegmentMapOptions { Name = "m", Levels = new RfmLevels(2, 2, 3), Segments = [A], Rules = [Rule("a", (1, 2))], Fallback = "a" };
        _ = SegmentMap.Create(options);
        change(options);
        Assert.StartsWith($"The segment map is wrong: {says}", Assert.Throws<ArgumentException>(() => SegmentMap.Create(options)).Message,
            StringComparison.Ordinal);
    }

    private static SegmentRule Rule(string segment, (double From, double Through) r) => new() { Segment = segment, R = new LevelRange(r.From, r.Through) };

    private static SegmentSummary Summary(MemberColumns columns)
    {
        var scale = RfmScale.FitQuantiles(columns);
        var scores = new RfmScore[columns.Count];
        scale.Score(columns, scores);
        return SegmentSummary.Of(columns, scores, SegmentMaps.TenCells, scale.Definitions);
    }
}
