using System.Text.Json.Serialization;
using MemberValue.Common;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Playbooks;

[JsonConverter(typeof(ResultJsonConverter))]
public sealed partial class LifecycleReport : IWritesJson
{
    private static readonly StoredKind Stored = new("LifecycleReport", 1) { WritesNulls = true };

    /// <summary>The report as JSON text, the same in every culture; Chinese stays readable. Numbers that do not exist are null.</summary>
    /// <returns>The text.</returns>
    /// <remarks>For a page or a data store; it cannot be read back into a report.</remarks>
    public string ToJson() => Stored.Write(Write);

    /// <summary>Writes the report as JSON.</summary>
    /// <param name="stream">The stream to write to; it stays open.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void ToJson(Stream stream) => Stored.Write(stream, Write);

    private static void Write(DocumentWriter to, LifecycleReportDate date)
    {
        to.Period(date.Period);
        to.Parts("stages", date.Stages, static (part, stage) =>
        {
            part.Name("stage", stage.Stage);
            part.Words("stageName", LifecycleStages.NameOf(stage.Stage));
            part.Share("members", stage.Members);
            part.Money("revenue", stage.Revenue);
            part.Money("revenueToDate", stage.RevenueToDate);
        });
        to.Part("metrics", date.Metrics, Write);
        to.Part("migration", date.Migration, Write);
        to.Parts("conversions", date.Conversions, static (part, way) =>
        {
            part.Name("from", way.From);
            part.Name("to", way.To);
            part.Share("share", way.Share);
        });
    }

    private static void Write(DocumentWriter to, PeriodMetrics metrics)
    {
        to.Flag("isFirst", metrics.IsFirst);
        to.Whole("members", metrics.Members);
        to.Whole("activeMembers", metrics.ActiveMembers);
        to.Whole("newMembers", metrics.NewMembers);
        to.Whole("returningMembers", metrics.ReturningMembers);
        to.Share("repurchaseRate", metrics.RepurchaseRate);
        to.Share("repurchaseRateInPeriod", metrics.RepurchaseRateInPeriod);
        to.Share("retentionRate", metrics.RetentionRate);
        to.Share("churnRate", metrics.ChurnRate);
        to.Whole("purchases", metrics.Purchases);
        to.Whole("orders", metrics.Orders);
        to.Money("sales", metrics.Sales);
        to.Money("refunds", metrics.Refunds);
        to.Money("revenue", metrics.Revenue);
        to.Money("newRevenue", metrics.NewRevenue);
        to.Money("returningRevenue", metrics.ReturningRevenue);
        to.Money("revenueWithoutPurchase", metrics.RevenueWithoutPurchase);
        to.Number("averageOrderValue", metrics.AverageOrderValue);
        to.Number("purchaseFrequency", metrics.PurchaseFrequency);
        to.Number("revenuePerActiveMember", metrics.RevenuePerActiveMember);
        to.Number("revenuePerMember", metrics.RevenuePerMember);
    }

    /// <summary>One row per earlier stage; in each, one flow per later stage, in the order of the labels.</summary>
    private static void Write(DocumentWriter to, LabelMigration<LifecycleStage> migration)
    {
        to.Texts("labels", migration.Labels.Select(label => label.ToString()));
        to.Parts("rows", migration.Labels, (part, from) =>
        {
            part.Name("from", from);
            part.Whole("members", migration.EarlierCount(from));
            part.Flag("isObserved", migration.IsObserved(from));
            part.Parts("to", migration.Labels, (flow, to) => flow.Flow(migration.Flow(from, to), migration.Share(from, to)));
            part.Part("leavers", flow => flow.Flow(migration.LeaverFlow(from), migration.LeaverShare(from)));
        });
        to.Parts("entrants", migration.Labels, (flow, to) => flow.Flow(migration.EntrantFlow(to), migration.EntrantShare(to)));
    }

    /// <summary>A period not seen yet has no cell.</summary>
    private static void Write(DocumentWriter to, Cohort cohort)
    {
        to.Period(cohort.Period);
        to.Whole("members", cohort.Members);
        to.Parts("cells", cohort.Cells, static (part, cell) =>
        {
            part.Whole("periodsSince", cell.PeriodsSince);
            part.Whole("activeMembers", cell.ActiveMembers);
            part.Number("retention", cell.Retention.Rate);
            part.Whole("purchases", cell.Purchases);
            part.Whole("orders", cell.Orders);
            part.Money("revenue", cell.Revenue);
            part.Money("cumulativeRevenue", cell.CumulativeRevenue);
            part.Number("cumulativeRevenuePerMember", cell.CumulativeRevenuePerMember);
        });
    }

    /// <summary>Texts are null where the playbook has no action for the stage.</summary>
    private static void Write(DocumentWriter to, PlaybookLine line)
    {
        var action = line.Match?.Action;
        to.Name("stage", line.Stage);
        to.Words("stageName", LifecycleStages.NameOf(line.Stage));
        to.Text("id", action?.Id);
        to.Words("action", action?.Action);
        to.Words("channel", action?.Channel);
        to.Words("aim", action?.Aim);
    }

    private void Write(DocumentWriter to)
    {
        to.Text("grain", Dates.Count == 0 ? "" : Dates[0].Period.Calendar.ToString());
        to.Parts("dates", Dates, Write);
        to.Part("cohorts", part =>
        {
            part.Parts("cohorts", Cohorts.Cohorts, Write);
            part.Money("revenueWithoutCohort", Cohorts.RevenueWithoutCohort);
            part.Whole("ordersWithoutCohort", Cohorts.OrdersWithoutCohort);
        });
        to.Text("playbookName", PlaybookName);
        to.Parts("playbookLines", PlaybookLines, Write);
    }

    void IWritesJson.WriteJson(ResultWriter to) => to.Document(ToJson());
}
