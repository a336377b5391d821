using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using static MemberValue.Tests.Churn.ChurnData;

namespace MemberValue.Tests.Churn;

public class EarlyWarningTests
{
    private static readonly MemberColumn<double> A = new("a");
    private static readonly MemberColumn<double> B = new("b");

    private static readonly ChurnRiskAssessor Two = new(new ChurnRiskOptions
    {
        Rules = [new(new ColumnRule(Column("a")), 0.5), new(new ColumnRule(Column("b")), 0.9)],
        Combination = RiskCombination.Maximum,
    });

    [Fact]
    public void Who_crossed_the_line_is_ranked_by_value_at_risk_with_the_rule_that_tipped_it()
    {
        // Risks before: 0.09 0.45 0.9 0.9 0.09 and a vanished member; now: 0.9 0.9 0.9 0.09 0.9, and a new one.
        var before = Assess(["ann", "bo", "cy", "di", "eve", "gone"], [0.1, 0.9, 0, 0, 0, 0], [0.1, 0.2, 1, 1, 0.1, 0.5]);
        var now = Assess(["new", "eve", "di", "cy", "bo", "ann"], [0, 0, 0, 0, 1, 1], [1, 1, 0.1, 1, 1, 1]);
        var report = new EarlyWarning(Two).Compare(before, now, [10, double.NaN, 10, 10, 100, 1_000]);
        Assert.Equal(["ann", "bo", "eve"], report.Alarms.Select(alarm => alarm.Key));
        var ann = report.Alarms[0].Warning;
        Assert.Equal((0.9, 900.0, "b", true, true), (ann.Now.Value, ann.ValueAtRisk, ann.RuleId, ann.IsAlarm, ann.IsAlarmed));
        Assert.Equal((0.9 * 0.9, 0.9 - ann.Before!.Value.Value), (ann.RuleRise, ann.Rise), (x, y) => Math.Abs(x.Item1 - y.Item1)
            + Math.Abs(x.Item2 - y.Item2) < 1e-15);
        Assert.Equal("b", report.Alarms[1].Warning.RuleId); // b by 0.72, a by 0.05
        Assert.Equal((990.0, 1, 1), (report.ValueAtRisk, report.AlarmsWithoutValue, report.Cleared));
        Assert.Equal(["new"], report.NewMembers.Select(each => each.Key));
        Assert.Null(report.NewMembers[0].Warning.Before);
        Assert.Equal(9, report.NewMembers[0].Warning.ValueAtRisk);
        Assert.Equal([new VanishedMember<string>("gone", 5, before.Risks["gone"])], report.Vanished);
        Assert.Equal(["new", "eve", "cy", "bo", "ann"], report.Alarmed);
    }

    [Fact]
    public void Equal_values_are_ranked_by_risk_and_then_by_key()
    {
        string[] keys = ["b", "B", "a", "c"];
        var report = new EarlyWarning(Two).Compare(Assess(keys, [0, 0, 0, 0], [0, 0, 0, 0]), Assess(keys, [0, 0, 0, 0], [1, 1, 1, 0.8]), [0, 0, 0, 0]);
        Assert.Equal(["B", "a", "b", "c"], report.Alarms.Select(alarm => alarm.Key));
    }

    [Fact]
    public void Value_at_risk_decides_then_the_larger_risk_then_the_smaller_key_and_unknown_values_are_last()
    {
        // Few values and risks, so that there are ties of every kind; more members than an unstable sort leaves in order.
        var random = new Random(7);
        var keys = Make(300, key => key);
        random.Shuffle(keys);
        var risks = Make(300, _ => 0.8 + 0.1 * random.Next(3));
        var values = Make(300, _ => new[] { double.NaN, 0, -40, 25 }[random.Next(4)]);
        int[] Expected() => [.. Enumerable.Range(0, 300)
            .OrderBy(row => double.IsNaN(values[row]))
            .ThenByDescending(row => double.IsNaN(values[row]) ? 0 : 0.9 * risks[row] * values[row])
            .ThenByDescending(row => risks[row])
            .ThenBy(row => keys[row])];

        Assert.Equal(Expected().Select(row => keys[row]), Alarms(keys).Select(alarm => alarm.Key));
        Assert.Equal(Expected().Select(row => $"{keys[row]:D3}"), Alarms(Array.ConvertAll(keys, key => $"{key:D3}")).Select(alarm => alarm.Key));
        Assert.Equal(Expected().Select(row => keys[row]), Alarms(Array.ConvertAll(keys, key => new Ordered(key))).Select(alarm => alarm.Key.Number));
        var rows = Enumerable.Range(0, 300).ToArray();
        var unordered = Alarms(Array.ConvertAll(keys, key => new Unordered(key)));
        keys = rows; // without an order of keys the row decides
        Assert.Equal(Expected(), unordered.Select(alarm => alarm.Row));

        IReadOnlyList<ChurnAlarm<TKey>> Alarms<TKey>(TKey[] members)
            where TKey : notnull
        {
            var report = new EarlyWarning(Two).Compare(Assess(members, new double[300], new double[300]), Assess(members, new double[300], risks), values);
            Assert.Equal(300, report.Alarms.Count);
            var late = new EarlyWarning(Two).Compare(Assess(Array.Empty<TKey>(), [], []), Assess(members, new double[300], risks), values);
            Assert.Equal(report.Alarms.Select(alarm => alarm.Row), late.NewMembers.Select(alarm => alarm.Row));
            return report.Alarms;
        }
    }

