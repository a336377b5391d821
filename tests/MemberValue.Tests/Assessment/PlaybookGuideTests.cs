using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Playbooks;
using MemberValue.Tests.Metrics;

namespace MemberValue.Tests.Assessment;

/// <summary>The examples of docs/playbook.md, and that they say what the page says of them.</summary>
public class PlaybookGuideTests
{
    [Fact]
    public void The_short_example_runs()
    {
        // example: playbook-short
        var playbook = Playbook.Default;
        PlaybookMatch loyal = playbook.Find(LifecycleStage.Loyal)!;
        PlaybookMatch leaving = playbook.Find(LifecycleStage.Loyal, risk: RiskLevel.High)!;
        var (action, why) = (leaving.Action.Action, leaving.Rule.ToString());
        // example end

        Assert.Equal("vip", loyal.Action.Id);
        Assert.Equal(("A personal call from their adviser that settles any complaint.", "stage Loyal, risk High"), (action.English, why));
    }

    [Fact]
    public void The_example_of_own_rules_runs()
    {
        // example: playbook-own
        var playbook = Playbook.Create(new PlaybookOptions
        {
            Name = "spring",
            Actions =
            [
                .. Playbook.Default.Actions,
                new PlaybookAction
                {
                    Id = "call",
                    Action = Text.Of("Call them within a week.", "一周内电话回访。"),
                    Channel = Text.Of("phone", "电话"),
                    Aim = Text.Of("A purchase this quarter.", "本季度再次购买"),
                },
            ],
            Rules =
            [
                .. Playbook.Default.Rules,
                new PlaybookRule { Segment = "cannot-lose", Action = "call" },
                new PlaybookRule { Stage = LifecycleStage.Dormant, Segment = "cannot-lose", Action = "call" },
            ],
        });
        var stored = playbook.ToJson();
        var holes = Playbook.FromJson(stored).Holes(segments: ["cannot-lose", "champions"]);
        // example end

        Assert.Empty(holes);
        Assert.Equal("call", playbook.Find(LifecycleStage.Lost, "cannot-lose")!.Action.Id);
        Assert.Equal("win-back", playbook.Find(LifecycleStage.Lost, "champions")!.Action.Id);
        Assert.Equal("retain", playbook.Find(LifecycleStage.Active, "cannot-lose", RiskLevel.High)!.Action.Id);
    }

    [Fact]
    public void The_examples_of_a_conflict_run()
    {
        var options = Shop.Everything();
        var lost = MemberValuator.Create(options, MemberModels.Fit(Shop.Table, options)).Assess(Shop.Table).Select(pair => pair.Value)
            .First(each => each.Stage == LifecycleStage.Lost && each.ProbabilityOfPurchase > 0.6 && each.Conflict!.Staying.Count == 1 && each.Conflict.Leaving.Count == 1);
        var ann = lost;

        // example: playbook-conflict
        AssessmentConflict? conflict = ann.Conflict;
        string? text = conflict?.Text.English;
        PlaybookMatch? action = ann.Action;
        // example end

        Assert.Matches(
            @"^The signs do not agree\. Leaving: stage Lost\. Staying: \d\d% likely to buy in the next 90 days\. The action goes by the forecast\.$", text);
        Assert.Equal("wake-up", action!.Action.Id);
        var playbook = Playbook.Default;

        // example: playbook-lead
        var byStage = Playbook.Create(new PlaybookOptions { Actions = playbook.Actions, Rules = playbook.Rules, Lead = JudgedBy.Stage });
        // example end

        Assert.Equal((JudgedBy.Stage, null), (byStage.Lead, playbook.Lead));
        Assert.Equal((JudgedBy.Stage, 0.5, 0.1), (Playbook.FromJson(byStage.ToJson()).Lead!.Value, byStage.LikelyFrom, byStage.GoneBelow));
    }

    [Theory]
    [InlineData(0.0, 0.1, "PlaybookOptions.LikelyFrom is 0; it must be above 0 and at most 1.")]
    [InlineData(0.5, -0.1, "PlaybookOptions.GoneBelow is -0.1; it must be 0 to 1.")]
    [InlineData(0.5, 0.6, "PlaybookOptions.GoneBelow is 0.6; it must be at most LikelyFrom, 0.5.")]
    public void Levels_out_of_range_are_refused_by_name(double likelyFrom, double goneBelow, string message)
    {
        var options = new PlaybookOptions { Actions = Playbook.Default.Actions, Rules = Playbook.Default.Rules, LikelyFrom = likelyFrom, GoneBelow = goneBelow };
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Playbook.Create(options)).Message, StringComparison.Ordinal);
        options = new PlaybookOptions { Actions = Playbook.Default.Actions, Rules = Playbook.Default.Rules, Lead = (JudgedBy)9 };
        Assert.StartsWith("PlaybookOptions.Lead is 9; it must be one of Probability, Stage", Assert.Throws<ArgumentException>(() => Playbook.Create(options)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_of_a_report_runs()
    {
        var rows = Snapshots.Log;

        // example: lifecycle-report
        var log = MemberLog.Read(rows, new MemberTableOptions { WindowFirst = new DateTime(2024, 1, 1) });
        var builder = new LifecycleReportBuilder<string>(new ThresholdStageClassifier(StagePresets.FastMovingGoods));
        foreach (var table in log.Tables(SnapshotSchedule.MonthEnds(new DateOnly(2024, 1, 1), new DateOnly(2024, 3, 31))))
            builder.Add(table);
        LifecycleReport report = builder.ToReport();

        LifecycleReportDate march = report.Dates[^1];
        Proportion dormant = march.Stages.Single(stage => stage.Stage == LifecycleStage.Dormant).Members;
        Proportion firstPurchases = march.Conversions[0].Share; // New to FirstTime
        string json = report.ToJson();
        // example end

        Assert.Equal(new Proportion(3, 4), dormant);
        Assert.Equal(new Proportion(1, 1), firstPurchases);
        Assert.StartsWith("{", json, StringComparison.Ordinal);
    }
}
