using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Clv;

public class FormulaValueTests
{
    [Fact]
    public void All_factors_of_the_member_give_back_what_was_realised() => Law.Holds(ClvData.Members(), members =>
    {
        var columns = ClvData.Columns(members);
        foreach (var counted in Enum.GetValues<FrequencyBasis>())
        {
            foreach (var days in new[] { 0, 30.0, 400 })
            {
                var options = new FormulaValueOptions { CountedBy = counted, LifespanFrom = LifespanSource.Member, MinimumTenureInDays = days };
                var revenue = Values(FormulaValueCalculator.Create(options), columns);
                options.MarginFrom = ValueSource.Member;
                var margin = Values(FormulaValueCalculator.Create(options), columns);
                for (var i = 0; i < members.Length; i++)
                {
                    ClvData.Near(members[i].Purchases == 0 ? 0 : (double)members[i].Net, revenue[i], 1e-14);
                    ClvData.Near(members[i].Purchases == 0 ? 0 : (double?)members[i].Margin ?? double.NaN, margin[i], 1e-14);
                }
            }
        }

        return true;
    });

    [Fact]
    public void All_factors_of_the_cohort_give_the_mean_revenue_of_a_buyer() => Law.Holds(ClvData.Members(), members =>
    {
        var columns = ClvData.Columns(members);
        var buyers = members.Where(member => member.Purchases > 0).ToList();
        var options = new FormulaValueOptions { OrderValueFrom = ValueSource.Cohort, FrequencyFrom = ValueSource.Cohort };
        var values = Values(FormulaValueCalculator.Fit(columns, options), columns);
        Assert.All(values, value => ClvData.Near((double)buyers.Sum(member => member.Net) / buyers.Count, value, 1e-13));
        options.MarginFrom = ValueSource.Cohort;
        var known = buyers.Where(member => member.Margin is not null).ToList();
        ClvData.Near(values[0] * (double)known.Sum(member => member.Margin)! / (double)known.Sum(member => member.Net),
            Values(FormulaValueCalculator.Fit(columns, options), columns)[0], 1e-13);
        return true;
    });

    [Fact]
    public void Each_factor_is_as_by_hand()
    {
        var columns = ClvData.Columns(
            new ClvMember(4, 99, 10, 80m, 20m, -1, 1, 1), // tenure 100 days
            new ClvMember(1, 0, 0, 30m, 6m, -1, 0, 1), // tenure 1 day, counted as 30
            new ClvMember(2, 299, 200, -10m, -1m, -1, 2, 0), // tenure 300 days; left
            new ClvMember(0, 0, 0, -5m, -5m, 50, 0, 0)); // refunds only: no member of the cohort
        var fit = FormulaValueCalculator.Fit(columns, new FormulaValueOptions
        {
            Unit = TimeUnit.Day,
            OrderValueFrom = ValueSource.Cohort,
            FrequencyFrom = ValueSource.Cohort,
            LifespanFrom = LifespanSource.CohortChurn,
            MarginFrom = ValueSource.Cohort,
        });
        var cohort = fit.Cohort!;
        Assert.Equal((3, ClvData.Year), (cohort.Origin.Members, cohort.Origin.Window));
        ClvData.Near(100 / 7.0, cohort.OrderValue!.Value, 1e-15);
        ClvData.Near(7 / 430.0, cohort.Frequency!.Value, 1e-15);
        ClvData.Near(0.25, cohort.MarginRate!.Value, 1e-15);
        ClvData.Near(0.5, cohort.ChurnRate!.Value, 1e-15);
        ClvData.Near(180, cohort.Lifespan!.Value, 1e-15);
        Assert.All(Values(fit, columns), value => ClvData.Near(100 / 430.0 * 180 * 0.25, value, 1e-14));
        var mean = FormulaValueCalculator.Fit(columns);
        ClvData.Near(430 / 3.0 / 30.4375, mean.Cohort!.Lifespan!.Value, 1e-15);
        Assert.Equal((null, null, null, null), (mean.Cohort.OrderValue, mean.Cohort.Frequency, mean.Cohort.ChurnRate, mean.Cohort.MarginRate));
        var values = Values(mean, columns);
        ClvData.Near(80 / 100.0 * 430 / 3, values[0], 1e-14);
        ClvData.Near(30 / 30.0 * 430 / 3, values[1], 1e-14);
        ClvData.Near(-10 / 300.0 * 430 / 3, values[2], 1e-14);
        Assert.Equal(0, values[3]);
    }

