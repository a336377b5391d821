using System.Globalization;
using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>What drawing parameters requires of a fit, and the warnings about the draws.</summary>
internal static class DrawSource
{
    private const double FewDraws = 100;

    /// <summary>Refuses a model that was not fitted, one whose fit failed, and other data than it was fitted to.</summary>
    /// <exception cref="ArgumentException">It is one of these.</exception>
    public static void Check(string model, FitReport? report, FitOrigin? origin, FitOrigin given, string parameter)
    {
        if (report is null || origin is null)
            throw Error.Argument($"The {model} model was not fitted: given parameters have no uncertainty to draw from.", nameof(model));
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

    public static IEnumerable<Text> Warnings(string model, FitReport report, LikelihoodDraws drawn)
    {
        if (drawn.Held.Count > 0)
        {
            var why = report.Limit is { } limit
                ? Text.Of($"limit: {limit.English}", $"趋向极限：{limit.Chinese}")
                : Text.Of("the data do not identify them", "数据无法确定其取值");
            yield return Text.Of(
                $"{model}: kept at the fitted values: {string.Join(", ", drawn.Held)} ({why.English}). The intervals do not include their uncertainty.",
                $"{model}：参数{string.Join("、", drawn.Held)}固定在拟合值（{why.Chinese}），区间不含其不确定性。");
        }

        if (drawn.EffectiveSize < FewDraws)
        {
            var (size, few) = (drawn.EffectiveSize.ToString("0", CultureInfo.InvariantCulture), FewDraws.ToString(CultureInfo.InvariantCulture));
            yield return Text.Of(
                $"{model}: the draws are worth only {size} independent ones; below {few} the ends of intervals are imprecise.",
                $"{model}：抽样只相当于{size}个独立样本；不足{few}个时，区间端点不精确。");
        }
    }

    /// <summary>One model of returns per draw: the log odds of its share are normal with its standard error.</summary>
    /// <exception cref="ArgumentException">It was not fitted, or to too few members for a standard error.</exception>
    public static ReturnModel[] Returns(ReturnModel returns, int draws, long seed)
    {
        if (returns.Report is not { } report)
            throw Error.Argument("The model of returns was not fitted: a given share has no uncertainty to draw from.", nameof(returns));
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
