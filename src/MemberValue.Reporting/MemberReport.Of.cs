using MemberValue.Assessment;
using MemberValue.Clusters;
using MemberValue.Clv;
using MemberValue.Composite;
using MemberValue.Estimation;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;
using MemberValue.Playbooks;
using MemberValue.Reporting.Page;
using MemberValue.Rfm;

namespace MemberValue.Reporting;

public sealed partial class MemberReport
{
    private const int MostMonths = 36; // of a history that is still read
    private const int HorizonDays = 90; // of purchases to come

    /// <summary>
    /// A report of all that assessments hold and a log can tell: what is not there is left out. Add further figures with <see cref="Add"/>.
    /// </summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="assessments">The members, with whatever was configured: scores, segments, stages, values, risks.</param>
    /// <param name="log">The log that the table was made of, for movements; null to leave them out.</param>
    /// <param name="options">Language, title, currency, sections; null for the defaults.</param>
    /// <param name="activity">
    /// Sales by weekday and hour that a <see cref="WeekActivityBuilder"/> counted beside the log; null for what the log itself knows, which is weekdays alone
    /// where its cells are days.
    /// </param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentNullException">The assessments are null.</exception>
    /// <exception cref="ArgumentException">The language is empty.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    /// <remarks>Movements classify the members at each month's end, the last 36 of them: the cost is that of as many tables of the log.</remarks>
    public static MemberReport Of<TKey>(
        MemberAssessments<TKey> assessments, MemberLog<TKey>? log = null, ReportOptions? options = null, WeekActivity? activity = null,
        CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(assessments);
        options ??= new();
        var table = assessments.Table;
        var report = new MemberReport(new ReportOptions
        {
            Language = options.Language,
            Title = options.Title,
            Currency = options.Currency ?? table.Currency,
            Sections = options.Sections,
            ShowKeys = options.ShowKeys,
        });
        var values = assessments.Values is { } given ? ValueDistribution.Of(given.Values) : null;
        report.AddBase(assessments, values);
        if ((log?.Report ?? table.Report) is { } rows)
            report.Add(ReportSection.Log, ReportFigures.LogRows(rows));
        if (activity is null && log is not null && log.Rules.Calendar.Grain is EventGrain.Day or EventGrain.Hour or EventGrain.Instant)
            activity = log.Activity(cancellationToken);
        if (activity is not null)
            report.Add(ReportSection.Log, ReportFigures.Activity(activity));
        report.AddMembers(assessments);
        if (log is not null && assessments.Valuator.Classifier is { } classifier)
            report.AddMovement(log, table.Window, classifier, cancellationToken);
        report.AddValue(assessments, values);
        report.AddRisk(assessments, options.ShowKeys);
        report.AddModels(assessments);
        return report;
    }

    private void AddBase<TKey>(MemberAssessments<TKey> assessments, ValueDistribution? values)
        where TKey : notnull
    {
        var (columns, window) = (assessments.Table.Columns, assessments.Table.Window);
        var (begin, end) = (ReportTexts.Day(window.FirstDay), ReportTexts.Day(window.LastDay));
        Lead(Text.Of($"{begin.English} to {end.English}", $"{begin.Chinese}至{end.Chinese}"));
        AddFact(Text.Of("Members", "会员"), FigureCell.Count(assessments.Count));
        if (columns.Has(LogColumns.Purchases))
            AddFact(Text.Of("of them have bought", "其中购买过"), FigureCell.Count(columns.Purchases.Length - columns.Purchases.Count(0)));
        if (columns.Has(LogColumns.Net))
            AddFact(Text.Of("Net revenue", "净收入"), FigureCell.Money(columns.Net.Total));
        if (values is not null)
            AddFact(ValueName(assessments), FigureCell.Money(values.Total));

        if (assessments.Churn is { } churn)
            AddFact(Text.Of("at high risk", "高风险"), FigureCell.Count(churn.CountOf(Churn.RiskLevel.High)));
    }

    private void AddMembers<TKey>(MemberAssessments<TKey> assessments)
        where TKey : notnull
    {
        var columns = assessments.Table.Columns;
        AddScores(assessments, columns);
        AddClusters(assessments.Valuator.Models, columns);
        if (columns.Has(LogColumns.LastPurchaseCell))
            Add(ReportSection.Members, ReportFigures.Recency(columns));
        if (columns.Has(LogColumns.Purchases))
            Add(ReportSection.Members, ReportFigures.Frequency(columns));
        if (columns.Has(LogColumns.Net))
            Add(ReportSection.Members, ReportFigures.Monetary(columns));
    }

    private void AddScores<TKey>(MemberAssessments<TKey> assessments, MemberColumns columns)
        where TKey : notnull
    {
        if (assessments.Scores is not { } scores || !columns.Has(LogColumns.Net))
            return;
        if (assessments.Valuator.Segments is { } map)
        {
            var definitions = (assessments.Valuator.Scorer as RfmScale)?.Definitions ?? new RfmDefinitions();
            Add(ReportSection.Members, ReportFigures.Segments(SegmentSummary.Of(columns, scores.Values, map, definitions)));
        }

        var net = new double[columns.Count];
        columns.Net.CopyTo(net);
        var grid = RfmGrid.Of(scores.Values, net);
        Add(ReportSection.Members, ReportFigures.RfmMembers(grid));
        Add(ReportSection.Members, ReportFigures.RfmValue(grid));
    }

