using FsCheck;
using FsCheck.Fluent;
using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;
using MemberValue.Tests.Members;

namespace MemberValue.Tests.Assessment;

public class MemberValuatorTests
{
    private const double Unlikely = 0.01;

    private static readonly Lazy<(MemberModels Models, MemberValuator Valuator, MemberAssessments<string> All)> Fitted = new(() =>
    {
        var models = MemberModels.Fit(Shop.Table, Shop.Everything());
        var valuator = MemberValuator.Create(Shop.Everything(), models);
        return (models, valuator, valuator.Assess(Shop.Table));
    });

    [Fact]
    public void Every_part_is_that_of_the_pillar_called_directly()
    {
        var table = Shop.Table;
        var all = Fitted.Value.All;
        var scale = RfmScale.FitQuantiles(table.Columns);
        var scores = scale.Score(table);
        var classifier = new ThresholdStageClassifier(ThresholdStageOptions.Of(LearnedLimits.Fit(table).ToLimits()));
        var model = MbgNbdModel.Fit(table.In(TimeUnit.Week));
        const double horizon = 90 / 7.0;
        var calculator = new ModelValueCalculator(model, GammaGammaModel.Fit(table.Columns), ReturnModel.Fit(table.Columns), new ModelValueOptions
        {
            Horizon = 365.25 / 7,
            HorizonUnit = TimeUnit.Week,
            Discount = DiscountRate.Annual(0.15),
            MarginRate = 0.3,
        });

        Assert.Empty(all.Missing);
        Assert.Equal(scores.Values, all.Scores!.Values);
        Assert.Equal(SegmentMaps.TenCells.Apply(scores).Values.ToArray(), all.Segments!.Values.ToArray());
        Assert.Equal(classifier.Classify(table).Values.ToArray(), all.Stages!.Values.ToArray());
        Assert.Equal(Bits(model.ProbabilityAlive(table)), Bits(all.ProbabilityAlive!));
        Assert.Equal(Bits(model.ProbabilityOfPurchase(table, horizon)), Bits(all.ProbabilityOfPurchase!));
        Assert.Equal(Bits(model.ExpectedPurchases(table, horizon)), Bits(all.ExpectedPurchases!));
        Assert.Equal(Bits(calculator.Calculate(table)), Bits(all.Values!));

        var assessor = new ChurnRiskAssessor(new ChurnRiskOptions
        {
            Rules =
            [
                new(new OverdueRule(PurchaseRhythm.Fit(table.Columns)), 0.7),
                new(new FrequencyDropRule(), 0.6),
                new(new ProbabilityRule(), 0.5),
                new(new RfmLevelRule(), 0.3),
                new(new RfmFallRule(), 0.4),
                new(new StageEnteredRule(), 0.2),
            ],
        });
        var joined = table.With(RfmColumns.Score, scores).With(LifecycleColumns.Stage, all.Stages)
            .With(ClvColumns.ProbabilityOfPurchase, all.ProbabilityOfPurchase!, new ColumnNote { Model = model.Name, HorizonDays = 90 })
            .WithEarlier(Nobody(table.Window));
        Assert.Equal(assessor.Assess(joined).Risks.Values.ToArray(), all.Churn!.Risks.Values.ToArray());
    }

    [Fact]
    public void A_member_alone_is_assessed_as_in_the_base()
    {
        var (_, valuator, all) = Fitted.Value;
        foreach (var (key, expected) in all.Where((_, row) => row % 7 == 0).Append(new("visitor", all["visitor"])))
        {
            Same(expected, valuator.Assess(Shop.Table[key]));
            Same(expected, valuator.Assess(Shop.States.StateOf(key)!, Shop.Table.Window));
        }

        static void Same(MemberAssessment expected, MemberAssessment actual)
        {
            Assert.Equal(expected.Score, actual.Score);
            Assert.Equal(expected.Segment, actual.Segment);
            Assert.Equal(expected.Stage, actual.Stage);
            Assert.Equal(Bits(expected.ProbabilityAlive), Bits(actual.ProbabilityAlive));
            Assert.Equal(Bits(expected.ProbabilityOfPurchase), Bits(actual.ProbabilityOfPurchase));
            Assert.Equal(Bits(expected.ExpectedPurchases), Bits(actual.ExpectedPurchases));
            Assert.Equal(Bits(expected.Value), Bits(actual.Value));
            Assert.Equal(expected.Risk!.Risk, actual.Risk!.Risk);
            Assert.Equal(expected.Action, actual.Action);
            Assert.Equal(expected.Text.English, actual.Text.English);
            Assert.Equal(expected.Text.Chinese, actual.Text.Chinese);
        }
    }

