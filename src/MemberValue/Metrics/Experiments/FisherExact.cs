namespace MemberValue.Metrics;

/// <summary>Fisher's exact test of two rates: the counts of both arms together taken as given, one arm's count is hypergeometric.</summary>
internal static class FisherExact
{
    // As R's fisher.test: a table as probable as the one seen counts, though rounding may make it slightly larger.
    private const double Slack = 1 + 1e-7;

    /// <summary>The probability of a table that is no more probable than the one seen.</summary>
    public static double TwoSided(Proportion first, Proportion second)
    {
        var (m, n, k) = (first.Of, second.Of, first.Count + second.Count);
        var (low, high) = (Math.Max(0, k - n), Math.Min(k, m));
        // Relative to the mode, where nothing can overflow, and outwards until nothing is left.
        var mode = Math.Clamp((long)(((double)m + 1) * ((double)k + 1) / ((double)m + n + 2)), low, high);
        double Up(long x) => (double)(m - x) * (k - x) / ((double)(x + 1) * (n - k + x + 1)); // p(x + 1) / p(x)
        var seen = 1.0;
        if (first.Count >= mode)
        {
            for (var x = mode; x < first.Count && seen > 0; x++)
                seen *= Up(x);
        }
        else
        {
            for (var x = mode; x > first.Count && seen > 0; x--)
                seen /= Up(x - 1);
        }

        var (all, tail) = (1.0, 1 <= seen * Slack ? 1.0 : 0.0);
        var weight = 1.0;
        for (var x = mode; x < high && weight > 0; x++)
            Take(weight *= Up(x));
        weight = 1;
        for (var x = mode; x > low && weight > 0; x--)
            Take(weight /= Up(x - 1));
        return Math.Min(1, tail / all);

        void Take(double p)
        {
            all += p;
            tail += p <= seen * Slack ? p : 0;
        }
    }
}
