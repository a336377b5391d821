using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Churn;

/// <summary>A feature: what it is called, the columns that it takes, and its value for a member.</summary>
internal sealed record FeatureRecipe(string Name, MemberColumn[] Needs, Func<FeatureInputs, int, double> Of);

/// <summary>What a recipe reads.</summary>
internal readonly struct FeatureInputs(MemberColumns columns, PurchaseRhythm? rhythm)
{
    private readonly TimeConversion _days = TimeConversion.ToDays(columns.Window.Calendar);

    public MemberColumns Columns => columns;

    /// <summary>Days from a cell to the window's last; NaN where there is none.</summary>
    public double DaysSince(int cell) => DaysBetween(cell, columns.Window.LastCell);

    public double DaysBetween(int from, int through) =>
        from == MemberColumns.NoCell || through == MemberColumns.NoCell ? double.NaN : _days.Of((long)through - from);

    /// <summary>Mean gap in days; NaN with fewer than two purchases.</summary>
    public double MeanGap(int i)
    {
        var purchases = columns.Purchases[i];
        return purchases < 2 ? double.NaN : DaysBetween(columns.FirstPurchaseCell[i], columns.LastPurchaseCell[i]) / (purchases - 1);
    }

    public double ExpectedGap(int i)
    {
        if (rhythm is null)
            return MeanGap(i);
        var purchases = columns.Purchases[i];
        return purchases == 0 ? double.NaN : rhythm.ExpectedGapInDays(purchases - 1, DaysBetween(columns.FirstPurchaseCell[i], columns.LastPurchaseCell[i]));
    }

    /// <summary>The logarithm of the mean gap less the mean of the gaps' logarithms: 0 where all gaps are equal, above 0 where they differ.</summary>
    public double GapIrregularity(int i)
    {
        var gaps = columns.Purchases[i] - 1;
        return gaps < 1 ? double.NaN
            : Math.Max(0, Math.Log(((double)columns.LastPurchaseCell[i] - columns.FirstPurchaseCell[i]) / gaps) - columns.SumOfLogGaps[i] / gaps);
    }
}

/// <summary>All features that a table can give.</summary>
internal static class FeatureCatalogue
{
    /// <summary>In their fixed order.</summary>
    public static readonly FeatureRecipe[] All =
    [
        new("recencyDays", [LogColumns.LastPurchaseCell], (x, i) => x.DaysSince(x.Columns.LastPurchaseCell[i])),
        new("ageDays", [LogColumns.FirstPurchaseCell], (x, i) => x.DaysSince(x.Columns.FirstPurchaseCell[i])),
        new("tenureDays", [LogColumns.RegistrationCell], (x, i) => x.DaysSince(x.Columns.RegistrationCell[i])),
        new("purchases", [LogColumns.Purchases], (x, i) => x.Columns.Purchases[i]),
        new("logPurchases", [LogColumns.Purchases], (x, i) => Log(x.Columns.Purchases[i])),
        new("logOrders", [LogColumns.Orders], (x, i) => Log(x.Columns.Orders[i])),
        new("meanGapDays", [LogColumns.Purchases, LogColumns.FirstPurchaseCell, LogColumns.LastPurchaseCell], (x, i) => x.MeanGap(i)),
        new("lastGapDays", [LogColumns.LastPurchaseCell, LogColumns.PreviousPurchaseCell],
            (x, i) => x.DaysBetween(x.Columns.PreviousPurchaseCell[i], x.Columns.LastPurchaseCell[i])),
        new("rhythmRatio", [LogColumns.Purchases, LogColumns.FirstPurchaseCell, LogColumns.LastPurchaseCell],
            (x, i) => x.DaysSince(x.Columns.LastPurchaseCell[i]) / x.ExpectedGap(i)),
        new("gapIrregularity", [LogColumns.Purchases, LogColumns.FirstPurchaseCell, LogColumns.LastPurchaseCell, LogColumns.SumOfLogGaps],
            (x, i) => x.GapIrregularity(i)),
        new("logNet", [LogColumns.Net], (x, i) => Log(x.Columns.Net.ToDouble(i))),
        new("logMeanSpend", [LogColumns.Purchases, LogColumns.Net],
            (x, i) => x.Columns.Purchases[i] == 0 ? double.NaN : Log(x.Columns.MeanSpend(i))),
        new("logMargin", [LogColumns.Margin], (x, i) => Log(x.Columns.Margin.ToDouble(i))),
        new("refundShare", [LogColumns.Sales, LogColumns.Refunds], (x, i) => Share(x.Columns.Refunds.ToDouble(i), x.Columns.Sales.ToDouble(i))),
        new("logRecentPurchases", [LogColumns.RecentPurchases], (x, i) => Log(x.Columns.RecentPurchases[i])),
        new("purchaseTrend", [LogColumns.RecentPurchases, LogColumns.EarlierPurchases],
            (x, i) => Log(x.Columns.RecentPurchases[i]) - Log(x.Columns.EarlierPurchases[i])),
        new("logRecentSpend", [LogColumns.RecentSpend], (x, i) => Log(x.Columns.RecentSpend.ToDouble(i))),
        new("spendTrend", [LogColumns.RecentSpend, LogColumns.EarlierSpend],
            (x, i) => Log(x.Columns.RecentSpend.ToDouble(i)) - Log(x.Columns.EarlierSpend.ToDouble(i))),
        new("visitRecencyDays", [LogColumns.LastVisitCell], (x, i) => x.DaysSince(x.Columns.LastVisitCell[i])),
        new("logRecentVisits", [LogColumns.RecentVisits], (x, i) => Log(x.Columns.RecentVisits[i])),
        new("visitTrend", [LogColumns.RecentVisits, LogColumns.EarlierVisits],
            (x, i) => Log(x.Columns.RecentVisits[i]) - Log(x.Columns.EarlierVisits[i])),
    ];

    /// <summary>ln(1 + |x|) with the sign of x.</summary>
    private static double Log(double x) => Math.CopySign(Elementary.Log1p(Math.Abs(x)), x);

    private static double Share(double part, double whole) => whole > 0 ? part / whole : double.NaN;
}
