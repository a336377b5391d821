using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;

namespace MemberValue.Tests.Assessment;

/// <summary>No part of an assessment contradicts another one unnamed, and the action contradicts nothing that leads.</summary>
public class AgreementTests
{
    private static readonly string[] Here = ["champions", "loyal", "potential-loyalists", "new", "promising"];

    private static readonly Lazy<List<MemberAssessment>> Made = new(() => [.. Every(Options()).Select(pair => pair.Value)]);

    public static TheoryData<StageMethod> Methods => [.. Enum.GetValues<StageMethod>()];

    [Fact]
    public void Whatever_contradicts_is_named_in_every_combination() => Assert.All(Made.Value, IsNamed);

    [Theory]
    [MemberData(nameof(Methods))]
    public void Whatever_contradicts_is_named_for_every_member_of_a_real_shop(StageMethod method)
    {
        var options = Shop.Everything();
        options.Lifecycle = new LifecycleOptions { Method = method };
        var all = MemberValuator.Create(options, MemberModels.Fit(Shop.Table, options)).Assess(Shop.Table).Select(pair => pair.Value).ToList();
        Assert.All(all, IsNamed);
        Assert.Contains(all, assessment => assessment.Conflict is null);
        Assert.All(all.Where(assessment => assessment.ProbabilityOfPurchase >= 0.5), assessment => Assert.NotEqual("win-back", assessment.Action!.Action.Id));
    }

