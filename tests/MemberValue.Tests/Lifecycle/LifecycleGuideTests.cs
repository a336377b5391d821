using MemberValue.Clv;
using MemberValue.Estimation;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Tests.Conventions;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Lifecycle;

/// <summary>The examples of docs/lifecycle.md, and that they say what the page says of them.</summary>
public class LifecycleGuideTests
{
    [Fact]
    public void The_short_example_runs()
    {
        // example: lifecycle-short
        static DateOnly Day(int month, int day) => new(2024, month, day);

        Transaction<string>[] rows = // member, day, amount
        [
            new("ann", Day(9, 2), 160m), new("ann", Day(9, 23), 155m), new("ann", Day(10, 14), 170m),
            new("ann", Day(11, 4), 140m), new("ann", Day(12, 1), 165m), new("ann", Day(12, 20), 160m),
            new("bo", Day(12, 11), 20m),
            new("cy", Day(9, 8), 110m), new("cy", Day(10, 1), 90m), new("cy", Day(11, 5), 110m),
            new("di", Day(6, 1), 50m), new("di", Day(12, 28), 30m),
        ];
        MemberEvent<string>[] events = [new("eve", Day(12, 15), MemberEventKind.Registration)];
        var table = MemberLog.Read(rows, events: events).Table(Day(12, 31));

        var rules = StagePresets.FastMovingGoods;
        rules.LoyalSpend = 500m;
        var classifier = new ThresholdStageClassifier(rules);
        var stages = classifier.Classify(table);
        var why = classifier.Explain(table["bo"]);
        // example end

        Assert.Equal(
            [LifecycleStage.Loyal, LifecycleStage.FirstTime, LifecycleStage.Dormant, LifecycleStage.Returned, LifecycleStage.New], stages.Values.ToArray());
        Assert.Equal("First-time: one purchase, 20 days ago; counts as First-time for 30 days. Without another purchase: Dormant from 2025-01-10.", why.Text.English);
        Assert.Equal(new DateTime(2025, 1, 10), why.Next!.Start);
        Assert.Contains(why.Text.Chinese, Repository.Lines("docs/guide.zh-CN.md"));
    }

    [Fact]
    public void The_example_of_learned_limits_runs()
    {
        var builder = new MemberTableBuilder<string>();
        builder.AddRange(OnlineRetailData.Invoices().Select(
            invoice => new Transaction<string>(invoice.Customer, invoice.Time, invoice.NetAmount) { OrderId = invoice.Invoice }));
        var table = builder.Build();

        // example: lifecycle-learned
        LearnedLimits learned = LearnedLimits.Fit(table); // a table from a log: it knows the gaps
        var options = ThresholdStageOptions.Of(learned.ToLimits());
        options.LoyalSpend = 2_000m;
        var classifier = new ThresholdStageClassifier(options);
        var json = learned.ToJson();
        // example end

        Assert.Equal([new SilenceLimits(1, 2, 273, 290), new SilenceLimits(3, 7, 84, 126), new SilenceLimits(8, null, 27, 39)], classifier.Limits);
        Assert.Equal((LimitSource.OwnSurvival, LimitSource.PooledSurvival), (learned.Classes[0].Dormant.Source, learned.Classes[0].Lost.Source));
        Assert.All(learned.Classes.Skip(1), item => Assert.Equal((LimitSource.OwnSurvival, LimitSource.OwnSurvival), (item.Dormant.Source, item.Lost.Source)));
        Assert.Equal(json, LearnedLimits.FromJson(json).ToJson());
    }

    [Fact]
    public void The_example_of_own_rules_runs()
    {
        // example: lifecycle-rules
        var classifier = new ThresholdStageClassifier(new ThresholdStageOptions
        {
            Limits =
            [
                new SilenceLimits(FromPurchases: 1, ThroughPurchases: 2, DormantFromDays: 60, LostFromDays: 180),
                new SilenceLimits(3, 7, 45, 120),
                new SilenceLimits(8, null, 30, 75),
            ],
            FirstTimeDays = 45,
            ReturnedDays = 30,
            LoyalPurchases = 8,
            LoyalSpend = 2_000m,
            Silence = SilenceSource.Purchase,
            NewDormantFromDays = 90,
        });
        var json = classifier.ToJson();
        var again = ThresholdStageClassifier.FromJson(json);
        // example end

        Assert.Equal(classifier.Limits, again.Limits);
        Assert.Contains("\"newDormantFromDays\": 90", json, StringComparison.Ordinal);
    }

    [Fact]
    public void The_example_of_a_rhythm_runs()
    {
        var table = CdnowTables.Split.Calibration;

        // example: lifecycle-rhythm
        PurchaseRhythm rhythm = PurchaseRhythm.Fit(table.Columns);
        var classifier = new RhythmStageClassifier(rhythm, new RhythmStageOptions { DormantFromGaps = 2, LostFromGaps = 4 });
        var stages = classifier.Classify(table);
        // example end

        Assert.Equal(FitStatus.Fitted, rhythm.Status);
        Assert.Equal(946, rhythm.Origin!.Members); // the 2,357 less the 1,411 with one purchase
        Assert.Equal(2_457, rhythm.Gaps);
        Assert.True(stages.Values.ToArray().Distinct().Count() >= 5);
    }

    [Fact]
    public void The_example_of_a_model_runs()
    {
        var table = CdnowTables.Split.Calibration;

        // example: lifecycle-model
        var model = BgNbdModel.Fit(PurchaseHistories.From(table.In(TimeUnit.Week)));
        var classifier = new ProbabilityStageClassifier(model, new ProbabilityStageOptions
        {
            HorizonDays = 90,
            DormantBelow = 0.3,
            LostBelow = 0.1,
        });
        var stages = classifier.Classify(table);
        var why = classifier.Explain(table[1]);
        // example end

        Assert.Equal(stages[1], why.Stage);
        Assert.NotNull(why.Next);
    }
}
