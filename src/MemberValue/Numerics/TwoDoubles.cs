namespace MemberValue.Numerics;

/// <summary>
/// An unevaluated sum of two doubles, about 31 digits: for the few places where a difference of nearly equal numbers matters. Error-free
/// sums and products after Knuth and Dekker (Dekker 1971, "A floating-point technique for extending the available precision"), products by
/// fused multiply-add.
/// </summary>
internal readonly struct TwoDoubles
{
    private readonly double _low;

    private TwoDoubles(double high, double low)
    {
        High = high;
        _low = low;
    }

    /// <summary>The value as the nearest double.</summary>
    public double High { get; }

    public static implicit operator TwoDoubles(double value) => new(value, 0);

    public static TwoDoubles operator -(TwoDoubles value) => new(-value.High, -value._low);

    public static TwoDoubles operator +(TwoDoubles left, TwoDoubles right)
    {
        var high = Sum(left.High, right.High);
        var low = Sum(left._low, right._low);
        var first = Renormalised(high.High, high._low + low.High);
        return Renormalised(first.High, first._low + low._low);
    }

    public static TwoDoubles operator -(TwoDoubles left, TwoDoubles right) => left + -right;

    public static TwoDoubles operator *(TwoDoubles left, TwoDoubles right)
    {
        var product = left.High * right.High;
        var error = Math.FusedMultiplyAdd(left.High, right.High, -product);
        return Renormalised(product, error + (left.High * right._low + left._low * right.High));
    }

    /// <summary>Long division with three digits of 53 bits each.</summary>
    public static TwoDoubles operator /(TwoDoubles left, TwoDoubles right)
    {
        var first = left.High / right.High;
        var rest = left - right * first;
        var second = rest.High / right.High;
        rest -= right * second;
        return Renormalised(first, second) + rest.High / right.High;
    }

    /// <summary>The exact sum of two doubles of any size (Knuth's two-sum).</summary>
    public static TwoDoubles Sum(double left, double right)
    {
        var sum = left + right;
        var part = sum - left;
        return new TwoDoubles(sum, (left - (sum - part)) + (right - part));
    }

    private static TwoDoubles Renormalised(double high, double low)
    {
        var sum = high + low;
        return new TwoDoubles(sum, low - (sum - high));
    }
}
