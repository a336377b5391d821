using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using MemberValue.Clv;
using MemberValue.Tests.Golden;

namespace MemberValue.Tests.Clv;

public class RetentionValueTests
{
    private const double Tolerance = 1e-13;

    /// <summary>The golden values have 80 digits of precision behind them; horizons up to 2,147,483,647 payments, q from 0 to above 1, q = 1.</summary>
    [Fact]
    public void Values_agree_with_eighty_digits()
    {
        var rows = File.ReadLines(GoldenFile.Path("retention_value.csv")).Where(line => !line.StartsWith('#')).Skip(1).Select(line => line.Split(',')).ToList();
        Assert.True(rows.Count > 200);
        foreach (var row in rows)
        {
            var (r, g, d, expected) = (Number(row[0]), Number(row[1]), Number(row[2]), Number(row[5]));
            var timing = Enum.Parse<PaymentTiming>(row[4]);
            var value = row[3] == "inf"
                ? RetentionValue.Infinite(1, r, d, timing, g)
                : RetentionValue.Finite(1, r, d, int.Parse(row[3], CultureInfo.InvariantCulture), timing, g);
            ClvData.Near(expected, value, Tolerance / 50);
        }
    }

    [Fact]
    public void Each_timing_is_the_sum_of_its_cash_flows() => Law.Holds(Cases(1.2), c =>
    {
        // Payment k periods from now is m (1 + g)^k, and made with probability r^k, or r^(k-1) where the present period is sure.
        double Sum(int from, int through, int sure) =>
            Enumerable.Range(from, Math.Max(through - from + 1, 0)).Sum(k => c.M * Math.Pow(1 + c.G, k) * Math.Pow(c.R, k - sure) / Math.Pow(1 + c.D, k));
        ClvData.Near(Sum(1, c.N, 0), RetentionValue.Finite(c.M, c.R, c.D, c.N, PaymentTiming.AlreadyReceived, c.G), 1e-11);
        ClvData.Near(Sum(0, c.N - 1, 0), RetentionValue.Finite(c.M, c.R, c.D, c.N, PaymentTiming.FirstPaymentNow, c.G), 1e-11);
        ClvData.Near(Sum(1, c.N, 1), RetentionValue.Finite(c.M, c.R, c.D, c.N, PaymentTiming.AtEndOfPeriod, c.G), 1e-11);
        return true;
    });

    [Fact]
    public void Without_an_end_the_value_is_the_textbook_formula() => Law.Holds(Cases(0.97), c =>
    {
        var (m, r, d) = (c.M, c.R, c.D + 0.01);
        ClvData.Near(m * r / (1 + d - r), RetentionValue.Infinite(m, r, d, PaymentTiming.AlreadyReceived), Tolerance);
        ClvData.Near(m * (1 + d) / (1 + d - r), RetentionValue.Infinite(m, r, d, PaymentTiming.FirstPaymentNow), Tolerance);
        ClvData.Near(m / (1 + d - r), RetentionValue.Infinite(m, r, d, PaymentTiming.AtEndOfPeriod), Tolerance);
        return true;
    });

    [Fact]
    public void The_end_moves_away_to_the_value_without_one() => Law.Holds(Cases(0.99), c =>
    {
        foreach (var timing in Enum.GetValues<PaymentTiming>())
        {
            var without = RetentionValue.Infinite(c.M, c.R, c.D, timing, c.G);
            ClvData.Near(without, RetentionValue.Finite(c.M, c.R, c.D, int.MaxValue, timing, c.G), Tolerance);
            // What is left after n payments is worth q^n of the whole.
            var q = c.R * (1 + c.G) / (1 + c.D);
            ClvData.Near(without * (1 - Math.Pow(q, 5)), RetentionValue.Finite(c.M, c.R, c.D, 5, timing, c.G), 1e-11);
        }

        return true;
    });

