using FsCheck.Fluent;
using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Clv;

public class ValueQuadrantTests
{
    [Fact]
    public void Lines_are_mean_median_or_given_and_a_value_on_one_is_high()
    {
        double[] current = [10, 20, 60, double.NaN, 5, double.PositiveInfinity];
        double[] potential = [1, 2, 6, 3, double.NaN, 2];
        var mean = ValueQuadrantMap.Fit(current, potential);
        Assert.Equal((30.0, 3.0, 3), (mean.CurrentLine, mean.PotentialLine, (int)mean.Origin!.Members));
        Assert.Equal(ValueQuadrant.Core, mean.Classify(30, 3));
        Assert.Equal(ValueQuadrant.Keep, mean.Classify(30, 2.999));
        Assert.Equal(ValueQuadrant.Grow, mean.Classify(29.999, 3));
        Assert.Equal(ValueQuadrant.Marginal, mean.Classify(29.999, 2.999));
        var median = ValueQuadrantMap.Fit(current, potential, new ValueQuadrantOptions { CurrentLine = HighLowLine.Median, PotentialLine = HighLowLine.Given, PotentialValue = 7 });
        Assert.Equal((20.0, 7.0, HighLowLine.Median, HighLowLine.Given), (median.CurrentLine, median.PotentialLine, median.CurrentLineFrom, median.PotentialLineFrom));
        Assert.Equal(15, ValueQuadrantMap.Fit([10, 20], [0, 0], new ValueQuadrantOptions { CurrentLine = HighLowLine.Median }).CurrentLine);
        var given = ValueQuadrantMap.Fit([], [], new ValueQuadrantOptions { CurrentLine = HighLowLine.Given, CurrentValue = 100, PotentialLine = HighLowLine.Given, PotentialValue = 20 });
        Assert.Equal("Value quadrants: current value from 100 (Given), potential value from 20 (Given), 0 members", given.ToString());
        var cells = new ValueQuadrant[6];
        mean.Classify(current, potential, cells);
        Assert.Equal([ValueQuadrant.Marginal, ValueQuadrant.Marginal, ValueQuadrant.Core, ValueQuadrant.Unclassified, ValueQuadrant.Unclassified, ValueQuadrant.Keep], cells);
    }

    [Fact]
    public void Members_who_are_all_alike_are_all_high() => Law.Holds((from cents in Gen.Choose(-10_000, 10_000) from n in Gen.Choose(1, 99) select (cents, n)).ToArbitrary(), c =>
    {
        var values = Enumerable.Repeat(c.cents / 100.0, c.n).ToArray();
        return new[] { HighLowLine.Mean, HighLowLine.Median }.All(line =>
            ValueQuadrantMap.Fit(values, values, new ValueQuadrantOptions { CurrentLine = line, PotentialLine = line }).Classify(values[0], values[0]) == ValueQuadrant.Core);
    });

    [Fact]
    public void Row_order_never_matters() => Law.Holds(ClvData.Members(), members =>
    {
        string Of(IEnumerable<ClvMember> rows) => ValueQuadrantMap.Fit(rows.Select(row => (double)row.Net).ToArray(), rows.Select(row => (double?)row.Margin ?? double.NaN).ToArray()).ToJson();
        return Of(members) == Of(members.AsEnumerable().Reverse());
    });

    [Fact]
    public void The_table_door_gives_the_cells_of_the_span_door()
    {
        var table = ClvData.Table(ClvData.Columns(ClvData.Random(100_000, 3)));
        var current = new HistoricValueCalculator().Calculate(table);
        var potential = new HistoricValueCalculator(new HistoricValueOptions { Basis = ValueBasis.Margin }).Calculate(table);
        var map = ValueQuadrantMap.Fit(current.Values, potential.Values);
        var cells = new ValueQuadrant[table.Count];
        map.Classify(current.Values, potential.Values, cells);
        var results = map.Classify(current, potential);
        Assert.True(results.Values.SequenceEqual(cells));
        Assert.Equal(cells[77], results[77]);
        Assert.Equal(0, Allocations.Of(() => map.Classify(current.Values, potential.Values, cells)));
        var other = new HistoricValueCalculator().Calculate(ClvData.Table(ClvData.Columns(ClvData.Random(100_000, 3))));
        Assert.Contains("same table", Assert.Throws<ArgumentException>(() => map.Classify(current, other)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => map.Classify(current, null!));
        Assert.Throws<ArgumentNullException>(() => map.Classify(null!, current));
    }

    [Fact]
    public void Wrong_calls_are_named()
    {
        var map = ValueQuadrantMap.Fit([1], [2]);
        Assert.Throws<ArgumentException>(() => map.Classify([1], [1, 2], new ValueQuadrant[2]));
        Assert.Throws<ArgumentException>(() => map.Classify([1, 2], [1, 2], new ValueQuadrant[1]));
        Assert.Throws<ArgumentException>(() => ValueQuadrantMap.Fit([1], []));
        Assert.Contains("None of the 1 members", Assert.Throws<InvalidOperationException>(() => ValueQuadrantMap.Fit([1], [double.NaN])).Message, StringComparison.Ordinal);
        foreach (var options in (ValueQuadrantOptions[])
        [
            new() { CurrentLine = (HighLowLine)3 }, new() { CurrentValue = 3 }, new() { PotentialLine = HighLowLine.Given },
            new() { PotentialLine = HighLowLine.Given, PotentialValue = double.NaN },
        ])
            Assert.Throws<ArgumentException>(() => ValueQuadrantMap.Fit([1], [2], options));
    }
}
