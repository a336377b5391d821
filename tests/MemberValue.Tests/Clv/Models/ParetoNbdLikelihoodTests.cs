using MemberValue.Clv;
using static MemberValue.Tests.Clv.Models.ParetoNbdData;

namespace MemberValue.Tests.Clv.Models;

/// <summary>The likelihood by quadrature, eight rows at a time, against the scalar formulas; its gradient against differences of those.</summary>
public class ParetoNbdLikelihoodTests
{
    private static readonly double[][] Parameters =
    [
        [0.553, 10.578, 0.606, 11.669],
        [0.553, 11, 0.606, 11],
        [5, 0.05, 0.6, 3],
        [0.05, 0.01, 0.2, 4_000],
        [2, 4_000, 0.7, 0.02],
        [1, 1, 1, 1],
        [300, 5_000, 0.01, 1e-3],
        [0.3, 1, 5_000, 1e5],
        [1e6, 3e7, 0.6, 12],
        [0.553, 10.578, 1e-7, 1e8],
        [40, 600, 30, 0.5],
        [1e-4, 0.2, 2e-4, 1e-6],
    ];

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Parameters.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Sums_over_any_number_of_rows_equal_the_scalar_formula(int index)
    {
        var values = Parameters[index];
        var p = new ParetoNbdParameters(values[0], values[1], values[2], values[3]);
        var likelihood = ParetoNbdLikelihood.At(Array.ConvertAll(values, Math.Log), 1_000);
        var all = Histories();
        var scalar = Array.ConvertAll(all, row => row.Weight * ParetoNbd.LogLikelihood(p, row.X, row.Tx, row.Age));
        for (var count = 1; count <= 40; count++)
        {
            for (var start = 0; start + count <= all.Length; start += 7)
            {
                var rows = all.AsSpan(start, count).ToArray();
                var expected = scalar.Skip(start).Take(count).Sum();
                var size = scalar.Skip(start).Take(count).Sum(Math.Abs);
                // Each row is the sum of terms as large as x ln(alpha + t_x), and a weight of the smallest T counts as 1.
                Assert.Equal(expected, Sum(likelihood, rows, new double[4]), 2e-13 * (size + rows.Sum(row => row.Weight * (1 + row.X))));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_gradient_equals_differences_of_the_scalar_formula(int index)
    {
        var logs = Array.ConvertAll(Parameters[index], Math.Log);
        foreach (var row in Histories())
        {
            var gradient = new double[4];
            Sum(ParetoNbdLikelihood.At(logs, 1_000), [row], gradient);
            for (var k = 0; k < 4; k++)
            {
                // Richardson's extrapolation of central differences; the values carry up to |ln L| ulps, divided by the step.
                double Value(double step)
                {
                    var moved = (double[])logs.Clone();
                    moved[k] += step;
                    var v = Array.ConvertAll(moved, Math.Exp);
                    return ParetoNbd.LogLikelihood(new ParetoNbdParameters(v[0], v[1], v[2], v[3]), row.X, row.Tx, row.Age);
                }

                const double Step = 2e-3;
                double Slope(double step) => (Value(step) - Value(-step)) / (2 * step);
                var expected = row.Weight * ((64 * Slope(Step) - 20 * Slope(2 * Step) + Slope(4 * Step)) / 45);
                var size = row.Weight * (1 + row.X + Math.Abs(Value(0)));
                Assert.True(Math.Abs(expected - gradient[k]) <= 1e-9 * size, $"parameter {k} of {row}: {gradient[k]:R}, expected {expected:R}");
            }
        }
    }

    private static double Sum(ParetoNbdLikelihood likelihood, Row[] rows, double[] gradient) => likelihood.Sum(
        new WeightedHistoryBlock(
            Array.ConvertAll(rows, row => row.X), Array.ConvertAll(rows, row => row.Tx), Array.ConvertAll(rows, row => row.Age),
            Array.ConvertAll(rows, row => row.Weight)),
        gradient);

    private static Row[] Histories()
    {
        var random = new Random(20260101);
        var rows = new List<Row>();
        foreach (var x in (int[])[0, 0, 0, 1, 1, 1, 2, 2, 3, 5, 8, 13, 30, 100, 1_000])
        {
            foreach (var age in (double[])[0.3, 12, 39])
            {
                foreach (var share in (double[])[0.001, 0.4, 0.97, 1])
                    rows.Add(new Row(x, x == 0 ? 0 : age * share, age, 1 + random.Next(3)));
            }
        }

        rows.Add(new Row(0, 0, 0, 2));
        return [.. rows.OrderBy(row => row.X)];
    }

    private sealed record Row(double X, double Tx, double Age, double Weight);
}
