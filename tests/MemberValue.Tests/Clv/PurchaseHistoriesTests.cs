using FsCheck.Fluent;
using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Tests.Clv;

/// <summary>Collapsed rows are the same whatever order and parts the members come in, and wrong rows are named.</summary>
public class PurchaseHistoriesTests
{
    [Theory]
    [InlineData(1e10)]
    [InlineData(1e12)]
    [InlineData(1e15)]
    public void A_fit_does_not_mind_how_many_members_each_row_stands_for(double weight)
    {
        var random = new Random(3);
        var model = new BgNbdModel(new BetaGeometricParameters(.525, 6.183, .891, 1.614), TimeUnit.Week);
        var (x, tx, age, spend) = (new int[600], new double[600], new double[600], new double[600]);
        for (var i = 0; i < x.Length; i++)
        {
            var times = new List<double>();
            age[i] = 27 + 12 * random.NextDouble();
            model.Simulate(random, age[i], times);
            (x[i], tx[i], spend[i]) = (times.Count, times.Count > 0 ? times[^1] : 0, 20 * Math.Exp(random.NextDouble()));
        }

        var weights = Enumerable.Repeat(weight, x.Length).ToArray();
        Func<PurchaseHistories, AttritionModel>[] fits = [rows => BgNbdModel.Fit(rows), rows => MbgNbdModel.Fit(rows), rows => NbdModel.Fit(rows)];
        foreach (var fit in fits)
        {
            var one = fit(PurchaseHistories.From(x, tx, age, TimeUnit.Week));
            var many = fit(PurchaseHistories.From(x, tx, age, TimeUnit.Week, weights));
            Assert.Equal(FitStatus.Converged, one.Status);
            Assert.Equal(FitStatus.Converged, many.Status);
            foreach (var (expected, actual) in one.ParameterValues.Zip(many.ParameterValues))
                Assert.Equal(1, actual / expected, 1e-7);
        }

        Assert.Equal("weights", Assert.Throws<ArgumentException>(() => PurchaseHistories.From([0], [0], [3], TimeUnit.Week, [1.1e15])).ParamName);
        Assert.Equal("weights", Assert.Throws<ArgumentException>(() => SpendHistories.From([1], [3], [1.1e15])).ParamName);
        Assert.True(GammaGammaModel.Fit(SpendHistories.From([.. x.Select(each => each + 1)], spend, weights)).Status.IsUsable());
    }

