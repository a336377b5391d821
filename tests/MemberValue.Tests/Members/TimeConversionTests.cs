using System.Numerics;
using MemberValue.Churn;
using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Tests.Members;

/// <summary>The one conversion of times, against exact arithmetic.</summary>
public class TimeConversionTests
{
    private static readonly TimeUnit[] Units = [TimeUnit.Second, TimeUnit.Hour, TimeUnit.Day, TimeUnit.Week, TimeUnit.Month, TimeUnit.Year];

    [Fact]
    public void A_whole_number_of_any_unit_becomes_the_double_nearest_to_the_true_value()
    {
        var random = new Random(1);
        var counts = Enumerable.Range(0, 1_500).Concat(Enumerable.Range(0, 500).Select(_ => random.Next(100_000_000))).ToArray();
        foreach (var from in Units)
        {
            foreach (var to in Units)
            {
                var conversion = new TimeConversion(from, to);
                foreach (var count in counts)
                    Assert.Equal(Nearest(new BigInteger(count) * (long)from.Seconds, (long)to.Seconds), conversion.Of(count));
            }
        }
    }

    [Fact]
    public void A_calendar_s_cells_become_days_and_days_become_cells_for_every_grain()
    {
        foreach (var calendar in new[] { CellCalendar.Days, CellCalendar.Hours, CellCalendar.Weeks(DayOfWeek.Monday), CellCalendar.Instants })
        {
            foreach (var days in Enumerable.Range(0, 4_000).Select(day => 7 * day))
            {
                var cells = (long)days * 86_400 / (long)calendar.Unit.Seconds;
                Assert.Equal(cells, TimeConversion.FromDays(calendar).Of(days));
                Assert.Equal(days, TimeConversion.ToDays(calendar).Of(cells));
            }
        }
    }

    [Fact]
    public void A_unit_of_any_length_converts_and_values_that_are_no_numbers_stay()
    {
        var conversion = new TimeConversion(TimeUnit.OfDays("odd", 0.1234567), TimeUnit.Day);
        Assert.Equal(0.1234567 * 3, conversion.Of(3), 1e-15);
        Assert.Equal(3, new TimeConversion(TimeUnit.Day, TimeUnit.OfDays("odd", 0.1234567)).Of(conversion.Of(3)), 1e-14);
        Assert.Equal(double.NaN, conversion.Of(double.NaN));
        Assert.Equal(double.PositiveInfinity, conversion.Of(double.PositiveInfinity));
    }

    [Fact]
    public void Features_and_views_and_funnels_of_an_hourly_log_convert_hours_exactly()
    {
        // 5 hours: 5 x (1 / 24) is 0.20833333333333331, 5 / 24 is 0.20833333333333334.
        var columns = MemberColumns.FromColumns(new ObservationWindow(CellCalendar.Hours, 0, 1_000), new MemberColumnData
        {
            Purchases = [2, 2, 2],
            FirstPurchaseCell = [0, 990, 3],
            LastPurchaseCell = [5, 995, 8],
            RegistrationCell = [0, 990, 3],
        });
        var features = ChurnFeatures.Table(columns, new ChurnFeatureOptions { Names = ["recencyDays", "meanGapDays"] });
        Assert.Equal([995.0 / 24, 5.0 / 24, 992.0 / 24], features.Column(0).ToArray());
        Assert.Equal([5.0 / 24, 5.0 / 24, 5.0 / 24], features.Column(1).ToArray());
        Assert.Equal(5.0 / 24, columns.In(TimeUnit.Day).TimeOfLastPurchase(0));
        Assert.Equal(5.0 / 24, Funnel.OfPurchases(columns, TimeUnit.Day).Steps[2].TimeSinceStepBefore!.Median);
    }

    private static double Nearest(BigInteger over, long under)
    {
        var guess = (double)over / under;
        return new[] { Math.BitDecrement(guess), guess, Math.BitIncrement(guess) }
            .MinBy(value => BigInteger.Abs(Scaled(value) * under - (over << 1_074)));
    }

    /// <summary>The exact value of a double of 0 or more, times 2^1074.</summary>
    private static BigInteger Scaled(double value)
    {
        if (value < 0)
            return -Scaled(-value);
        var bits = BitConverter.DoubleToInt64Bits(value);
        var (exponent, fraction) = ((int)(bits >> 52), bits & ((1L << 52) - 1));
        return exponent == 0 ? fraction : (fraction + (BigInteger.One << 52)) << (exponent - 1);
    }
}
