using MemberValue.Estimation;

namespace MemberValue.Clv;

/// <summary>Intervals of a fitted model's parameters.</summary>
public static class AttritionModelIntervals
{
    /// <summary>The intervals of the parameters by their profile likelihood.</summary>
    /// <param name="model">A fitted model.</param>
    /// <param name="histories">What the model was fitted to.</param>
    /// <param name="level">The confidence, above 0 and below 1.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>
    /// One interval per parameter, in the order of <see cref="AttritionModel.ParameterNames"/>; they exist also where the fit ended at a limit.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> or <paramref name="histories"/> is null.</exception>
    /// <exception cref="ArgumentException">The model was not fitted, its fit failed, or it was fitted to other histories.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    /// <remarks>
    /// Prefer these to estimate ± two standard errors: an interval of 95% by standard errors holds the true parameters of an MBG/NBD in 89% of bases of
    /// 2,000 members, the profile in 95%. Costs some hundreds of evaluations of the likelihood per parameter.
    /// </remarks>
    public static IReadOnlyList<ProfileInterval> ParameterIntervals(
        this AttritionModel model, PurchaseHistories histories, double level = 0.95, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(histories);
        DrawInterval.CheckLevel(level);
        DrawSource.Check(model.Name, model.Report, model.Origin, histories.Origin(cancellationToken: cancellationToken), nameof(histories));
        var profile = new ProfileLikelihood(model.TaskOf(histories), model.Report!, cancellationToken);
        return [.. model.ParameterNames.Select((name, k) =>
        {
            var (lower, upper) = profile.Of(k, level);
            return new ProfileInterval(name, lower, model.ParameterValues[k], upper, level);
        })];
    }
}
