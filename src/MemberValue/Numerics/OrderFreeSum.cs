namespace MemberValue.Numerics;

/// <summary>
/// A sum whose bits do not depend on the order of its terms: each term is truncated to a multiple of 2^-64. At most 2^31 terms of an absolute value of at
/// most 2^31.
/// </summary>
internal struct OrderFreeSum
{
    private const double Scale = 18446744073709551616.0; // 2^64

    private Int128 _sum;

    public readonly double Value => (double)_sum / Scale;

    public void Add(double value) => _sum += (Int128)(value * Scale);
}
