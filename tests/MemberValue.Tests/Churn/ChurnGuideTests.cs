using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;
using MemberValue.Tests.Conventions;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Churn;

/// <summary>The examples of docs/churn.md, and that they say what the page says of them.</summary>
public class ChurnGuideTests
{
    [Fact]
    public void The_short_example_runs()
    {
        // example: churn-short
        static DateOnly Day(int month, int day) => new(2024, month, day);

        Transaction<string>[] rows = // member, day, amount
        [
            new("ann", Day(1, 5), 60m), new("ann", Day(2, 8), 45m), new("ann", Day(3, 13), 80m), new("ann", Day(4, 16), 52m), new("ann", Day(5, 20), 75m),
            new("ann", Day(6, 23), 48m), new("ann", Day(7, 27), 90m), new("ann", Day(8, 30), 66m), new("ann", Day(10, 2), 58m),
            new("bo", Day(12, 11), 35m),
            new("cy", Day(2, 1), 70m), new("cy", Day(5, 9), 40m), new("cy", Day(9, 14), 55m), new("cy", Day(12, 20), 65m),
        ];
        MemberEvent<string>[] events = [new("ann", Day(11, 1), MemberEventKind.Visit), new("cy", Day(12, 30), MemberEventKind.Visit)];
        var complaints = new MemberColumn<int>("complaints"); // a column of your own: one value per row of the table
        var table = MemberLog.Read(rows, events: events).Table(Day(12, 31)).With(complaints, [0, 0, 3]);

        var assessor = new ChurnRiskAssessor(new ChurnRiskOptions
        {
            Rules =
            [
                new(new OverdueRule(PurchaseRhythm.Of(meanGapInDays: 60, credibility: 1.5)), Weight: 0.9),
                new(new EngagementRule(), 0.4),
                new(new ColumnRule(new ColumnRuleOptions { Id = "complaints", Column = "complaints", AtLeast = 2, FullAt = 4, Label = Text.Of("Complaints") }), 0.6),
            ],
        });
        var assessment = assessor.Assess(table);
        var why = assessment.Explain("ann");
        var advice = ChurnAdvice.Of(Playbook.Default, why, LifecycleStage.Loyal);
        // example end

        Assert.Equal([RiskLevel.High, RiskLevel.Low, RiskLevel.Medium], assessment.Risks.Values.ToArray().Select(risk => risk.Level));
        Assert.Equal(
            "Churn risk is high (67 of 100). Overdue: no purchase for 90 days, 2.37 times the usual gap of 38 days (warning level: 2 times). "
            + "No visit for 60 days (warning level: 30 days).", why.Text.English);
        Assert.Equal(1, assessment.Rules.Single(rule => rule.RuleId == "engagement").NotJudged);
        Assert.NotNull(advice.Match);
        Assert.Contains(advice.Text.Chinese, Repository.Lines("docs/guide.zh-CN.md"));
    }

    [Fact]
    public void The_example_of_an_early_warning_runs()
    {
        var log = MemberLog.Read(
            OnlineRetailData.Invoices().Select(invoice => new Transaction<string>(invoice.Customer, invoice.Time, invoice.NetAmount) { OrderId = invoice.Invoice }),
            new MemberTableOptions { RecentCells = 90 });
        var (earlierTable, table) = (log.Table(new DateOnly(2011, 8, 31)), log.Table(new DateOnly(2011, 10, 31)));
        var rhythm = PurchaseRhythm.Fit(earlierTable.Columns);

        // example: churn-warning
        var assessor = new ChurnRiskAssessor(new ChurnRiskOptions
        {
            Rules = [new(new OverdueRule(rhythm), 0.9), new(new FrequencyDropRule(), 0.6), new(new SpendDropRule(), 0.4)],
        });
        var before = assessor.Assess(earlierTable);
        var now = assessor.Assess(table);

        var expected = new double[table.Count]; // the expected value of each member, from any calculator; NaN where unknown
        table.Columns.Net.CopyTo(expected);

        var warning = new EarlyWarning(assessor, new EarlyWarningOptions { Raise = 0.6, Clear = 0.45 });
        var report = warning.Compare(before, now, expected); // next time give report.Alarmed
        var worst = report.Alarms[0]; // worst.Key, worst.Warning.RuleId, worst.Warning.RuleRise, worst.Warning.ValueAtRisk

        // The same for one member, when an order comes in or a day has passed: the states before and after.
        var one = warning.Compare(earlierTable[worst.Key], table[worst.Key], expected[worst.Row], isAlarmed: false);
        // example end

        Assert.True(report.Alarms.Count > 50);
        Assert.Equal(worst.Warning, one);
        Assert.Contains(assessor.Rules, each => each.Rule.Id == worst.Warning.RuleId);
        Assert.True(report.Alarms.Zip(report.Alarms.Skip(1)).All(pair => pair.First.Warning.ValueAtRisk >= pair.Second.Warning.ValueAtRisk));
        Assert.NotEmpty(report.NewMembers);
        Assert.Empty(report.Vanished);
    }

    [Fact]
    public void The_example_of_a_rule_of_your_own_runs()
    {
        var assessor = new ChurnRiskAssessor(new ChurnRiskOptions { Rules = [new(new OneOrderRule()), new(new SilenceRule(), 0.5)] });
        var columns = ChurnData.Of(new MemberColumnData { Purchases = [1, 3], Orders = [1, 3], LastPurchaseCell = [ChurnData.Today, ChurnData.Today] });
        Assert.Equal([0.25, 0], ChurnData.Risks(assessor, columns));
        Assert.Equal("Churn risk is low (25 of 100). One order so far.", assessor.Explain(columns, 0).Text.English);
    }

    // example: churn-own-rule
    private sealed class OneOrderRule : IChurnRule
    {
        private static readonly Text Sentence = Text.Of("One order so far.", "目前仅有一笔订单。");

        public string Id => "one-order";

        public void Evaluate(MemberColumns columns, int start, Span<double> severities)
        {
            var orders = columns.Orders.Slice(start, severities.Length);
            for (var i = 0; i < severities.Length; i++)
                severities[i] = orders[i] == 1 ? 0.25 : 0;
        }

        public ChurnSignal? Explain(MemberColumns columns, int row) => columns.Orders[row] != 1 ? null : new ChurnSignal
        {
            RuleId = Id,
            Severity = 0.25,
            Value = 1,
            Limit = 1,
            Unit = "order",
            Template = Sentence,
            Text = Sentence,
        };
    }
    // example end
}
