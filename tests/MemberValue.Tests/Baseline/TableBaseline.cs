using MemberValue.Members;

namespace MemberValue.Tests.Baseline;

/// <summary>Tables and what else is read from a log.</summary>
internal static class TableBaseline
{
    /// <summary>Every column of the table at each grain.</summary>
    public static void Tables<TKey>(Sheet sheet, BaselineLog<TKey> log)
        where TKey : notnull
    {
        foreach (var grain in new[] { EventGrain.Day, EventGrain.Hour, EventGrain.Week, EventGrain.Instant })
        {
            var table = log.At(log.Last, grain);
            sheet.Column($"{grain}.keys", table.Keys);
            Columns(sheet, $"{grain}", table.Columns);
            Report(sheet, $"{grain}.report", table.Report!);
        }

        var weeks = log.Table.In(TimeUnit.Week);
        var rows = Enumerable.Range(0, weeks.Count).ToArray();
        sheet.Column("weeks.repeats", rows.Select(weeks.RepeatPurchases));
        sheet.Column("weeks.timeOfLast", rows.Select(weeks.TimeOfLastPurchase));
        sheet.Column("weeks.age", rows.Select(weeks.Age));
        sheet.Column("weeks.recency", rows.Select(weeks.Recency));
        sheet.Column("weeks.sumOfLogGaps", rows.Where(row => row % 10 == 0).Select(weeks.SumOfLogGaps));
        for (var ordinal = 1; ordinal <= log.Table.Gaps!.Ordinals; ordinal++)
        {
            sheet.Column($"gaps.{ordinal}.completed", log.Table.Gaps.Completed(ordinal).SelectMany(gap => new[] { gap.Gap, gap.Count }));
            sheet.Column($"gaps.{ordinal}.open", log.Table.Gaps.Open(ordinal).SelectMany(gap => new[] { gap.Gap, gap.Count }));
        }

        sheet.Line("gaps.unrecorded", log.Table.Gaps.Unrecorded);
    }

    /// <summary>The tables of the ends of months, calibration and holdout, repeat purchases per week.</summary>
    public static void Series<TKey>(Sheet sheet, BaselineLog<TKey> log)
        where TKey : notnull
    {
        foreach (var table in Months(log))
        {
            var of = table.Window.Calendar.Format(table.Window.LastCell);
            sheet.Line($"{of}.keys", table.Count, table.Keys[0], table.Keys[^1]);
            Columns(sheet, of, table.Columns, every: 25);
        }

        var read = log.Read();
        var split = read.Holdout(log.Cut);
        sheet.Line("holdout.window", split.HoldoutWindow.FirstCell, split.HoldoutWindow.LastCell, split.NewMembers);
        sheet.Column("holdout.keys", split.Calibration.Keys);
        Columns(sheet, "calibration", split.Calibration.Columns, every: 5);
        sheet.Column("holdout.purchases", split.HoldoutPurchases);
        sheet.Column("holdout.rows", split.HoldoutRows);
        sheet.Column("holdout.spend", split.HoldoutPurchaseSpend);
        sheet.Column("holdout.sales", split.HoldoutSales);
        sheet.Column("holdout.meanSpend", Enumerable.Range(0, split.Calibration.Count).Select(split.HoldoutMeanPurchaseSpend), every: 5);
        Report(sheet, "holdout.report", split.Report);

        sheet.Column("track.all", read.Track(7).RepeatPurchases);
        sheet.Column("track.calibrated", read.Track(7, split.Calibration).RepeatPurchases);
    }

    /// <summary>The tables of the ends of months.</summary>
    public static IEnumerable<MemberTable<TKey>> Months<TKey>(BaselineLog<TKey> log)
        where TKey : notnull =>
        log.Read(new MemberTableOptions { WindowFirst = log.Options(log.Last).WindowFirst }).Tables(SnapshotSchedule.MonthEnds(log.First, log.Last));

    private static void Columns(Sheet sheet, string of, MemberColumns columns, int every = 1)
    {
        sheet.Line($"{of}.window", columns.Window.FirstCell, columns.Window.LastCell, columns.RecentCells);
        void Cells(string name, MemberColumn<int> key)
        {
            if (columns.Has(key))
                sheet.Column($"{of}.{name}", columns.Values(key).ToArray().Select(value => value == MemberColumns.NoCell ? null : (int?)value), every);
        }

        void Money(string name, MemberColumn<decimal> key)
        {
            if (columns.Has(key))
                sheet.Column($"{of}.{name}", Enumerable.Range(0, columns.Count).Select(columns.Values(key).GetOrNull), every);
        }

        Cells("Purchases", LogColumns.Purchases);
        Cells("Orders", LogColumns.Orders);
        Cells("FirstPurchase", LogColumns.FirstPurchaseCell);
        Cells("LastPurchase", LogColumns.LastPurchaseCell);
        Cells("PreviousPurchase", LogColumns.PreviousPurchaseCell);
        Cells("Registration", LogColumns.RegistrationCell);
        Cells("LastVisit", LogColumns.LastVisitCell);
        Cells("RecentPurchases", LogColumns.RecentPurchases);
        Cells("EarlierPurchases", LogColumns.EarlierPurchases);
        Cells("RecentVisits", LogColumns.RecentVisits);
        Cells("EarlierVisits", LogColumns.EarlierVisits);
        if (columns.Has(LogColumns.SumOfLogGaps))
            sheet.Column($"{of}.SumOfLogGaps", columns.SumOfLogGaps, every);
        Money("Sales", LogColumns.Sales);
        Money("Refunds", LogColumns.Refunds);
        Money("Net", LogColumns.Net);
        Money("Margin", LogColumns.Margin);
        Money("PurchaseSpend", LogColumns.PurchaseSpend);
        Money("FirstPurchaseSpend", LogColumns.FirstPurchaseSpend);
        Money("RecentSpend", LogColumns.RecentSpend);
        Money("EarlierSpend", LogColumns.EarlierSpend);
    }

    private static void Report(Sheet sheet, string name, IngestionReport report)
    {
        sheet.Line(
            name, report.Read, report.Used, report.Skipped, report.SaleRows, report.RefundRows, report.Visits, report.Registrations, report.MergedRows,
            report.RowsBeforeWindow, report.MembersRegisteredBeforeWindow);
        foreach (var (reason, count) in report.SkippedByReason.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            sheet.Line($"{name}.{reason}", count);
    }
}
