using System.Globalization;
using System.Runtime.CompilerServices;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// Exact sums of decimal amounts as whole numbers of 10^-10 in 128 bits. Decimals alone are not enough: their addition rounds silently when the sum needs
/// more than 28 digits (1e20m + 1e-10m).
/// </summary>
internal static class ExactMoney
{
    /// <summary>Stands for a sum that does not exist (a partial margin).</summary>
    public static readonly Int128 Missing = Int128.MinValue;

    private const int Scale = MoneyColumn.MaxDecimals;

    public const long MaxExact = 1L << 53; // every whole number up to it is a double

    private static ReadOnlySpan<ulong> Powers =>
        [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000];

    /// <summary>The amount in units of 10^-10; false when it has more decimals than that or is larger than the limit for a row.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="value">The amount in units of 10^-10.</param>
    /// <param name="decimals">How many decimals it was written with; at most 10.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryFrom(decimal amount, out Int128 value, out int decimals)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(amount, bits);
        decimals = (bits[3] >> 16) & 0xFF;
        var low = (uint)bits[0] | ((ulong)(uint)bits[1] << 32);
        if (decimals <= Scale && bits[2] == 0 && low <= MaxMantissa(decimals))
        {
            var high = Math.BigMul(low, Powers[Scale - decimals], out var product);
            var magnitude = new Int128(high, product);
            value = bits[3] < 0 ? -magnitude : magnitude;
            return true;
        }

        return TryFromUnusual(amount, out value, out decimals);
    }

    /// <summary>The amount with at most 10 decimals, rounded half to even.</summary>
    public static decimal Rounded(decimal amount) => amount.Scale <= Scale ? amount : decimal.Round(amount, Scale, MidpointRounding.ToEven);

    /// <summary>Whether the amount, rounded, is not larger than the limit for a row.</summary>
    public static bool IsWithinLimit(decimal amount) => Math.Abs(Rounded(amount)) <= MoneyColumn.MaxAmount;

    /// <summary>A whole number of 10^-<paramref name="decimals"/> as a decimal, without trailing zeros beyond it.</summary>
    /// <exception cref="OverflowException">The value does not fit a decimal.</exception>
    public static decimal ToDecimal(Int128 value, int decimals)
    {
        var negative = value < 0;
        var magnitude = negative ? (UInt128)(-value) : (UInt128)value;
        var limit = (UInt128)decimal.MaxValue;
        while (magnitude > limit && decimals > 0 && magnitude % 10 == 0)
        {
            magnitude /= 10;
            decimals--;
        }

        if (magnitude > limit)
            throw new OverflowException("A member's sum of money does not fit a decimal exactly (28 digits).");
        return new decimal((int)(uint)magnitude, (int)(uint)(magnitude >> 32), (int)(uint)(magnitude >> 64), negative, (byte)decimals);
    }

    /// <summary>No sum of rows lies beyond it, in units of 10^-10: as many rows as can be counted, each of the largest amount.</summary>
    public static Int128 MaxSum => (Int128)LargestSum * Powers[Scale];

    private const decimal LargestSum = int.MaxValue * MoneyColumn.MaxAmount;

    /// <summary>A stored sum in units of 10^-10, without the limit that a row has; false when it has more decimals than 10, or is beyond what rows can add up
    /// to.</summary>
    public static bool TryFromSum(decimal sum, out Int128 value)
    {
        value = 0;
        if (DecimalsOf(sum) > Scale || Math.Abs(sum) > LargestSum)
            return false;
        var whole = decimal.Truncate(sum);
        value = (Int128)whole * Powers[Scale] + (Int128)((sum - whole) * Powers[Scale]);
        return true;
    }

    /// <summary>The double nearest to a whole number of 10^-<paramref name="decimals"/>, the same for every form of the same amount; allocates
    /// nothing.</summary>
    public static double Nearest(long value, int decimals, double powerOfTen) => value is <= MaxExact and >= -MaxExact
        ? value / powerOfTen // both are exact, so the division rounds once
        : Nearest(ToDecimal(value, decimals));

    /// <summary>The double nearest to an amount. The runtime's conversion may be off by one unit in the last place; its parser is not.</summary>
    public static double Nearest(decimal amount)
    {
        Span<char> text = stackalloc char[32]; // sign, point and 29 digits
        _ = amount.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
        return double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>The number of decimals without trailing zeros.</summary>
    public static int DecimalsOf(decimal amount) => amount.Scale == 0 ? 0 : ResultWriter.Trimmed(amount).Scale;

    private static ulong MaxMantissa(int decimals) => decimals >= 8
        ? ulong.MaxValue // 1.8e19 / 10^8 is below the limit of 10^12 in any case
        : (ulong)MoneyColumn.MaxAmount * Powers[decimals];

    private static bool TryFromUnusual(decimal amount, out Int128 value, out int decimals)
    {
        decimals = DecimalsOf(amount);
        if (decimals > Scale || Math.Abs(amount) > MoneyColumn.MaxAmount)
        {
            value = 0;
            return false;
        }

        value = (Int128)(amount * Powers[Scale]);
        return true;
    }
}
