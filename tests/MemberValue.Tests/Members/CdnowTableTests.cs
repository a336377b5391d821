using MemberValue.Members;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Members;

/// <summary>The CDNOW sample gives the published split: calibration through 1997-09-30, holdout through 1998-06-30.</summary>
public class CdnowTableTests
{
    private static readonly Lazy<CalibrationHoldout<int>> Split = new(() => Read(CdnowData.Log()));

    private static readonly IReadOnlyList<CdnowExpected> Expected = CdnowData.Expected();

    [Fact]
    public void Repeat_purchases_times_and_mean_repeat_spend_equal_the_published_columns()
    {
        var table = Split.Value.Calibration;
        var weeks = table.In(TimeUnit.Week);
        Assert.Equal(Expected.Select(row => row.Id), table.Keys);
        for (var i = 0; i < Expected.Count; i++)
        {
            Assert.Equal(Expected[i].RepeatPurchases, weeks.RepeatPurchases(i));
            Assert.Equal(Expected[i].TimeOfLastPurchase, weeks.TimeOfLastPurchase(i));
            Assert.Equal(Expected[i].Age, weeks.Age(i));
            Assert.Equal(Expected[i].MeanRepeatSpend, table.Columns.MeanRepeatPurchaseSpend(i), 1e-12 * Expected[i].MeanRepeatSpend);
        }
    }

    [Fact]
    public void The_totals_are_the_published_ones()
    {
        var weeks = Split.Value.Calibration.In(TimeUnit.Week);
        var repeats = Enumerable.Range(0, 2_357).Select(weeks.RepeatPurchases).ToList();
        Assert.Equal(2_457, repeats.Sum());
        Assert.Equal(1_411, repeats.Count(x => x == 0));
        Assert.Equal(272, Split.Value.Calibration[1].Age);
    }

    [Fact]
    public void Holdout_purchases_and_spend_equal_the_published_columns()
    {
        // The published mean is that of rows; the mean of purchases is counted here again from the log.
        var rows = CdnowData.Log().Where(row => row.Day > CdnowData.LastCalibrationDay).ToLookup(row => row.Id);
        for (var i = 0; i < Expected.Count; i++)
        {
            Assert.Equal(Expected[i].HoldoutPurchases, Split.Value.HoldoutPurchases[i]);
            Assert.Equal(Expected[i].HoldoutMeanSpend, Split.Value.HoldoutMeanSale(i), 1e-12 * Expected[i].HoldoutMeanSpend);
            Assert.Equal(rows[i + 1].Count(), Split.Value.HoldoutRows[i]);
            Assert.Equal(rows[i + 1].Sum(row => row.Amount), Split.Value.HoldoutPurchaseSpend[i]);
            var days = rows[i + 1].Select(row => row.Day).Distinct().Count();
            Assert.Equal(days == 0 ? 0 : (double)rows[i + 1].Sum(row => row.Amount) / days, Split.Value.HoldoutMeanPurchaseSpend(i), 1e-12);
        }

        Assert.Equal(39, Split.Value.HoldoutWindow.Cells / 7.0);
        Assert.Equal(0, Split.Value.NewMembers);
    }

    [Fact]
    public void The_report_covers_the_whole_log()
    {
        var report = Split.Value.Report;
        Assert.Equal((6_919, 6_919, 0), (report.Read, report.SaleRows, report.Skipped));
        Assert.Equal(6_919 - 6_696, report.MergedRows);
        Assert.Empty(report.Warnings);
    }

    [Fact]
    public void The_order_of_the_log_does_not_matter()
    {
        var shuffled = CdnowData.Log().ToArray();
        new Random(1).Shuffle(shuffled);
        var any = Read(shuffled);
        TableCheck.Same(Split.Value.Calibration, any.Calibration);
        foreach (var key in any.Calibration.Keys)
        {
            Assert.True(any.Calibration.TryGetIndex(key, out var row));
            Assert.Equal(Split.Value.HoldoutPurchases[key - 1], any.HoldoutPurchases[row]);
        }
    }

    private static CalibrationHoldout<int> Read(IEnumerable<CdnowTransaction> log) =>
        MemberLog.Read(log.Select(row => new Transaction<int>(row.Id, row.Day, row.Amount)), CdnowTables.Options).Holdout(CdnowData.LastCalibrationDay);
}
