namespace MemberValue.Numerics;

/// <summary>
/// 2F1 near 1 by its differential equation (DLMF 15.10.1): Taylor series from point to point, each step at most half the way to the nearest singular point.
/// Whole c - a - b is no special case, unlike in the connection formula to 1 - z.
/// </summary>
internal static class HypergeometricContinuation
{
    /// <summary>Where the Taylor steps start.</summary>
    public const double Start = 0.3;

    /// <summary>
    /// The value at 1 - <paramref name="q"/>, above <see cref="Start"/>; for parameters of moderate size and c - a - b of at least 0, where no solution of
    /// the equation grows faster than the wanted one.
    /// </summary>
    public static double F(double a, double b, double c, double excess, double q)
    {
        // (1 - z)^size in a step of q / size has terms of similar size.
        var share = Math.Min(0.5, 5 / Math.Max(Math.Abs(a), Math.Abs(b)));
        var (value, slope) = AtStart(a, b, c, excess);
        var rest = 1 - Start;
        while (rest > q)
        {
            var next = Math.Max(q, rest - share * Math.Min(rest, 1 - rest));
            (value, slope) = Step(a, b, excess, rest, rest - next, value, slope);
            rest = next;
        }

        return value;
    }

    private static (double Value, double Slope) AtStart(double a, double b, double c, double excess)
    {
        // The derivative is a b / c times 2F1 at a + 1, b + 1, c + 1 (DLMF 15.5.1). By Euler's transformation where that leaves positive terms.
        if (a > 0 || b > c || a > c)
            return (Sum(a, b, c), a * b / c * Sum(a + 1, b + 1, c + 1));
        var power = Math.Pow(1 - Start, excess - 1);
        return (power * (1 - Start) * Sum(c - a, c - b, c), a * b / c * power * Sum(c - a, c - b, c + 1));
    }

    private static double Sum(double a, double b, double c)
    {
        double sum = 1, term = 1;
        var rise = Math.Max(Math.Abs(a), Math.Abs(b));
        for (var n = 0; n < 5_000 && (n <= rise || Math.Abs(term) > 1e-18 * Math.Abs(sum)); n++)
        {
            term *= (a + n) / (c + n) * ((b + n) / (n + 1)) * Start;
            sum += term;
        }

        return sum;
    }

    private static (double Value, double Slope) Step(double a, double b, double excess, double q, double h, double value, double slope)
    {
        var product = q * (1 - q);
        var first = h / product;
        var second = h * first;
        var middle = excess - 1 + (a + b + 1) * q;
        var lean = 2 * q - 1;
        double before = value, last = slope * h;
        double sum = before + last, slopes = last;
        for (var k = 0; k < 400; k++)
        {
            var term = ((k + a) / (k + 1) * (k + b) * second * before - (lean * k + middle) * first * last) / (k + 2);
            sum += term;
            slopes += (k + 2) * term;
            before = last;
            last = term;
            if ((Math.Abs(term) + Math.Abs(before)) * (k + 2) < 1e-18 * (Math.Abs(sum) + Math.Abs(slopes)))
                break;
        }

        return (sum, slopes / h);
    }
}
