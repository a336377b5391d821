namespace MemberValue.Numerics;

/// <summary>
/// The correction to Stirling's formula: ln G(x) = (x - 1/2) ln x - x + ln(2 pi) / 2 + Correction(x), for x of at least <see cref="From"/>
/// (DLMF 5.11.1). Eight terms: the first left out is below 1e-17 there.
/// </summary>
internal static class StirlingSeries
{
    /// <summary>The least argument.</summary>
    public const double From = 10;

    /// <summary>ln(2 pi) / 2.</summary>
    public const double HalfLogTwoPi = 0.91893853320467274178;

    // B(2k) / (2k (2k - 1)), k from 1.
    private static ReadOnlySpan<double> Coefficients =>
    [
        1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400,
    ];

    /// <summary>The correction, about 1 / (12 x).</summary>
    public static double Correction(double x)
    {
        var y = 1 / (x * x);
        double sum = 0;
        for (var k = Coefficients.Length - 1; k >= 0; k--)
            sum = sum * y + Coefficients[k];
        return sum / x;
    }

    /// <summary>Correction(x + n) - Correction(x) without cancellation; <paramref name="logRatio"/> is ln((x + n) / x).</summary>
    public static double CorrectionDifference(double x, double logRatio)
    {
        if (logRatio > 1)
            return Correction(x * Math.Exp(logRatio)) - Correction(x);
        var y = 1 / (x * x);
        double sum = 0, power = 1 / x;
        for (var k = 0; k < Coefficients.Length; k++)
        {
            sum += Coefficients[k] * power * NearZero.Expm1(-(2 * k + 1) * logRatio);
            power *= y;
        }

        return sum;
    }
}
