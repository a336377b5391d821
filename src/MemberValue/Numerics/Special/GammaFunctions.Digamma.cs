namespace MemberValue.Numerics;

/// <content>The derivatives of ln G.</content>
internal static partial class GammaFunctions
{
    // B(2k), k from 1.
    private static ReadOnlySpan<double> Bernoulli =>
        [1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510];

    /// <summary>psi(x), the derivative of ln G, for x above 0.</summary>
    public static double Digamma(double x)
    {
        if (!(x > 0))
            return double.NaN;
        if (double.IsPositiveInfinity(x))
            return x;
        double below = 0;
        for (; x < StirlingSeries.From; x++)
            below += 1 / x;

        var y = 1 / (x * x);
        double sum = 0;
        for (var k = Bernoulli.Length; k >= 1; k--)
            sum = (sum + Bernoulli[k - 1] / (2 * k)) * y;
        return Math.Log(x) - 0.5 / x - sum - below;
    }

    /// <summary>psi'(x) for x above 0; positive.</summary>
    public static double Trigamma(double x)
    {
        if (!(x > 0))
            return double.NaN;
        double below = 0;
        for (; x < StirlingSeries.From; x++)
            below += 1 / (x * x);

        var y = 1 / (x * x);
        double sum = 0;
        for (var k = Bernoulli.Length; k >= 1; k--)
            sum = (sum + Bernoulli[k - 1]) * y;
        return below + (1 + 0.5 / x + sum) / x;
    }

    /// <summary>psi(a + n) - psi(a) for a above 0 and n of at least 0, not necessarily whole; positive terms only.</summary>
    public static double DigammaDifference(double a, double n)
    {
        if (!(a > 0) || !(n >= 0))
            return double.NaN;
        double sum = 0;
        if (n <= 16 && n == Math.Floor(n))
        {
            for (var k = (int)n - 1; k >= 0; k--)
                sum += 1 / (a + k);
            return sum;
        }

        for (; a < StirlingSeries.From; a++)
            sum += n / a / (a + n);

        var logRatio = NearZero.Log1p(n / a);
        sum += logRatio + 0.5 * (n / a / (a + n));
        double power = 1;
        for (var k = 1; k <= Bernoulli.Length; k++)
        {
            power /= a * a;
            sum -= Bernoulli[k - 1] / (2 * k) * power * NearZero.Expm1(-2 * k * logRatio);
        }

        return sum;
    }
}
