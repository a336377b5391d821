using MemberValue.Clv;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Playbooks;
using MemberValue.Rfm;

namespace MemberValue.Tests.Baseline;

/// <summary>The figures of a base: periods, cohorts, migration, survival, segments, funnels, holdouts.</summary>
internal static class MetricsBaseline
{
    private static readonly double[] Shares = [0.25, 0.5, 0.9];

    public static void Metrics<TKey>(Sheet sheet, BaselineLog<TKey> log)
        where TKey : notnull
    {
        Report(sheet, log);
        var gaps = log.Table.Gaps!;
        for (var ordinal = 1; ordinal <= gaps.Ordinals; ordinal++)
        {
            var curve = KaplanMeier.Of(gaps.Completed(ordinal), gaps.Open(ordinal));
            sheet.Column(
                $"survival.{ordinal}",
                curve.Steps.SelectMany(step => new[] { step.Time, step.AtRisk, step.Ended, step.Open, step.Survival, step.VarianceSum }));
            sheet.Column(
                $"survival.{ordinal}.quantiles",
                Shares.Select(share => curve.Quantile(share)).SelectMany(q => new[] { q.Time, q.Lower, q.Upper }));
        }

        Segments(sheet, log);
        var funnel = Funnel.OfPurchases(log.Table.Columns);
        foreach (var step in funnel.Steps)
        {
            sheet.Line(
                $"funnel.{step.Name}", step.Members, step.OutOfOrder, step.StepRate.Rate, step.OverallRate.Rate, step.TimeSinceStepBefore?.Mean,
                step.TimeSinceStepBefore?.Median);
        }

        Holdout(sheet, log);
    }

    /// <summary>Stages, migration, periods and cohorts of the ends of months.</summary>
    private static void Report<TKey>(Sheet sheet, BaselineLog<TKey> log)
        where TKey : notnull
    {
        var builder = new LifecycleReportBuilder<TKey>(new ThresholdStageClassifier(ThresholdStageOptions.Of(LearnedLimits.Fit(log.Table).ToLimits())));
        foreach (var month in TableBaseline.Months(log))
            builder.Add(month);
        var report = builder.ToReport();
        foreach (var (date, i) in report.Dates.Select((date, i) => (date, i)))
        {
            var m = date.Metrics;
            sheet.Line(
                $"period.{i}", m.Members, m.ActiveMembers, m.NewMembers, m.ReturningMembers, m.Purchases, m.Orders, m.Sales, m.Refunds, m.Revenue,
                m.NewRevenue, m.ReturningRevenue,
                m.RevenueWithoutPurchase, m.RetentionRate.Rate, m.ChurnRate.Rate, m.RepurchaseRate.Rate, m.RepurchaseRateInPeriod.Rate,
                m.AverageOrderValue, m.PurchaseFrequency,
                m.RevenuePerMember, m.RevenuePerActiveMember);
            sheet.Column($"stages.{i}", date.Stages.SelectMany(stage => new object[] { stage.Stage, stage.Members.Count, stage.Revenue, stage.RevenueToDate }));
            sheet.Column($"conversions.{i}", date.Conversions.SelectMany(conversion => new[] { conversion.Share.Count, conversion.Share.Of }));
            if (date.Migration is { } migration)
                Migration(sheet, $"migration.{i}", migration);
        }

        foreach (var (cohort, i) in report.Cohorts.Cohorts.Select((cohort, i) => (cohort, i)))
            sheet.Column(
                $"cohort.{i}",
                cohort.Cells.SelectMany(cell => new object?[] { cell.ActiveMembers, cell.Purchases, cell.Orders, cell.Revenue, cell.CumulativeRevenue,
                    cell.CumulativeRevenuePerMember }));
        var pooled = report.History.Pooled();
        Migration(sheet, "migration.pooled", pooled);
        var chain = MarkovChain.From(pooled);
        var forecast = chain.Forecast(report.History.Dates[^1], 6);
        for (var period = 0; period <= forecast.Periods; period++)
            sheet.Column($"chain.{period}", forecast.MembersByLabel(period));
        double[] rewards = [.. pooled.Labels.Select((_, i) => 1.5 * i)];
        sheet.Column("chain.value", chain.Value(rewards, 0.01).ByLabel);
        sheet.Column("chain.discountedPeriods", chain.DiscountedPeriods(LifecycleStage.Active, 0.01).ByLabel);
    }

    private static void Migration(Sheet sheet, string of, LabelMigration<LifecycleStage> migration)
    {
        sheet.Column(of, migration.Labels.SelectMany(from => migration.Labels.Select(to => migration.Count(from, to))));
        sheet.Column($"{of}.shares", migration.Labels.SelectMany(from => migration.Labels.Select(to => migration.Share(from, to).Rate)));
        sheet.Column($"{of}.edges", migration.Labels.SelectMany(label => new[] { migration.EntrantCount(label), migration.LeaverCount(label) }));
        if (migration.HasWeights)
            sheet.Column($"{of}.weights", migration.Labels.SelectMany(from => migration.Labels.Select(to => migration.Flow(from, to).LaterWeight)));
    }

