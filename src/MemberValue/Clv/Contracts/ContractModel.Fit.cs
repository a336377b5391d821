using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;
using static System.FormattableString;

namespace MemberValue.Clv;

/// <content>The fit.</content>
public sealed partial class ContractModel
{
    /// <summary>Fits a family to contract histories, by maximum likelihood.</summary>
    /// <param name="histories">The histories.</param>
    /// <param name="family">The family.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <param name="progress">Receives a report after every step.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The model; its <see cref="Report"/> says whether the fit can be trusted.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="histories"/> is null.</exception>
    /// <exception cref="ArgumentException">Nobody has left or nobody was watched for a whole period, so that there is nothing to learn from; a model of
    /// renewals is given times that are not whole; or an option is out of range.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="family"/> is not defined.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ContractModel Fit(
        ContractHistories histories, ContractFamily family = ContractFamily.ShiftedBetaGeometric, FitOptions? options = null,
        IProgress<FitProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(histories);
        var law = ContractLaw.Of(family);
        if (histories.Left == 0)
            throw Error.Argument($"Nobody of {histories.Members} members has left: there is nothing to learn from.", nameof(histories));
        if (!law.Takes(histories))
        {
            throw Error.Argument(
                $"{law.Name} counts renewals, and the histories have times between them; fit ExponentialGamma or WeibullGamma, or give whole periods.",
                nameof(histories));
        }

        options ??= new FitOptions();
        var names = law.ParameterNames;
        var outcome = MaximumLikelihood.Maximise(
            new ContractLikelihood(law, histories),
            new FitProblem
            {
                Names = names,
                Starts = law.Starts(Hazard(histories)),
                // Far out the families are at their limits to rounding.
                Lower = [.. names.Select(name => name == "c" ? Math.Log(1e-3) : -Bound)],
                Upper = [.. names.Select(name => name == "theta" ? Math.Log(1 - 1e-12) : name == "c" ? Math.Log(1e3) : Bound)],
                Limits = law.Limits,
            },
            options, progress, cancellationToken);
        var report = outcome.Report with { Warnings = [.. outcome.Report.Warnings, .. Beware(histories, law)] };
        return new ContractModel(law, [.. report.Estimates], histories.Unit, report, histories.Origin(options));
    }

    private static double Bound { get; } = Math.Log(1e9);

    /// <summary>Those who left by the time that all were watched.</summary>
    private static double Hazard(ContractHistories histories)
    {
        var time = 0.0;
        for (var i = 0; i < histories.Rows; i++)
        {
            var (from, to) = (histories.From[i], histories.To[i]);
            time += histories.Weight[i] * (double.IsInfinity(to) ? from : (from + to) / 2);
        }

        return histories.Left / Math.Max(time, histories.Left * 1e-9);
    }

    private static IEnumerable<Text> Beware(ContractHistories histories, ContractLaw law)
    {
        var renewals = law.IsContinuous ? int.MaxValue : (int)Math.Min(histories.Longest, int.MaxValue);
        if (renewals < law.ParameterNames.Count)
        {
            yield return Text.Of(
                Invariant($"{law.Name} has {law.ParameterNames.Count} parameters, and the members were asked {renewals} {(renewals == 1 ? "time" : "times")}: ")
                    + "more renewals are needed.",
                Invariant($"{law.Name}有{law.ParameterNames.Count}个参数，而会员只经历了{renewals}次续约：需要更多次续约的数据。"));
        }
        else if (renewals == law.ParameterNames.Count && law.ParameterNames.Count > 1)
        {
            yield return Text.Of(
                $"{law.Name} has as many parameters as there are renewals: it passes through the data whatever they are, and says little about later renewals.",
                $"{law.Name}的参数个数与续约次数相同：无论数据如何都能完全拟合，对以后的续约说明不了多少。");
        }
    }
}