    [Fact]
    public void Growth_is_a_lower_discount_rate() => Law.Holds(Cases(1), c =>
    {
        var lower = (c.D - c.G) / (1 + c.G);
        if (lower < 0)
            return true;
        foreach (var timing in Enum.GetValues<PaymentTiming>())
        {
            ClvData.Near(RetentionValue.Finite(c.M, c.R, lower, c.N, timing), RetentionValue.Finite(c.M, c.R, c.D, c.N, timing, c.G), 1e-12);
            if (c.R < 0.99)
                ClvData.Near(RetentionValue.Infinite(c.M, c.R, lower, timing), RetentionValue.Infinite(c.M, c.R, c.D, timing, c.G), 1e-12);
        }

        return true;
    });

    [Fact]
    public void Timings_differ_by_their_factors_and_by_the_payment_now() => Law.Holds(Cases(0.99), c =>
    {
        var now = RetentionValue.Infinite(c.M, c.R, c.D, PaymentTiming.FirstPaymentNow, c.G);
        var end = RetentionValue.Infinite(c.M, c.R, c.D, PaymentTiming.AtEndOfPeriod, c.G);
        var received = RetentionValue.Infinite(c.M, c.R, c.D, PaymentTiming.AlreadyReceived, c.G);
        ClvData.Near(now * (1 + c.G) / (1 + c.D), end, Tolerance);
        ClvData.Near(end * c.R, received, Tolerance);
        ClvData.Near(now, received + c.M, 1e-12);
        ClvData.Near(
            RetentionValue.Finite(c.M, c.R, c.D, c.N, PaymentTiming.AtEndOfPeriod, c.G) * c.R,
            RetentionValue.Finite(c.M, c.R, c.D, c.N, PaymentTiming.AlreadyReceived, c.G), Tolerance);
        return true;
    });

    [Fact]
    public void Value_is_linear_in_the_margin_and_grows_with_retention_and_horizon() => Law.Holds(Cases(1.1), c =>
    {
        foreach (var timing in Enum.GetValues<PaymentTiming>())
        {
            var one = RetentionValue.Finite(1, c.R, c.D, c.N, timing, c.G);
            Assert.Equal(one * c.M, RetentionValue.Finite(c.M, c.R, c.D, c.N, timing, c.G));
            Assert.Equal(-one, RetentionValue.Finite(-1, c.R, c.D, c.N, timing, c.G));
            Assert.True(one >= RetentionValue.Finite(1, c.R * 0.9, c.D, c.N, timing, c.G));
            Assert.True(one >= RetentionValue.Finite(1, c.R, c.D + 0.01, c.N, timing, c.G));
            Assert.True(one <= RetentionValue.Finite(1, c.R, c.D, c.N + 1, timing, c.G));
        }

        return true;
    });

    [Fact]
    public void At_an_even_balance_every_payment_weighs_the_same()
    {
        foreach (var n in new[] { 1, 2, 3, 7, 1_000, int.MaxValue })
        {
            Assert.Equal(3.0 * n, RetentionValue.Finite(3, 1, 0, n, PaymentTiming.FirstPaymentNow));
            Assert.Equal(3.0 * n, RetentionValue.Finite(3, 0.5, 0.25, n, PaymentTiming.FirstPaymentNow, growth: 1.5));
            Assert.Equal(3.0 * n, RetentionValue.Finite(3, 1, 0.25, n, PaymentTiming.AtEndOfPeriod, growth: 0.25));
        }
    }

