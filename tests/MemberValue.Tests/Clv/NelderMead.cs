namespace MemberValue.Tests.Clv;

/// <summary>The simplex search of Nelder and Mead (1965): slow, and without gradients, so that it shares nothing with the fitter it checks.</summary>
internal static class NelderMead
{
    public static double Maximise(Func<double[], double> of, double[] start, int evaluations = 1_500)
    {
        var n = start.Length;
        var points = new double[n + 1][];
        var values = new double[n + 1];
        for (var i = 0; i <= n; i++)
        {
            points[i] = [.. start];
            if (i > 0)
                points[i][i - 1] += 0.7;
            values[i] = Value(of, points[i]);
        }

        for (var used = n + 1; used < evaluations;)
        {
            Array.Sort(values, points); // ascending: the worst first
            if (values[n] - values[0] < 1e-10 && double.IsFinite(values[0]))
                break;
            var centre = new double[n];
            for (var i = 1; i <= n; i++)
            {
                for (var k = 0; k < n; k++)
                    centre[k] += points[i][k] / n;
            }

            double[] Along(double step) => [.. centre.Zip(points[0], (c, w) => c + step * (c - w))];
            var reflected = Along(1);
            var value = Value(of, reflected);
            used++;
            if (value > values[n])
            {
                var expanded = Along(2);
                var further = Value(of, expanded);
                used++;
                (points[0], values[0]) = further > value ? (expanded, further) : (reflected, value);
            }
            else if (value > values[1])
            {
                (points[0], values[0]) = (reflected, value);
            }
            else
            {
                var inner = Along(value > values[0] ? 0.5 : -0.5);
                var nearer = Value(of, inner);
                used++;
                if (nearer > Math.Max(value, values[0]))
                {
                    (points[0], values[0]) = (inner, nearer);
                }
                else
                {
                    for (var i = 0; i < n; i++)
                    {
                        points[i] = [.. points[i].Zip(points[n], (p, b) => (p + b) / 2)];
                        values[i] = Value(of, points[i]);
                        used++;
                    }
                }
            }
        }

        return values.Max();
    }

    private static double Value(Func<double[], double> of, double[] point) => of(point) is var value && double.IsNaN(value) ? double.NegativeInfinity : value;
}