    [Fact]
    public void A_day_instead_of_a_window_gives_the_same_assessment_of_a_state()
    {
        var (_, valuator, all) = Fitted.Value;
        var last = DateOnly.FromDateTime(Shop.Table.Window.Calendar.StartOf(Shop.Table.Window.LastCell));
        Assert.Equal(all["12347"].Text.English, valuator.Assess(Shop.States.StateOf("12347")!, last).Text.English);
    }

    [Fact]
    public void A_members_assessment_does_not_depend_on_who_else_is_in_the_table()
    {
        var (_, valuator, all) = Fitted.Value;
        var last = Shop.Table.Window.Calendar.StartOf(Shop.Table.Window.LastCell);
        Law.Holds(Gen.Choose(0, Shop.Table.Count - 1).NonEmptyListOf().Select(list => list.ToList()).ToArbitrary(), rows =>
        {
            var builder = new MemberTableBuilder<string>(new MemberTableOptions { RecentCells = 60, WindowLast = last });
            foreach (var row in rows.Distinct())
                builder.Add(Shop.Table.Keys[row], Shop.States.StateOf(Shop.Table.Keys[row])!);
            var some = valuator.Assess(builder.BuildWhole());
            return some.Count == rows.Distinct().Count() && some.All(pair => pair.Value.Text.English == all[pair.Key].Text.English);
        }, runs: 40);
    }

