using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;

namespace PackageConsumer;

/// <summary>Rules with reasons, advice from the playbook, early warning between two dates.</summary>
internal static class Risks
{
    public static void Run(Shop shop)
    {
        var table = shop.Table;
        var earlierTable = shop.Read.Table(new DateOnly(2024, 5, 31));
        var earlier = Known(earlierTable);
        var known = Known(table).WithEarlier(earlier);
        var assessor = new ChurnRiskAssessor(new ChurnRiskOptions
        {
            Rules =
            [
                new(new OverdueRule(PurchaseRhythm.Fit(table.Columns)), 0.7),
                new(new SilenceRule(), 0.4),
                new(new EngagementRule(), 0.4),
                new(new FrequencyDropRule(), 0.6),
                new(new SpendDropRule(), 0.3),
                new(new ProbabilityRule(new ProbabilityRuleOptions { Below = 0.6 }), 0.8),
                new(new RfmLevelRule(), 0.3),
                new(new RefundShareRule(), 0.2),
                new(new ColumnRule(new ColumnRuleOptions { Id = "complaints", Column = "complaints", AtLeast = 2, FullAt = 4, Label = Text.Of("Complaints") }), 0.6),
            ],
        });
        var before = assessor.Assess(earlier);
        var now = assessor.Assess(known);
        Output.Line("assessor", assessor);
        Output.Line("risks", [.. now.Risks.Select(pair => pair.Value.Value)]);
        foreach (var level in Enum.GetValues<RiskLevel>())
            Output.Line($"level {level}", now.CountOf(level));
        foreach (var rule in now.Rules)
            Output.Line("rule", rule);
        foreach (var member in table.Keys.Take(20))
        {
            var advice = ChurnAdvice.Of(Playbook.Default, now.Explain(member), known.Columns.Values(LifecycleColumns.Stage)[0]);
            Output.Line(member, advice);
            Output.Line(member, advice.Text.Chinese);
        }

        var expected = new double[table.Count];
        table.Columns.Net.CopyTo(expected);
        var report = new EarlyWarning(assessor, new EarlyWarningOptions { Raise = 0.6, Clear = 0.45 }).Compare(before, now, expected);
        Output.Line("value at risk", report.ValueAtRisk);
        foreach (var alarm in report.Alarms.Take(20))
            Output.Line("alarm", alarm);
    }

    private static MemberTable<string> Known(MemberTable<string> table)
    {
        var model = MbgNbdModel.Fit(table.In(TimeUnit.Week));
        var note = new ColumnNote { Model = model.Name, HorizonDays = 90 };
        return table
            .With(RfmColumns.Score, RfmScale.FitQuantiles(table.Columns).Score(table))
            .With(LifecycleColumns.Stage, new ThresholdStageClassifier(StagePresets.FastMovingGoods).Classify(table))
            .With(ClvColumns.ProbabilityAlive, model.ProbabilityAlive(table), note)
            .With(ClvColumns.ProbabilityOfPurchase, model.ProbabilityOfPurchase(table, 90 / model.Unit.Days), note)
            .With(new MemberColumn<int>("complaints"), table.Keys.Select((_, row) => row % 5).ToArray());
    }
}