    [Fact]
    public void A_conflict_says_who_says_what_and_what_the_action_goes_by()
    {
        var conflict = Found(LifecycleStage.Lost, "champions", 0.6, RiskLevel.High).Conflict!;
        Assert.Equal([JudgedBy.Probability, JudgedBy.Segment], conflict.Staying);
        Assert.Equal([JudgedBy.Stage, JudgedBy.Risk], conflict.Leaving);
        Assert.Equal((JudgedBy.Probability, false), (conflict.Lead, conflict.LeadIsLeaving));
        Assert.Equal(
            "The signs do not agree. Leaving: stage Lost, high churn risk. Staying: 60% likely to buy in the next 90 days, segment Champions. The action goes by "
                + "the forecast.", conflict.Text.English);
        Assert.Equal("各项判断不一致。倾向流失：生命周期阶段为流失会员、流失风险高；倾向留存：未来90天购买概率60%、分群为冠军客户。运营动作以模型预测为准。", conflict.Text.Chinese);
        Assert.Contains(
            "Leaving: 5% likely to be still active.", Found(LifecycleStage.Loyal, "need-attention", 0.02, RiskLevel.Low).Conflict!.Text.English, StringComparison.Ordinal);
        Assert.Contains("仍活跃的概率5%", Found(LifecycleStage.Loyal, "need-attention", 0.02, RiskLevel.Low).Conflict!.Text.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void A_conflict_is_read_before_the_action_and_equal_to_itself()
    {
        var assessment = Found(LifecycleStage.Lost, "champions", 0.6, RiskLevel.Medium);
        Assert.Equal(["segment", "stage", "purchases", "value", "risk", "conflict", "action"], assessment.Reasons.Select(reason => reason.About));
        Assert.Equal(assessment.Conflict, assessment.Conflict);
        Assert.Equal(assessment.Conflict!.Text.English, assessment.Conflict.ToString());
        Assert.NotEqual(assessment.Conflict, assessment.Conflict with { Lead = JudgedBy.Stage });
    }

    [Theory]
    [InlineData(null, "wake-up")]
    [InlineData(JudgedBy.Probability, "wake-up")]
    [InlineData(JudgedBy.Stage, "win-back")]
    [InlineData(JudgedBy.Segment, "champions")]
    [InlineData(JudgedBy.Risk, "win-back")]
    public void The_host_names_what_decides_the_action_of_a_lost_champion_who_is_likely_to_buy(JudgedBy? lead, string action)
    {
        var assessment = Found(LifecycleStage.Lost, "champions", 0.6, RiskLevel.High, lead);
        Assert.Equal(lead ?? JudgedBy.Probability, assessment.Conflict!.Lead);
        Assert.Equal(action, assessment.Action!.Action.Id);
    }

    [Theory]
    [InlineData(null, JudgedBy.Risk, "retain-vip")]
    [InlineData(JudgedBy.Probability, JudgedBy.Probability, "vip")]
    [InlineData(JudgedBy.Stage, JudgedBy.Risk, "retain-vip")] // the stage has no part in it
    public void A_warning_is_heeded_whatever_the_probability_unless_the_host_says_otherwise(JudgedBy? lead, JudgedBy leads, string action)
    {
        var assessment = Found(LifecycleStage.Loyal, "champions", 0.6, RiskLevel.High, lead);
        Assert.Equal(leads, assessment.Conflict!.Lead);
        Assert.Equal(action, assessment.Action!.Action.Id);
    }

    [Fact]
    public void What_has_left_by_all_that_leads_is_won_back_whatever_the_stage()
    {
        Assert.Equal("win-back", Found(LifecycleStage.Active, "need-attention", 0.02, RiskLevel.Medium).Action!.Action.Id);
        Assert.Equal("engage", Found(LifecycleStage.Active, "need-attention", 0.02, RiskLevel.Medium, JudgedBy.Stage).Action!.Action.Id);
    }

    [Fact]
    public void Signs_that_say_neither_contradict_nothing()
    {
        Assert.Null(Found(LifecycleStage.Dormant, "champions", 0.6, RiskLevel.Medium).Conflict);
        Assert.Null(Found(LifecycleStage.Lost, "need-attention", 0.2, RiskLevel.High).Conflict);
        Assert.Null(Found(LifecycleStage.Active, "champions", 0.2, RiskLevel.High).Conflict); // a warning is no contradiction
        Assert.Null(Found(LifecycleStage.Dormant, "hibernating", 0.2, RiskLevel.Low).Conflict);
        Assert.Null(Found(LifecycleStage.New, "none", 0.2, RiskLevel.Low).Conflict);
    }

    [Fact]
    public void A_member_who_registered_long_ago_and_never_bought_contradicts_nothing()
    {
        var churn = new ChurnOptions();
        churn.UseOwnRules(new WeightedRule(new SilenceRule()));
        var options = new MemberValuatorOptions { Lifecycle = new LifecycleOptions(), Churn = churn };
        (options.Lifecycle.Thresholds.NewDormantFromDays, options.Lifecycle.Thresholds.NewLostFromDays) = (30, 90);
        var log = MemberLog.Read<string>([], events: [new("a", new DateOnly(2024, 1, 1), MemberEventKind.Registration)]);
        var assessment = MemberValuator.Create(options).Assess(log.Table(new DateOnly(2024, 12, 31)))["a"];
        Assert.Equal((LifecycleStage.Lost, RiskLevel.Low), (assessment.Stage, assessment.Risk!.Risk.Level));
        Assert.Null(assessment.Conflict);
        Assert.Contains("No purchase yet, so there is no churn risk to judge.", assessment.Text.English, StringComparison.Ordinal);
        Assert.DoesNotContain("Churn risk is low", assessment.Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_playbook_a_conflict_is_named_all_the_same_and_nothing_is_recommended()
    {
        var options = Options();
        options.Playbook = null;
        var assessment = Every(options).Select(pair => pair.Value).First(each => each.Conflict is not null);
        Assert.Null(assessment.Action);
        Assert.DoesNotContain("The action goes by", assessment.Text.English, StringComparison.Ordinal);
    }

    [Fact]
    public void The_action_of_a_segment_in_the_hosts_own_map_shows()
    {
        var options = Options();
        options.Segments = SegmentMap.Create(new SegmentMapOptions
        {
            Segments =
            [
                new Segment { Id = "friends", Name = Text.Of("Friends", "朋友"), Action = Text.Of("Send a card.", "寄贺卡。") },
                new Segment { Id = "others", Name = Text.Of("Others", "其他") },
            ],
            Rules = [new SegmentRule { Segment = "friends", R = new LevelRange(5, 5) }],
            Fallback = "others",
        });
        var all = Every(options).Select(pair => pair.Value).ToList();
        Assert.All(all.Where(each => each.Segment?.Segment.Id == "friends" && each.Risk!.Risk.Level != RiskLevel.High), each =>
        {
            Assert.EndsWith(" To do: Send a card.", each.Text.English, StringComparison.Ordinal);
            Assert.EndsWith("建议：寄贺卡。", each.Text.Chinese, StringComparison.Ordinal);
            Assert.Equal("Send a card.", each.Action!.Action.ToString());
        });
        Assert.Contains(all, each => each.Segment?.Segment.Id == "friends" && each.Action?.Action.Id == "retain-vip"); // what is urgent goes before
        Assert.DoesNotContain(all, each => each.Segment?.Segment.Id == "others" && each.Action?.Action.Id == "others");
        Assert.DoesNotContain(Made.Value, each => each.Action?.Action.Id == "champions"); // the ready map's texts are a start
    }

    /// <summary>The definitions once more, pair by pair: what contradicts what.</summary>
    private static void IsNamed(MemberAssessment assessment)
    {
        var (stage, segment, risk) = (assessment.Stage!.Value, assessment.Segment?.Segment.Id, assessment.Risk!.Risk.Level);
        var stageHere = stage is LifecycleStage.FirstTime or LifecycleStage.Active or LifecycleStage.Loyal or LifecycleStage.Returned;
        var (stageGone, segmentHere, segmentGone) = (stage == LifecycleStage.Lost, Here.Contains(segment), segment is "hibernating" or "lost");
        var (likely, gone) = (assessment.ProbabilityOfPurchase >= 0.5, assessment.ProbabilityAlive < 0.1);
        var isExpected = (stageGone && (segmentHere || likely || risk == RiskLevel.Low)) || (segmentGone && (stageHere || likely))
            || (gone && (stageHere || segmentHere || risk == RiskLevel.Low)) || (risk == RiskLevel.High && likely);
        Assert.Equal(isExpected, assessment.Conflict is not null);
        Assert.Equal(isExpected, assessment.Text.English.Contains("The signs do not agree.", StringComparison.Ordinal));
        Assert.Equal(isExpected, assessment.Text.Chinese.Contains("各项判断不一致。", StringComparison.Ordinal));
        if (assessment.Conflict is not { } conflict)
            return;
        Assert.Equal(stageGone, conflict.Leaving.Contains(JudgedBy.Stage));
        Assert.Equal(segmentGone, conflict.Leaving.Contains(JudgedBy.Segment));
        Assert.Equal(likely, conflict.Staying.Contains(JudgedBy.Probability));
        Assert.Empty(conflict.Staying.Intersect(conflict.Leaving));
        var action = assessment.Action?.Action.Id;
        Assert.False(!conflict.LeadIsLeaving && action == "win-back");
        if (conflict.LeadIsLeaving && conflict.Lead is JudgedBy.Probability or JudgedBy.Stage)
            Assert.False(action is "second-purchase" or "welcome-back" or "vip" or "engage");
    }

    private static MemberAssessment Found(LifecycleStage stage, string segment, double purchase, RiskLevel risk, JudgedBy? lead = null)
    {
        var all = lead is null ? Made.Value : [.. Every(Options(lead)).Select(pair => pair.Value)];
        return all.First(each => each.Stage == stage && (each.Segment?.Segment.Id ?? "none") == segment && each.ProbabilityOfPurchase == purchase
            && each.Risk!.Risk.Level == risk);
    }

    private static MemberValuatorOptions Options(JudgedBy? lead = null)
    {
        var stub = new Signs();
        var churn = new ChurnOptions();
        churn.UseOwnRules(new WeightedRule(stub));
        return new MemberValuatorOptions
        {
            Rfm = new RfmOptions(),
            Lifecycle = new LifecycleOptions(),
            Clv = new ClvOptions { Method = ClvMethod.Historic },
            Churn = churn,
            Scorer = stub,
            Classifier = stub,
            Purchases = stub,
            Playbook = Playbook.Create(new PlaybookOptions { Actions = Playbook.Default.Actions, Rules = Playbook.Default.Rules, Lead = lead }),
        };
    }

    /// <summary>One member per combination of stage, segment, probability and risk.</summary>
    private static MemberAssessments<int> Every(MemberValuatorOptions options)
    {
        var count = Signs.Count;
        var columns = MemberColumns.FromColumns(ObservationWindow.OfDays(new DateOnly(2000, 1, 1), new DateOnly(2024, 1, 1)), new MemberColumnData
        {
            Purchases = [.. Enumerable.Range(2, count)],
            FirstPurchaseCell = [.. Enumerable.Repeat(new DateOnly(2000, 1, 1).DayNumber, count)],
            LastPurchaseCell = [.. Enumerable.Range(0, count).Select(i => new DateOnly(2001, 1, 1).DayNumber + i)],
            Net = [.. Enumerable.Repeat(1m, count)],
        });
        return MemberValuator.Create(options).Assess(MemberTable.FromColumns(Enumerable.Range(0, count).ToArray(), columns));
    }

    /// <summary>Says of the member with n + 2 purchases what the n-th combination says.</summary>
    private sealed class Signs : IRfmScorer, ILifecycleClassifier, IAttritionModel, IChurnRule
    {
        private static readonly LifecycleStage[] Stages = Enum.GetValues<LifecycleStage>();
        private static readonly RfmScore[] Scores = [RfmScore.Parse("555"), RfmScore.Parse("333"), RfmScore.Parse("111"), default];
        private static readonly (double Purchase, double Alive)[] Probabilities = [(0.6, 0.9), (0.2, 0.5), (0.02, 0.05)];
        private static readonly double[] Severities = [0, 0.5, 1];

        public static int Count => Stages.Length * 4 * Probabilities.Length * Severities.Length;

        public RfmLevels Levels => RfmLevels.Of(5);

        public string Name => "Signs";

        public TimeUnit Unit => TimeUnit.Day;

        public string Id => "signs";

        public double HorizonOf(double days) => days;

        public void Score(MemberColumns columns, Span<RfmScore> destination)
        {
            for (var i = 0; i < columns.Count; i++)
                destination[i] = Scores[(columns.Purchases[i] - 2) / 8 % Scores.Length];
        }

        public void Classify(MemberColumns columns, Span<LifecycleStage> destination)
        {
            for (var i = 0; i < columns.Count; i++)
                destination[i] = Stages[(columns.Purchases[i] - 2) % 8];
        }

        public void ProbabilityAlive(MemberTimeView members, Span<double> destination) => Fill(members, destination, probability => probability.Alive);

        public void ProbabilityOfPurchase(MemberTimeView members, double horizon, Span<double> destination) =>
            Fill(members, destination, probability => probability.Purchase);

        public void ExpectedPurchases(MemberTimeView members, double horizon, Span<double> destination) => Fill(members, destination, _ => 1);

        public void Evaluate(MemberColumns columns, int start, Span<double> severities)
        {
            for (var i = 0; i < severities.Length; i++)
                severities[i] = Severities[(columns.Purchases[start + i] - 2) / 96 % 3];
        }

        public ChurnSignal? Explain(MemberColumns columns, int row)
        {
            Span<double> severity = [0];
            Evaluate(columns, row, severity);
            var sign = Text.Of("A sign.", "有迹象。");
            return severity[0] == 0 ? null : new ChurnSignal
            {
                RuleId = Id,
                Severity = severity[0],
                Value = 1,
                Limit = 1,
                Unit = "",
                Template = sign,
                Text = sign,
            };
        }

        private static void Fill(MemberTimeView members, Span<double> destination, Func<(double Purchase, double Alive), double> value)
        {
            for (var i = 0; i < members.Count; i++)
                destination[i] = value(Probabilities[(members.RepeatPurchases(i) - 1) / 32 % 3]);
        }
    }
}