    [Fact]
    public void Who_never_bought_is_worth_nothing_or_unknown()
    {
        var columns = ClvData.Columns(new ClvMember(0, 0, 0, 0m, 0m, -1, 0, 0), new ClvMember(0, 0, 0, 0m, 0m, 49, 0, 0));
        double[] Of(ValueSource orderValue, ValueSource frequency, LifespanSource lifespan, ValueSource margin) =>
            Values(FormulaValueCalculator.Create(new FormulaValueOptions
            {
                OrderValueFrom = orderValue,
                OrderValue = orderValue == ValueSource.Given ? 20 : null,
                FrequencyFrom = frequency,
                Frequency = frequency == ValueSource.Given ? 2 : null,
                LifespanFrom = lifespan,
                Lifespan = lifespan == LifespanSource.Given ? 3 : null,
                MarginFrom = margin,
            }), columns);
        Assert.Equal([0.0, 0], Of(ValueSource.Member, ValueSource.Member, LifespanSource.Member, ValueSource.Member));
        Assert.Equal([0.0, 0], Of(ValueSource.Given, ValueSource.Member, LifespanSource.Given, ValueSource.Given));
        Assert.Equal([double.NaN, double.NaN], Of(ValueSource.Member, ValueSource.Given, LifespanSource.Given, ValueSource.Given));
        Assert.Equal([double.NaN, double.NaN], Of(ValueSource.Given, ValueSource.Given, LifespanSource.Given, ValueSource.Member));
        Assert.Equal([120.0, 120], Of(ValueSource.Given, ValueSource.Given, LifespanSource.Given, ValueSource.Given));
        var tenure = Of(ValueSource.Given, ValueSource.Given, LifespanSource.Member, ValueSource.Given);
        Assert.True(double.IsNaN(tenure[0]));
        ClvData.Near(40 * 50 / 30.4375, tenure[1], 1e-15);
    }

    [Fact]
    public void Refunds_above_sales_make_the_value_negative_and_the_members_margin_rate_unknown()
    {
        var columns = ClvData.Columns(new ClvMember(2, 60, 9, -30m, -6m, -1, 0, 0), new ClvMember(2, 60, 9, 0m, 5m, -1, 0, 0));
        FormulaValueOptions Options(ValueSource orderValue) => new()
        {
            OrderValueFrom = orderValue,
            OrderValue = orderValue == ValueSource.Given ? 10 : null,
            LifespanFrom = LifespanSource.Member,
            MarginFrom = ValueSource.Member,
        };
        var own = Values(FormulaValueCalculator.Create(Options(ValueSource.Member)), columns);
        ClvData.Near(-6, own[0], 1e-15);
        ClvData.Near(5, own[1], 1e-15); // net spend 0, margin 5: no division by it
        Assert.Equal([double.NaN, double.NaN], Values(FormulaValueCalculator.Create(Options(ValueSource.Given)), columns));
    }

    [Fact]
    public void The_unit_changes_no_value() => Law.Holds(ClvData.Members(), members =>
    {
        var columns = ClvData.Columns(members);
        double[] In(TimeUnit unit, LifespanSource lifespan) =>
            Values(FormulaValueCalculator.Fit(columns, new FormulaValueOptions { Unit = unit, LifespanFrom = lifespan }), columns);
        foreach (var lifespan in new[] { LifespanSource.Member, LifespanSource.Cohort, LifespanSource.CohortChurn })
        {
            foreach (var (month, year) in In(TimeUnit.Month, lifespan).Zip(In(TimeUnit.Year, lifespan)))
                ClvData.Near(month, year, 1e-14);
        }

        return true;
    }, runs: 50);

