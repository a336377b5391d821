namespace MemberValue.Estimation;

/// <summary>
/// The best step of a quadratic model inside a ball and a box. The model is gain(s) = g·s - s'Js/2 with J of any sign, so that saddles and ridges are
/// handled too; it is solved exactly by J's eigenvalues (Moré and Sorensen 1983, Computing a trust region step, without a factorisation, because there are
/// only a few rows).
/// </summary>
internal static class TrustRegion
{
    /// <summary>The step from a point; coordinates that would leave the box stop at the bound, and the others are optimised given these.</summary>
    public static double[] Step(Objective objective, FitPoint point, double[,] information, double radius)
    {
        var n = point.X.Length;
        var step = new double[n];
        var isFixed = new bool[n];
        for (var k = 0; k < n; k++)
            isFixed[k] = objective.Bound(point.X, k) * point.Gradient[k] > 0;

        for (var round = 0; round <= n; round++)
        {
            Free(point.Gradient, information, radius, step, isFixed);
            var target = new double[n];
            for (var k = 0; k < n; k++)
                target[k] = point.X[k] + step[k];
            var inside = objective.Inside(target);
            var worst = -1;
            for (var k = 0; k < n; k++)
            {
                if (!isFixed[k] && inside[k] != target[k]
                    && (worst < 0 || Math.Abs(inside[k] - target[k]) > Math.Abs(inside[worst] - target[worst])))
                    worst = k;
            }

            if (worst < 0)
                break;
            isFixed[worst] = true;
            step[worst] = inside[worst] - point.X[worst];
        }

        return step;
    }

    /// <summary>The model's gain of a step.</summary>
    public static double Gain(double[] gradient, double[,] information, double[] step) =>
        SmallSymmetric.Dot(gradient, step) - SmallSymmetric.Dot(step, SmallSymmetric.Times(information, step)) / 2;

    // The step of the free coordinates, given those that are fixed.
    private static void Free(double[] gradient, double[,] information, double radius, double[] step, bool[] isFixed)
    {
        var free = Enumerable.Range(0, step.Length).Where(k => !isFixed[k]).ToArray();
        var m = free.Length;
        if (m == 0)
            return;
        var g = new double[m];
        var j = new double[m, m];
        var used = 0.0;
        for (var k = 0; k < step.Length; k++)
            used += isFixed[k] ? step[k] * step[k] : 0;
        for (var a = 0; a < m; a++)
        {
            g[a] = gradient[free[a]];
            for (var k = 0; k < step.Length; k++)
                g[a] -= isFixed[k] ? information[free[a], k] * step[k] : 0;
            for (var b = 0; b < m; b++)
                j[a, b] = information[free[a], free[b]];
        }

        var s = Ball(g, j, Math.Sqrt(Math.Max(radius * radius - used, 0.01 * radius * radius)));
        for (var a = 0; a < m; a++)
            step[free[a]] = s[a];
    }

    private static double[] Ball(double[] gradient, double[,] information, double radius)
    {
        var n = gradient.Length;
        var (values, vectors) = SmallSymmetric.Eigen(information);
        var g = new double[n];
        for (var k = 0; k < n; k++)
        {
            for (var i = 0; i < n; i++)
                g[k] += vectors[i, k] * gradient[i];
        }

        // The shift makes every values[k] + shift positive; the step gets shorter as it grows.
        var low = Math.Max(0, -values[0]);
        var shift = low;
        if (!(values[0] > 0 && Length(g, values, 0) <= radius))
        {
            var high = low + SmallSymmetric.MaxAbs(g) * Math.Sqrt(n) / radius + 1e-300;
            for (var i = 0; i < 200 && high - low > 1e-14 * high; i++)
            {
                shift = (low + high) / 2;
                if (Length(g, values, shift) > radius)
                    low = shift;
                else
                    high = shift;
            }

            shift = high;
        }

        var along = new double[n];
        for (var k = 0; k < n; k++)
            along[k] = g[k] == 0 ? 0 : g[k] / (values[k] + shift);

        // A saddle without slope: the remaining length goes in the direction of upward curvature.
        var left = radius * radius - SmallSymmetric.Dot(along, along);
        if (values[0] < -1e-8 && left > 0.01 * radius * radius)
            along[0] += Math.CopySign(Math.Sqrt(left), along[0]);

        var step = new double[n];
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < n; k++)
                step[i] += vectors[i, k] * along[k];
        }

        return step;
    }

    private static double Length(double[] g, double[] values, double shift)
    {
        var sum = 0.0;
        for (var k = 0; k < g.Length; k++)
        {
            var s = g[k] == 0 ? 0 : g[k] / (values[k] + shift);
            sum += s * s;
        }

        return Math.Sqrt(sum);
    }
}
