namespace MemberValue.Numerics;

/// <summary>
/// A sum that has the same bits in whatever order its terms come: each is cut to a multiple of 2^-64. Terms of at most 2^31 in size, and at most 2^31 of them.
/// </summary>
internal struct OrderFreeSum
{
    private const double Scale = 18446744073709551616.0; // 2^64

    private Int128 _sum;

    public readonly double Value => (double)_sum / Scale;

    public void Add(double value) => _sum += (Int128)(value * Scale);
}
