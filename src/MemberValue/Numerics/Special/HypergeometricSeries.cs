namespace MemberValue.Numerics;

/// <summary>The Gauss series, with a scale of its own: the value is Sum times e^LogScale.</summary>
internal static class HypergeometricSeries
{
    private const double Big = 1e280;
    private static readonly double LogBig = Math.Log(Big);

    /// <summary>Sums until the tail is below rounding. False when <paramref name="most"/> terms are not enough, or when the largest is
    /// more than <paramref name="worst"/> times the sum.</summary>
    public static bool TrySum(double a, double b, double c, double z, int most, double worst, out double sum, out double logScale)
    {
        sum = 1;
        logScale = 0;
        double term = 1, largest = 1;
        for (var n = 0; n < most; n++)
        {
            var ratio = (a + n) / (c + n) * ((b + n) / (n + 1)) * z;
            term *= ratio;
            if (term == 0)
                return Math.Abs(sum) * worst > largest;
            sum += term;
            var size = Math.Abs(term);
            largest = Math.Max(largest, size);
            var fall = Math.Abs(ratio);
            if (fall < 1 && size < 1e-17 * (1 - Math.Max(fall, Math.Abs(z))) * Math.Abs(sum))
                return Math.Abs(sum) * worst > largest;
            if (size > Big)
            {
                term /= Big;
                sum /= Big;
                largest /= Big;
                logScale += LogBig;
            }
        }

        return false;
    }
}