    private static readonly ObservationWindow Window = ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2025, 12, 31));

    [Fact]
    public void Equal_rows_of_a_table_are_counted_once_and_lie_in_order()
    {
        var columns = RandomColumns(5_000, seed: 1, out var expected);
        var rows = PurchaseHistories.From(columns.In(TimeUnit.Week));
        var grouped = expected.Where(row => row.Purchases > 0)
            .GroupBy(row => (X: row.Purchases - 1, Tx: row.Last - row.First, Age: Window.LastCell - row.First))
            .OrderBy(group => group.Key).ToList();
        Assert.Equal(grouped.Count, rows.Rows);
        Assert.True(rows.Rows < 4_900);
        for (var i = 0; i < rows.Rows; i++)
        {
            Assert.Equal(new PurchaseHistory(grouped[i].Key.X, grouped[i].Key.Tx / 7.0, grouped[i].Key.Age / 7.0), rows[i]);
            Assert.Equal(grouped[i].Count(), rows.Weights[i]);
        }

        Assert.Equal(expected.Count(row => row.Purchases == 0), rows.MembersWithoutPurchase);
        Assert.Equal(5_000, rows.Members + rows.MembersWithoutPurchase);
        Assert.Equal(Window, rows.Window);
    }

    [Fact]
    public void Arrays_and_a_table_give_the_same_rows()
    {
        var columns = RandomColumns(3_000, seed: 2, out _);
        var view = columns.In(TimeUnit.Week);
        var fromTable = PurchaseHistories.From(view);
        var bought = Enumerable.Range(0, columns.Count).Where(i => columns.Purchases[i] > 0).ToArray();
        new Random(3).Shuffle(bought);
        var fromArrays = PurchaseHistories.From(
            Array.ConvertAll(bought, view.RepeatPurchases), Array.ConvertAll(bought, view.TimeOfLastPurchase), Array.ConvertAll(bought, view.Age),
            TimeUnit.Week);
        Same(fromTable, fromArrays);
        Assert.Null(fromArrays.Window);
    }

    [Fact]
    public void Instants_that_do_not_fit_one_key_are_read_as_well()
    {
        // 30 bits of T, 30 of t_x and 21 of x are more than 64.
        var window = new ObservationWindow(CellCalendar.Instants, 0, 1 << 30);
        var data = new MemberColumnData
        {
            Purchases = [1 << 21, 1, 3, 3],
            FirstPurchaseCell = [0, 5, 7, 7],
            LastPurchaseCell = [1 << 30, 5, 9, 9],
        };
        var rows = PurchaseHistories.From(MemberColumns.FromColumns(window, data).In(TimeUnit.Second));
        Assert.Equal([0, 2, (1 << 21) - 1], rows.RepeatPurchases.ToArray());
        Assert.Equal([0, 2, 1 << 30], rows.TimesOfLastPurchase.ToArray());
        Assert.Equal([1, 2, 1], rows.Weights.ToArray());
    }

    [Fact]
    public void Parts_merge_to_the_whole() => Law.Holds(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, 200).Select(_ => (X: random.Next(3), Age: 5.0 + random.Next(4), Weight: random.Next(1, 4) / 4.0)).ToArray();
        PurchaseHistories Of(IEnumerable<(int X, double Age, double Weight)> part) => PurchaseHistories.From(
            part.Select(row => row.X).ToArray(), part.Select(row => row.X * 1.5).ToArray(), part.Select(row => row.Age).ToArray(), TimeUnit.Week,
            part.Select(row => row.Weight).ToArray());
        var whole = Of(rows);
        var cut = random.Next(1, 199);
        var merged = PurchaseHistories.Merge(Of(rows[..cut]), Of(rows[cut..]));
        Same(whole, merged); // quarters add up exactly
        return true;
    }, runs: 50);

    [Fact]
    public void The_fingerprint_tells_data_apart()
    {
        PurchaseHistories Of(double age, TimeUnit unit, double weight = 1) => PurchaseHistories.From([1], [2.0], [age], unit, [weight]);
        var prints = new[] { Of(3, TimeUnit.Week), Of(3.0000001, TimeUnit.Week), Of(3, TimeUnit.Day), Of(3, TimeUnit.Week, 2) }
            .Select(rows => rows.Origin().Fingerprint);
        Assert.Equal(4, prints.Distinct().Count());
        Assert.All(prints, print => Assert.Matches("^[0-9A-F]{16}$", print));
    }

    public static TheoryData<string, string> WrongCalls => new()
    {
        { "none", "There are no rows" },
        { "lengths", "There are 2 timesOfLastPurchase for 1 repeat purchases" },
        { "ages", "There are 0 ages for 1 repeat purchases" },
        { "weights", "There are 2 weights for 1 repeat purchases" },
        { "negative x", "repeatPurchases[0] is -1 and must be 0 or more" },
        { "negative T", "ages[0] is -4 and must be a finite number, 0 or more" },
        { "infinite T", " and must be a finite number" },
        { "NaN", "timesOfLastPurchase[0] is not a number and must be 0 to the age, 4" },
        { "t_x above T", "timesOfLastPurchase[0] is 5 and must be 0 to the age, 4" },
        { "tie", "timesOfLastPurchase[0] is 0 and must be above 0" },
        { "late first", "timesOfLastPurchase[0] is 2 and must be 0 where there is no repeat purchase" },
        { "no weight", "weights[0] is 0 and must be above 0 and at most 1e15" },
    };

    [Theory]
    [MemberData(nameof(WrongCalls))]
    public void A_wrong_row_is_named_with_its_value_and_the_rule(string wrong, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => wrong switch
        {
            "none" => PurchaseHistories.From([], [], [], TimeUnit.Week),
            "lengths" => PurchaseHistories.From([1], [1, 2], [4], TimeUnit.Week),
            "ages" => PurchaseHistories.From([1], [1], [], TimeUnit.Week),
            "weights" => PurchaseHistories.From([1], [1], [4], TimeUnit.Week, [1, 2]),
            "negative x" => PurchaseHistories.From([-1], [1], [4], TimeUnit.Week),
            "negative T" => PurchaseHistories.From([1], [1], [-4], TimeUnit.Week),
            "infinite T" => PurchaseHistories.From([1], [1], [double.PositiveInfinity], TimeUnit.Week),
            "NaN" => PurchaseHistories.From([1], [double.NaN], [4], TimeUnit.Week),
            "t_x above T" => PurchaseHistories.From([1], [5], [4], TimeUnit.Week),
            "tie" => PurchaseHistories.From([1], [0], [4], TimeUnit.Week),
            "late first" => PurchaseHistories.From([0], [2], [4], TimeUnit.Week),
            _ => PurchaseHistories.From([1], [1], [4], TimeUnit.Week, [0]),
        });
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tie_is_allowed_where_the_caller_says_so() =>
        Assert.Equal(1, PurchaseHistories.From([1], [0], [4], TimeUnit.Week, allowTies: true).Rows);

    [Fact]
    public void Parts_in_different_units_do_not_merge() => Assert.Contains("merge parts in one unit", Assert.Throws<ArgumentException>(
        () => PurchaseHistories.Merge(PurchaseHistories.From([0], [0], [1], TimeUnit.Day), PurchaseHistories.From([0], [0], [1], TimeUnit.Week))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_base_that_never_bought_cannot_be_fitted() => Assert.Contains("None of the 2 members has a purchase", Assert.Throws<ArgumentException>(
        () => PurchaseHistories.From(
            MemberColumns.FromColumns(Window, new MemberColumnData { Purchases = [0, 0], FirstPurchaseCell = [null, null], LastPurchaseCell = [null, null] })
            .In(TimeUnit.Week))).Message, StringComparison.Ordinal);

    /// <summary>Members with a first purchase on one of a few days, so that many are equal.</summary>
    internal static MemberColumns RandomColumns(int members, int seed, out (int Purchases, int First, int Last)[] rows)
    {
        var random = new Random(seed);
        rows = new (int, int, int)[members];
        for (var i = 0; i < members; i++)
        {
            var first = Window.FirstCell + random.Next(20);
            var purchases = random.Next(0, 4);
            rows[i] = (purchases, first, purchases <= 1 ? first : first + purchases + random.Next(60));
        }

        var copy = rows;
        return MemberColumns.FromColumns(Window, new MemberColumnData
        {
            Purchases = Array.ConvertAll(copy, row => row.Purchases),
            FirstPurchaseCell = Array.ConvertAll(copy, row => row.Purchases > 0 ? row.First : (int?)null),
            LastPurchaseCell = Array.ConvertAll(copy, row => row.Purchases > 0 ? row.Last : (int?)null),
        });
    }

    private static void Same(PurchaseHistories a, PurchaseHistories b)
    {
        Assert.Equal(a.RepeatPurchases.ToArray(), b.RepeatPurchases.ToArray());
        Assert.Equal(a.TimesOfLastPurchase.ToArray(), b.TimesOfLastPurchase.ToArray());
        Assert.Equal(a.Ages.ToArray(), b.Ages.ToArray());
        Assert.Equal(a.Weights.ToArray(), b.Weights.ToArray());
        Assert.Equal(a.Origin().Fingerprint, b.Origin().Fingerprint);
    }
}
