using System.Numerics;
using MemberValue.Members;

namespace MemberValue.Tests.Members;

/// <summary>Money is exact: against decimals where they suffice, against whole numbers of any size where they do not.</summary>
public class MoneyTests
{
    private static readonly BigInteger Units = BigInteger.Pow(10, 10);

    [Fact]
    public void Any_amount_within_the_limits_is_a_whole_number_of_units_and_comes_back()
    {
        var random = new Random(3);
        for (var i = 0; i < 50_000; i++)
        {
            var amount = Random(random);
            var inside = Math.Abs(amount) <= 1_000_000_000_000m && decimal.Round(amount, 10) == amount;
            Assert.Equal(inside, ExactMoney.TryFrom(amount, out var value, out var decimals));
            if (!inside)
                continue;
            Assert.InRange(decimals, 0, 10);
            Assert.Equal(decimal.Round(amount, decimals), amount);
            Assert.Equal(new BigInteger(amount * 1_000_000m) * 10_000 + new BigInteger(decimal.Remainder(amount * 1_000_000m, 1) * 10_000), (BigInteger)value);
            Assert.Equal(amount, ExactMoney.ToDecimal(value, 10));
            Assert.True(ExactMoney.TryFromSum(amount, out var again));
            Assert.Equal(value, again);
        }
    }

    [Fact]
    public void Sums_that_a_decimal_would_round_stay_exact()
    {
        Assert.Equal(100_000_000_000_000_000_000m, 100_000_000_000_000_000_000m + 0.0000000001m); // the reason for all this
        var builder = new MemberTableBuilder<int>(new MemberTableOptions { Order = LogOrder.TimeOrderedPerMember });
        var day = new DateOnly(2024, 1, 1);
        var sum = BigInteger.Zero;
        for (var i = 0; i < 2_000; i++)
        {
            builder.Add(new Transaction<int>(1, day.AddDays(i), 1_000_000_000_000m));
            builder.Add(new Transaction<int>(1, day.AddDays(i), 0.0000000001m));
            sum += 1_000_000_000_000 * Units + 1;
        }

        var columns = builder.Build().Columns;
        Assert.False(columns.Sales.IsScaled); // 2e15 with 10 decimals is beyond 64 bits
        Assert.Equal(sum, new BigInteger(decimal.Truncate(columns.Sales[0])) * Units + new BigInteger(columns.Sales[0] % 1 * 10_000_000_000m));
        Assert.Equal(columns.Sales[0], columns.Net.Total);
        Assert.Equal(0m, columns.Refunds[0]);
    }

