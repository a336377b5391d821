using MemberValue.Clv;
using MemberValue.Members;

namespace MemberValue.Tests.Clv;

public class ValueDecompositionTests
{
    private static readonly MemberRow Row = ClvData.Columns(new ClvMember(8, 304, 20, 1_000m, 300m, -1, 2, 2)).Row(0); // tenure 305 days

    [Fact]
    public void The_parts_are_as_by_hand()
    {
        var parts = ValueDecomposition.Of(Row, new ValueDecompositionOptions
        {
            Current = { Retention = 0.9, Period = TimeUnit.OfDays("61 days", 61), Discount = DiscountRate.PerPeriod(0.1, TimeUnit.OfDays("period", 61)),
                Basis = ValueBasis.Margin },
            CrossSellUplift = 0.2,
            Referrals = 1.5,
            ValuePerReferral = 40,
            ShareOfWallet = 0.4,
        });
        Assert.Equal(300, parts.Historic.Value);
        ClvData.Near(60 * 0.9 / 0.2, parts.Current.Value, 1e-14);
        ClvData.Near(54, parts.CrossSell.Value, 1e-14);
        Assert.Equal(60, parts.Referrals.Value);
        ClvData.Near(114, parts.PotentialValue, 1e-14);
        ClvData.Near(384, parts.FutureValue, 1e-14);
        ClvData.Near(684, parts.Total, 1e-14);
        Assert.Equal((0.9, "61 days"), (parts.Retention.Rate, parts.Retention.Period.Name));
        ClvData.Near(9, parts.Retention.ExpectedPayments, 1e-14);
        var share = parts.Share!;
        Assert.Equal((0.4, 200.0), (share.Share, share.SpendPerPeriod)); // net spend, though the value is margin
        ClvData.Near(500, share.WalletPerPeriod, 1e-15);
        ClvData.Near(300, share.OpenPerPeriod, 1e-15);
        Assert.Equal(
            [
                "Value so far: 300.00, the margin from 2024-01-01 through 2024-12-31.",
                "Expected value if things go on as now, without an end date: 270.00, at 60.00 per 61 days and a retention of 90% per 61 days.",
                "Cross-sell: 54.00, 20% of the expected value.",
                "Referrals: 60.00, from 1.5 new members worth 40.00 each.",
                "Retention: 90% per 61 days, so 9.00 more payments on average, without an end date.",
                "Share of wallet: 40%; of 500.00 per 61 days, 200.00 is spent here and 300.00 elsewhere.",
            ],
            parts.Reasons.Select(reason => reason.English));
    }

    [Fact]
    public void Historic_and_current_value_are_the_calculators() => Law.Holds(ClvData.Members(), members =>
    {
        var columns = ClvData.Columns(members);
        foreach (var basis in Enum.GetValues<ValueBasis>())
        {
            var current = new RetentionValueOptions { Retention = 0.9, Basis = basis, Periods = 30 };
            for (var i = 0; i < members.Length; i++)
            {
                var parts = ValueDecomposition.Of(columns.Row(i), new ValueDecompositionOptions { Current = current });
                Assert.Equal(new HistoricValueCalculator(new HistoricValueOptions { Basis = basis }).Calculate(columns.Row(i)), parts.Historic.Value);
                Assert.Equal(new RetentionValueCalculator(current).Calculate(columns.Row(i)), parts.Current.Value);
                Assert.Equal(double.IsNaN(parts.Current.Value) ? double.NaN : 0, parts.PotentialValue);
                Assert.Null(parts.Share);
                Assert.Equal(5, parts.Reasons.Count);
            }
        }

        return true;
    }, runs: 30);

    [Fact]
    public void A_current_value_can_come_from_a_model()
    {
        var parts = ValueDecomposition.Of(Row, new ValueDecompositionOptions { Current = { Retention = 0.9 }, CurrentValue = 500, CrossSellUplift = 0.1 });
        Assert.Equal((500.0, 50.0, "Expected value if things go on as now: 500.00, as given."),
            (parts.Current.Value, parts.CrossSell.Value, parts.Current.Reason.English));
    }

    [Fact]
    public void A_member_who_costs_money_has_no_cross_sell_and_no_wallet()
    {
        var row = ClvData.Columns(new ClvMember(2, 99, 40, -50m, null, -1, 0, 0)).Row(0);
        var parts = ValueDecomposition.Of(row, new ValueDecompositionOptions
        {
            Current = { Retention = 0.5, Period = TimeUnit.OfDays("100 days", 100) },
            CrossSellUplift = 0.3,
            ShareOfWallet = 0.5
        });
        Assert.Equal((-50.0, -50.0, 0.0, -50.0), (parts.Historic.Value, parts.Current.Value, parts.CrossSell.Value, parts.Share!.SpendPerPeriod));
        Assert.True(double.IsNaN(parts.Share.WalletPerPeriod) && double.IsNaN(parts.Share.OpenPerPeriod));
        Assert.Contains("does not show how large the wallet is", parts.Share.Reason.English, StringComparison.Ordinal);
        Assert.Contains("because the expected value is below 0", parts.CrossSell.Reason.English, StringComparison.Ordinal);
        var unknown = ValueDecomposition.Of(row, new ValueDecompositionOptions { Current = { Retention = 0.5, Basis = ValueBasis.Margin } });
        Assert.True(double.IsNaN(unknown.Historic.Value) && double.IsNaN(unknown.Total));
        Assert.Contains("Value so far: not known", unknown.Reasons[0].English, StringComparison.Ordinal);
    }

    [Fact]
    public void Options_out_of_range_are_named()
    {
        (ValueDecompositionOptions Options, string Says)[] cases =
        [
            (new(), "RetentionValueOptions.Retention is null; it must be 0 to 1"),
            (new() { Current = null! }, "Current is null; it holds the retention"),
            (new() { CurrentValue = double.NaN }, "CurrentValue is not a number; it must be a finite number"),
            (new() { CrossSellUplift = -0.1 }, "CrossSellUplift is -0.1; it must be a finite number of 0 or more"),
            (new() { Referrals = double.NaN }, "Referrals is not a number; it must be a finite number of 0 or more"),
            (new() { ValuePerReferral = double.PositiveInfinity }, "ValuePerReferral is infinity; it must be a finite number"),
            (new() { ShareOfWallet = 0 }, "ShareOfWallet is 0; it must be above 0 and at most 1, or null"),
            (new() { ShareOfWallet = 1.1 }, "ShareOfWallet is 1.1; it must be above 0 and at most 1, or null"),
        ];
        foreach (var (options, says) in cases)
            Assert.Contains(says, Assert.ThrowsAny<ArgumentException>(() => ValueDecomposition.Of(Row, options)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => ValueDecomposition.Of(null!, new ValueDecompositionOptions()));
        Assert.Throws<ArgumentNullException>(() => ValueDecomposition.Of(Row, null!));
    }
}
