using FsCheck.Fluent;
using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Clv;

/// <summary>What holds for every calculator: the same bits by every door.</summary>
public class ClvDoorTests
{
    /// <summary>Those whose numbers are all given, or all the cohort's.</summary>
    private static readonly string[] ReadsNoColumn =
    [
        "retention, given margin",
        .. from source in new[] { ValueSource.Cohort, ValueSource.Given }
           from lifespan in Enum.GetValues<LifespanSource>()
           where lifespan != LifespanSource.Member
           select $"formula {source} {lifespan}",
    ];

    public static TheoryData<string> Names => ClvData.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void One_member_alone_has_the_value_they_have_in_the_table(string name)
    {
        for (var n = 0; n <= 65; n++)
        {
            var columns = ClvData.Columns(ClvData.Random(n, n));
            var calculator = Calculator(name);
            var values = new double[n + 2];
            values.AsSpan(n).Fill(-7);
            calculator.Calculate(columns, values);
            Assert.Equal([-7.0, -7], values[n..]);
            Assert.Equal(Enumerable.Range(0, n).Select(row => calculator.Calculate(columns.Row(row))), values[..n]);
            Assert.Equal(values[..n], calculator.Calculate(ClvData.Table(columns)).Values.ToArray());
        }
    }

    [Fact]
    public void A_large_table_on_all_processors_has_the_bits_of_one()
    {
        var columns = ClvData.Columns(ClvData.Random(150_000, 5));
        var table = ClvData.Table(columns);
        var values = new double[columns.Count];
        foreach (var calculator in ClvData.Calculators(columns).Values)
        {
            calculator.Calculate(columns, values);
            Assert.True(values.AsSpan().SequenceEqual(calculator.Calculate(table).Values), calculator.ToString());
        }
    }

    [Fact]
    public void An_error_in_a_large_table_comes_as_itself()
    {
        var bare = MemberColumns.FromColumns(ClvData.Year, new MemberColumnData { Purchases = new int[200_000] });
        Assert.Throws<InvalidOperationException>(() => new HistoricValueCalculator().Calculate(ClvData.Table(bare)));
    }

    [Fact]
    public void A_split_table_has_the_values_of_the_whole() => Law.Holds(ClvData.Members(), members =>
    {
        var calculators = ClvData.Calculators(ClvData.Columns(members));
        foreach (var calculator in calculators.Values)
        {
            double[] Of(IReadOnlyList<ClvMember> part) => calculator.Calculate(ClvData.Table(ClvData.Columns(part))).Values.ToArray();
            var half = members.Length / 2;
            Assert.Equal(Of(members), Of(members[..half]).Concat(Of(members[half..])));
            Assert.Equal(Of(members).AsEnumerable().Reverse(), Of(members.AsEnumerable().Reverse().ToArray()));
        }

        return true;
    }, runs: 30);

    [Theory]
    [MemberData(nameof(Names))]
    public void The_span_door_allocates_nothing(string name)
    {
        var columns = ClvData.Columns(ClvData.Random(1_000, 5));
        var (calculator, values) = (Calculator(name), new double[1_000]);
        Assert.Equal(0, Allocations.Of(() => calculator.Calculate(columns, values)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_written_when_it_throws(string name)
    {
        var calculator = Calculator(name);
        var values = new double[10];
        var columns = ClvData.Columns(ClvData.Random(11, 5));
        Assert.Contains("10 values and must hold at least 11", Assert.Throws<ArgumentException>(() => calculator.Calculate(columns, values)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => calculator.Calculate(null!, values));
        var bare = MemberColumns.FromColumns(ClvData.Year, new MemberColumnData { Purchases = Enumerable.Repeat(1, 10).ToArray() });
        var readsColumns = Record.Exception(() => calculator.Calculate(bare, values)) is not null;
        Assert.Equal(!ReadsNoColumn.Contains(name), readsColumns);
        if (readsColumns)
        {
            Assert.Equal(new double[10], values);
            Assert.Throws<InvalidOperationException>(() => calculator.Calculate(bare, values));
            Assert.Throws<InvalidOperationException>(() => calculator.Calculate(ClvData.Table(bare)));
        }
    }

    [Fact]
    public void A_calculator_of_ones_own_goes_by_the_same_doors()
    {
        var columns = ClvData.Columns(ClvData.Random(9, 5));
        var table = ClvData.Table(columns);
        Assert.Equal(Enumerable.Range(0, 9).Select(row => (double)columns.Purchases[row]), new Purchases().Calculate(table).Values.ToArray());
        Assert.Equal(columns.Purchases[4], new Purchases().Calculate(columns.Row(4)));
        Assert.Throws<OperationCanceledException>(() => new Purchases().Calculate(table, new CancellationToken(canceled: true)));
        Assert.Throws<OperationCanceledException>(() => new HistoricValueCalculator().Calculate(table, new CancellationToken(canceled: true)));
        Assert.Throws<ArgumentNullException>(() => ((IClvCalculator)null!).Calculate(table));
        Assert.Throws<ArgumentNullException>(() => new Purchases().Calculate((MemberTable<int>)null!));
        Assert.Throws<ArgumentNullException>(() => new Purchases().Calculate((MemberRow)null!));
    }

    private static IClvCalculator Calculator(string name) => ClvData.Calculators(ClvData.Columns(ClvData.Random(50, 1)))[name];

    private sealed class Purchases : IClvCalculator
    {
        public void Calculate(MemberColumns columns, Span<double> destination)
        {
            for (var i = 0; i < columns.Count; i++)
                destination[i] = columns.Purchases[i];
        }
    }
}
