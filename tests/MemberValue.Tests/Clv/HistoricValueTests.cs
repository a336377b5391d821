using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Clv;

public class HistoricValueTests
{
    [Fact]
    public void Revenue_adds_up_to_the_shops_total() => Law.Holds(ClvData.Members(), members =>
    {
        var columns = ClvData.Columns(members);
        ClvData.Near((double)columns.Net.Total, new HistoricValueCalculator().Calculate(ClvData.Table(columns)).Values.ToArray().Sum(), 1e-12);
        return true;
    });

    [Fact]
    public void Refunds_are_netted_refund_only_cells_included()
    {
        var day = ClvData.Day(3, 1);
        var builder = new MemberTableBuilder<string>(
            new MemberTableOptions { WindowFirst = new DateTime(2024, 1, 1), WindowLast = new DateTime(2024, 12, 31) });
        builder.Add(new Transaction<string>("ann", new DateOnly(2024, 3, 1), 100m));
        builder.Add(new Transaction<string>("ann", new DateOnly(2024, 3, 9), -30m));
        builder.Add(new Transaction<string>("bo", new DateOnly(2024, 4, 1), -12.5m));
        var table = builder.Build();
        var values = new HistoricValueCalculator().Calculate(table);
        Assert.Equal((70.0, -12.5), (values["ann"], values["bo"]));
        var monthly = new HistoricValueCalculator(new HistoricValueOptions { PerMonthOfTenure = true }).Calculate(table);
        ClvData.Near(70 / ((ClvData.Year.LastCell - day + 1) / 30.4375), monthly["ann"], 1e-15);
        Assert.True(double.IsNaN(monthly["bo"])); // refunds, no purchase, no registration: nothing says since when
    }

    [Fact]
    public void Margin_is_the_tables_or_a_rate_of_revenue()
    {
        var columns = ClvData.Columns(
            new ClvMember(2, 10, 5, 80m, 20m, -1, 0, 0), new ClvMember(1, 3, 3, 50m, null, -1, 0, 0), new ClvMember(0, 0, 0, 0m, 0m, -1, 0, 0));
        Assert.Equal([20.0, double.NaN, 0], Values(columns, new HistoricValueOptions { Basis = ValueBasis.Margin }));
        Assert.Equal([24.0, 15, 0], Values(columns, new HistoricValueOptions { Basis = ValueBasis.Margin, MarginRate = 0.3 }));
        Assert.Equal([-80.0, -50, 0], Values(columns, new HistoricValueOptions { Basis = ValueBasis.Margin, MarginRate = -1 }));
    }

    [Fact]
    public void Tenure_counts_both_ends_and_is_never_zero()
    {
        const double month = 30.4375;
        var columns = ClvData.Columns(
            new ClvMember(1, 0, 0, 10m, null, -1, 0, 0), // bought in the window's last cell
            new ClvMember(1, 30, 30, 10m, null, 99, 0, 0), // registered 69 days before buying
            new ClvMember(1, 30, 30, 10m, null, 9, 0, 0), // registered after the first purchase
            new ClvMember(1, 30, 30, 10m, null, 700, 0, 0), // registered before the window
            new ClvMember(0, 0, 0, 0m, null, 50, 0, 0), // never bought
            new ClvMember(0, 0, 0, 0m, null, -1, 0, 0), // never bought, no registration
            new ClvMember(0, 0, 0, -4m, null, 50, 0, 0), // a refund only
            new ClvMember(0, 0, 0, -4m, null, -1, 0, 0));
        double[] purchase = [10 / (1 / month), 10 / (31 / month), 10 / (31 / month), 10 / (31 / month), 0, 0, -4 / (51 / month), double.NaN];
        double[] registration = [10 / (1 / month), 10 / (100 / month), 10 / (31 / month), 10 / (366 / month), 0, 0, -4 / (51 / month), double.NaN];
        Assert.Equal(purchase, Values(columns, new HistoricValueOptions { PerMonthOfTenure = true }));
        Assert.Equal(registration, Values(columns, new HistoricValueOptions { PerMonthOfTenure = true, TenureStart = TenureStart.Registration }));
        var floored = Values(columns, new HistoricValueOptions { PerMonthOfTenure = true, MinimumTenureInDays = 60.875 });
        Assert.Equal([5.0, 5, 5, 5, 0, 0, -2, double.NaN], floored);
    }

