using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Clv.Models;

/// <summary>Columns in, mean spends out.</summary>
public class GammaGammaDoorTests
{
    private static readonly GammaGammaParameters Parameters = new(6.25, 3.74, 15.44);

    [Theory]
    [InlineData(SpendBasis.RepeatPurchases)]
    [InlineData(SpendBasis.AllPurchases)]
    public void The_doors_say_what_one_member_is_told(SpendBasis basis)
    {
        var model = new GammaGammaModel(Parameters, basis);
        for (var count = 0; count <= 65; count++)
        {
            var columns = Columns(count, seed: count);
            var results = new double[count + 1];
            results[count] = -7;
            model.ExpectedMeanSpend(columns, results);
            for (var i = 0; i < count; i++)
            {
                var (x, mean) = basis == SpendBasis.AllPurchases
                    ? (columns.Purchases[i], columns.PurchaseSpend.ToDouble(i) / columns.Purchases[i])
                    : (Math.Max(0, columns.Purchases[i] - 1), columns.MeanRepeatPurchaseSpend(i));
                var expected = model.ExpectedMeanSpend(x, mean);
                if (double.IsNaN(expected))
                    Assert.True(double.IsNaN(results[i]));
                else
                    Near.Relative(expected, results[i], 1e-15, $"{x} {mean}");
            }

            Assert.Equal(-7, results[count]);
        }
    }

    [Fact]
    public void The_table_door_has_the_bits_of_the_span_door()
    {
        var model = new GammaGammaModel(Parameters);
        var columns = Columns(150_000, seed: 1);
        var results = new double[columns.Count];
        model.ExpectedMeanSpend(columns, results);
        var table = MemberTable.FromColumns(Enumerable.Range(0, columns.Count).ToList(), columns);
        Assert.True(results.AsSpan().SequenceEqual(model.ExpectedMeanSpend(table).Values));
    }

    [Fact]
    public void The_span_door_allocates_nothing()
    {
        var model = new GammaGammaModel(Parameters);
        var columns = Columns(2_000, seed: 2);
        var results = new double[2_000];
        Assert.Equal(0, Allocations.Of(() => model.ExpectedMeanSpend(columns, results)));
    }

    [Fact]
    public void Money_of_any_kind_is_read_alike()
    {
        // Cents beside tenths of cents; amounts beyond 64 bits of them.
        foreach (var factor in (decimal[])[1, 1.001m, 1e15m])
        {
            var data = new MemberColumnData
            {
                Purchases = [4, 2, 1],
                PurchaseSpend = [100.25m * factor, 7.5m * factor, 3 * factor],
                FirstPurchaseSpend = [40, 2, 3]
            };
            var columns = MemberColumns.FromColumns(Window, data);
            var results = new double[3];
            var model = new GammaGammaModel(Parameters);
            model.ExpectedMeanSpend(columns, results);
            for (var i = 0; i < 3; i++)
                Near.Relative(model.ExpectedMeanSpend(data.Purchases[i] - 1, columns.MeanRepeatPurchaseSpend(i)), results[i], 1e-15);
            var histories = SpendHistories.From(columns);
            Assert.Equal([1, 3], histories.Purchases.ToArray());
            Near.Relative((double)(7.5m * factor - 2), histories.MeanSpends[0], 1e-15);
            Near.Relative((double)((100.25m * factor - 40) / 3), histories.MeanSpends[1], 1e-15);
        }
    }

    [Fact]
    public void Many_members_are_read_as_few_are()
    {
        // Enough for the sort by digits.
        var columns = Columns(5_000, seed: 3);
        var rows = Enumerable.Range(0, 5_000).ToArray();
        var expected = SpendHistories.From(
            [.. rows.Select(i => Math.Max(0, columns.Purchases[i] - 1))], [.. rows.Select(columns.MeanRepeatPurchaseSpend)]);
        var read = SpendHistories.From(columns);
        Assert.Equal((expected.Rows, expected.Members), (read.Rows, read.Members));
        Assert.Equal((expected.MembersWithoutPurchase, expected.MembersWithoutSpend), (read.MembersWithoutPurchase, read.MembersWithoutSpend));
        Assert.Equal(expected.Weights.ToArray(), read.Weights.ToArray());
        Assert.Equal(expected.Purchases.ToArray(), read.Purchases.ToArray());
        for (var i = 0; i < read.Rows; i++)
            Near.Relative(expected.MeanSpends[i], read.MeanSpends[i], 1e-15);
        Assert.Equal(columns.Window, read.Window);
    }

    [Fact]
    public void What_was_not_fed_and_a_short_destination_are_errors_before_anything_is_written()
    {
        var columns = MemberColumns.FromColumns(Window, new MemberColumnData { Purchases = [2, 3], PurchaseSpend = [5, 6] });
        double[] results = [1, 2];
        var model = new GammaGammaModel(Parameters);
        Assert.Contains("FirstPurchaseSpend", Assert.Throws<InvalidOperationException>(() => model.ExpectedMeanSpend(columns, results)).Message,
            StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => model.ExpectedMeanSpend(MemberTable.FromColumns([1, 2], columns)));
        Assert.Throws<InvalidOperationException>(() => SpendHistories.From(columns));
        var all = new GammaGammaModel(Parameters, SpendBasis.AllPurchases);
        Assert.Throws<ArgumentException>(() => all.ExpectedMeanSpend(columns, results.AsSpan(0, 1)));
        Assert.Equal([1, 2], results);
        all.ExpectedMeanSpend(columns, results);
        Assert.NotEqual([1, 2], results);
    }

    private static ObservationWindow Window { get; } = ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31));

    private static MemberColumns Columns(int count, int seed)
    {
        var random = new Random(seed);
        var (purchases, spend, first) = (new int[count], new decimal[count], new decimal[count]);
        for (var i = 0; i < count; i++)
        {
            purchases[i] = random.Next(0, 6);
            first[i] = purchases[i] == 0 ? 0 : random.Next(0, 5_000) / 100m;
            // Some buy for nothing later on, and some give back more than they bought.
            var later = purchases[i] < 2 ? 0 : random.Next(8) == 0 ? 0 : random.Next(-500, 20_000) / 100m;
            spend[i] = first[i] + later;
        }

        return MemberColumns.FromColumns(Window, new MemberColumnData { Purchases = purchases, PurchaseSpend = spend, FirstPurchaseSpend = first });
    }
}