    [Fact]
    public void One_wide_amount_leaves_the_others_of_its_column_as_they_are()
    {
        var builder = new MemberTableBuilder<string>();
        var day = new DateOnly(2024, 1, 1);
        builder.Add(new Transaction<string>("cent", day, 0.01m) { Margin = 0.003m });
        builder.Add(new Transaction<string>("no margin", day, -2.5m));
        for (var i = 0; i < 20_000; i++)
            builder.Add(new Transaction<string>("wide", day, 999_999_999_999.9999999999m) { Margin = -999_999_999_999.9999999999m });
        var columns = builder.Build().Columns;
        Assert.False(columns.Sales.IsScaled);
        Assert.Equal([0.01m, 0m, 19_999_999_999_999_999.999998m], columns.Sales);
        Assert.Equal((0.003m, null, -19_999_999_999_999_999.999998m), (columns.Margin.GetOrNull(0), columns.Margin.GetOrNull(1), columns.Margin.GetOrNull(2)));
        Assert.Equal([0.01, 0.0, 2e16], Doubles(columns.Sales));
        Assert.Equal([0.003, double.NaN, -2e16], Doubles(columns.Margin));
        Assert.Equal(-19_999_999_999_999_999.996998m, columns.Margin.Total);
        Assert.Contains("row 1", Assert.Throws<InvalidOperationException>(() => columns.Margin[1]).Message, StringComparison.Ordinal);
        Assert.True(columns.Refunds.IsScaled);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_column_gives_back_the_decimals_it_was_made_of(bool wide)
    {
        var random = new Random(8);
        var amounts = Enumerable.Range(0, 500).Select(i => i % 11 == 3 ? (decimal?)null : random.Next(-100_000, 100_000) / 1_000m).ToArray();
        if (wide)
            amounts[77] = 79_228_162_514_264_337_593.54m;
        var column = MoneyColumn.FromDecimals(amounts.Length, i => amounts[i]);
        Assert.Equal(!wide, column.IsScaled);
        Assert.Equal(amounts, Enumerable.Range(0, column.Count).Select(column.GetOrNull));
        Assert.Equal(amounts.Select(amount => amount is null ? double.NaN : Nearest(amount.Value)), Doubles(column));
        Assert.Equal(amounts.Sum(), column.Total);
        Assert.Throws<ArgumentOutOfRangeException>(() => column.GetOrNull(500));
        Assert.Throws<ArgumentOutOfRangeException>(() => column.ToDouble(-1));
        var destination = new double[499];
        Assert.Throws<ArgumentException>(() => column.CopyTo(destination));
        Assert.All(destination, value => Assert.Equal(0, value));
    }

    [Fact]
    public void Every_form_of_an_amount_is_the_same_double_the_nearest()
    {
        var random = new Random(9);
        for (var run = 0; run < 20_000; run++)
        {
            var amount = new decimal(random.Next(), random.Next(), random.Next(4) == 0 ? random.Next() : 0, random.Next(2) == 0, (byte)random.Next(11));
            foreach (var other in (decimal?[])[null, 0.1m, 0.0000000001m, 79_228_162_514_264_337_593.54m])
            {
                var column = MoneyColumn.FromDecimals(2, i => i == 0 ? amount : other);
                Assert.Equal(Nearest(amount), column.ToDouble(0));
            }
        }
    }

    [Theory]
    [InlineData("9223372036854775807", 0, false)]
    [InlineData("9223372036854775806", 0, true)]
    [InlineData("-9223372036854775808", 0, false)]
    [InlineData("922337203.6854775806", 10, true)]
    [InlineData("1.500000000000000", 1, true)]
    public void A_column_is_scaled_as_far_as_64_bits_reach(string text, int decimals, bool scaled)
    {
        var amount = decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
        var column = MoneyColumn.FromDecimals(1, _ => amount);
        Assert.Equal(amount, column[0]);
        Assert.Equal(scaled, column.IsScaled);
        if (scaled)
            Assert.Equal(decimals, column.Decimals);
        Assert.Equal(decimals, ExactMoney.DecimalsOf(amount));
    }

    [Fact]
    public void Many_amounts_at_a_time_have_the_bits_of_each_one()
    {
        var random = new Random(5);
        for (var count = 0; count < 40; count++)
        {
            var amounts = Enumerable.Range(0, count).Select(_ => random.Next(6) switch
            {
                0 => (decimal?)null,
                1 => random.NextInt64(long.MinValue / 200, long.MaxValue / 200) / 100m, // beyond the whole numbers that are doubles
                _ => random.Next(-100_000, 100_000) / 100m,
            }).ToArray();
            var column = MoneyColumn.FromDecimals(count, row => amounts[row]);
            Assert.Equal(Enumerable.Range(0, count).Select(column.ToDouble), Doubles(column));
            if (count > 3)
                Assert.Equal(Enumerable.Range(2, count - 3).Select(column.ToDouble), Doubles(column.Slice(2, count - 3)));
        }
    }

    private static double[] Doubles(MoneyColumn column)
    {
        var values = new double[column.Count];
        column.CopyTo(values);
        return values;
    }

    private static decimal Random(Random random)
    {
        var scale = (byte)random.Next(0, 14);
        var size = random.Next(4);
        return new decimal(random.Next(), size > 0 ? random.Next(size > 1 ? int.MaxValue : 1_000) : 0, size > 2 ? random.Next(100) : 0, random.Next(2) == 0,
            scale);
    }

    /// <summary>The runtime's parser rounds once; its conversion of a decimal does not always.</summary>
    private static double Nearest(decimal amount)
    {
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        return double.Parse(amount.ToString(invariant), invariant);
    }
}
