using MemberValue.Assessment;
using MemberValue.Estimation;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Playbooks;

/// <summary>Where members stand, month after month: limits of silence learned from their own gaps, and the same rules at every month's end.</summary>
internal sealed record Stages(LearnedLimits Limits, MemberResults<string, LifecycleStage> Now, LifecycleReport Report)
{
    /// <summary>Null for a log without two ends of months, or in which nobody ever came back.</summary>
    public static Stages? Make(MemberLog<string> log, MemberTable<string> table)
    {
        var limits = LearnedLimits.Fit(table);
        var (first, last) = (DayOf(table, table.Window.FirstCell), DayOf(table, table.Window.LastCell));
        if (!limits.Status.IsUsable() || first.AddMonths(2) > last)
            return null;

        // Loyal: five purchases, and more than the mean of what buyers spend.
        var options = ThresholdStageOptions.Of(limits.ToLimits());
        options.LoyalPurchases = 5;
        options.LoyalSpend = table.Columns.Net.Total / Math.Max(1, table.Columns.Purchases.Length - table.Columns.Purchases.Count(0));

        var classifier = new ThresholdStageClassifier(options);

        var report = new LifecycleReportBuilder<string>(classifier);
        foreach (var month in log.Tables(SnapshotSchedule.MonthEnds(first, last)))
            report.Add(month);
        return new Stages(limits, classifier.Classify(table), report.ToReport());
    }

    private static DateOnly DayOf(MemberTable<string> table, int cell) => DateOnly.FromDateTime(table.Window.Calendar.StartOf(cell));
}
