using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Conformance;

/// <summary>The span and table doors of every attrition model say what the functions of one member say.</summary>
public class AttritionDoorTests
{
    private const double Horizon = 13;

    private static readonly DiscountRate Rate = DiscountRate.Annual(0.15);

    public static TheoryData<string> Models => AttritionModels.Names;

    [Theory]
    [MemberData(nameof(Models))]
    public void The_span_doors_agree_with_one_member_at_a_time(string name)
    {
        var model = AttritionModels.Of(name);
        foreach (var count in Enumerable.Range(0, 66).Append(257).Append(1_000))
        {
            var members = Table(model, count, seed: count).In(model.Unit);
            foreach (var (door, one, _) in Doors(model))
            {
                var results = new double[count + 1];
                results[count] = -7;
                door(members, results);
                for (var i = 0; i < count; i++)
                    Close(one(new PurchaseHistory(members.RepeatPurchases(i), members.TimeOfLastPurchase(i), members.Age(i))), results[i]);
                Assert.Equal(-7, results[count]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_row_has_the_same_bits_in_whatever_place_it_stands(string name)
    {
        var model = AttritionModels.Of(name);
        var data = Rows(model, 700, seed: 5);
        var order = Enumerable.Range(0, 700).ToArray();
        new Random(6).Shuffle(order);
        var straight = Of(data).In(model.Unit);
        var shuffled = Of([.. order.Select(i => data[i])]).In(model.Unit);
        foreach (var (door, _, _) in Doors(model))
        {
            var (a, b) = (new double[700], new double[700]);
            door(straight, a);
            door(shuffled, b);
            for (var i = 0; i < 700; i++)
                Assert.Equal(BitConverter.DoubleToInt64Bits(a[order[i]]), BitConverter.DoubleToInt64Bits(b[i]));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_table_doors_have_the_bits_of_the_span_doors(string name)
    {
        var model = AttritionModels.Of(name);
        var columns = Table(model, 150_000, seed: 9); // more than two chunks
        var table = MemberTable.FromColumns(Enumerable.Range(0, columns.Count).ToList(), columns);
        foreach (var (door, _, all) in Doors(model))
        {
            var results = new double[columns.Count];
            door(columns.In(model.Unit), results);
            Assert.True(results.AsSpan().SequenceEqual(all(table).Values));
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_span_doors_allocate_nothing(string name)
    {
        var model = AttritionModels.Of(name);
        var members = Table(model, 2_000, seed: 3).In(model.Unit);
        var results = new double[2_000];
        foreach (var (door, _, _) in Doors(model))
            Assert.Equal(0, Allocations.Of(() => door(members, results)));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_view_in_another_unit_is_an_error_and_leaves_the_destination_alone(string name)
    {
        var model = AttritionModels.Of(name);
        var columns = Table(model, 3, seed: 1);
        foreach (var (door, _, _) in Doors(model))
        {
            double[] results = [1, 2, 3];
            var error = Assert.Throws<ArgumentException>(() => door(columns.In(TimeUnit.Year), results));
            Assert.Contains("year", error.Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentException>(() => door(columns.In(model.Unit), results.AsSpan(0, 2).ToArray()));
            Assert.Throws<ArgumentException>(() => door(default, results));
            Assert.Equal([1, 2, 3], results);
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_member_who_never_bought_gets_NaN_and_the_others_their_numbers(string name)
    {
        var model = AttritionModels.Of(name);
        var rows = Rows(model, 40, seed: 2);
        rows[17] = (0, 0, 0);
        var members = Of(rows).In(model.Unit);
        foreach (var (door, _, _) in Doors(model))
        {
            var results = new double[40];
            door(members, results);
            Assert.Equal([17], Enumerable.Range(0, 40).Where(i => double.IsNaN(results[i])));
        }
    }

    private static void Close(double expected, double actual)
    {
        if (double.IsNaN(expected))
            Assert.Equal(expected, actual);
        else
            Assert.True(Math.Abs(expected - actual) <= 1e-11 * Math.Abs(expected), $"{expected:R} {actual:R}");
    }

    private static IEnumerable<(
        Action<MemberTimeView, double[]> Door, Func<PurchaseHistory, double> One, Func<MemberTable<int>, MemberResults<int, double>> All)> Doors(
        AttritionModel model)
    {
        yield return ((members, results) => model.ProbabilityAlive(members, results), model.ProbabilityAlive, table => model.ProbabilityAlive(table));
        yield return ((members, results) => model.ProbabilityOfPurchase(members, Horizon, results),
            history => model.ProbabilityOfPurchase(history, Horizon), table => model.ProbabilityOfPurchase(table, Horizon));
        yield return ((members, results) => model.ExpectedPurchases(members, Horizon, results),
            history => model.ExpectedPurchases(history, Horizon), table => model.ExpectedPurchases(table, Horizon));
        foreach (var horizon in new[] { Horizon, double.PositiveInfinity })
        {
            yield return ((members, results) => model.DiscountedExpectedPurchases(members, Rate, horizon, results),
                history => model.DiscountedExpectedPurchases(history, Rate, horizon), table => model.DiscountedExpectedPurchases(table, Rate, horizon));
        }
    }

    private static MemberColumns Table(AttritionModel model, int count, int seed) => Of(Rows(model, count, seed));

    /// <summary>Purchases, first and last cell; for a model of opportunities a purchase a week at most, in a table of weeks.</summary>
    private static (int Purchases, int First, int Last)[] Rows(AttritionModel model, int count, int seed)
    {
        var random = new Random(seed);
        var rows = new (int, int, int)[count];
        for (var i = 0; i < count; i++)
        {
            var first = random.Next(0, 60);
            var purchases = random.Next(4) switch { 0 => 1, 1 => 2, 2 => random.Next(2, 8), _ => random.Next(2, 40) };
            purchases = Math.Min(purchases, 100 - first);
            rows[i] = (purchases, first, purchases == 1 ? first : random.Next(first + purchases - 1, 100));
        }

        return rows;
    }

    private static MemberColumns Of((int Purchases, int First, int Last)[] rows) => MemberColumns.FromColumns(
        new ObservationWindow(CellCalendar.Weeks(DayOfWeek.Monday), 0, 99),
        new MemberColumnData
        {
            Purchases = Array.ConvertAll(rows, row => row.Purchases),
            FirstPurchaseCell = Array.ConvertAll(rows, row => row.Purchases > 0 ? row.First : (int?)null),
            LastPurchaseCell = Array.ConvertAll(rows, row => row.Purchases > 0 ? row.Last : (int?)null),
        });
}