    private static void Segments<TKey>(Sheet sheet, BaselineLog<TKey> log)
        where TKey : notnull
    {
        var scale = RfmScale.FitQuantiles(log.Table.Columns);
        var scores = scale.Score(log.Table);
        foreach (var map in new[] { SegmentMaps.TenCells, SegmentMaps.ElevenSegments })
        {
            foreach (var row in SegmentSummary.Of(log.Table.Columns, scores.Values, map, scale.Definitions).Rows)
            {
                sheet.Line(
                    $"segments.{map.Name}.{row.Segment?.Id}", row.Members, row.MemberShare, row.Orders, row.Revenue, row.RevenueShare, row.MeanRecency,
                    row.MedianRecency,
                    row.MeanFrequency, row.MedianFrequency, row.MeanMonetary, row.MedianMonetary);
            }
        }

        var changes = RfmChanges.Of(scale.Score(log.At(log.Cut)), scores);
        sheet.Line(
            "changes", changes.Declined, changes.Improved, changes.Unchanged, changes.GainedScore, changes.LostScore, changes.Entrants.Count,
            changes.Leavers.Count);
        sheet.Column("changes.decliners", changes.Decliners(50).Keys);
        sheet.Column("ranks", new TieSplittingRankScorer().Score(log.Table).Values);
        sheet.Column("composite", new RfmWeights(0.2, 0.3, 0.5).Composite(scores).Values, every: 5);
    }

    /// <summary>Models against a holdout, what a member is made of, and which members to contact.</summary>
    private static void Holdout<TKey>(Sheet sheet, BaselineLog<TKey> log)
        where TKey : notnull
    {
        var read = log.Read();
        var split = read.Holdout(log.Cut);
        var models = FitBaseline.Models(split.Calibration.Columns);
        foreach (var score in ModelComparison.Of(split, models).Scores)
        {
            var holdout = score.Holdout!;
            sheet.Line(
                $"holdout.{score.Model.Name}", score.LogLikelihood, score.Aic, score.Bic, holdout.Actual, holdout.Expected, holdout.Bias,
                holdout.MeanAbsoluteError,
                holdout.RootMeanSquareError, holdout.LogScore);
        }

        var model = models[1];
        var track = read.Track(7, split.Calibration);
        sheet.Column(
            "tracking",
            ModelTracking.Rows(model, split.Calibration.Columns, track).SelectMany(row => new object?[] { row.Actual, row.Expected, row.ExpectedCumulative }));
        sheet.Column(
            "conditional", ConditionalExpectation.Rows(model, split).SelectMany(row => new[] { row.RepeatPurchases, row.Members, row.Actual, row.Expected }));
        var histogram = FrequencyHistogram.Of(model, PurchaseHistories.From(split.Calibration.In(model.Unit)));
        sheet.Column("frequencies", histogram.Rows.SelectMany(row => new[] { row.Actual, row.Expected }).Append(histogram.ChiSquare).Append(histogram.PValue));
        var explanation = MemberExplanation.Of(
            model, [log.First, log.First.AddDays(20), log.First.AddDays(35), log.First.AddDays(90)], log.First.AddDays(200),
            new MemberExplanationOptions { CellsPerPoint = 7 });
        sheet.Column(
            "path", explanation.Path.SelectMany(point => new[] { point.Cell, point.ProbabilityAlive, point.ProbabilityOfPurchase, point.SilenceInOwnGaps }));

        var table = log.Table;
        var (spend, returns) = (GammaGammaModel.Fit(table.Columns), ReturnModel.Fit(table.Columns));
        var (current, potential) = (table.Columns.Net, new ModelValueCalculator(model, spend, returns).Calculate(table));
        double[] net = [.. Enumerable.Range(0, table.Count).Select(current.ToDouble)];
        var quadrants = ValueQuadrantMap.Fit(net, potential.Values);
        sheet.Line("quadrants", quadrants.CurrentLine, quadrants.PotentialLine, quadrants.Origin?.Members);
        sheet.Column("quadrants.members", quadrants.Classify(table.WithKeys(net), potential).Values);
        var chosen = CampaignSelection.Of(model.ProbabilityOfPurchase(table, 90 / model.Unit.Days).Values, potential.Values,
            new CampaignOptions { ContactCost = 5, MostContacts = 300 });
        sheet.Line("campaign", chosen.ExpectedProfit, chosen.ExpectedResponses, chosen.Spend, chosen.LastProfit, chosen.NextProfit);
        sheet.Column("campaign.rows", chosen.Rows);
        var options = new ValueDecompositionOptions
        {
            Current = { Retention = 0.9, Discount = DiscountRate.Annual(0.15) },
            CrossSellUplift = 0.2,
            Referrals = 1.5,
            ValuePerReferral = 40,
            ShareOfWallet = 0.4,
        };
        var rows = Enumerable.Range(0, table.Count).Where(row => row % 40 == 0 && table.Columns.Purchases[row] > 0).Select(table.Columns.Row);
        sheet.Column("decomposition", rows.Select(row => ValueDecomposition.Of(row, options))
            .SelectMany(parts => new[] { parts.Historic.Value, parts.Current.Value, parts.CrossSell.Value, parts.Referrals.Value, parts.Total }));
    }
}
