using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Columns from a shop's own arrays are checked, and a contradiction is named by column, row and value.</summary>
public class FromColumnsTests
{
    private static readonly ObservationWindow Window = new(CellCalendar.Days, 1_000, 1_100);

    public static TheoryData<string, Action<MemberColumnData>, string> Contradictions => new()
    {
        { "Purchases[1] is -1", data => data.Purchases![1] = -1, "0 or more" },
        { "Orders[2] is -3", data => data.Orders = [0, 0, -3], "0 or more" },
        { "RecentPurchases[0] is -1", data => data.RecentPurchases = [-1, 0, 0], "0 or more" },
        { "EarlierPurchases[0] is -1", data => data.EarlierPurchases = [-1, 0, 0], "0 or more" },
        { "RecentVisits[0] is -1", data => data.RecentVisits = [-1, 0, 0], "0 or more" },
        { "EarlierVisits[0] is -1", data => data.EarlierVisits = [-1, 0, 0], "0 or more" },
        { "FirstPurchaseCell[1] is 999", data => data.FirstPurchaseCell![1] = 999, "1000 through 1100" },
        { "LastPurchaseCell[1] is 1101", data => data.LastPurchaseCell![1] = 1101, "1000 through 1100" },
        { "PreviousPurchaseCell[2] is 7", data => data.PreviousPurchaseCell![2] = 7, "1000 through 1100" },
        { "RegistrationCell[0] is 1101", data => data.RegistrationCell = [1101, null, null], "1100" },
        { "LastVisitCell[0] is 1101", data => data.LastVisitCell = [1101, null, null], "1100" },
        { "FirstPurchaseCell[1] is null", data => data.FirstPurchaseCell![1] = null, "1 purchases" },
        { "LastPurchaseCell[0] is 1050", data => data.LastPurchaseCell![0] = 1050, "0 purchases" },
        { "PreviousPurchaseCell[1] is 1010", data => data.PreviousPurchaseCell![1] = 1010, "1 purchases" },
        { "PreviousPurchaseCell[2] is null", data => data.PreviousPurchaseCell![2] = null, "3 purchases" },
        { "LastPurchaseCell[2] is 1021", data => data.LastPurchaseCell![2] = 1021, "cell 1022 or later" },
        { "LastPurchaseCell[1] is 1011", data => data.LastPurchaseCell![1] = 1011, "the same cell" },
        { "PreviousPurchaseCell[2] is 1090", data => data.PreviousPurchaseCell![2] = 1090, "before LastPurchaseCell" },
        { "PreviousPurchaseCell[2] is 1019", data => data.PreviousPurchaseCell![2] = 1019, "before LastPurchaseCell" },
        { "PreviousPurchaseCell[2] is 1030", data => (data.Purchases![2], data.PreviousPurchaseCell![2]) = (2, 1030), "equal FirstPurchaseCell" },
        { "SumOfLogGaps[2] is not a number", data => data.SumOfLogGaps = [0, 0, double.NaN], "finite" },
        { "SumOfLogGaps[2] is -0.5", data => data.SumOfLogGaps = [0, 0, -0.5], "0 or more" },
        { "Sales[1] is -2.5", data => data.Sales = [0, -2.5m, 0], "0 or more" },
        { "Refunds[1] is -2.5", data => data.Refunds = [0, -2.5m, 0], "0 or more" },
        { "Net[1] is 7", data => (data.Sales, data.Refunds, data.Net) = ([0, 9, 9], [0, 1, 0], [0, 7, 9]), "Sales less Refunds, 8" },
        { "Net[2] is -79228162514264337593543950335", data => data.Net = [0, 0, decimal.MinValue], "within ±100,000,000,000,000,000,000" },
        { "RecentSpend[0] is 100000000000000000001", data => data.RecentSpend = [100_000_000_000_000_000_001m, 0, 0], "within ±" },
        { "Margin[1] is 79228162514264337593543950335", data => data.Margin = [0, decimal.MaxValue, null], "within ±" },
        { "Orders has 2 elements", data => data.Orders = [0, 1], "must have 3" },
        { "Margin has 4 elements", data => data.Margin = [0, 1, 2, null], "must have 3" },
        { "SumOfLogGaps has 0 elements", data => data.SumOfLogGaps = [], "must have 3" },
        { "RecentCells is 0", data => data.RecentSpend = [0, 1, 2], "at least 1" },
        { "RecentCells is -1", data => data.RecentCells = -1, "at least 1" },
        { "Purchases is required", data => data.Purchases = null, "number of purchases" },
    };

