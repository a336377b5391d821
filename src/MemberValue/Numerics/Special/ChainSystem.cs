using MemberValue.Common;

namespace MemberValue.Numerics;

/// <summary>
/// Solves A x = b where A has -<c>rates</c>[i, j] (0 or less) beside the diagonal and <c>slack</c>[i] (0 or more) as the sum of row i: the system of
/// discounted sums over a Markov chain. The diagonal is never formed by a subtraction, so that the solution is as accurate for a discount of 1e-12 as for
/// one of 0.1; a general factorization loses the digits that 1 - p / (1 + d) loses.
/// </summary>
/// <remarks>
/// Gaussian elimination that keeps the row sums, after Grassmann, Taksar and Heyman 1985, "Regenerative Analysis and Steady State
/// Distributions for Markov Chains". No pivoting is needed, and with b of 0 or more nothing is subtracted.
/// </remarks>
internal sealed class ChainSystem
{
    private readonly double[,] _rates; // above the diagonal as eliminated; below it the multipliers
    private readonly double[] _pivots;

    /// <summary>Factorizes.</summary>
    /// <param name="rates">A square matrix of finite values, 0 or more; the diagonal is not read. Copied.</param>
    /// <param name="slack">One finite value per row, 0 or more. Where all are above 0 the system has a solution.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or the system is singular: from some row no slack is reached.</exception>
    public ChainSystem(double[,] rates, ReadOnlySpan<double> slack)
    {
        var n = slack.Length;
        if (rates.GetLength(0) != n || rates.GetLength(1) != n)
            throw Error.Argument($"The matrix is {rates.GetLength(0)} by {rates.GetLength(1)} and the slack has {n} rows.", nameof(rates));
        _rates = (double[,])rates.Clone();
        _pivots = new double[n];
        var left = slack.ToArray();
        for (var k = 0; k < n; k++)
        {
            var pivot = left[k];
            for (var j = k + 1; j < n; j++)
                pivot += _rates[k, j];
            if (!(pivot > 0))
                throw Error.Argument($"The system is singular: from row {k} no slack is reached.", nameof(slack));
            _pivots[k] = pivot;
            for (var i = k + 1; i < n; i++)
            {
                var multiplier = _rates[i, k] / pivot;
                _rates[i, k] = multiplier;
                if (multiplier == 0)
                    continue;
                for (var j = k + 1; j < n; j++)
                    _rates[i, j] += multiplier * _rates[k, j];
                left[i] += multiplier * left[k];
            }
        }
    }

    /// <summary>Solves for one right-hand side.</summary>
    /// <param name="x">The right-hand side; receives the solution.</param>
    public void Solve(Span<double> x)
    {
        var n = _pivots.Length;
        for (var i = 1; i < n; i++)
        {
            for (var k = 0; k < i; k++)
                x[i] += _rates[i, k] * x[k];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < n; j++)
                x[i] += _rates[i, j] * x[j];
            x[i] /= _pivots[i];
        }
    }
}
