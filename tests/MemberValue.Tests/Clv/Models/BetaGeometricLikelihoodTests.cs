using MemberValue.Clv;
using static MemberValue.Tests.Clv.Models.BetaGeometricData;

namespace MemberValue.Tests.Clv.Models;

/// <summary>The fit's row kernel against the scalar likelihood and its differences.</summary>
public class BetaGeometricLikelihoodTests
{
    [Theory]
    [InlineData(false, 0.243, 0.113, 0.793, 2.426)]
    [InlineData(true, 0.525, 0.159, 0.891, 1.614)]
    [InlineData(false, 5, 0.05, 0.5, 200)]
    [InlineData(true, 30, 2, 1e-3, 1e-3)]
    [InlineData(false, 0.01, 4, 900, 7000)]
    [InlineData(true, 3e5, 1e6, 2e5, 3e6)]
    public void The_kernel_s_sum_equals_the_scalar_form(bool isModified, double r, double alpha, double a, double b)
    {
        var rows = Rows(new Random(1), 203);
        for (var n = 1; n <= rows.Length; n += n < 66 ? 1 : 68)
        {
            var expected = 0.0;
            var size = 0.0;
            foreach (var (history, weight) in rows[..n])
            {
                var one = weight * Of(isModified, r, alpha, a, b).LogLikelihood(history);
                expected += one;
                size += Math.Abs(one) + weight * (r + history.RepeatPurchases) * Math.Log(1 + 4 / alpha);
            }

            var (actual, _) = Evaluate(isModified, rows.AsSpan(0, n), r, alpha, a, b);
            Assert.Equal(expected, actual, 1e-14 * size);
        }
    }

    [Theory]
    [InlineData(false, 0.243, 0.113, 0.793, 2.426)]
    [InlineData(true, 0.525, 0.159, 0.891, 1.614)]
    [InlineData(false, 5, 0.05, 0.5, 200)]
    [InlineData(true, 3, 2, 0.01, 0.02)]
    [InlineData(false, 0.01, 4, 900, 7000)]
    public void The_gradient_equals_differences_of_the_scalar_form(bool isModified, double r, double alpha, double a, double b)
    {
        var rows = Rows(new Random(2), 131);
        double[] at = [r, alpha, a, b];
        var (_, gradient) = Evaluate(isModified, rows, r, alpha, a, b);
        for (var k = 0; k < 4; k++)
        {
            // Richardson: differences over h and h/2, error h^4.
            double Difference(double h) => (Value(k, h) - Value(k, -h)) / (2 * h);
            double Value(int which, double step)
            {
                var p = (double[])at.Clone();
                p[which] *= Math.Exp(step);
                var model = Of(isModified, p[0], p[1], p[2], p[3]);
                return rows.Sum(row => row.Weight * model.LogLikelihood(row.History));
            }

            var expected = (16 * ((4 * Difference(0.005) - Difference(0.01)) / 3) - (4 * Difference(0.01) - Difference(0.02)) / 3) / 15;
            var scale = gradient.Max(Math.Abs);
            Assert.True(Math.Abs(expected - gradient[k]) <= 1e-8 * Math.Abs(expected) + 1e-10 * scale, $"{k}: {gradient[k]:R}, by differences {expected:R}");
        }
    }

    private static (double Value, double[] Gradient) Evaluate(
        bool isModified, ReadOnlySpan<(PurchaseHistory History, double Weight)> rows, double r, double alpha, double a, double b)
    {
        var all = rows.ToArray();
        var block = new WeightedHistoryBlock(
            Array.ConvertAll(all, row => (double)row.History.RepeatPurchases), Array.ConvertAll(all, row => row.History.TimeOfLastPurchase),
            Array.ConvertAll(all, row => row.History.Age), Array.ConvertAll(all, row => row.Weight));
        double[] logs = [Math.Log(r), Math.Log(alpha), Math.Log(a), Math.Log(b)];
        var gradient = new double[4];
        var value = isModified
            ? BetaGeometricLikelihood<FirstChance>.At(logs, 1e5).Sum(block, gradient)
            : BetaGeometricLikelihood<NoFirstChance>.At(logs, 1e5).Sum(block, gradient);
        return (value, gradient);
    }

    /// <summary>Rows with a mean age of about 1, in runs of equal x as a fit has them, some with one row, some with many.</summary>
    private static (PurchaseHistory History, double Weight)[] Rows(Random random, int count) => Enumerable.Range(0, count)
        .Select(i =>
        {
            var x = i % 3 == 0 ? 0 : (int)Math.Pow(2, 10 * random.NextDouble() * random.NextDouble());
            var age = i % 17 == 0 ? 0 : 2 * random.NextDouble();
            var last = x == 0 ? 0 : i % 5 == 0 ? age : age * random.NextDouble();
            return (History: new PurchaseHistory(x, last, age), Weight: random.Next(1, 4) * 0.5);
        })
        .OrderBy(row => row.History.RepeatPurchases).ToArray();
}
