using MemberValue.Numerics;

namespace MemberValue.Churn;

/// <summary>
/// The exact test whether k of n events in the second of two equal windows are too few for chance: given n, with an unchanged Poisson rate, k is binomial
/// (n, 1/2). Source: Przyborowski and Wilenski 1940, "Homogeneity of results in testing samples from Poisson series", Biometrika 31.
/// </summary>
internal sealed class SignTest
{
    /// <summary>Up to here 2^-n is not a subnormal number, so sums that start from it keep their digits; beyond, the incomplete beta function.</summary>
    public const int MostSummed = 1_000;

    private readonly int[] _most = new int[MostSummed + 1];
    private readonly double _level;

    public SignTest(double level)
    {
        _level = level;
        for (var n = 0; n < _most.Length; n++)
            _most[n] = MostAt(n);
    }

    /// <summary>P(X at most k), X binomial (n, 1/2): the p-value of a drop. Exact to the last digit through n of 50.</summary>
    public static double Tail(int k, long n)
    {
        if (k < 0)
            return 0;
        if (k >= n)
            return 1;
        if (n > MostSummed)
            return IncompleteBeta.Regularized(n - k, k + 1.0, 0.5);
        var term = Math.ScaleB(1, (int)-n);
        var sum = term;
        for (var i = 0; i < k; i++)
        {
            term = term * (n - i) / (i + 1);
            sum += term;
        }

        return sum;
    }

    /// <summary>Whether the p-value of k among n is at most the level.</summary>
    public bool IsSignificant(int k, long n) => n <= MostSummed ? k <= _most[n] : Tail(k, n) <= _level;

    /// <summary>The largest k that is significant; -1 where none is.</summary>
    private int MostAt(int n)
    {
        var term = Math.ScaleB(1, -n);
        var sum = term;
        var k = -1;
        while (sum <= _level && k < n)
        {
            k++;
            term = term * (n - k) / (k + 1);
            sum += term;
        }

        return k;
    }
}
