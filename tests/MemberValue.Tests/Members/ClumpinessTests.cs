using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>The entropy measure of clumps, by hand and against every possible choice of cells.</summary>
public class ClumpinessTests
{
    [Theory]
    [InlineData(new[] { 5 }, 1, 9, 0)] // gaps 5, 5: as even as can be
    [InlineData(new[] { 3, 6, 9 }, 1, 11, 0)]
    [InlineData(new[] { 1, 2 }, 1, 9, 0.41832813428211324)] // gaps 1, 1, 8 of 10: 1 + (2 x 0.1 ln 0.1 + 0.8 ln 0.8) / ln 3
    [InlineData(new[] { 103, 104, 105 }, 101, 109, 0.15726235138633282)] // gaps 3, 1, 1, 5
    [InlineData(new[] { int.MinValue + 2, int.MinValue + 9 }, int.MinValue + 1, int.MinValue + 9, 0.27015330083790257)] // gaps 2, 7, 1
    public void The_measure_is_the_one_worked_out_by_hand(int[] cells, int first, int last, double expected) =>
        Assert.Equal(expected, Clumpiness.Measure(cells, first, last), 1e-14);

    [Fact]
    public void Without_an_event_there_is_no_measure() => Assert.True(double.IsNaN(Clumpiness.Measure([], 1, 9)));

    [Theory]
    [InlineData(new[] { 2, 2 })]
    [InlineData(new[] { 3, 2 })]
    [InlineData(new[] { 0 })]
    [InlineData(new[] { 10 })]
    public void Cells_out_of_order_or_outside_are_refused(int[] cells) =>
        Assert.Contains("must ascend", Assert.Throws<ArgumentException>(() => Clumpiness.Measure(cells, 1, 9)).Message, StringComparison.Ordinal);

    [Fact]
    public void Clumps_have_more_than_even_events_and_stretching_time_changes_little()
    {
        var even = Clumpiness.Measure([10, 20, 30, 40], 1, 49);
        var clumped = Clumpiness.Measure([20, 21, 22, 23], 1, 49);
        Assert.Equal(0, even, 1e-15);
        Assert.True(clumped > 0.4);
        for (var stretch = 2; stretch < 5; stretch++) // a gap k times as long has the same share
        {
            int[] cells = [10, 20, 30, 41];
            var stretched = cells.Select(cell => cell * stretch).ToArray();
            Assert.Equal(Clumpiness.Measure(cells, 1, 49), Clumpiness.Measure(stretched, 1, 50 * stretch - 1), 1e-14);
        }
    }

    /// <summary>Every choice of 3 out of 12 cells, and of 4 out of 10.</summary>
    [Theory]
    [InlineData(3, 12, 0.05)]
    [InlineData(4, 10, 0.1)]
    [InlineData(1, 30, 0.2)]
    public void The_critical_value_is_that_of_all_choices(int events, int cells, double level)
    {
        var all = Choices(events, cells).Select(choice => Clumpiness.Measure(choice, 1, cells)).ToList();
        var critical = Clumpiness.CriticalValue(events, cells, level, draws: 40_000);
        var above = all.Count(value => value > critical + 1e-12) / (double)all.Count;
        var reached = all.Count(value => value > critical - 1e-12) / (double)all.Count;
        Assert.True(above <= level + 0.005, $"{above}");
        Assert.True(reached >= level - 0.005, $"{reached}");
        Assert.Equal(critical, Clumpiness.CriticalValue(events, cells, level, draws: 40_000));
    }

    [Fact]
    public void A_critical_value_of_nothing_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Clumpiness.CriticalValue(0, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clumpiness.CriticalValue(6, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clumpiness.CriticalValue(1, 5, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clumpiness.CriticalValue(1, 5, 0.05, 10));
    }

    private static IEnumerable<int[]> Choices(int events, int cells, int from = 1)
    {
        if (events == 0)
            return [[]];
        return Enumerable.Range(from, Math.Max(0, cells - from + 1))
            .SelectMany(first => Choices(events - 1, cells, first + 1).Select(rest => (int[])[first, .. rest]));
    }
}
