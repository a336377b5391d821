using MemberValue.Assessment;
using MemberValue.Churn;
using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;
using MemberValue.Rfm;

namespace MemberValue.Tests.Baseline;

/// <summary>Whole assessments: one with every part and every rule, and one for each other choice that a part has.</summary>
internal static class AssessmentBaseline
{
    /// <summary>Every part and every rule, and an earlier snapshot: columns of all members, and reasons of each.</summary>
    public static void Whole<TKey>(Sheet numbers, Sheet sentences, BaselineLog<TKey> log)
        where TKey : notnull
    {
        var models = MemberModels.Fit(log.Table, Everything());
        foreach (var combination in Enum.GetValues<RiskCombination>())
        {
            var options = Everything();
            options.Churn!.Combination = combination;
            var assessments = Assessed(log, options, models);
            Columns(numbers, $"{combination}", assessments);
            foreach (var rule in assessments.Churn!.Rules)
                numbers.Line($"{combination}.rule.{rule.RuleId}", rule.Weight, rule.Signals, rule.NotJudged);
            if (combination != RiskCombination.NoisyOr)
                continue;
            for (var row = 0; row < assessments.Count; row++)
            {
                Reasons(numbers, sentences, "member", assessments, row);
                Signals(numbers, assessments.Table.Keys[row], assessments.Row(row).Risk!);
            }
        }

        Warnings(numbers, log, models);
    }

    /// <summary>One assessment per choice of a part; the columns of it, and the reasons of a few members.</summary>
    public static void Choices<TKey>(Sheet numbers, Sheet sentences, BaselineLog<TKey> log)
        where TKey : notnull
    {
        void Choice(string name, MemberValuatorOptions options)
        {
            var assessments = Assessed(log, options, MemberModels.Fit(log.Table, options));
            Columns(numbers, name, assessments);
            for (var row = 0; row < assessments.Count; row += 60)
                Reasons(numbers, sentences, name, assessments, row);
            sentences.Column($"{name}.missing", assessments.Missing.Select(text => text.English));
        }

        foreach (var scale in Enum.GetValues<RfmScaleMethod>())
            Choice($"rfm.{scale}".TrimEnd('s'), // Thresholds was Threshold when the files were made
                 new MemberValuatorOptions { Rfm = Rfm(scale, SegmentPreset.Standard) });
        foreach (var segments in new[] { SegmentPreset.ElevenSegments, SegmentPreset.ValueTiers })
            Choice($"rfm.{segments}", new MemberValuatorOptions { Rfm = Rfm(RfmScaleMethod.Quantiles, segments) });
        foreach (var preset in Enum.GetValues<StagePreset>())
            Choice($"stage.{preset}", new MemberValuatorOptions { Lifecycle = new LifecycleOptions { Preset = preset }, Playbook = Playbook.Default });
        var engagement = new LifecycleOptions { Method = StageMethod.LearnedLimits };
        engagement.Thresholds.Silence = SilenceSource.Engagement;
        if (log.Table.Columns.Has(LogColumns.LastVisitCell))
            Choice("stage.Engagement", new MemberValuatorOptions { Lifecycle = engagement });
        Choice("stage.Rhythm", new MemberValuatorOptions { Lifecycle = new LifecycleOptions { Method = StageMethod.Rhythm } });
        foreach (var basis in Enum.GetValues<ProbabilityBasis>())
        {
            var lifecycle = new LifecycleOptions { Method = StageMethod.Probability };
            lifecycle.Probability.Basis = basis;
            Choice($"stage.{basis}", new MemberValuatorOptions { Lifecycle = lifecycle, Clv = Clv(ClvMethod.Model, PurchaseModel.ParetoNbd) });
        }

        foreach (var model in Enum.GetValues<PurchaseModel>().Where(model => model != PurchaseModel.None))
            Choice($"clv.{model}", new MemberValuatorOptions { Clv = Clv(ClvMethod.Model, model) });
        foreach (var method in Enum.GetValues<ClvMethod>().Where(method => method != ClvMethod.Model))
            Choice($"clv.{method}", new MemberValuatorOptions { Clv = Clv(method, PurchaseModel.None) });
    }

    private static MemberValuatorOptions Everything() => new()
    {
        Rfm = new RfmOptions(),
        Lifecycle = new LifecycleOptions { Method = StageMethod.LearnedLimits },
        Clv = Clv(ClvMethod.Model, PurchaseModel.BgNbd),
        Playbook = Playbook.Default,
        Churn = new ChurnOptions
        {
            Overdue = [new() { Weight = 0.7 }],
            Silence = [new() { Weight = 0.2 }],
            FrequencyDrop = [new() { Weight = 0.6 }],
            SpendDrop = [new() { Weight = 0.3 }],
            Probability = [new() { Weight = 0.5 }],
            RfmLevel = [new() { Weight = 0.3 }],
            RfmFall = [new() { Weight = 0.4 }],
            StageEntered = [new() { Weight = 0.2 }],
            RefundShare = [new() { Weight = 0.2 }],
            Column = [new() { Weight = 0.3, Rule = { Column = "complaints", AtLeast = 3, FullAt = 6, Label = Text.Of("complaints", "投诉") } }],
        },
    };

