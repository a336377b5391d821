using MemberValue.Members;
using MemberValue.Rfm;

namespace PackageConsumer;

/// <summary>Scales of every kind, scores, segments.</summary>
internal static class Scores
{
    public static void Run(Shop shop)
    {
        var (table, columns) = (shop.Table, shop.Table.Columns);
        RfmScale[] scales =
        [
            RfmScale.FitQuantiles(columns),
            RfmScale.FitNested(columns),
            RfmScale.FitHighLow(columns),
            RfmScale.FromThresholds(
                new RfmThresholdOptions { RecencyUpToDays = [30, 90, 180], FrequencyFrom = [2, 4, 8], MonetaryFrom = [50, 150, 400] },
                CellCalendar.Days),
        ];
        foreach (var scale in scales)
        {
            var read = Output.RoundTrip(scale, it => it.ToJson(), RfmScale.FromJson);
            Output.Line("scale", read);
            Output.Results("scores", read.Score(table));
        }

        Output.Results("ranks", new TieSplittingRankScorer().Score(table));
        var scores = scales[0].Score(table);
        Output.Results("composites", RfmWeights.Equal.Composite(scores));
        foreach (var map in new[] { SegmentMaps.TenCells, SegmentMaps.ElevenSegments, SegmentMaps.ValueTiers })
        {
            var read = Output.RoundTrip(map, it => it.ToJson(), SegmentMap.FromJson);
            Output.Line("check", read.Check);
            Output.Line("summary", SegmentSummary.Of(columns, scores.Values, read, scales[0].Definitions));
            Output.Line("why", read.Match(scores.Values[0])?.Text.English);
        }

        Output.Results("segments", SegmentMaps.TenCells.Apply(scores));
        Output.Results("changes", RfmChanges.Of(scores, scales[0].Score(table)).Members);
    }
}
