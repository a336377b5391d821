using MemberValue.Clv;
using MemberValue.Members;
using static MemberValue.Tests.Clv.Models.ParetoNbdData;

namespace MemberValue.Tests.Clv.Models;

/// <summary>The span kernels against the functions of one member.</summary>
public class ParetoNbdSpanTests
{
    private const double Bound = 1e-12;

    public static TheoryData<double, double, double, double> Parameters => new()
    {
        { 0.553, 10.578, 0.606, 11.669 }, // the fraction with alpha the smaller
        { 0.553, 12, 0.606, 10.5 }, // with beta the smaller
        { 0.553, 11, 1, 11 }, // equal scales, the pole at s = 1
        { 0.553, 11, 1.000000001, 11 }, // next to it
        { 2, 40, 0.9, 0.5 }, // the integral, beta the smaller
        { 0.05, 0.01, 0.2, 4_000 }, // alpha the smaller
        { 30, 500, 12, 4 },
        { 0.3, 1, 5_000, 1e5 },
        { 1e6, 1e6, 1e-6, 1e-6 },
        { 1e-6, 1e-6, 1e6, 1e6 },
        { 1e-6, 1e-6, 1e-6, 1e6 },
        { 1e6, 1e-6, 1e6, 1e6 },
    };

    [Theory]
    [MemberData(nameof(Parameters))]
    public void Blocks_of_any_length_and_order_equal_one_member_at_a_time(double r, double alpha, double s, double beta)
    {
        var model = Of(r, alpha, s, beta);
        var all = Histories();
        for (var count = 0; count <= 65; count++)
        {
            var rows = all.AsSpan((count * 17) % (all.Length - count), count).ToArray();
            if (count % 2 == 1)
                Array.Reverse(rows);
            var block = new HistoryBlock(
                Array.ConvertAll(rows, row => (double)row.RepeatPurchases), Array.ConvertAll(rows, row => row.TimeOfLastPurchase), Array.ConvertAll(rows, row => row.Age));
            var actual = new double[count];
            model.FillAlive(block, actual);
            Compare(rows, actual, model.ProbabilityAlive, "P(alive)");
            foreach (var t in (double[])[0, 1e-3, 12, 52, 2_000])
            {
                model.FillExpected(block, t, actual);
                Compare(rows, actual, row => model.ExpectedPurchases(row, t), $"expected in {t}");
                model.FillPurchase(block, t, actual);
                Compare(rows, actual, row => model.ProbabilityOfPurchase(row, t), $"P(purchase in {t})");
            }

            foreach (var (delta, t) in ((double, double)[])[(0, 39), (0.0027, 52), (0.0027, double.PositiveInfinity), (0.3, 52), (20, double.PositiveInfinity), (1e-5, 1e5)])
            {
                model.FillDiscounted(block, delta, t, actual);
                Compare(rows, actual, row => model.DiscountedPurchases(row, delta, t), $"discounted {delta} {t}");
            }
        }
    }

    [Fact]
    public void The_doors_allocate_nothing_and_give_NaN_to_members_without_a_purchase()
    {
        var columns = MemberColumns.FromColumns(
            ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 12, 31)),
            new MemberColumnData
            {
                Purchases = [9, 1, 0, 2, 1, 1, 1, 3, 2, 1],
                FirstPurchaseCell = [Day(1), Day(5), null, Day(9), Day(30), Day(2), Day(3), Day(4), Day(5), Day(6)],
                LastPurchaseCell = [Day(300), Day(5), null, Day(200), Day(30), Day(2), Day(3), Day(100), Day(80), Day(6)],
            });
        var view = columns.In(TimeUnit.Week);
        var result = new double[columns.Count];
        Assert.Equal(0, Allocations.Of(() => Model.ProbabilityAlive(view, result)));
        Assert.Equal([2], Enumerable.Range(0, result.Length).Where(i => double.IsNaN(result[i])));
        Near(Model.ProbabilityAlive(new PurchaseHistory(1, 191 / 7.0, 357 / 7.0)), result[3], Bound);
        Assert.Equal(0, Allocations.Of(() => Model.ExpectedPurchases(view, 52, result)));
        Assert.Equal([2], Enumerable.Range(0, result.Length).Where(i => double.IsNaN(result[i])));
        Assert.Equal(0, Allocations.Of(() => Model.ProbabilityOfPurchase(view, 52, result)));
        Assert.Equal([2], Enumerable.Range(0, result.Length).Where(i => double.IsNaN(result[i])));
        Assert.Equal(0, Allocations.Of(() => AttritionModel.Fill(view, result, new Discount())));
        Assert.Equal([2], Enumerable.Range(0, result.Length).Where(i => double.IsNaN(result[i])));
    }

    private static int Day(int day) => new DateOnly(2024, 1, 1).DayNumber + day - 1;

    private static void Compare(PurchaseHistory[] rows, double[] actual, Func<PurchaseHistory, double> one, string what)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            var expected = one(rows[i]);
            // Below 1e-290 all is nothing; at e^-v the last digits are v ulps.
            if (!(Math.Abs(actual[i] - expected) <= Bound * Math.Abs(expected) + 1e-290) && !(double.IsNaN(expected) && double.IsNaN(actual[i])))
                Near(expected, actual[i], Bound, $"{what} of {rows[i]}");
        }
    }

    private static PurchaseHistory[] Histories()
    {
        var random = new Random(7);
        var rows = new List<PurchaseHistory> { new(0, 1, 5), new(-1, 0, 5), new(2, 6, 5), new(2, double.NaN, double.NaN), PurchaseHistory.New, new(3, 39, 39) };
        while (rows.Count < 400)
        {
            var age = rows.Count % 3 == 0 ? 39 * random.NextDouble() : Math.Pow(10, random.NextDouble() * 8 - 3);
            var x = rows.Count % 4 == 0 ? 0 : (int)Math.Pow(10, random.NextDouble() * (rows.Count % 5 == 0 ? 5 : 1.5));
            rows.Add(new PurchaseHistory(x, x == 0 ? 0 : age * (1 - Math.Pow(random.NextDouble(), 2)), age));
        }

        return [.. rows.OrderBy(_ => random.Next())];
    }

    private readonly struct Discount : IBlockKernel
    {
        public void Fill(in HistoryBlock block, Span<double> destination) => Model.FillDiscounted(block, 0.0027, 52, destination);
    }
}