    [Fact]
    public void An_assessment_says_why_in_two_languages()
    {
        var assessment = Fitted.Value.All["12347"];
        Assert.Equal(["segment", "stage", "purchases", "value", "risk", "action"], assessment.Reasons.Select(reason => reason.About));
        Assert.StartsWith($"Ranked by RFM as {assessment.Segment!.Text.English}", assessment.Text.English, StringComparison.Ordinal);
        Assert.Contains(assessment.StageReason!.Text.English, assessment.Text.English, StringComparison.Ordinal);
        Assert.Matches(@" \d\d% likely to buy in the next 90 days; expected purchases: \d\.\d\d\. ", assessment.Text.English);
        Assert.Matches(@" Expected value over the next 12 months at a margin of 30%: [\d,]+\.\d\d, after returns of \d+%\. ", assessment.Text.English);
        Assert.Contains(assessment.Risk!.Text.English, assessment.Text.English, StringComparison.Ordinal);
        Assert.EndsWith($"To do: {assessment.Action!.Action.Action}", assessment.Text.English, StringComparison.Ordinal);
        Assert.StartsWith($"按RFM评分，分群为{assessment.Segment.Text.Chinese}", assessment.Text.Chinese, StringComparison.Ordinal);
        Assert.EndsWith($"建议：{assessment.Action.Action.Action.Chinese}", assessment.Text.Chinese, StringComparison.Ordinal);
        Assert.DoesNotContain("likely", assessment.Text.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void A_member_who_never_bought_has_no_numbers_and_still_a_stage_and_an_action()
    {
        var assessment = Fitted.Value.All["visitor"];
        Assert.False(assessment.Score!.Value.IsScored);
        Assert.Null(assessment.Segment);
        Assert.Equal(LifecycleStage.New, assessment.Stage);
        Assert.True(double.IsNaN(assessment.ProbabilityAlive!.Value) && double.IsNaN(assessment.Value!.Value));
        Assert.NotNull(assessment.Action);
        Assert.DoesNotContain("NaN", assessment.Text.English + assessment.Text.Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_is_not_asked_for_is_missing_and_the_others_are_there()
    {
        var models = Fitted.Value.Models;
        var onlyRfm = MemberValuator.Create(new MemberValuatorOptions { Rfm = new RfmOptions() }, models).Assess(Shop.Table);
        Assert.NotNull(onlyRfm.Scores);
        Assert.NotNull(onlyRfm.Segments);
        Assert.True(onlyRfm is { Stages: null, ProbabilityAlive: null, ProbabilityOfPurchase: null, ExpectedPurchases: null, Values: null, Churn: null });
        var member = onlyRfm["12347"];
        Assert.True(member is { Stage: null, StageReason: null, ProbabilityAlive: null, ModelName: null, PurchaseHorizonDays: null, Value: null, Risk: null });

        var onlyStages = MemberValuator.Create(new MemberValuatorOptions { Lifecycle = new LifecycleOptions() }).Assess(Shop.Table);
        Assert.True(onlyStages is { Scores: null, Segments: null, Stages: not null, Values: null, Churn: null });
        var onlyChurn = MemberValuator.Create(new MemberValuatorOptions { Churn = new ChurnOptions() }, models).Assess(Shop.Table);
        Assert.True(onlyChurn is { Scores: null, Stages: null, Values: null, Churn: not null });
        Assert.Equal("overdue", Assert.Single(onlyChurn.Churn!.Rules).RuleId);
        var onlyClv = MemberValuator.Create(new MemberValuatorOptions { Clv = new ClvOptions() }, models).Assess(Shop.Table);
        Assert.True(onlyClv is { Scores: null, Stages: null, ProbabilityAlive: not null, Values: not null, Churn: null });
        Assert.Empty(MemberValuator.Create(new MemberValuatorOptions()).Assess(Shop.Table)["12347"].Reasons);
        Assert.Null(MemberValuator.Create(new MemberValuatorOptions { Rfm = new RfmOptions(), Playbook = null }, models).Assess(Shop.Table["12347"]).Action);
    }

    [Fact]
    public void What_was_not_fitted_yet_is_named_and_left_out()
    {
        var valuator = MemberValuator.Create(Shop.Everything());
        Assert.Equal(
            [
                "Rfm: no scale has been fitted yet.",
                "Lifecycle: no limits of silence have been learned yet.",
                "Clv: no model of purchases has been fitted yet.",
                "Churn: no rhythm has been fitted yet.",
                "Churn: a rule looks at scores, and there are none yet.",
                "Churn: a rule looks at stages, and there are none yet.",
                "Churn: a rule looks at a probability, and no model of purchases has been fitted yet.",
            ],
            valuator.Missing.Select(text => text.English));
        Assert.All(valuator.Missing, text => Assert.NotEqual(text.English, text.Chinese));
        var assessment = valuator.Assess(Shop.Table["12347"]);
        Assert.Equal(valuator.Missing, assessment.Missing);
        Assert.True(assessment is { Score: null, Stage: null, ProbabilityAlive: null, Value: null, Risk: null, Action: null });
    }

    [Fact]
    public void A_model_that_waits_for_a_fit_is_named_once_beside_a_calculator_of_your_own_too()
    {
        var options = new MemberValuatorOptions { Clv = new ClvOptions() };
        Assert.Equal(["Clv: no model of purchases has been fitted yet."], MemberValuator.Create(options).Missing.Select(text => text.English));
        options.Calculator = new HistoricValueCalculator();
        Assert.Equal(["Clv: no model of purchases has been fitted yet."], MemberValuator.Create(options).Missing.Select(text => text.English));
        Assert.NotNull(MemberValuator.Create(options).Assess(Shop.Table["12347"]).Value);
    }

    [Theory]
    [InlineData(StageMethod.Rhythm, "Lifecycle: no rhythm has been fitted yet.")]
    [InlineData(StageMethod.LearnedLimits, "Lifecycle: no limits of silence have been learned yet.")]
    [InlineData(StageMethod.Probability, "Lifecycle: no model of purchases has been fitted yet.")]
    [InlineData(StageMethod.Thresholds, null)]
    public void Stages_by_each_method_wait_for_what_they_need(StageMethod method, string? missing)
    {
        var options = new MemberValuatorOptions
        {
            Lifecycle = new LifecycleOptions { Method = method },
            Clv = method == StageMethod.Probability ? new ClvOptions { Method = ClvMethod.Historic } : null,
        };
        Assert.Equal(missing ?? "", string.Join('|', MemberValuator.Create(options).Missing.Take(1)));
        var valuator = MemberValuator.Create(options, MemberModels.Fit(Shop.Table, options));
        Assert.Empty(valuator.Missing);
        Assert.Equal(valuator.Classifier!.Classify(Shop.Table).Values.ToArray(), valuator.Assess(Shop.Table).Stages!.Values.ToArray());
        Assert.IsType(
            method switch
            {
                StageMethod.Rhythm => typeof(RhythmStageClassifier),
                StageMethod.Probability => typeof(ProbabilityStageClassifier),
                _ => typeof(ThresholdStageClassifier),
            },
            valuator.Classifier);
        Assert.NotNull(valuator.Assess(Shop.Table["12347"]).StageReason);
    }

    [Theory]
    [InlineData(ClvMethod.Historic, typeof(HistoricValueCalculator))]
    [InlineData(ClvMethod.Formula, typeof(FormulaValueCalculator))]
    [InlineData(ClvMethod.Retention, typeof(RetentionValueCalculator))]
    [InlineData(ClvMethod.Model, typeof(ModelValueCalculator))]
    public void Each_method_of_value_has_its_calculator(ClvMethod method, Type calculator)
    {
        var options = new MemberValuatorOptions { Clv = new ClvOptions { Method = method, Model = method == ClvMethod.Model ? PurchaseModel.BgNbd : PurchaseModel.None } };
        options.Clv.Retention.Retention = 0.9;
        var models = MemberModels.Fit(Shop.Table, options);
        var valuator = MemberValuator.Create(options, models);
        Assert.Empty(valuator.Missing);
        Assert.IsType(calculator, valuator.Calculator);
        Assert.Equal(method == ClvMethod.Model, valuator.Purchases is BgNbdModel);
        Assert.Equal(Bits(valuator.Calculator!.Calculate(Shop.Table)), Bits(valuator.Assess(Shop.Table).Values!));
    }

    [Fact]
    public void The_yearly_rate_discounts_retention_too()
    {
        var options = new MemberValuatorOptions { Clv = new ClvOptions { Method = ClvMethod.Retention, Model = PurchaseModel.None, AnnualDiscountRate = 0.1 } };
        options.Clv.Retention.Retention = 0.9;
        var expected = new RetentionValueCalculator(new RetentionValueOptions { Retention = 0.9, Discount = DiscountRate.Annual(0.1) });
        Assert.Equal(expected.Calculate(Shop.Table["12347"]), MemberValuator.Create(options).Assess(Shop.Table["12347"]).Value!.Value, 1e-9);
    }

    [Theory]
    [InlineData(PurchaseModel.BgNbd, "BG/NBD")]
    [InlineData(PurchaseModel.MbgNbd, "MBG/NBD")]
    [InlineData(PurchaseModel.ParetoNbd, "Pareto/NBD")]
    [InlineData(PurchaseModel.Nbd, "NBD")]
    [InlineData(PurchaseModel.BgBb, "BG/BB")]
    public void Each_model_of_purchases_can_be_named(PurchaseModel model, string name)
    {
        var builder = new MemberTableBuilder<int>(new MemberTableOptions { Grain = EventGrain.Week, WindowLast = new DateTime(2024, 12, 29) });
        var random = new Random(5);
        for (var member = 0; member < 400; member++)
        {
            for (var purchase = 0; purchase <= random.Next(6); purchase++)
                builder.Add(new Transaction<int>(member, new DateTime(2024, 1, 1).AddDays(random.Next(360)), 10 + random.Next(50)));
        }

        var table = builder.Build();
        var options = new MemberValuatorOptions { Clv = new ClvOptions { Model = model }, Lifecycle = new LifecycleOptions { Method = StageMethod.Probability } };
        var models = MemberModels.Fit(table, options);
        Assert.Equal(name, models.Purchases!.Name);
        var assessments = MemberValuator.Create(options, models).Assess(table);
        var weeks = model == PurchaseModel.BgBb ? 13 : 90 / 7.0; // whole opportunities
        Assert.Equal(Bits(models.Purchases.ExpectedPurchases(table, weeks)), Bits(assessments.ExpectedPurchases!));
        Assert.All(assessments.Values!.Values.ToArray(), value => Assert.True(value > 0));
        Assert.DoesNotContain(LifecycleStage.Unclassified, assessments.Stages!.Values.ToArray()); // the stages look 90 days ahead too, in whole opportunities
        Assert.Equal(weeks, models.Purchases.HorizonOf(90));
    }

    [Fact]
    public void Models_keep_as_one_document_with_the_same_bits()
    {
        var (models, _, all) = Fitted.Value;
        var options = Shop.Everything();
        options.Lifecycle!.Method = StageMethod.Rhythm;
        var read = MemberModels.FromJson(models.ToJson());
        Assert.Equal(models.ToJson(), read.ToJson());
        var again = MemberValuator.Create(Shop.Everything(), read).Assess(Shop.Table);
        Assert.Equal(Bits(all.Values!), Bits(again.Values!));
        Assert.Equal(all.Churn!.Risks.Values.ToArray(), again.Churn!.Risks.Values.ToArray());
        Assert.Equal(all.Stages!.Values.ToArray(), again.Stages!.Values.ToArray());
        Assert.Equal(all.Scores!.Values.ToArray(), again.Scores!.Values.ToArray());

        using var stream = new MemoryStream();
        models.ToJson(stream);
        stream.Position = 0;
        Assert.Equal(models.ToJson(), MemberModels.FromJson(stream).ToJson());
        Assert.Equal("nothing fitted", MemberModels.FromJson(MemberModels.None.ToJson()).ToString());
        var formula = MemberModels.None.With(FormulaValueCalculator.Fit(Shop.Table.Columns));
        Assert.Equal(formula.ToJson(), MemberModels.FromJson(formula.ToJson()).ToJson());
    }

    [Theory]
    [InlineData("{}", "\"type\": \"MemberModels\"")]
    [InlineData("{\"type\":\"MemberModels\",\"version\":9}", "version 9")]
    [InlineData("{\"type\":\"MemberModels\",\"version\":1}", "items")]
    [InlineData("{\"type\":\"MemberModels\",\"version\":1,\"items\":[{\"name\":\"scale\",\"kind\":\"RfmScale\",\"document\":{\"type\":\"RfmScale\"}}]}", "RfmScale")]
    [InlineData("{\"type\":\"MemberModels\",\"version\":1,\"items\":[{\"name\":\"scale\"}]}", "kind is missing")]
    [InlineData("{\"type\":\"MemberModels\",\"version\":1,\"items\":[{\"name\":\"churn\",\"kind\":\"Oracle\",\"document\":{}}]}", "kind of 'churn' is 'Oracle', which is not one of RfmScale")]
    [InlineData("{\"type\":\"MemberModels\",\"version\":1,\"items\":[],\"scal\":null}", "scal")]
    [InlineData("{\"type\":\"MemberModels\",\"version\":1,\"items\":[{\"name\":\"purchases\",\"kind\":\"BG/NBD\",\"document\":7}]}", "AttritionModel")]
    [InlineData("half", "MemberModels")]
    public void Damaged_models_are_an_error_that_says_what(string json, string what) =>
        Assert.Contains(what, Assert.Throws<FormatException>(() => MemberModels.FromJson(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Models_of_a_base_that_allows_no_fit_say_so_and_do_not_throw()
    {
        var nobody = new MemberTableBuilder<string>(new MemberTableOptions { RecentCells = 30, WindowLast = new DateTime(2024, 6, 30), WindowFirst = new DateTime(2024, 1, 1) });
        nobody.Add(new MemberEvent<string>("ann", new DateTime(2024, 3, 1), MemberEventKind.Registration));
        var models = MemberModels.Fit(nobody.Build(), Shop.Everything());
        Assert.Equal(
            [
                "Rfm: no member can be scored, so there is no scale.",
                "Clv: nobody has ever bought, so there is no model of purchases.",
                "Clv: nobody has a purchase with a spend above 0 that the model of spend looks at.",
            ],
            models.NotFitted.Select(text => text.English));
        Assert.Equal(models.NotFitted, models.Warnings.Take(3));
        Assert.All(models.Warnings, text => Assert.NotEqual(text.English, text.Chinese));
        Assert.Equal(models.NotFitted, MemberModels.FromJson(models.ToJson()).NotFitted);
        Assert.Contains("Limits of silence: no data.", models.Warnings.Select(text => text.English));
        Assert.Contains("Rhythm of purchases: no data.", models.Warnings.Select(text => text.English));
        Assert.False(models.IsUsable);
        var valuator = MemberValuator.Create(Shop.Everything(), models);
        Assert.Contains("Lifecycle: no gap between purchases was ever completed, so no limits could be learned.", valuator.Missing.Select(text => text.English));
        Assert.Contains("Churn: nobody has two purchases, so there is no rhythm.", valuator.Missing.Select(text => text.English));

        for (var i = 0; i < 50; i++)
            nobody.Add(new Transaction<string>($"m{i}", new DateTime(2024, 1, 1).AddDays(3 * i), 20 + i));
        var once = MemberModels.Fit(nobody.Build(), Shop.Everything());
        Assert.False(once.IsUsable);
        Assert.NotNull(once.Scale);
        Assert.Contains(once.Warnings, warning => warning.English.StartsWith("Model of purchases (MBG/NBD): ", StringComparison.Ordinal));
        Assert.Contains(once.NotFitted, sentence => sentence.English.Contains("spend", StringComparison.Ordinal));
        Assert.NotNull(MemberValuator.Create(Shop.Everything(), once).Assess(nobody.Build()).Scores);
    }

    [Fact]
    public void Purchases_of_nothing_are_no_spend_to_fit()
    {
        var free = new MemberTableBuilder<int>(new MemberTableOptions { WindowLast = new DateTime(2024, 6, 30) });
        for (var i = 0; i < 60; i++)
            free.Add(new Transaction<int>(i / 3, new DateTime(2024, 1, 1).AddDays(2 * i), 0));
        var models = MemberModels.Fit(free.Build(), new MemberValuatorOptions { Clv = new ClvOptions() });
        Assert.Null(models.Spend);
        Assert.NotNull(models.Purchases);
        Assert.Equal(["Clv: nobody has a purchase with a spend above 0 that the model of spend looks at."], models.NotFitted.Select(text => text.English));
    }

    [Fact]
    public void What_is_known_already_is_what_the_rules_see()
    {
        var valuator = MemberValuator.Create(
            new MemberValuatorOptions
            {
                Rfm = new RfmOptions(),
                Lifecycle = new LifecycleOptions(),
                Clv = new ClvOptions(),
                Churn = new ChurnOptions
                {
                    RfmLevel = [new() { Rule = { AtMost = 1 } }],
                    StageEntered = [new()],
                    Probability = [new(), new() { Rule = { Id = "alive", Basis = ProbabilityBasis.Alive } }],
                },
            },
            Fitted.Value.Models);
        var row = Shop.Table["12347"]; // a good member, of whom the valuator itself sees no sign
        Assert.Empty(valuator.Assess(row).Risk!.Reasons);
        var known = row.With(RfmColumns.Score, new RfmScore(1, 1, 1)).With(LifecycleColumns.Stage, LifecycleStage.Lost)
            .With(ClvColumns.ProbabilityAlive, Unlikely, new ColumnNote { Model = "own" })
            .With(ClvColumns.ProbabilityOfPurchase, Unlikely, new ColumnNote { Model = "own", HorizonDays = 30 });
        Assert.Equal(["alive", "probability", "rfm-level", "stage"], valuator.Assess(known).Risk!.Reasons.Select(reason => reason.Signal.RuleId).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_fit_at_a_limit_is_usable_and_warns()
    {
        Assert.True(Fitted.Value.Models.IsUsable);
        Assert.Contains(Fitted.Value.Models.Warnings, warning => warning.English.StartsWith(
            "Model of purchases (MBG/NBD): The likelihood is highest at a limit (a shrinks to zero", StringComparison.Ordinal)); // of this shop's members hardly any leave
    }

    [Fact]
    public void Options_are_frozen_when_they_are_used()
    {
        var options = Shop.Everything();
        var valuator = MemberValuator.Create(options, Fitted.Value.Models);
        var holder = new MemberModelHolder(options);
        options.Rfm!.Segments = SegmentPreset.None;
        options.Rfm.Quantiles.RecencyLevels = 3;
        options.Lifecycle!.Method = StageMethod.Thresholds;
        options.Lifecycle.Thresholds.LoyalPurchases = 1;
        options.Clv!.MarginRate = 1;
        options.Clv.Fit.Penalty = 100;
        options.Churn!.Overdue![0].Weight = 0.01;
        options.Churn.Overdue[0].Rule.Gaps = 50;
        options.Churn.Probability = null;
        Assert.Equal(Fitted.Value.All["12347"].Text.English, valuator.Assess(Shop.Table["12347"]).Text.English);
        holder.Replace(holder.Fit(Shop.Table));
        Assert.Equal(Fitted.Value.All["12347"].Text.English, holder.Assess(Shop.Table["12347"]).Text.English);
        Assert.Equal(Fitted.Value.Models.ToJson(), holder.Models.ToJson());
    }

    [Fact]
    public void What_is_known_besides_reaches_the_rules()
    {
        var options = Shop.Everything();
        options.Churn!.Column = [new() { Weight = 1, Rule = new ColumnRuleOptions { Column = "complaints", AtLeast = 1 } }];
        var valuator = MemberValuator.Create(options, Fitted.Value.Models);
        var table = Shop.Table;
        var complaints = new double[table.Count];
        table.TryGetIndex("12347", out var row);
        complaints[row] = 2;

        var earlierTable = Shop.AsOf(new DateTime(2011, 6, 30));
        var key = new MemberColumn<double>("complaints");
        var earlier = valuator.Assess(earlierTable.With(key, new double[earlierTable.Count]));
        var known = table.With(key, complaints).WithEarlier(earlier.Table);
        var now = valuator.Assess(known);
        Assert.Contains(now["12347"].Risk!.Reasons, reason => reason.Signal.RuleId == "column");
        Assert.Contains(now.Churn!.Rules, rule => rule.RuleId == "rfm-fall" && rule.Signals > 0);
        Assert.Equal(0, earlier.Churn!.Rules.Single(rule => rule.RuleId == "rfm-fall").Signals);

        Assert.Throws<InvalidOperationException>(() => valuator.Assess(table));
        var one = valuator.Assess(known["12347"]);
        Assert.Equal(now["12347"].Text.English, one.Text.English);
    }

    [Fact]
    public void Workers_of_your_own_take_the_place_of_the_librarys()
    {
        var options = Shop.Everything();
        options.Churn = null;
        options.Scorer = RfmScale.FromThresholds(
            new RfmThresholdOptions { RecencyUpToDays = [30, 90], FrequencyFrom = [1, 5], MonetaryFrom = [100, 1_000] }, CellCalendar.Days);
        options.Classifier = new AllLoyal();
        options.Purchases = new HalfAlive();
        options.Calculator = new HistoricValueCalculator();
        options.Rfm!.Segments = SegmentPreset.None;
        var models = MemberModels.Fit(Shop.Table, options);
        Assert.Equal("nothing fitted", models.ToString());
        var all = MemberValuator.Create(options, models).Assess(Shop.Table);
        Assert.Empty(all.Missing);
        Assert.Equal(options.Scorer.Score(Shop.Table).Values.ToArray(), all.Scores!.Values.ToArray());
        Assert.All(all.Stages!.Values.ToArray(), stage => Assert.Equal(LifecycleStage.Loyal, stage));
        Assert.All(all.ProbabilityAlive!.Values.ToArray(), alive => Assert.Equal(0.5, alive));
        Assert.Equal(Bits(options.Calculator.Calculate(Shop.Table)), Bits(all.Values!));
        var member = all["12347"];
        Assert.Null(member.StageReason);
        Assert.Contains("Stage Loyal.", member.Text.English, StringComparison.Ordinal);

        options.Calculator = null;
        Assert.Contains("half is your own", Assert.Throws<ArgumentException>(() => MemberValuator.Create(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Thresholds_need_no_fit_and_hold_for_any_calendar()
    {
        var thresholds = new RfmThresholdOptions { RecencyUpToDays = [30, 90], FrequencyFrom = [1, 5], MonetaryFrom = [100, 1_000] };
        var options = new MemberValuatorOptions { Rfm = new RfmOptions { Scale = RfmScaleMethod.Thresholds, Thresholds = thresholds, Segments = SegmentPreset.None } };
        var valuator = MemberValuator.Create(options);
        Assert.Empty(valuator.Missing);
        var expected = RfmScale.FromThresholds(thresholds, CellCalendar.Days).Score(Shop.Table);
        Assert.Equal(expected.Values.ToArray(), valuator.Assess(Shop.Table).Scores!.Values.ToArray());
        Assert.Equal(expected["12347"], valuator.Assess(Shop.Table["12347"]).Score);
    }

    [Fact]
    public void A_window_longer_than_a_learned_limit_ends_with_it()
    {
        var options = new MemberValuatorOptions { Lifecycle = new LifecycleOptions { Method = StageMethod.LearnedLimits } };
        options.Lifecycle.Thresholds.FirstTimeDays = 5_000;
        options.Lifecycle.Thresholds.LoyalPurchases = 3;
        var classifier = Assert.IsType<ThresholdStageClassifier>(MemberValuator.Create(options, MemberModels.Fit(Shop.Table, options)).Classifier);
        Assert.Equal(classifier.Limits[0].DormantFromDays, classifier.ToOptions().FirstTimeDays);
        Assert.Equal(3, classifier.ToOptions().LoyalPurchases);
    }

    [Fact]
    public void A_preset_puts_its_rules_and_single_ones_follow()
    {
        var options = new LifecycleOptions { Preset = StagePreset.Apparel };
        Assert.Equal(StagePresets.Apparel.FirstTimeDays, options.Thresholds.FirstTimeDays);
        options.Thresholds.LoyalPurchases = 7;
        var valuator = MemberValuator.Create(new MemberValuatorOptions { Lifecycle = options });
        var classifier = Assert.IsType<ThresholdStageClassifier>(valuator.Classifier);
        Assert.Equal(StagePresets.Apparel.Limits, classifier.Limits);
        Assert.Equal(7, classifier.ToOptions().LoyalPurchases);
    }

    [Fact]
    public void Assess_can_be_stopped()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => Fitted.Value.Valuator.Assess(Shop.Table, cancellationToken: source.Token));
        Assert.Throws<OperationCanceledException>(() => MemberModels.Fit(Shop.Table, Shop.Everything(), cancellationToken: source.Token));
    }

    private static MemberTable<string> Nobody(ObservationWindow window) =>
        MemberTable.FromColumns(Array.Empty<string>(), MemberColumns.FromColumns(window, new MemberColumnData { Purchases = [] }))
            .With(RfmColumns.Score, Array.Empty<RfmScore>()).With(LifecycleColumns.Stage, Array.Empty<LifecycleStage>());

    private static long[] Bits(MemberResults<string, double> results) => results.Values.ToArray().Select(BitConverter.DoubleToInt64Bits).ToArray();

    private static long[] Bits(MemberResults<int, double> results) => results.Values.ToArray().Select(BitConverter.DoubleToInt64Bits).ToArray();

    private static long Bits(double? value) => BitConverter.DoubleToInt64Bits(value!.Value);

    private sealed class AllLoyal : ILifecycleClassifier
    {
        public void Classify(MemberColumns columns, Span<LifecycleStage> destination) => destination[..columns.Count].Fill(LifecycleStage.Loyal);
    }

    private sealed class HalfAlive : IAttritionModel
    {
        public string Name => "half";

        public TimeUnit Unit => TimeUnit.Day;

        public void ProbabilityAlive(MemberTimeView members, Span<double> destination) => destination[..members.Count].Fill(0.5);

        public void ProbabilityOfPurchase(MemberTimeView members, double horizon, Span<double> destination) => destination[..members.Count].Fill(0.25);

        public void ExpectedPurchases(MemberTimeView members, double horizon, Span<double> destination) => destination[..members.Count].Fill(horizon);
    }
}
