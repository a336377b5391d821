using MemberValue.Common;
using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>The families fitted to the same contracts, side by side, with one recommended. Immutable.</summary>
public sealed class ContractComparison
{
    private ContractComparison(ContractModel[] models)
    {
        Models = Array.AsReadOnly(models);
        var trusted = models.Where(model => model.Status.IsUsable()).OrderBy(model => model.Report!.Bic).ToList();
        Recommended = trusted.FirstOrDefault();
        Text = Recommended is not { } best
            ? Members.Text.Of("No family could be fitted.", "没有可用的拟合结果。")
            : trusted.Count == 1
                ? Members.Text.Of($"{best.Name} is the only fit that can be used.", $"只有{best.Name}的拟合可用。")
                : Because(best, trusted[1]);
    }

    /// <summary>The fits, in the order of the families.</summary>
    public IReadOnlyList<ContractModel> Models { get; }

    /// <summary>The usable fit with the least BIC; null where none can be used.</summary>
    public ContractModel? Recommended { get; }

    /// <summary>Which family is recommended and why, with the runner-up.</summary>
    public Text Text { get; }

    /// <summary>Fits every family that the histories allow: with exact moments of leaving those in continuous time alone.</summary>
    /// <param name="histories">The histories.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="histories"/> is null.</exception>
    /// <exception cref="ArgumentException">Nobody has left, or an option is out of range.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static ContractComparison Of(ContractHistories histories, FitOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(histories);
        return new ContractComparison([.. ContractLaw.All.Where(law => law.Takes(histories))
            .Select(law => ContractModel.Fit(histories, law.Family, options, progress: null, cancellationToken))]);
    }

    /// <summary>Whether cohorts differ: one fit to all of them together against one fit to each.</summary>
    /// <param name="cohorts">The cohorts, two or more, in the same period.</param>
    /// <param name="family">The family.</param>
    /// <param name="options">How to fit; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The test: a small p-value says that the cohorts differ. A family of k parameters and C cohorts have k (C - 1) degrees of freedom.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="cohorts"/> or one of them is null.</exception>
    /// <exception cref="ArgumentException">There are fewer than two cohorts, their periods differ, nobody of a cohort has left, or an option is out of
    /// range.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public static LikelihoodRatioTest Cohorts(
        IReadOnlyList<ContractHistories> cohorts, ContractFamily family = ContractFamily.ShiftedBetaGeometric, FitOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cohorts);
        if (cohorts.Count < 2)
            throw Error.Argument($"There is {cohorts.Count} cohort; two or more can be compared.", nameof(cohorts));
        var together = ContractModel.Fit(ContractHistories.Merge(cohorts), family, options, progress: null, cancellationToken);
        var apart = cohorts.Sum(cohort => ContractModel.Fit(cohort, family, options, progress: null, cancellationToken).Report!.LogLikelihood);
        return LikelihoodRatioTest.Of(together.Report!.LogLikelihood, apart, together.ParameterNames.Count * (cohorts.Count - 1));
    }

    /// <summary>The recommendation in English.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => Text.English;

    private static Text Because(ContractModel best, ContractModel next)
    {
        var (lead, bic) = (next.Report!.Bic - best.Report!.Bic, FormattableString.Invariant($"{best.Report.Bic:0.0}"));
        var other = FormattableString.Invariant($"{next.Report.Bic:0.0}");
        return lead < 2
            ? Members.Text.Of(
                $"{best.Name} (BIC {bic}) and {next.Name} (BIC {other}) describe the members about equally well; {best.Name} is recommended.",
                $"{best.Name}（BIC {bic}）与{next.Name}（BIC {other}）对会员的描述不相上下；推荐{best.Name}。")
            : Members.Text.Of(
                $"{best.Name} is recommended: its BIC is {bic}, and {other} is that of the next, {next.Name}.",
                $"推荐{best.Name}：BIC为{bic}，其次是{next.Name}（{other}）。");
    }
}
