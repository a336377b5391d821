using System.Text.Json;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Playbooks;

public sealed partial class LifecycleReport
{
    private const string JsonType = "LifecycleReport";
    private const int JsonVersion = 1;

    /// <summary>The report as JSON text, the same in every culture; Chinese stays readable. Numbers that do not exist are null.</summary>
    /// <returns>The text.</returns>
    /// <remarks>For a page or a data store to read; nothing reads it back into a report.</remarks>
    public string ToJson() => JsonSerializer.Serialize(Document(), ReportJson.Context.LifecycleReportDocument);

    /// <summary>Writes the report as JSON.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        JsonSerializer.Serialize(stream, Document(), ReportJson.Context.LifecycleReportDocument);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static string First(ObservationWindow window) => window.Calendar.Format(window.FirstCell);

    private static string Last(ObservationWindow window) => window.Calendar.Format(window.LastCell);

    private static ShareDocument Share(Proportion share)
    {
        var interval = share.Wilson();
        return new ShareDocument(share.Count, share.Of, Finite(share.Rate), Finite(interval.Lower), Finite(interval.Upper));
    }

    private static FlowDocument Flow(LabelFlow flow, Proportion share) =>
        new(flow.Members, Finite(share.Rate), Finite(flow.EarlierWeight), Finite(flow.LaterWeight));

    private static PeriodMetricsDocument Document(PeriodMetrics metrics) => new(
        metrics.IsFirst, metrics.Members, metrics.ActiveMembers, metrics.NewMembers, metrics.ReturningMembers,
        Share(metrics.RepurchaseRate), Share(metrics.RepurchaseRateInPeriod), Share(metrics.RetentionRate), Share(metrics.ChurnRate),
        metrics.Purchases, metrics.Orders, metrics.Sales, metrics.Refunds, metrics.Revenue, metrics.NewRevenue, metrics.ReturningRevenue,
        metrics.RevenueWithoutPurchase, Finite(metrics.AverageOrderValue), Finite(metrics.PurchaseFrequency), Finite(metrics.RevenuePerActiveMember),
        Finite(metrics.RevenuePerMember));

    private static MigrationDocument Document(LabelMigration<LifecycleStage> migration) => new(
        migration.Labels.Select(label => label.ToString()).ToArray(),
        migration.Labels.Select(from => new MigrationRowDocument(
            from.ToString(), migration.EarlierCount(from), migration.IsObserved(from),
            migration.Labels.Select(to => Flow(migration.Flow(from, to), migration.Share(from, to))).ToArray(),
            Flow(migration.LeaverFlow(from), migration.LeaverShare(from)))).ToArray(),
        migration.Labels.Select(to => Flow(migration.EntrantFlow(to), migration.EntrantShare(to))).ToArray());

    private static CohortDocument Document(Cohort cohort) => new(
        First(cohort.Period), Last(cohort.Period), cohort.Members,
        cohort.Cells.Select(cell => new CohortCellDocument(
            cell.PeriodsSince, cell.ActiveMembers, Finite(cell.Retention.Rate), cell.Purchases, cell.Orders, cell.Revenue, cell.CumulativeRevenue,
            Finite(cell.CumulativeRevenuePerMember))).ToArray());

    private static ReportDateDocument Document(LifecycleReportDate date) => new(
        First(date.Period), Last(date.Period),
        date.Stages.Select(stage => new StageReportDocument(
            stage.Stage.ToString(), LifecycleStages.NameOf(stage.Stage), Share(stage.Members), stage.Revenue, stage.RevenueToDate)).ToArray(),
        Document(date.Metrics),
        date.Migration is null ? null : Document(date.Migration),
        date.Conversions.Select(way => new ConversionDocument(way.From.ToString(), way.To.ToString(), Share(way.Share))).ToArray());

    private static PlaybookLineDocument Document(PlaybookLine line)
    {
        var action = line.Match?.Action;
        return new PlaybookLineDocument(
            line.Stage.ToString(), LifecycleStages.NameOf(line.Stage), action?.Id, action?.Action, action?.Channel, action?.Aim);
    }

    private LifecycleReportDocument Document() => new(
        JsonType, JsonVersion, Dates.Count == 0 ? "" : Dates[0].Period.Calendar.ToString(), Dates.Select(Document).ToArray(),
        new CohortTableDocument(Cohorts.Cohorts.Select(Document).ToArray(), Cohorts.RevenueWithoutCohort, Cohorts.OrdersWithoutCohort),
        PlaybookName, PlaybookLines.Select(Document).ToArray());
}
