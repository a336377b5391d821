using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// What all payments of a series are worth when the margin is 1: each payment weighs q = r (1 + g) / (1 + d) of the one before. The
/// retention r, the growth g and the discount d are exact inputs; nothing is lost when q is near 1.
/// </summary>
internal static class PaymentSeries
{
    // Four units in the last place of 1: r = 0.98, g = 0.05, d = 0.029 is q = 1 on paper, and 1e-17 below it as doubles. What the rounding
    // of the inputs decides has no value.
    private const double Rounding = 4 / (double)(1L << 52);

    /// <summary>The value without end; +infinity where the sum has none: q at or above 1, or below it by no more than the inputs' rounding.</summary>
    public static double Infinite(double retention, double growth, double discount, PaymentTiming timing)
    {
        // 1 + d - r (1 + g) in doubles loses every digit when q is near 1: r = 1, g = 0.01, d = 0.01 + 1e-15.
        var gap = (TwoDoubles.Sum(1, discount) - retention * TwoDoubles.Sum(1, growth)).High;
        if (gap <= Rounding * (1 + discount))
            return double.PositiveInfinity;
        return timing switch
        {
            PaymentTiming.FirstPaymentNow => (1 + discount) / gap,
            PaymentTiming.AtEndOfPeriod => (1 + growth) / gap,
            _ => retention * (1 + growth) / gap,
        };
    }

    /// <summary>
    /// The value of the first <paramref name="periods"/> payments; +infinity where it is beyond a double. By doubling: S(2k) = S(k) (1 + q^k)
    /// and S(k + 1) = 1 + q S(k), a sum of positive terms only. The closed form (1 - q^n) / (1 - q) is 0 / 0 at q = 1 and loses digits around
    /// it; here q = 1 is no special case. Each number is kept as two doubles, because the error of q counts n times in q^n.
    /// </summary>
    public static double Finite(double retention, double growth, double discount, int periods, PaymentTiming timing)
    {
        if (periods == 0)
            return 0;
        TwoDoubles one = 1;
        var grown = TwoDoubles.Sum(1, growth);
        var later = TwoDoubles.Sum(1, discount);
        var ratio = retention * grown / later;
        var (sum, power) = (one, ratio);
        for (var bit = int.Log2(periods) - 1; bit >= 0; bit--)
        {
            sum *= one + power;
            power *= power;
            if ((periods >> bit & 1) == 0)
                continue;
            sum = one + ratio * sum;
            power *= ratio;
        }

        var value = timing switch
        {
            PaymentTiming.FirstPaymentNow => sum,
            PaymentTiming.AtEndOfPeriod => sum * grown / later,
            _ => sum * ratio,
        };
        return double.IsFinite(value.High) ? value.High : double.PositiveInfinity;
    }
}