    [Fact]
    public void The_fit_does_not_depend_on_row_order() => Law.Holds(ClvData.Members(), members =>
    {
        string Json(IReadOnlyList<ClvMember> rows) =>
            FormulaValueCalculator.Fit(ClvData.Columns(rows), ClvData.Options(ValueSource.Cohort, LifespanSource.CohortChurn)).ToJson()
            + FormulaValueCalculator.Fit(ClvData.Columns(rows)).ToJson();
        return Json(members) == Json(members.AsEnumerable().Reverse().ToArray());
    }, runs: 50);

    [Fact]
    public void Values_are_linear_in_the_margin_rate() => Law.Holds(ClvData.Members(), members =>
    {
        var columns = ClvData.Columns(members);
        double[] With(double? rate) => Values(FormulaValueCalculator.Fit(columns, new FormulaValueOptions { MarginRate = rate }), columns);
        Assert.Equal(With(null).Select(value => value * 0.25), With(0.25));
        return true;
    }, runs: 50);

    [Fact]
    public void Money_of_any_width_is_added_up()
    {
        var members = Enumerable.Range(0, 5).Select(i => new ClvMember(1, i, i, i == 4 ? 99_999_999_999_999_999_999m : 0.0000000001m, null, -1, 0, 0))
            .ToArray();
        var fit = FormulaValueCalculator.Fit(ClvData.Columns(members), new FormulaValueOptions { OrderValueFrom = ValueSource.Cohort });
        ClvData.Near(1e20 / 5, fit.Cohort!.OrderValue!.Value, 1e-15);
    }