    [Fact]
    public void Special_values_are_as_documented()
    {
        Assert.Equal(0, RetentionValue.Finite(5, 0.9, 0.1, 0, PaymentTiming.FirstPaymentNow));
        Assert.Equal(5, RetentionValue.Finite(5, 0.9, 0.1, 1, PaymentTiming.FirstPaymentNow));
        Assert.Equal(5, RetentionValue.Infinite(5, 0, 0, PaymentTiming.FirstPaymentNow));
        Assert.Equal(0, RetentionValue.Infinite(5, 0, 0, PaymentTiming.AlreadyReceived));
        Assert.Equal(4, RetentionValue.Infinite(5, 0, 0.25, PaymentTiming.AtEndOfPeriod));
        Assert.Equal(double.PositiveInfinity, RetentionValue.Finite(1, 1, 0, int.MaxValue, PaymentTiming.FirstPaymentNow, growth: 1));
        Assert.Equal(double.NegativeInfinity, RetentionValue.Finite(-1, 1, 0, 5_000, PaymentTiming.AtEndOfPeriod, growth: 1));
        Assert.Equal(0, RetentionValue.Finite(0, 1, 0, 5_000, PaymentTiming.FirstPaymentNow, growth: 1));
        Assert.True(double.IsNaN(RetentionValue.Finite(double.NaN, 1, 0, 5, PaymentTiming.FirstPaymentNow)));
        Assert.True(double.IsNaN(RetentionValue.Infinite(double.NaN, 0.5, 0, PaymentTiming.FirstPaymentNow)));
        Assert.Equal(4, RetentionValue.ExpectedPayments(0.8, PaymentTiming.AlreadyReceived), 1e-14);
        Assert.Equal(5, RetentionValue.ExpectedPayments(0.8, PaymentTiming.FirstPaymentNow), 1e-14);
        Assert.Equal(1.8, RetentionValue.ExpectedPayments(0.8, PaymentTiming.AtEndOfPeriod, periods: 2), 1e-14);
        Assert.Equal(double.PositiveInfinity, RetentionValue.ExpectedPayments(1, PaymentTiming.AlreadyReceived));
    }

    [Theory]
    [InlineData(1.0, 0.0, 0.0)]
    [InlineData(0.98, 0.05, 0.029)]
    [InlineData(0.5, 1.5, 0.25)]
    [InlineData(1.0, 0.010000000000000002, 0.01)]
    public void A_sum_without_an_end_says_why(double retention, double growth, double discount)
    {
        var error = Assert.Throws<ArgumentException>(() => RetentionValue.Infinite(1, retention, discount, PaymentTiming.AlreadyReceived, growth));
        Assert.Contains(FormattableString.Invariant($"{retention} x (1 + {growth}) is not below 1 + {discount}"), error.Message, StringComparison.Ordinal);
        Assert.Contains("no end", error.Message, StringComparison.Ordinal);
        Assert.True(double.IsFinite(RetentionValue.Finite(1, retention, discount, 100, PaymentTiming.AlreadyReceived, growth)));
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        (Action Call, string Name)[] cases =
        [
            (() => RetentionValue.Infinite(1, -0.1, 0.1, default), "retention"),
            (() => RetentionValue.Infinite(1, 1.01, 0.1, default), "retention"),
            (() => RetentionValue.Infinite(1, double.NaN, 0.1, default), "retention"),
            (() => RetentionValue.Infinite(1, 0.5, -0.1, default), "discount"),
            (() => RetentionValue.Infinite(1, 0.5, double.PositiveInfinity, default), "discount"),
            (() => RetentionValue.Infinite(1, 0.5, 0.1, default, growth: -1), "growth"),
            (() => RetentionValue.Infinite(1, 0.5, 0.1, default, growth: double.NaN), "growth"),
            (() => RetentionValue.Infinite(1, 0.5, 0.1, (PaymentTiming)3), "timing"),
            (() => RetentionValue.Finite(1, 0.5, 0.1, -1, default), "periods"),
            (() => RetentionValue.ExpectedPayments(2, default), "retention"),
        ];
        foreach (var (call, name) in cases)
            Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(call).ParamName);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Cases with r (1 + g) / (1 + d) up to a limit.</summary>
    private static Arbitrary<(double M, double R, double D, double G, int N)> Cases(double limit)
    {
        static Gen<double> Between(double low, double high) => Gen.Choose(0, 1_000_000).Select(step => low + (high - low) * step / 1_000_000);
        return (from m in Between(0.01, 500)
                from r in Gen.OneOf(Between(0, 1), Gen.Elements(0.5, 0.9, 1.0))
                from d in Gen.OneOf(Between(0, 0.4), Gen.Constant(0.0))
                from g in Gen.OneOf(Between(-0.3, 0.3), Gen.Constant(0.0))
                from n in Gen.Choose(1, 60)
                where r * (1 + g) / (1 + d) <= limit
                select (m, r, d, g, n)).ToArbitrary();
    }
}
