namespace MemberValue.Clv;

/// <summary>Pearson's correlation of two columns with weights.</summary>
internal static class SpendCorrelation
{
    public static SpendIndependence Of(ReadOnlySpan<double> x, ReadOnlySpan<double> m, ReadOnlySpan<double> weight, double members)
    {
        double meanX = 0, meanM = 0;
        for (var i = 0; i < x.Length; i++)
        {
            meanX += weight[i] / members * x[i];
            meanM += weight[i] / members * m[i];
        }

        double xx = 0, mm = 0, xm = 0;
        for (var i = 0; i < x.Length; i++)
        {
            var (dx, dm) = (x[i] - meanX, m[i] / meanM - 1); // money by its mean: squares of 1e200 would overflow
            xx += weight[i] * dx * dx;
            mm += weight[i] * dm * dm;
            xm += weight[i] * dx * dm;
        }

        // A column that does not vary leaves rounding alone, far below this.
        var varies = xx > 1e-24 * members * meanX * meanX && mm > 1e-24 * members;
        return new SpendIndependence(varies ? Math.Clamp(xm / Math.Sqrt(xx) / Math.Sqrt(mm), -1, 1) : double.NaN, members);
    }
}
