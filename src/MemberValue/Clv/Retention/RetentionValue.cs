using System.Globalization;
using MemberValue.Common;

namespace MemberValue.Clv;

/// <summary>
/// The retention formulas: the present value of a payment per period that is made as long as the member stays, with the same probability of staying
/// every period. For a member who is there now. That is m r / (1 + d - r) and its two other timings, with growth, with or without
/// an end.
/// </summary>
/// <remarks>
/// <para>A payment that falls k periods from now is m (1 + g)^k before discounting: the margin m is at today's level. So growth g is the same
/// as no growth at the discount rate d' = (d - g) / (1 + g), in every timing. With q = r (1 + g) / (1 + d), n payments add up to
/// m (1 + q + ... + q^(n-1)) times 1, q or (1 + g) / (1 + d) for <see cref="PaymentTiming.FirstPaymentNow"/>,
/// <see cref="PaymentTiming.AlreadyReceived"/> and <see cref="PaymentTiming.AtEndOfPeriod"/>.</para>
/// <para>Source: Fader and Hardie, note 024 (the three timings, infinite horizon). Relative error below 1e-13 against 60-digit sums, for q
/// from 0 to beyond 1, q = 1 included, and up to 2,147,483,647 payments.</para>
/// </remarks>
public static class RetentionValue
{
    /// <summary>The value without an end.</summary>
    /// <param name="margin">m: money per period, at today's level; any sign.</param>
    /// <param name="retention">r: probability of staying from one period to the next, 0 to 1.</param>
    /// <param name="discount">d: discount rate per period, finite, 0 or more; <see cref="DiscountRate.RatePer"/> makes one.</param>
    /// <param name="timing">When the payments fall.</param>
    /// <param name="growth">g: growth of the payment per period, finite, above -1.</param>
    /// <returns>Money now; NaN for a margin of NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    /// <exception cref="ArgumentException">r (1 + g) is not below 1 + d: the payments' present values do not shrink, and the sum has no end. So
    /// too when it is below by less than the rounding of the inputs, 8.9e-16 of 1 + d.</exception>
    public static double Infinite(double margin, double retention, double discount, PaymentTiming timing, double growth = 0) =>
        margin * InfiniteFactor(retention, discount, timing, growth);

    /// <summary>The value of a number of payments.</summary>
    /// <param name="margin">m: money per period, at today's level; any sign.</param>
    /// <param name="retention">r: probability of staying from one period to the next, 0 to 1.</param>
    /// <param name="discount">d: discount rate per period, finite, 0 or more; <see cref="DiscountRate.RatePer"/> makes one.</param>
    /// <param name="periods">n: how many payments count, 0 or more: those 0 to n - 1 periods from now with
    /// <see cref="PaymentTiming.FirstPaymentNow"/>, those 1 to n periods from now otherwise.</param>
    /// <param name="timing">When the payments fall.</param>
    /// <param name="growth">g: growth of the payment per period, finite, above -1. Here r (1 + g) may reach and pass 1 + d.</param>
    /// <returns>Money now; NaN for a margin of NaN, an infinity where the value is beyond a double.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static double Finite(double margin, double retention, double discount, int periods, PaymentTiming timing, double growth = 0)
    {
        Check(retention, discount, timing, growth);
        if (periods < 0)
            throw Error.OutOfRange(nameof(periods), $"The number of periods is {periods} and must be 0 or more.");
        return margin == 0 ? 0 : margin * PaymentSeries.Finite(retention, growth, discount, periods, timing);
    }

    /// <summary>How many payments a member will make, on average: neither discounted nor grown.</summary>
    /// <param name="retention">r: probability of staying from one period to the next, 0 to 1.</param>
    /// <param name="timing">When the payments fall.</param>
    /// <param name="periods">How many payments count at most, 0 or more; null for no end.</param>
    /// <returns>r / (1 - r) or 1 / (1 - r) without an end, +infinity at r = 1; fewer with an end.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static double ExpectedPayments(double retention, PaymentTiming timing, int? periods = null)
    {
        Check(retention, 0, timing, 0);
        return periods is { } known ? Finite(1, retention, 0, known, timing) : PaymentSeries.Infinite(retention, 0, 0, timing);
    }

    /// <summary>What a margin of 1 is worth; null for no end.</summary>
    internal static double Factor(double retention, double discount, int? periods, PaymentTiming timing, double growth) => periods is { } known
        ? Finite(1, retention, discount, known, timing, growth)
        : InfiniteFactor(retention, discount, timing, growth);

    private static double InfiniteFactor(double retention, double discount, PaymentTiming timing, double growth)
    {
        Check(retention, discount, timing, growth);
        var factor = PaymentSeries.Infinite(retention, growth, discount, timing);
        if (double.IsPositiveInfinity(factor))
        {
            throw Error.Argument(
                $"Without an end the value exists only where retention x (1 + growth) is below 1 + discount. Here {retention} x (1 + {growth}) is not "
                    + $"below 1 + {discount}: the payments' present values do not shrink, and their sum has no end. Give a number of periods, or a lower "
                    + $"retention or growth.",
                nameof(retention));
        }

        return factor;
    }

    private static void Check(double retention, double discount, PaymentTiming timing, double growth)
    {
        if (!(retention is >= 0 and <= 1))
            throw Error.OutOfRange(nameof(retention), $"The retention is {retention} and must be 0 to 1: the chance of staying from one period to the next.");
        if (!double.IsFinite(discount) || discount < 0)
            throw Error.OutOfRange(nameof(discount), $"The discount rate per period is {discount} and must be finite and 0 or more.");
        if (!double.IsFinite(growth) || growth <= -1)
            throw Error.OutOfRange(nameof(growth), $"The growth per period is {growth} and must be finite and above -1.");
        if (!Enum.IsDefined(timing))
            throw Error.OutOfRange(nameof(timing), $"The timing is {timing} and must be AlreadyReceived, FirstPaymentNow or AtEndOfPeriod.");
    }
}