    [Fact]
    public void The_least_tenure_is_in_days_in_any_calendar()
    {
        var weeks = new ObservationWindow(CellCalendar.Weeks(DayOfWeek.Monday), 100_000, 100_051);
        var columns = ClvData.Columns(weeks, [new ClvMember(1, 1, 1, 10m, null, -1, 0, 0)]);
        ClvData.Near(10 / (14 / 30.4375), Values(columns, new HistoricValueOptions { PerMonthOfTenure = true })[0], 1e-15);
        ClvData.Near(10 / (21 / 30.4375), Values(columns, new HistoricValueOptions { PerMonthOfTenure = true, MinimumTenureInDays = 21 })[0], 1e-15);
    }

    [Fact]
    public void Options_out_of_range_are_named_and_later_changes_do_nothing()
    {
        (HistoricValueOptions Options, string Says)[] cases =
        [
            (new() { Basis = (ValueBasis)5 }, "HistoricValueOptions.Basis is 5; it must be Revenue or Margin"),
            (new() { MarginRate = 0.3 }, "MarginRate is 0.3; it must be null unless Basis is Margin"),
            (new() { Basis = ValueBasis.Margin, MarginRate = 1.5 }, "MarginRate is 1.5; it must be finite and at most 1"),
            (new() { Basis = ValueBasis.Margin, MarginRate = double.NaN }, "MarginRate is not a number; it must be finite and at most 1"),
            (new() { TenureStart = (TenureStart)2 }, "TenureStart is 2; it must be FirstPurchase or Registration"),
            (new() { MinimumTenureInDays = -1 }, "MinimumTenureInDays is -1; it must be a finite number of 0 or more"),
        ];
        foreach (var (options, says) in cases)
            Assert.Contains(says, Assert.Throws<ArgumentException>(() => new HistoricValueCalculator(options)).Message, StringComparison.Ordinal);
        var changing = new HistoricValueOptions { Basis = ValueBasis.Margin, MarginRate = 0.5 };
        var calculator = new HistoricValueCalculator(changing);
        changing.MarginRate = 0.1;
        Assert.Equal(4, calculator.Calculate(ClvData.Columns(new ClvMember(1, 1, 1, 8m, null, -1, 0, 0)).Row(0)));
        Assert.Equal("Historic value: 0.5 of net spend", calculator.ToString());
    }

    [Fact]
    public void A_column_that_was_not_fed_is_asked_for()
    {
        var columns = MemberColumns.FromColumns(ClvData.Year, new MemberColumnData { Purchases = [1], Net = [5m] });
        Assert.Equal([5.0], Values(columns, new HistoricValueOptions()));
        (HistoricValueOptions Options, string Says)[] cases =
        [
            (new() { Basis = ValueBasis.Margin }, "The column Margin was not fed"),
            (new() { PerMonthOfTenure = true }, "The column FirstPurchaseCell was not fed"),
        ];
        foreach (var (options, says) in cases)
        {
            var calculator = new HistoricValueCalculator(options);
            Assert.Contains(says, Assert.Throws<InvalidOperationException>(() => calculator.Calculate(columns, new double[1])).Message,
                StringComparison.Ordinal);
            Assert.Contains(says, Assert.Throws<InvalidOperationException>(() => calculator.Calculate(ClvData.Table(columns))).Message,
                StringComparison.Ordinal);
        }

        Assert.Throws<InvalidOperationException>(() => Values(
            MemberColumns.FromColumns(ClvData.Year, new MemberColumnData { Purchases = [0], FirstPurchaseCell = [null], Net = [5m] }),
            new HistoricValueOptions { PerMonthOfTenure = true, TenureStart = TenureStart.Registration }));
    }

    private static double[] Values(MemberColumns columns, HistoricValueOptions options)
    {
        var values = new double[columns.Count];
        new HistoricValueCalculator(options).Calculate(columns, values);
        return values;
    }
}
