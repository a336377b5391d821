using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Tests.Metrics;

/// <summary>Cohorts by registration and by the values of a label.</summary>
public class CohortStartTests
{
    private static readonly MemberColumn<string?> Channel = new("Channel", "text", "From the registration.");

    private static readonly Dictionary<string, string?> Channels = new()
    { ["a"] = "ads", ["b"] = "shop", ["c"] = "ads", ["d"] = null, ["e"] = "shop", ["f"] = "ads" };

    private static DateOnly Day(int month, int day) => new(2024, month, day);

    private static MemberLog<string> Log(params Transaction<string>[] more) => MemberLog.Read(
        [
            new("a", Day(1, 5), 10m), new("a", Day(3, 5), 20m), new("b", Day(2, 5), 30m), new("d", Day(3, 9), 40m), new("e", Day(2, 2), 50m), .. more,
        ],
        events: new[] { ("a", 1, 3), ("b", 1, 9), ("c", 1, 20), ("d", 1, 31), ("e", 2, 2), ("f", 2, 28) }
            .Select(row => new MemberEvent<string>(row.Item1, Day(row.Item2, row.Item3), MemberEventKind.Registration)));

    private static CohortTableBuilder<string> Fed(MemberLog<string> log, CohortStart start, bool byChannel = false)
    {
        var builder = new CohortTableBuilder<string>(start, byChannel ? Channel : null);
        foreach (var table in log.Tables(SnapshotSchedule.MonthEnds(Day(1, 1), Day(3, 31))))
            builder.Add(byChannel ? table.With(Channel, [.. table.Keys.Select(key => Channels.GetValueOrDefault(key))]) : table);
        return builder;
    }

    [Fact]
    public void Cohorts_of_sign_up_are_as_by_hand()
    {
        var table = Fed(Log(), CohortStart.Registration).ToTable();
        Assert.Equal([4, 2, 0], table.Cohorts.Select(cohort => cohort.Members));
        Assert.Equal([0.25, 0.25, 0.5], table.Cohorts[0].Cells.Select(cell => cell.Retention.Rate));
        Assert.Equal([0.5, 0.0], table.Cohorts[1].Cells.Select(cell => cell.Retention.Rate));
        Assert.Equal(new Proportion(1, 6), table.Retention(1));
        Assert.Equal((0, 0L, 0m), (table.MembersWithoutCohort, table.PurchasesWithoutCohort, table.RevenueWithoutCohort));
        Assert.StartsWith("joined ", table.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_has_no_registration_and_what_came_before_it_is_without_a_cohort_and_all_adds_up()
    {
        var log = Log(new("guest", Day(1, 2), 7m), new("f", Day(1, 9), 5m), new("f", Day(3, 1), 6m));
        var table = Fed(log, CohortStart.Registration).ToTable();
        Assert.Equal((1, 2L, 12m), (table.MembersWithoutCohort, table.PurchasesWithoutCohort, table.RevenueWithoutCohort));
        Assert.Equal([4, 2, 0], table.Cohorts.Select(cohort => cohort.Members));
        var cells = table.Cohorts.SelectMany(cohort => cohort.Cells).ToList();
        var last = log.Table(Day(3, 31)).Columns;
        Assert.Equal(last.Net.Total, cells.Sum(cell => cell.Revenue) + table.RevenueWithoutCohort);
        Assert.Equal(last.Purchases.ToArray().Sum(), cells.Sum(cell => cell.Purchases) + table.PurchasesWithoutCohort);
        Assert.Equal(last.Orders.ToArray().Sum(), cells.Sum(cell => cell.Orders) + table.OrdersWithoutCohort);
    }

    [Theory]
    [InlineData(CohortStart.Registration)]
    [InlineData(CohortStart.FirstPurchase)]
    public void Tables_by_label_are_those_of_its_members_alone_and_add_up_to_the_table_of_all(CohortStart start)
    {
        var log = Log(new("guest", Day(1, 2), 7m), new("f", Day(1, 9), 5m), new("f", Day(3, 1), 6m));
        var builder = Fed(log, start, byChannel: true);
        var tables = builder.ToTablesByLabel();
        Assert.Equal(["ads", "shop", null], tables.Select(table => table.Label));
        Assert.Equal(Fed(log, start).ToTable().ToString(CohortMeasure.Revenue), builder.ToTable().ToString(CohortMeasure.Revenue));
        foreach (var table in tables)
        {
            var others = log.Without([.. log.Table().Keys.Where(key => Channels.GetValueOrDefault(key) != table.Label)]);
            var alone = Fed(others, start).ToTable();
            foreach (var measure in Enum.GetValues<CohortMeasure>())
                Assert.Equal(alone.ToString(measure), table.ToString(measure));
            Assert.Equal((alone.MembersWithoutCohort, alone.PurchasesWithoutCohort, alone.RevenueWithoutCohort),
                (table.MembersWithoutCohort, table.PurchasesWithoutCohort, table.RevenueWithoutCohort));
        }
    }

    [Fact]
    public void A_label_or_a_registration_that_was_not_fed_is_named()
    {
        var builder = new CohortTableBuilder<string>(CohortStart.Registration, Channel);
        var table = Log().Table(Day(1, 31));
        Assert.Contains("Channel", Assert.Throws<InvalidOperationException>(() => builder.Add(table)).Message, StringComparison.Ordinal);
        Assert.Contains("RegistrationCell", Assert.Throws<InvalidOperationException>(
            () => builder.Add(MemberLog.Read<string>([new("a", Day(1, 1), 1m)]).Table())).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CohortTableBuilder<string>((CohortStart)9));
    }
}
