using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>Seeded draws from the asymptotic distribution of fitted parameters: normal in their logarithms, around the estimates.</summary>
internal static class ParameterDraws
{
    /// <summary>The most draws: the ends of an interval of 99.9% are then sure to 0.1% of its level.</summary>
    public const int MostDraws = 100_000;

    /// <summary>One vector of parameters a draw.</summary>
    /// <exception cref="ArgumentException">There is no report, or it has no standard errors.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No draws, or more than <see cref="MostDraws"/>.</exception>
    public static double[][] Of(string model, FitReport? report, int draws, int seed)
    {
        if (draws is < 1 or > MostDraws)
            throw Error.OutOfRange(nameof(draws), $"The number of draws is {draws} and must be 1 to {MostDraws}.");
        if (report is null)
            throw Error.Argument($"The {model} model was not fitted: parameters that were named have no uncertainty to draw from.", nameof(report));
        var n = report.Estimates.Count;
        var covariance = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
                covariance[i, j] = report.LogCovariance[i][j];
        }

        if (!SymmetricMatrix.TryCholesky(covariance, out var root))
            throw Error.Argument(
                $"The fit of the {model} model ended as {report.Status} and has no standard errors, so there is no distribution to draw from.",
                nameof(report));
        var random = new Random(seed);
        var vectors = new double[draws][];
        var normal = new double[n];
        for (var draw = 0; draw < draws; draw++)
        {
            for (var i = 0; i < n; i++)
                normal[i] = Sampling.Normal(random);
            var vector = vectors[draw] = new double[n];
            for (var i = 0; i < n; i++)
            {
                var sum = 0.0;
                for (var j = 0; j <= i; j++)
                    sum += root[i, j] * normal[j];
                vector[i] = report.Estimates[i] * Math.Exp(sum);
            }
        }

        return vectors;
    }

    /// <summary>One model of returns a draw: its share normal in the log odds, by the standard error.</summary>
    /// <exception cref="ArgumentException">It was not fitted, or to too few members for a standard error.</exception>
    public static ReturnModel[] Of(ReturnModel returns, int draws, int seed)
    {
        if (returns.Report is not { } report)
            throw new ArgumentException("The model of returns was not fitted: a share that was named has no uncertainty to draw from.", nameof(returns));
        if (double.IsNaN(report.StandardError))
            throw new ArgumentException("The model of returns was fitted to fewer than two members and has no standard error.", nameof(returns));
        var (share, random) = (returns.Share, new Random(seed));
        var (odds, error) = (share / (1 - share), report.StandardError / (share * (1 - share)));
        return [.. Enumerable.Range(0, draws).Select(_ =>
        {
            var drawn = odds * Math.Exp(error * Sampling.Normal(random));
            return returns.WithShare(share is > 0 and < 1 && double.IsFinite(drawn) ? drawn / (1 + drawn) : share);
        })];
    }
}
