using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>What draws of parameters ask of a fit, and what they say of themselves.</summary>
internal static class DrawSource
{
    private const double FewDraws = 100;

    /// <summary>Refuses a model that was not fitted, one whose fit failed, and other data than it was fitted to.</summary>
    /// <exception cref="ArgumentException">It is one of these.</exception>
    public static void Check(string model, FitReport? report, FitOrigin? origin, FitOrigin given, string parameter)
    {
        if (report is null || origin is null)
            throw Error.Argument($"The {model} model was not fitted: parameters that were named have no uncertainty to draw from.", nameof(model));
        if (report.Status == FitStatus.Failed)
            throw Error.Argument($"The fit of the {model} model ended as {report.Status}: there is nothing to draw from.", nameof(model));
        if (origin.Fingerprint != given.Fingerprint)
        {
            throw Error.Argument(
                $"The {model} model was fitted to {origin.Members} members in {origin.Rows} rows (fingerprint {origin.Fingerprint}), and these are "
                    + $"{given.Members} in {given.Rows} ({given.Fingerprint}); give the data that it was fitted to.",
                parameter);
        }
    }

    public static IEnumerable<string> Warnings(string model, FitReport report, LikelihoodDraws drawn)
    {
        if (drawn.Held.Count > 0)
        {
            var limit = report.Limit is null ? "the data do not identify them" : $"limit: {report.Limit}";
            yield return $"{model}: {string.Join(", ", drawn.Held)} stay as the fit left them ({limit}); intervals leave out what is not known of them.";
        }

        if (drawn.EffectiveSize < FewDraws)
        {
            yield return FormattableString.Invariant(
                $"{model}: the draws are worth {drawn.EffectiveSize:0} independent ones; below {FewDraws} the ends of intervals are rough.");
        }
    }

    /// <summary>One model of returns a draw: its share normal in the log odds, by the standard error.</summary>
    /// <exception cref="ArgumentException">It was not fitted, or to too few members for a standard error.</exception>
    public static ReturnModel[] Returns(ReturnModel returns, int draws, long seed)
    {
        if (returns.Report is not { } report)
            throw Error.Argument("The model of returns was not fitted: a share that was named has no uncertainty to draw from.", nameof(returns));
        if (double.IsNaN(report.StandardError))
            throw Error.Argument("The model of returns was fitted to fewer than two members and has no standard error.", nameof(returns));
        var (share, random) = (returns.Share, new CounterRandom(seed, 0));
        var (odds, error) = (share / (1 - share), report.StandardError / (share * (1 - share)));
        return [.. Enumerable.Range(0, draws).Select(_ =>
        {
            var drawn = odds * Math.Exp(error * Sampling.Normal(ref random));
            return returns.WithShare(share is > 0 and < 1 && double.IsFinite(drawn) ? drawn / (1 + drawn) : share);
        })];
    }
}
