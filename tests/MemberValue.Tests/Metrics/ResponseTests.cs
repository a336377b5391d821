using System.Globalization;
using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics;

public class ResponseTests
{
    [Fact]
    public void The_break_even_rate_is_cost_over_profit()
    {
        Assert.Equal(0.02, BreakEven.ResponseRate(0.55m, 27.5m), 1e-17);
        Assert.Equal(0, BreakEven.ResponseRate(0, 1));
        Assert.Equal(2, BreakEven.ResponseRate(2, 1)); // never pays
        Assert.Throws<ArgumentOutOfRangeException>(() => BreakEven.ResponseRate(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => BreakEven.ResponseRate(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => BreakEven.ResponseRate(1, -1));
    }

    [Fact]
    public void Labels_are_ranked_and_judged_by_their_intervals()
    {
        var (cells, responses) = Mailing(("111", 5, 400), ("555", 60, 200), ("544", 3, 50), ("333", 3, 50));
        var table = ResponseTable.Of(["111", "333", "544", "555", "999"], cells, responses, 0.05);
        Assert.Equal(["555", "333", "544", "111", "999"], table.Rows.Select(row => row.Label));
        Assert.Equal(
            [BreakEvenVerdict.Above, BreakEvenVerdict.Open, BreakEvenVerdict.Open, BreakEvenVerdict.Below, BreakEvenVerdict.Open],
            table.Rows.Select(row => row.Verdict));
        Assert.Equal(new Proportion(63, 250), table.Rows[1].Cumulative);
        Assert.Equal(new Proportion(3, 50).Wilson(), table.Rows[1].Interval);
        Assert.Equal(new Proportion(71, 700), table.Total);
        Assert.Equal(["555"], table.WorthContacting());
        Assert.Equal(["555", "333", "544"], table.WorthContacting(openToo: true));
        Assert.Equal(
            """
            label  contacted  responses   rate   from  through  break-even  cumulative
            555          200         60  30.0%  24.1%    36.7%       above       30.0%
            333           50          3   6.0%   2.1%    16.2%        open       25.2%
            544           50          3   6.0%   2.1%    16.2%        open       22.0%
            111          400          5   1.2%   0.5%     2.9%       below       10.1%
            999            0          0      -      -        -        open       10.1%
            (all)        700         71  10.1%                        5.0%

            """.ReplaceLineEndings("\n"),
            string.Join('\n', table.ToString().Split('\n').Select(line => line.TrimEnd())));
    }

    [Fact]
    public void The_order_of_members_does_not_matter()
    {
        var (cells, responses) = Mailing(("a", 2, 7), ("b", 2, 7), ("c", 0, 3));
        var text = ResponseTable.Of(["a", "b", "c"], cells, responses, 0.1).ToString();
        Array.Reverse(cells);
        Array.Reverse(responses);
        Assert.Equal(text, ResponseTable.Of(["a", "b", "c"], cells, responses, 0.1).ToString());
    }

    [Fact]
    public void Bad_input_is_named()
    {
        Assert.Contains("'c'", Assert.Throws<ArgumentException>(() => ResponseTable.Of(["a", "b"], ["c"], [true], 0.1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ResponseTable.Of(["a", "a"], ["a"], [true], 0.1));
        Assert.Throws<ArgumentException>(() => ResponseTable.Of(["a"], ["a"], [], 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ResponseTable.Of(["a"], ["a"], [true], double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => ResponseTable.Of(["a"], ["a"], [true], -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ResponseTable.Of(["a"], ["a"], [true], 0.1, level: 1));
    }

    private static (string[] Cells, bool[] Responses) Mailing(params (string Cell, int Responses, int Contacted)[] cells) => (
        [.. cells.SelectMany(cell => Enumerable.Repeat(cell.Cell, cell.Contacted))],
        [.. cells.SelectMany(cell => Enumerable.Range(0, cell.Contacted).Select(i => i < cell.Responses))]);
}