    [Fact]
    public void A_cohort_without_the_number_says_so()
    {
        (ClvMember[] Members, FormulaValueOptions Options, string Says)[] cases =
        [
            ([new(0, 0, 0, 0m, null, -1, 0, 0)], new(), "None of the 1 members has a purchase"),
            ([new(1, 5, 5, 9m, null, -1, 0, 0)], new() { MarginFrom = ValueSource.Cohort }, "no net spend above 0"),
            ([new(1, 5, 5, -9m, 1m, -1, 0, 0)], new() { MarginFrom = ValueSource.Cohort }, "no net spend above 0"),
            ([new(1, 5, 5, 9m, null, -1, 0, 1)], new() { LifespanFrom = LifespanSource.CohortChurn },
                "Of 0 members who bought in the 90 cells before the last 90, 0 did not buy"),
            ([new(2, 100, 5, 9m, null, -1, 1, 1)], new() { LifespanFrom = LifespanSource.CohortChurn }, "Of 1 members"),
        ];
        foreach (var (members, options, says) in cases)
            Assert.Contains(says, Assert.Throws<InvalidOperationException>(() => FormulaValueCalculator.Fit(ClvData.Columns(members), options)).Message,
                StringComparison.Ordinal);
        var half = ObservationWindow.OfDays(new DateOnly(2024, 1, 1), new DateOnly(2024, 6, 27)); // 179 cells
        Assert.Contains("179 cells", Assert.Throws<InvalidOperationException>(() => FormulaValueCalculator.Fit(
            ClvData.Columns(half, [new(1, 100, 100, 9m, null, -1, 1, 0)]), new() { LifespanFrom = LifespanSource.CohortChurn })).Message,
            StringComparison.Ordinal);
        var bare = MemberColumns.FromColumns(ClvData.Year, new MemberColumnData { Purchases = [1], FirstPurchaseCell = [ClvData.Day(5, 5)] });
        Assert.Contains("RecentCells", Assert.Throws<InvalidOperationException>(
            () => FormulaValueCalculator.Fit(bare, new() { LifespanFrom = LifespanSource.CohortChurn })).Message, StringComparison.Ordinal);
        Assert.Throws<OperationCanceledException>(() => FormulaValueCalculator.Fit(bare, null, new CancellationToken(canceled: true)));
        Assert.Throws<ArgumentNullException>(() => FormulaValueCalculator.Fit(null!));
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        (FormulaValueOptions Options, string Says)[] cases =
        [
            (new() { CountedBy = (FrequencyBasis)2 }, "FormulaValueOptions.CountedBy is 2; it must be Purchases or Orders"),
            (new() { OrderValueFrom = (ValueSource)3 }, "OrderValueFrom is 3; it must be Member, Cohort or Given"),
            (new() { LifespanFrom = (LifespanSource)9 }, "LifespanFrom is 9; it must be Member, Cohort, "),
            (new() { Unit = default }, "Unit is default; it must be one of TimeUnit's"),
            (new() { OrderValueFrom = ValueSource.Given }, "OrderValue is null; it must be a finite number when OrderValueFrom is Given"),
            (new() { OrderValue = 3 }, "OrderValue is 3; it must be a finite number when OrderValueFrom is Given, and null otherwise"),
            (new() { FrequencyFrom = ValueSource.Given, Frequency = -1 }, "Frequency is -1; it must be a finite number of 0 or more"),
            (new() { LifespanFrom = LifespanSource.Given, Lifespan = 0 }, "Lifespan is 0; it must be a finite number above 0"),
            (new() { LifespanFrom = LifespanSource.GivenChurn, ChurnRate = 1.01 }, "ChurnRate is 1.01; it must be above 0 and at most 1"),
            (new() { LifespanFrom = LifespanSource.GivenChurn, ChurnRate = 0 }, "ChurnRate is 0; it must be above 0 and at most 1"),
            (new() { MarginFrom = ValueSource.Member, MarginRate = 0.3 }, "MarginRate is 0.3; it must be null unless MarginFrom is Given"),
            (new() { MarginRate = 2 }, "MarginRate is 2; it must be finite and at most 1"),
            (new() { MinimumTenureInDays = double.NaN }, "MinimumTenureInDays is not a number; it must be"),
        ];
        var columns = ClvData.Columns(ClvData.Random(20, 2));
        foreach (var (options, says) in cases)
            Assert.Contains(says, Assert.Throws<ArgumentException>(() => FormulaValueCalculator.Fit(columns, options)).Message, StringComparison.Ordinal);
        Assert.Contains("use Fit", Assert.Throws<ArgumentException>(() => FormulaValueCalculator.Create(new FormulaValueOptions())).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => FormulaValueCalculator.Create(null!));
    }

    [Fact]
    public void A_cohorts_purchases_are_cells_of_its_calendar()
    {
        var fit = FormulaValueCalculator.Fit(ClvData.Columns(ClvData.Random(20, 2)));
        var weeks = ClvData.Columns(new ObservationWindow(CellCalendar.Weeks(DayOfWeek.Monday), 100_000, 100_400), ClvData.Random(20, 3));
        Assert.Contains("cells of Day", Assert.Throws<ArgumentException>(() => fit.Calculate(weeks, new double[20])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => fit.Calculate(ClvData.Table(weeks)));
    }

    [Fact]
    public void It_says_what_it_multiplies()
    {
        var options = new FormulaValueOptions
        {
            OrderValueFrom = ValueSource.Given,
            OrderValue = 25,
            CountedBy = FrequencyBasis.Orders,
            LifespanFrom = LifespanSource.GivenChurn,
            ChurnRate = 0.05,
            MarginRate = 0.3
        };
        Assert.Equal(
            "net spend per order 25 (Given) x orders per month of the member x lifespan in months 20 (GivenChurn) x margin rate 0.3 (Given)",
            FormulaValueCalculator.Create(options).ToString());
    }

    private static double[] Values(FormulaValueCalculator calculator, MemberColumns columns)
    {
        var values = new double[columns.Count];
        calculator.Calculate(columns, values);
        return values;
    }
}