    [Fact]
    public void With_hysteresis_a_member_on_the_line_alarms_once()
    {
        // Days of risk 0.9 s; raise at 0.63 (s = 0.7), clear below 0.45 (s = 0.5).
        double[] days = [0.6, 0.75, 0.65, 0.75, 0.5, 0.8, 0.45, 0.6, 0.75, 0.75];
        Assert.Equal([1, 8], Alarms(0.45)); // re-armed on day 6 alone
        Assert.Equal([1, 3, 5, 8], Alarms(null));

        List<int> Alarms(double? clear)
        {
            var warning = new EarlyWarning(Two, new EarlyWarningOptions { Raise = 0.63, Clear = clear });
            var (found, alarmed, one) = (new List<int>(), (IReadOnlyList<string>?)null, (bool?)null);
            for (var day = 1; day < days.Length; day++)
            {
                var (before, now) = (Assess(["m"], [0], [days[day - 1]]), Assess(["m"], [0], [days[day]]));
                var report = warning.Compare(before, now, [1], alarmed);
                var single = warning.Compare(before.Table["m"], now.Table["m"], 1, one);
                (alarmed, one) = (report.Alarmed, single.IsAlarmed);
                Assert.Equal(single.IsAlarm, report.Alarms.Count == 1);
                Assert.Equal(single.IsAlarmed, report.Alarmed.Count == 1);
                if (single.IsAlarm)
                    found.Add(day);
            }

            return found;
        }
    }

    [Theory]
    [InlineData(RiskCombination.NoisyOr)]
    [InlineData(RiskCombination.Maximum)]
    [InlineData(RiskCombination.WeightedSum)]
    public void A_base_and_its_members_one_by_one_give_the_same_answer(RiskCombination combination)
    {
        var assessor = Assessor(combination);
        var (then, now) = (WithEarlier(400, 11), WithEarlier(420, 23));
        var (before, after) = (assessor.Assess(Table(then)), assessor.Assess(Table(now, 20)));
        var values = Make(420, i => i % 17 == 0 ? double.NaN : i * 1.25);
        var line = before.Risks.Values.ToArray().Select(risk => risk.Value).Order().ElementAt(200);
        var warning = new EarlyWarning(assessor, new EarlyWarningOptions { Raise = line, Clear = line * 0.8 });
        foreach (var alarmed in new[] { null, Enumerable.Range(0, 500).Where(key => key % 3 == 0).ToArray() })
        {
            var report = warning.Compare(before, after, values, alarmed);
            var alarms = report.Alarms.ToDictionary(alarm => alarm.Key, alarm => alarm.Warning);
            Assert.True(alarms.Count > 20);
            for (var row = 0; row < 420; row++)
            {
                var key = 20 + row;
                var single = warning.Compare(
                    key < 400 ? then.Row(key) : null, now.Row(row), values[row], alarmed is null ? null : alarmed.Contains(key));
                Assert.Equal(single.IsAlarm, alarms.ContainsKey(key));
                Assert.Equal(single.IsAlarmed, report.Alarmed.Contains(key));
                if (single.IsAlarm)
                    Assert.Equal(single, alarms[key]);
                if (key >= 400)
                    Assert.Equal(single, report.NewMembers.Single(each => each.Key == key).Warning);
            }

            Assert.Equal(Enumerable.Range(0, 20), report.Vanished.Select(each => each.Key));
            Assert.Equal(40, report.NewMembers.Count);
        }
    }

