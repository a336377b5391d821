using MemberValue.Members;
using MemberValue.Rfm;
using MemberValue.Seasons;

namespace MemberValue.Benchmarks.Guard;

/// <summary>Scales, scores and segments.</summary>
internal static class RfmLoops
{
    private const int Rows = 4_096;

    public static IEnumerable<GuardLoop> All { get; } =
    [
        new("RfmScale.Score", "copying the three columns", Rows, Score),
        new("RfmScale.FitQuantiles", "sorting each column", Rows, Fit),
        new("TieSplittingRankScorer.Score", "sorting each column", Rows, Ranks),
        new("RfmWeights.Composite", "one score at a time", Rows, Composite),
        new("DimensionScale.Score", "the scalar rule, member by member", Rows, Dimensions),
        new("DimensionWeights.Composite", "one score at a time", Rows, DimensionComposite),
        new("SeasonalIndex.AdjustedFrequency", "the index, day by day", 256, AdjustedFrequency),
        new("RfmChanges.Compare", "one pair of scores at a time", Rows, Compare),
        new("SegmentMap.Apply", "the first rule that a score meets", Rows, Segments),
        new("RuleSegmentMap.Apply", "the same rules in C#, member by member", Rows, RuleSegments),
    ];

    private static GuardPair Score(int rows)
    {
        var columns = RfmBenchmarkData.Columns(rows);
        var scale = RfmScale.FitQuantiles(RfmBenchmarkData.Columns(10_000));
        var (last, purchases, net, scores) = (new int[rows], new int[rows], new long[rows], new RfmScore[rows]);
        return new GuardPair(() =>
        {
            columns.LastPurchaseCell.CopyTo(last);
            columns.Purchases.CopyTo(purchases);
            columns.Net.Scaled.CopyTo(net);
        }, () => scale.Score(columns, scores));
    }

    private static GuardPair Fit(int rows)
    {
        var columns = RfmBenchmarkData.Columns(rows);
        return new GuardPair(() => Sort(columns), () => RfmScale.FitQuantiles(columns));
    }

    private static GuardPair Ranks(int rows)
    {
        var columns = RfmBenchmarkData.Columns(rows);
        var scorer = new TieSplittingRankScorer();
        var scores = new RfmScore[rows];
        return new GuardPair(() => Sort(columns), () => scorer.Score(columns, scores));
    }

    private static GuardPair Composite(int rows)
    {
        var scores = Scores(rows);
        var (weights, sums) = (new RfmWeights(0.5, 0.3, 0.2), new double[rows]);
        return new GuardPair(() =>
        {
            for (var i = 0; i < scores.Length; i++)
                sums[i] = weights.Composite(scores[i]);
        }, () => weights.Composite(scores, sums));
    }

    private static GuardPair Dimensions(int rows)
    {
        var values = CompositeBenchmarkData.Values(rows, seed: 1);
        var (scale, columns, scores) = (DimensionBenchmarkData.Scale(), CompositeBenchmarkData.Columns(values), new DimensionScore[rows]);
        return new GuardPair(() => DimensionBenchmarkData.ScoreOneByOne(scale, values.Arrays, scores), () => scale.Score(columns, scores));
    }

    private static GuardPair DimensionComposite(int rows)
    {
        var scale = DimensionBenchmarkData.Scale();
        var (weights, scores, sums) = (DimensionWeights.Equal(scale), new DimensionScore[rows], new double[rows]);
        scale.Score(CompositeBenchmarkData.Columns(CompositeBenchmarkData.Values(rows, seed: 1)), scores);
        return new GuardPair(() =>
        {
            for (var i = 0; i < scores.Length; i++)
                sums[i] = weights.Composite(scores[i]);
        }, () => weights.Composite(scores, sums));
    }

    private static GuardPair AdjustedFrequency(int rows)
    {
        var window = ObservationWindow.OfDays(new DateOnly(2023, 1, 1), new DateOnly(2024, 12, 31));
        var first = Enumerable.Range(0, rows).Select(row => (int?)(window.FirstCell + row * 600 / rows)).ToArray();
        var last = first.Select(_ => (int?)window.LastCell).ToArray();
        var columns = MemberColumns.FromColumns(
            window, new MemberColumnData { Purchases = [.. first.Select(_ => 3)], FirstPurchaseCell = first, LastPurchaseCell = last });
        var index = SeasonalIndex.Create(
            new SeasonOptions(), [1, 1, 1, 1, 1, 2, 1], [.. Enumerable.Range(1, 12).Select(month => (double)month)], []);
        var adjusted = new double[rows];
        return new GuardPair(() =>
        {
            for (var row = 0; row < rows; row++)
            {
                var sum = 0.0;
                for (var day = first[row]!.Value + 1; day <= window.LastCell; day++)
                    sum += index.At(DateOnly.FromDayNumber(day));
                adjusted[row] = 30 * 2 / sum;
            }
        }, () => index.AdjustedFrequency(columns, adjusted));
    }

    private static GuardPair Compare(int rows)
    {
        var (earlier, later, changes) = (Scores(rows), Scores(rows), new RfmChange[rows]);
        later.AsSpan().Reverse();
        return new GuardPair(() =>
        {
            for (var i = 0; i < later.Length; i++)
                changes[i] = new RfmChange(earlier[i], later[i]);
        }, () => RfmChanges.Compare(earlier, later, changes));
    }

    private static GuardPair Segments(int rows)
    {
        var (map, scores, segments) = (SegmentMaps.ElevenSegments, Scores(rows), new int[rows]);
        return new GuardPair(() =>
        {
            for (var i = 0; i < scores.Length; i++)
            {
                var rule = 0;
                while (rule < map.Rules.Count && !map.Rules[rule].Matches(scores[i]))
                    rule++;
                segments[i] = rule;
            }
        }, () => map.Apply(scores, segments));
    }

    private static GuardPair RuleSegments(int rows)
    {
        var (data, segments) = (RuleSegmentBenchmarkData.Of(rows), new int[rows]);
        return new GuardPair(() => data.Plain(segments), () => RuleSegmentBenchmarkData.Map.Apply(data.Columns, segments));
    }

    private static RfmScore[] Scores(int rows)
    {
        var columns = RfmBenchmarkData.Columns(rows);
        var scores = new RfmScore[rows];
        RfmScale.FitQuantiles(RfmBenchmarkData.Columns(10_000)).Score(columns, scores);
        return scores;
    }

    private static void Sort(MemberColumns columns)
    {
        Array.Sort(columns.LastPurchaseCell.ToArray());
        Array.Sort(columns.Purchases.ToArray());
        Array.Sort(columns.Net.Scaled.ToArray());
    }
}