    /// <summary>Clusters by k-means, or else by a mixture, that the models have.</summary>
    private void AddClusters(MemberModels models, MemberColumns columns)
    {
        if (Find<KMeansModel>(models) is not { } model)
        {
            if (Find<GaussianMixtureModel>(models) is { } mixture)
                Add(ReportSection.Members, ReportFigures.ClusterProfiles(mixture.Profiles));
            return;
        }

        Add(ReportSection.Members, ReportFigures.ClusterProfiles(model.Profiles));
        try
        {
            Add(ReportSection.Members, ReportFigures.Silhouettes(ClusterSilhouettes.Of(columns, model)));
        }
        catch (InvalidOperationException)
        {
            // A column of a feature is not fed in this table: the model can be shown, and its members cannot.
        }
    }

    private static TFitted? Find<TFitted>(MemberModels models)
        where TFitted : class, IFitted => models.Names.Select(name => models[name]).OfType<TFitted>().FirstOrDefault(item => item.Status.IsUsable());

    private void AddMovement<TKey>(MemberLog<TKey> log, ObservationWindow window, ILifecycleClassifier classifier, CancellationToken cancellationToken)
        where TKey : notnull
    {
        var first = window.FirstDay;
        if (window.LastDay.AddMonths(-MostMonths) is var earliest && earliest > first)
            first = earliest;
        var months = SnapshotSchedule.MonthEnds(first, window.LastDay);
        if (months.Dates.Count < 2)
            return;
        var builder = new LifecycleReportBuilder<TKey>(classifier);
        foreach (var month in log.Tables(months, cancellationToken))
            builder.Add(month, cancellationToken);
        var lifecycle = builder.ToReport();
        Add(ReportSection.Movement, ReportFigures.StagesOverTime(lifecycle.History));
        Add(ReportSection.Movement, ReportFigures.StageFlow(lifecycle.History.Migrations[^1]));
        Add(ReportSection.Movement, ReportFigures.Retention(lifecycle.Cohorts));
        Add(ReportSection.Movement, ReportFigures.CohortRevenue(lifecycle.Cohorts));
    }

    private void AddValue<TKey>(MemberAssessments<TKey> assessments, ValueDistribution? values)
        where TKey : notnull
    {
        if (Find<CompositeScorer>(assessments.Valuator.Models) is { } scorer)
            Add(ReportSection.Value, ReportFigures.CriterionWeights(scorer));
        if (values is null)
            return;
        if (assessments.Valuator.Calculator is ContributionCalculator)
            Add(ReportSection.Value, ReportFigures.WhaleCurve(WhaleCurve.Of(assessments.Values!.Values)));
        Add(ReportSection.Value, ReportFigures.Distribution(values, ValueName(assessments)));
        Add(ReportSection.Value, ReportFigures.Concentration(values, ValueName(assessments)));
    }

    private static Text ValueName<TKey>(MemberAssessments<TKey> assessments)
        where TKey : notnull => assessments.Valuator.Calculator?.ValueName ?? Text.Of("Value", "价值");

    private void AddRisk<TKey>(MemberAssessments<TKey> assessments, bool showKeys)
        where TKey : notnull
    {
        var table = assessments.Table;
        if (table.Gaps is { } gaps && table.Window.Calendar == CellCalendar.Days)
        {
            Add(ReportSection.Risk, ReportFigures.Survival(
                KaplanMeier.Of(gaps.Completed(1), gaps.Open(1)), Text.Of("Time to the second purchase", "距第二次购买的时间")));
        }

        if (ValueAtRisk.Of(assessments) is not { } atRisk)
            return;
        Add(ReportSection.Risk, ReportFigures.RiskReasons(atRisk));
        Add(ReportSection.Actions, ReportFigures.MembersAtRisk(atRisk, showKeys));
    }

    private void AddModels<TKey>(MemberAssessments<TKey> assessments)
        where TKey : notnull
    {
        var valuator = assessments.Valuator;
        if (valuator.Models.Names.Count > 0)
            Add(ReportSection.Models, ReportFigures.Fitted(valuator.Models));
        if (valuator.Purchases is not AttritionModel model || assessments.Count == 0)
            return;
        Add(ReportSection.Models, ReportFigures.PurchaseRates(model));
        if (model.Heterogeneity.Count > 1)
            Add(ReportSection.Models, ReportFigures.Dropout(model));
        if (model.CountsOpportunities)
            return;
        var view = assessments.Table.In(model.Unit);
        var age = Enumerable.Range(0, view.Count).Select(view.Age).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        if (!(age > 0))
            return;
        var grid = FrequencyRecencyGrid.Of(model, age, model.HorizonOf(HorizonDays));
        Add(ReportSection.Models, ReportFigures.AliveByHistory(grid));
        Add(ReportSection.Models, ReportFigures.PurchasesByHistory(grid));
    }
}
