using FsCheck;
using FsCheck.Fluent;
using MemberValue.Members;
using MemberValue.Rfm;

namespace MemberValue.Tests.Rfm;

/// <summary>Levels that nobody can get, found by scoring everything there is on and between the cut points.</summary>
public class RfmEmptyLevelTests
{
    [Fact]
    public void Empty_levels_of_a_quantile_scale_are_those_that_no_value_gets() => Law.Holds(Few(), members =>
    {
        var scale = RfmScale.FitQuantiles(RfmData.Columns(members), new RfmQuantileOptions { RecencyLevels = 4, FrequencyLevels = 5, MonetaryLevels = 3 });
        return scale.EmptyLevels(RfmDimension.Recency).SequenceEqual(Missing(4, Values(scale.RecencyCuts).Select(value => scale.Score(value, 1, 1).R)))
            && scale.EmptyLevels(RfmDimension.Frequency).SequenceEqual(Missing(5, Values(scale.FrequencyCuts).Select(value => scale.Score(1, value, 1).F)))
            && scale.EmptyLevels(RfmDimension.Monetary).SequenceEqual(Missing(3, Values(scale.MonetaryCuts).Select(value => scale.Score(1, 1, value).M)));
    });

    [Fact]
    public void Empty_levels_of_a_nested_scale_are_those_that_are_empty_in_every_group()
    {
        var (someFrequency, someMonetary) = (0, 0);
        Law.Holds(Few(), members =>
        {
            var scale = RfmScale.FitNested(RfmData.Columns(members), new RfmQuantileOptions { RecencyLevels = 2, FrequencyLevels = 3, MonetaryLevels = 4 });
            var ofFrequency = Enumerable.Range(1, 2)
                .Select(r => Missing(3, Values(scale.FrequencyCutsWithin(r)).Select(value => Level(scale.FrequencyCutsWithin(r), value)))).ToList();
            var ofMonetary = (from r in Enumerable.Range(1, 2)
                              from f in Enumerable.Range(1, 3)
                              let cuts = scale.MonetaryCutsWithin(r, f)
                              select Missing(4, Values(cuts).Select(value => Level(cuts, value)))).ToList();
            var (frequency, monetary) = (InAll(ofFrequency), InAll(ofMonetary));
            someFrequency += ofFrequency.Any(group => group.Length > frequency.Length) ? 1 : 0;
            someMonetary += ofMonetary.Any(group => group.Length > monetary.Length) ? 1 : 0;
            return scale.EmptyLevels(RfmDimension.Frequency).SequenceEqual(frequency) && scale.EmptyLevels(RfmDimension.Monetary).SequenceEqual(monetary);
        });
        Assert.True(someFrequency > 20 && someMonetary > 20); // a level that is empty in one group alone was among them
    }

    [Fact]
    public void A_level_that_is_empty_in_one_group_alone_can_still_be_got()
    {
        // The recent buy once to six times; the others all twice, and all for 10.
        (int, int, decimal)[] members =
        [
            (0, 1, 1m), (0, 2, 2m), (0, 2, 3m), (0, 2, 4m), (0, 5, 5m), (0, 6, 6m),
            (100, 2, 10m), (100, 2, 10m), (100, 2, 10m), (100, 2, 10m), (100, 2, 10m), (100, 2, 10m),
        ];
        var columns = RfmData.Columns(members);
        var options = new RfmQuantileOptions { RecencyLevels = 2, FrequencyLevels = 3, MonetaryLevels = 3 };
        var scale = RfmScale.FitNested(columns, options);
        Assert.Equal([2.0, 2], scale.FrequencyCutsWithin(1));
        Assert.Equal([2.0, 3], scale.FrequencyCutsWithin(2));
        Assert.Equal([2.0, 2], scale.FrequencyCuts); // of all twelve: 1, nine times 2, 5 and 6
        Assert.Equal([2], RfmScale.FitQuantiles(columns, options).EmptyLevels(RfmDimension.Frequency));
        Assert.Empty(scale.EmptyLevels(RfmDimension.Frequency));
        Assert.Equal(2, scale.Score(0, 3, 3).F);
        Assert.Empty(scale.EmptyLevels(RfmDimension.Monetary));
        Assert.Empty(scale.EmptyLevels(RfmDimension.Recency));

        // All alike: the middle level is empty wherever one looks.
        var alike = RfmScale.FitNested(RfmData.Columns([.. Enumerable.Range(0, 9).Select(i => (i, 2, 10m))]), options);
        Assert.Equal(([2], [2]), (alike.EmptyLevels(RfmDimension.Frequency).ToArray(), alike.EmptyLevels(RfmDimension.Monetary).ToArray()), Same);
        Assert.Throws<ArgumentOutOfRangeException>(() => alike.EmptyLevels((RfmDimension)3));

        static bool Same((int[] F, int[] M) x, (int[] F, int[] M) y) => x.F.SequenceEqual(y.F) && x.M.SequenceEqual(y.M);
    }

    [Theory]
    [InlineData(HighLowLine.Mean, null)]
    [InlineData(HighLowLine.Median, null)]
    [InlineData(HighLowLine.Given, 1.0)]
    public void A_line_of_one_purchase_leaves_the_low_level_of_frequency_empty_with_a_warning(HighLowLine line, double? from)
    {
        var options = new RfmHighLowOptions { FrequencyLine = line, FrequencyFrom = from };
        var scale = RfmScale.FitHighLow(RfmData.Columns((1, 1, 1m), (9, 1, 5m)), options);
        Assert.Equal([1], scale.EmptyLevels(RfmDimension.Frequency));
        Assert.Equal([2, 2], new[] { scale.Score(1, 1, 1).F, scale.Score(9, 1, 5).F });
        Assert.Contains("with a limit of 1 purchase, no member can get level 1", Assert.Single(scale.Warnings).English, StringComparison.Ordinal);
        Assert.Equal(scale.Warnings, RfmScale.FromJson(scale.ToJson()).Warnings);
    }

    [Fact]
    public void Other_lines_leave_no_level_empty()
    {
        var scale = RfmScale.FitHighLow(RfmData.Columns((1, 1, 1m), (1, 2, 1m)));
        Assert.All(Enum.GetValues<RfmDimension>(), dimension => Assert.Empty(scale.EmptyLevels(dimension)));
        Assert.Empty(scale.Warnings);
    }

    /// <summary>Members with few different values, so that cut points coincide.</summary>
    private static Arbitrary<(int Recency, int Purchases, decimal Net)[]> Few() =>
        (from recency in Gen.Choose(0, 3)
         from purchases in Gen.Choose(1, 3)
         from net in Gen.Choose(0, 3)
         select (recency * 50, purchases, (decimal)net)).NonEmptyListOf().Select(list => list.ToArray()).ToArbitrary();

    /// <summary>Every cut point, and a value beside each.</summary>
    private static double[] Values(IReadOnlyList<double> cuts) => [.. cuts.SelectMany(cut => new[] { Math.BitDecrement(cut), cut, Math.BitIncrement(cut) })];

    /// <summary>One more than the cut points strictly below the value.</summary>
    private static int Level(IReadOnlyList<double> cuts, double value) => 1 + cuts.Count(cut => cut < value);

    private static int[] Missing(int levels, IEnumerable<int> found) => [.. Enumerable.Range(1, levels).Except(found)];

    private static int[] InAll(List<int[]> groups) => [.. groups[0].Where(level => groups.All(group => group.Contains(level)))];
}
