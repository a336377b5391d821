using MemberValue.Members;

namespace MemberValue.Playbooks;

/// <summary>What a <see cref="LifecycleReport"/> looks like in JSON, version 1. A number that does not exist is null.</summary>
internal sealed record LifecycleReportDocument(
    string Type, int Version, string Grain, ReportDateDocument[] Dates, CohortTableDocument Cohorts, string PlaybookName, PlaybookLineDocument[] PlaybookLines);

/// <summary>One date of it.</summary>
internal sealed record ReportDateDocument(
    string From, string Through, StageReportDocument[] Stages, PeriodMetricsDocument Metrics, MigrationDocument? Migration, ConversionDocument[] Conversions);

/// <summary>A share: so many of so many, the rate, and Wilson's interval at 95%.</summary>
internal sealed record ShareDocument(long Count, long Of, double? Rate, double? Lower, double? Upper);

/// <summary>One stage at a date.</summary>
internal sealed record StageReportDocument(string Stage, Text StageName, ShareDocument Members, decimal Revenue, decimal RevenueToDate);

/// <summary>The rates of a period.</summary>
internal sealed record PeriodMetricsDocument(
    bool IsFirst, int Members, int ActiveMembers, int NewMembers, int ReturningMembers, ShareDocument RepurchaseRate, ShareDocument RepurchaseRateInPeriod,
    ShareDocument RetentionRate, ShareDocument ChurnRate, long Purchases, long? Orders, decimal? Sales, decimal? Refunds, decimal Revenue, decimal NewRevenue,
    decimal ReturningRevenue, decimal RevenueWithoutPurchase, double? AverageOrderValue, double? PurchaseFrequency, double? RevenuePerActiveMember,
    double? RevenuePerMember);

/// <summary>A migration: one row per stage before, in each one flow per stage after, in the order of the labels.</summary>
internal sealed record MigrationDocument(string[] Labels, MigrationRowDocument[] Rows, FlowDocument[] Entrants);

/// <summary>The members who were in one stage, and where they are.</summary>
internal sealed record MigrationRowDocument(string From, long Members, bool IsObserved, FlowDocument[] To, FlowDocument Leavers);

/// <summary>The members who went one way.</summary>
internal sealed record FlowDocument(long Members, double? Share, double? EarlierRevenue, double? LaterRevenue);

/// <summary>A way between stages that has a name.</summary>
internal sealed record ConversionDocument(string From, string To, ShareDocument Share);

/// <summary>Cohorts; a cell that was not seen is not there.</summary>
internal sealed record CohortTableDocument(CohortDocument[] Cohorts, decimal RevenueWithoutCohort, long? OrdersWithoutCohort);

/// <summary>One cohort.</summary>
internal sealed record CohortDocument(string From, string Through, int Members, CohortCellDocument[] Cells);

/// <summary>One period of a cohort.</summary>
internal sealed record CohortCellDocument(
    int PeriodsSince, int ActiveMembers, double? Retention, long Purchases, long? Orders, decimal Revenue, decimal CumulativeRevenue, double? CumulativeRevenuePerMember);

/// <summary>What to do about a stage; texts are null where the playbook has a hole.</summary>
internal sealed record PlaybookLineDocument(string Stage, Text StageName, string? Id, Text? Action, Text? Channel, Text? Aim);
