using MemberValue.Learning;

namespace MemberValue.Tests.Churn.Learning;

/// <summary>Rows to learn from, and Newton's method as a textbook has it.</summary>
internal static class LogisticData
{
    public static (FeatureTable Features, bool[] Labels) Random(int rows, int columns, int seed, double missing = 0)
    {
        var random = new Random(seed);
        var values = new double[columns][];
        for (var j = 0; j < columns; j++)
        {
            values[j] = new double[rows];
            for (var i = 0; i < rows; i++)
                values[j][i] = (j + 1) * (random.NextDouble() + random.NextDouble() - 1) + 3 * j;
        }

        var labels = new bool[rows];
        for (var i = 0; i < rows; i++)
        {
            var eta = -0.7;
            for (var j = 0; j < columns; j++)
                eta += (j % 2 == 0 ? 1.5 : -1) / (j + 1) * (values[j][i] - 3 * j);
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(-eta));
        }

        if (missing > 0)
        {
            foreach (var column in values.Take(2))
            {
                for (var i = 0; i < rows; i++)
                    column[i] = random.NextDouble() < missing ? double.NaN : column[i];
            }
        }

        return (Table(values), labels);
    }

    public static FeatureTable Table(params double[][] columns) => FeatureTable.FromColumns([.. columns.Select((_, j) => $"x{j}")], columns);

    /// <summary>Plain Newton steps from 0 until nothing moves: coefficients (intercept first), standard errors, log-likelihood. penalties: one per column, on
    /// b².</summary>
    public static (double[] Beta, double[] Errors, double LogLikelihood) Newton(
        double[][] columns, bool[] labels, double[]? penalties = null, double[]? weights = null)
    {
        var m = columns.Length + 1;
        var beta = new double[m];
        while (true)
        {
            var gradient = new double[m];
            var information = new double[m, m];
            var logLikelihood = 0.0;
            for (var i = 0; i < labels.Length; i++)
            {
                var x = new double[m];
                x[0] = 1;
                for (var j = 1; j < m; j++)
                    x[j] = columns[j - 1][i];
                var eta = 0.0;
                for (var j = 0; j < m; j++)
                    eta += beta[j] * x[j];
                var p = 1 / (1 + Math.Exp(-eta));
                var weight = weights is null ? 1 : weights[i];
                logLikelihood += weight * Math.Log(labels[i] ? p : 1 - p);
                for (var j = 0; j < m; j++)
                {
                    gradient[j] += weight * ((labels[i] ? 1 : 0) - p) * x[j];
                    for (var k = 0; k < m; k++)
                        information[j, k] += weight * p * (1 - p) * x[j] * x[k];
                }
            }

            for (var j = 1; j < m && penalties is not null; j++)
            {
                gradient[j] -= 2 * penalties[j - 1] * beta[j];
                information[j, j] += 2 * penalties[j - 1];
            }

            var inverse = Inverse(information);
            var largest = 0.0;
            for (var j = 0; j < m; j++)
            {
                var step = 0.0;
                for (var k = 0; k < m; k++)
                    step += inverse[j, k] * gradient[k];
                beta[j] += step;
                largest = Math.Max(largest, Math.Abs(step));
            }

            if (largest < 1e-12)
                return (beta, [.. Enumerable.Range(0, m).Select(j => Math.Sqrt(inverse[j, j]))], logLikelihood);
        }
    }

    /// <summary>Gauss and Jordan, with the greatest pivot.</summary>
    private static double[,] Inverse(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var a = new double[n, 2 * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                a[i, j] = matrix[i, j];
            a[i, n + i] = 1;
        }

        for (var c = 0; c < n; c++)
        {
            var pivot = Enumerable.Range(c, n - c).MaxBy(i => Math.Abs(a[i, c]));
            for (var j = 0; j < 2 * n; j++)
                (a[c, j], a[pivot, j]) = (a[pivot, j], a[c, j]);
            for (var i = 0; i < n; i++)
            {
                if (i == c)
                    continue;
                var factor = a[i, c] / a[c, c];
                for (var j = 0; j < 2 * n; j++)
                    a[i, j] -= factor * a[c, j];
            }
        }

        var inverse = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                inverse[i, j] = a[i, n + j] / a[i, i];
        }

        return inverse;
    }
}