    [Theory]
    [MemberData(nameof(Contradictions))]
    public void A_contradiction_is_named_by_column_row_and_value(string where, Action<MemberColumnData> spoil, string allowed)
    {
        var data = Good();
        if (!where.StartsWith("RecentCells", StringComparison.Ordinal))
            data.RecentCells = 5;
        _ = MemberColumns.FromColumns(Window, data);
        spoil(data);
        var error = Assert.Throws<ArgumentException>(() => MemberColumns.FromColumns(Window, data));
        Assert.Contains($"MemberColumnData.{where}", error.Message, StringComparison.Ordinal);
        Assert.Contains(allowed, error.Message, StringComparison.Ordinal);
        Assert.Equal("data", error.ParamName);
    }

    [Fact]
    public void Null_arguments_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => MemberColumns.FromColumns(null!, Good()));
        Assert.Throws<ArgumentNullException>(() => MemberColumns.FromColumns(Window, null!));
        var columns = MemberColumns.FromColumns(Window, Good());
        Assert.Throws<ArgumentNullException>(() => MemberTable.FromColumns<int>(null!, columns));
        Assert.Throws<ArgumentNullException>(() => MemberTable.FromColumns([1], null!));
    }

    [Theory]
    [InlineData("b", "'b' is given twice")]
    [InlineData("B", "'B' is given twice")]
    [InlineData(null, "row 2 is null")]
    public void Keys_that_are_twice_or_null_are_refused(string? third, string says)
    {
        var columns = MemberColumns.FromColumns(Window, Good());
        var error = Assert.Throws<ArgumentException>(() => MemberTable.FromColumns(["a", "b", third!], columns, StringComparer.OrdinalIgnoreCase));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
        Assert.Contains("2 keys for 3 members", Assert.Throws<ArgumentException>(() => MemberTable.FromColumns(["a", "b"], columns)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_nobody_fed_does_not_exist_and_says_how_to_feed_it()
    {
        var columns = MemberColumns.FromColumns(Window, new MemberColumnData { Purchases = [1] });
        foreach (var column in LogColumns.All.Where(column => column != LogColumns.Purchases))
        {
            Assert.False(columns.Has(column));
            var error = Assert.Throws<InvalidOperationException>(() => Read(columns, column));
            Assert.Contains(column.Name, error.Message, StringComparison.Ordinal);
            Assert.Matches("MemberColumnData|builder", error.Message);
        }

        Assert.True(columns.Has(LogColumns.Purchases));
    }

    [Fact]
    public void Arrays_are_copied_and_net_is_computed()
    {
        var data = Good();
        (data.Sales, data.Refunds, data.Margin) = ([0, 9.5m, 3], [0, 1.25m, 4], [null, 2, -1]);
        var columns = MemberColumns.FromColumns(Window, data);
        data.Purchases![1] = 77;
        data.Sales[1] = 77;
        Assert.Equal([0, 1, 3], columns.Purchases.ToArray());
        Assert.Equal([0, 8.25m, -1], columns.Net);
        Assert.Null(columns.Row(0).Margin);
        Assert.Equal(1m, columns.Margin.Total);
    }

    [Fact]
    public void A_row_of_a_log_goes_to_columns_and_back_unchanged() => Law.Holds(LogCase.Any, log =>
    {
        if (new LogOracle(log.Lines, log.Options).Window is null)
            return true;
        var table = TableCheck.BuilderOf(log.Lines, log.Options).Build();
        foreach (var key in table.Keys)
            Assert.Equal(table[key], table[key].ToColumns().Row(0));
        return true;
    });

    private static MemberColumnData Good() => new()
    {
        Purchases = [0, 1, 3],
        FirstPurchaseCell = [null, 1010, 1020],
        LastPurchaseCell = [null, 1010, 1090],
        PreviousPurchaseCell = [null, null, 1050],
    };

    private static int Read(MemberColumns columns, MemberColumn column) => column switch
    {
        MemberColumn<int> key => columns.Values(key).Length,
        MemberColumn<double> key => columns.Values(key).Length,
        MemberColumn<decimal> key => columns.Values(key).Count,
        _ => throw new ArgumentOutOfRangeException(nameof(column)),
    };
}