    private static RfmOptions Rfm(RfmScaleMethod scale, SegmentPreset segments)
    {
        var options = new RfmOptions { Scale = scale, Segments = segments };
        options.Thresholds.RecencyUpToDays = [20, 50, 100, 200];
        options.Thresholds.FrequencyFrom = [2, 3, 5, 9];
        options.Thresholds.MonetaryFrom = [50, 200, 600, 2_000];
        return options;
    }

    private static ClvOptions Clv(ClvMethod method, PurchaseModel model)
    {
        var options = new ClvOptions { Method = method, Model = model, AnnualDiscountRate = 0.15, MarginRate = 0.3, Fit = { Penalty = 0.01 } };
        options.Historic.PerMonthOfTenure = true;
        options.Formula.MarginRate = 0.3;
        options.Retention.Retention = 0.9;
        return options;
    }

    /// <summary>The assessment as of the last day; with rules, also that of the cut, as the earlier snapshot.</summary>
    private static MemberAssessments<TKey> Assessed<TKey>(BaselineLog<TKey> log, MemberValuatorOptions options, MemberModels models)
        where TKey : notnull
    {
        var valuator = MemberValuator.Create(options, models);
        if (options.Churn is null)
            return valuator.Assess(log.Table);
        var earlier = valuator.Assess(Known(log.At(log.Cut)));
        return valuator.Assess(Known(log.Table).WithEarlier(earlier.Table));
    }

    /// <summary>What the host knows: a column of complaints, unknown for some.</summary>
    private static MemberTable<TKey> Known<TKey>(MemberTable<TKey> table)
        where TKey : notnull =>
        table.With(new MemberColumn<double>("complaints"), Enumerable.Range(0, table.Count).Select(row => row % 11 == 0 ? double.NaN : row % 5).ToArray());

    private static void Columns<TKey>(Sheet sheet, string of, MemberAssessments<TKey> members)
        where TKey : notnull
    {
        void Column<T>(string name, MemberResults<TKey, T>? values)
        {
            if (values is not null)
                sheet.Column($"{of}.{name}", values.Values);
        }

        Column("score", members.Scores);
        if (members.Segments is { } segments)
            sheet.Column($"{of}.segment", segments.Values.ToArray().Select(segment => segment?.Id));
        Column("stage", members.Stages);
        Column("alive", members.ProbabilityAlive);
        Column("purchase", members.ProbabilityOfPurchase);
        Column("expected", members.ExpectedPurchases);
        Column("value", members.Values);
        if (members.Churn is not { } churn)
            return;
        sheet.Column($"{of}.risk", churn.Risks.Values.ToArray().Select(risk => risk.Value));
        sheet.Column($"{of}.level", churn.Risks.Values.ToArray().Select(risk => risk.Level));
    }

    /// <summary>What one member's assessment says, and its numbers that no column has.</summary>
    private static void Reasons<TKey>(Sheet numbers, Sheet sentences, string of, MemberAssessments<TKey> members, int row)
        where TKey : notnull
    {
        var (key, assessment) = (members.Table.Keys[row], members.Row(row));
        sentences.Column($"{of}.{key}", assessment.Reasons.SelectMany(reason => new[] { reason.Text.English, reason.Text.Chinese }));
        if (assessment.StageReason is { } stage)
        {
            numbers.Line($"{of}.{key}.stage", stage.Stage, stage.Rule, stage.Notes, stage.Next?.Stage, stage.Next?.Cell);
            numbers.Column($"{of}.{key}.facts", stage.Facts.SelectMany(fact => new object?[] { fact.Quantity, fact.Value, fact.Limit, fact.Unit }));
        }

        if (assessment.Action is { } action)
            numbers.Line($"{of}.{key}.action", action.Action.Id);
    }

    private static void Signals<TKey>(Sheet numbers, TKey key, ChurnExplanation risk) => numbers.Column(
        $"member.{key}.signals",
        risk.Reasons.SelectMany(
            reason => new object?[] { reason.Signal.RuleId, reason.Signal.Severity, reason.Signal.Value, reason.Signal.Limit, reason.Weight,
                reason.Contribution }));

    /// <summary>The alarms between the cut and the last day.</summary>
    private static void Warnings<TKey>(Sheet numbers, BaselineLog<TKey> log, MemberModels models)
        where TKey : notnull
    {
        var valuator = MemberValuator.Create(Everything(), models);
        var before = valuator.Assess(Known(log.At(log.Cut)));
        var now = valuator.Assess(Known(log.Table).WithEarlier(before.Table));
        var report = new EarlyWarning(valuator.Assessor!).Compare(before.Churn!, now.Churn!, now.Values!.Values);
        numbers.Line(
            "warning", report.Alarms.Count, report.NewMembers.Count, report.Vanished.Count, report.Alarmed.Count, report.Cleared, report.AlarmsWithoutValue,
            report.ValueAtRisk);
        numbers.Column(
            "warning.alarms",
            report.Alarms.SelectMany(alarm => new object?[] { alarm.Key, alarm.Warning.ValueAtRisk, alarm.Warning.Rise, alarm.Warning.RuleId,
                alarm.Warning.RuleRise }));
        numbers.Column("warning.newMembers", report.NewMembers.Select(alarm => alarm.Key));
    }
}