    [Fact]
    public void An_order_that_comes_in_is_judged_from_the_state_of_the_member_alone()
    {
        var log = new List<Transaction<int>>();
        for (var member = 0; member < 30; member++)
        {
            for (var day = 1 + member; day < 300; day += 10 + member * 3)
                log.Add(new Transaction<int>(member, new DateTime(2024, 1, 1).AddDays(day), 10 + member));
        }

        var options = new MemberTableOptions { RecentCells = 60 };
        var assessor = new ChurnRiskAssessor(new ChurnRiskOptions
        {
            Rules = [new(new OverdueRule(PurchaseRhythm.Of(30, 2)), 0.8), new(new SilenceRule(), 0.6), new(new FrequencyDropRule(), 0.5),
                new(new SpendDropRule(), 0.5)],
        });
        var warning = new EarlyWarning(assessor);
        var rules = LogRules.From(options);
        var states = log.GroupBy(row => row.Member).ToDictionary(
            group => group.Key, group => group.Aggregate(MemberState.Empty(rules), (state, row) => state.With(row, rules)));
        var (d1, d2) = (new DateOnly(2024, 11, 1), new DateOnly(2024, 12, 24));
        var order = new Transaction<int>(3, new DateTime(2024, 12, 24), 99);
        var afterOrder = states[3].With(order, rules);

        var before = Base(log, d1);
        var after = Base([.. log, order], d2);
        var report = warning.Compare(before, after, Make(30, _ => 100.0));
        Assert.True(report.Alarms.Count > 5);
        for (var member = 0; member < 30; member++)
        {
            var state = member == 3 ? afterOrder : states[member];
            var window = after.Table.Window;
            var single = warning.Compare(
                states[member].AsOf(before.Table.Window), state.AsOf(window), 100);
            Assert.Equal(single.IsAlarm, report.Alarms.Any(alarm => alarm.Key == member));
            if (single.IsAlarm)
                Assert.Equal(single, report.Alarms.Single(alarm => alarm.Key == member).Warning);
            Assert.Equal(after.Risks[member], single.Now);
        }

        Assert.DoesNotContain(report.Alarms, alarm => alarm.Key == 3);

        ChurnRisks<int> Base(List<Transaction<int>> rows, DateOnly day)
        {
            var builder = new MemberTableBuilder<int>(new MemberTableOptions
            {
                RecentCells = 60,
                WindowFirst = new DateTime(2024, 1, 1),
                WindowLast = day.ToDateTime(TimeOnly.MinValue),
            });
            builder.AddRange(rows);
            var table = builder.Build();
            return assessor.Assess(table);
        }
    }

    [Fact]
    public void Wrong_calls_are_refused()
    {
        Assert.StartsWith("EarlyWarningOptions.Raise is 0;", Error(new EarlyWarningOptions { Raise = 0 }), StringComparison.Ordinal);
        Assert.StartsWith("EarlyWarningOptions.Raise is not a number;", Error(new EarlyWarningOptions { Raise = double.NaN }), StringComparison.Ordinal);
        Assert.StartsWith("EarlyWarningOptions.Clear is 0.7;", Error(new EarlyWarningOptions { Raise = 0.6, Clear = 0.7 }), StringComparison.Ordinal);
        var one = Assess(["m"], [0], [0]);
        var warning = new EarlyWarning(Two);
        Assert.Throws<ArgumentException>(() => warning.Compare(one, one, []));
        Assert.Throws<ArgumentException>(() => new EarlyWarning(Assessor()).Compare(one, one, [1]));
        Assert.Throws<ArgumentNullException>(() => warning.Compare(null, null!));
        var later = MemberColumns.FromColumns(new ObservationWindow(CellCalendar.Days, 0, Today + 1), new MemberColumnData { Purchases = [0] })
            .With(A, new double[1]).With(B, new double[1]).Row(0);
        Assert.Throws<ArgumentException>(() => warning.Compare(later, one.Table["m"]));
        Assert.False(warning.Compare(one.Table["m"], later).IsAlarm);

        static string Error(EarlyWarningOptions options) => Assert.Throws<ArgumentException>(() => new EarlyWarning(Two, options)).Message;
    }

    // From 0 up the severity is the value: the limit is so low that it makes no difference.
    private static ColumnRuleOptions Column(string name) => new() { Id = name, Column = name, AtLeast = 1e-9, FullAt = 1, SeverityAtLimit = 1e-9 };

    private static ChurnRisks<TKey> Assess<TKey>(TKey[] keys, double[] a, double[] b)
        where TKey : notnull
    {
        var columns = MemberColumns.FromColumns(Days, new MemberColumnData { Purchases = new int[keys.Length] });
        return Two.Assess(MemberTable.FromColumns(keys, columns).With(A, a).With(B, b));
    }

    /// <summary>A key with an order of the older kind alone.</summary>
    private sealed record Ordered(int Number) : IComparable
    {
        public int CompareTo(object? obj) => Number.CompareTo(((Ordered)obj!).Number);
    }

    private sealed record Unordered(int Number);
}
