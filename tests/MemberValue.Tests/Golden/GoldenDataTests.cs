namespace MemberValue.Tests.Golden;

/// <summary>The data are what their descriptions say: a failure here explains failures elsewhere.</summary>
public class GoldenDataTests
{
    [Fact]
    public void The_CDNOW_log_is_complete()
    {
        var log = CdnowData.Log();
        Assert.Equal(6_919, log.Count);
        Assert.Equal(2_357, log.Select(row => row.Id).Distinct().Count());
        Assert.Equal(6_696, log.Select(row => (row.Id, row.Day)).Distinct().Count());
        Assert.Equal(244_091.94m, log.Sum(row => row.Amount));
        Assert.Equal(8, log.Count(row => row.Amount == 0));
        Assert.Equal((CdnowData.FirstDay, CdnowData.LastDay), (log.Min(row => row.Day), log.Max(row => row.Day)));
    }

    [Fact]
    public void The_CDNOW_summary_has_the_published_totals()
    {
        var expected = CdnowData.Expected();
        Assert.Equal(Enumerable.Range(1, 2_357), expected.Select(row => row.Id));
        Assert.Equal(2_457, expected.Sum(row => row.RepeatPurchases));
        Assert.Equal(1_882, expected.Sum(row => row.HoldoutPurchases));
        Assert.Equal(1_411, expected.Count(row => row.RepeatPurchases == 0));
        Assert.Equal(272 / 7.0, expected.Max(row => row.Age));
        Assert.All(expected, row => Assert.Equal(39, row.HoldoutWeeks));
    }

    [Fact]
    public void The_Online_Retail_extract_adds_up_to_the_original_lines()
    {
        var invoices = OnlineRetailData.Invoices();
        var ofMembers = invoices.Where(row => row.Customer.Length > 0).ToList();
        Assert.Equal(25_900, invoices.Count);
        Assert.Equal(541_909, invoices.Sum(row => row.Lines));
        Assert.Equal(135_080, invoices.Where(row => row.Customer.Length == 0).Sum(row => row.Lines));
        Assert.Equal(4_372, ofMembers.Select(row => row.Customer).Distinct().Count());
        Assert.Equal(22_190, ofMembers.Count);
        Assert.Equal(8_300_065.814m, ofMembers.Sum(row => row.NetAmount));
        Assert.Equal(3_654, ofMembers.Count(row => row.NetAmount < 0));
        Assert.All(ofMembers, row => Assert.Equal(row.Invoice.StartsWith('C'), row.NetAmount < 0));
        Assert.Equal(new DateTime(2010, 12, 1, 8, 26, 0), invoices[0].Time);
        Assert.Equal(new DateTime(2011, 12, 9, 12, 50, 0), invoices[^1].Time);
    }
}
