using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// How certain a fitted model is: the same model at parameters drawn in proportion to their likelihood, with a seed. Every quantity of the model can be
/// given as an interval. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// <para>The intervals cover the uncertainty of the fit, not that of the model itself, and not the chance in one member's purchases:
/// <see cref="PredictiveDraws"/> has that. With many members the parameters are well known and these intervals narrow; what a member does stays
/// uncertain.</para>
/// <para>The draws come from the likelihood itself, by importance sampling, because the normal distribution of the standard errors is too
/// narrow on one side and too wide on the other. Costs some 3 to 5 thousand evaluations of the likelihood, more for thousands of draws or where it
/// follows a ridge, and 1,600 with more than 200,000 rows.</para>
/// </remarks>
public sealed class AttritionDraws
{
    private readonly AttritionModel[] _models;

    /// <summary>Draws parameters.</summary>
    /// <param name="model">A fitted model.</param>
    /// <param name="histories">What it was fitted to.</param>
    /// <param name="draws">How many; 1 to 100,000. Some hundreds are enough for an interval of 90%.</param>
    /// <param name="seed">The same seed gives the same draws.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> or <paramref name="histories"/> is null.</exception>
    /// <exception cref="ArgumentException">The model was not fitted, its fit failed, or it was fitted to other histories.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="draws"/> is not 1 to 100,000.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public AttritionDraws(AttritionModel model, PurchaseHistories histories, int draws, long seed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(histories);
        DrawInterval.CheckDraws(draws);
        Model = model;
        DrawSource.Check(model.Name, model.Report, model.Origin, histories.Origin(cancellationToken: cancellationToken), nameof(histories));
        var drawn = LikelihoodDraws.Of(model.TaskOf(histories), model.Report!, draws, seed, cancellationToken);
        _models = Array.ConvertAll(drawn.Vectors, values => model.WithParameters(values));
        EffectiveSize = drawn.EffectiveSize;
        Warnings = [.. DrawSource.Warnings(model.Name, model.Report!, drawn)];
    }

    /// <summary>The fitted model.</summary>
    public AttritionModel Model { get; }

    /// <summary>
    /// About how many independent draws the draws are worth: those of the weighted points and of the steps after them. NaN where no parameter could be
    /// drawn. A few hundred are enough.
    /// </summary>
    public double EffectiveSize { get; }

    /// <summary>Warnings: what the draws leave out, and whether they are too few; empty where there are none.</summary>
    public IReadOnlyList<Text> Warnings { get; }

    /// <summary>The model at each of the drawn parameters.</summary>
    public IReadOnlyList<AttritionModel> Models => Array.AsReadOnly(_models);

    /// <summary>The interval of any quantity of the model.</summary>
    /// <param name="quantity">Gives the quantity for each of the models.</param>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <returns>The interval; NaN throughout where a model answers NaN.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="quantity"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    public ParameterInterval IntervalOf(Func<AttritionModel, double> quantity, double level = 0.9)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        return DrawInterval.Of(Array.ConvertAll(_models, model => quantity(model)), level);
    }

    /// <summary>The interval of P(alive).</summary>
    /// <param name="history">The member.</param>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <returns>The interval.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    public ParameterInterval ProbabilityAlive(PurchaseHistory history, double level = 0.9) => IntervalOf(model => model.ProbabilityAlive(history), level);

    /// <summary>How far the expected purchases are known; <see cref="PredictiveDraws.Purchases(PurchaseHistory, double)"/> says what may happen.</summary>
    /// <param name="history">The member.</param>
    /// <param name="horizon">How far ahead, in the model's unit; 0 or more.</param>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <returns>The interval.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public ParameterInterval ExpectedPurchases(PurchaseHistory history, double horizon, double level = 0.9) =>
        IntervalOf(model => model.ExpectedPurchases(history, horizon), level);

    /// <summary>The intervals of P(alive) of many members.</summary>
    /// <param name="members">The members, in the model's unit.</param>
    /// <param name="destination">Receives one interval per member; at least as long as the columns. Unchanged when an argument is wrong.</param>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">The view is in another unit, or <paramref name="destination"/> is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    /// <remarks>Costs the number of draws times one model's span overload; allocates nothing: the buffer is rented.</remarks>
    public void ProbabilityAlive(MemberTimeView members, Span<ParameterInterval> destination, double level = 0.9)
    {
        Model.Check(members, destination.Length);
        DrawInterval.Fill(members, _models,
            static (AttritionModel model, in HistoryBlock block, double _, Span<double> target) => model.FillAlive(block, target), 0, level, destination);
    }

    /// <summary>The intervals of the expected purchases of many members.</summary>
    /// <param name="members">The members, in the model's unit.</param>
    /// <param name="horizon">How far ahead, in the model's unit; 0 or more.</param>
    /// <param name="destination">Receives one interval per member; at least as long as the columns. Unchanged when an argument is wrong.</param>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">The view is in another unit, or <paramref name="destination"/> is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    /// <remarks>Costs the number of draws times one model's span overload; allocates nothing: the buffer is rented.</remarks>
    public void ExpectedPurchases(MemberTimeView members, double horizon, Span<ParameterInterval> destination, double level = 0.9)
    {
        Model.CheckHorizon(horizon);
        Model.Check(members, destination.Length);
        DrawInterval.Fill(members, _models, static (AttritionModel model, in HistoryBlock block, double time, Span<double> target) =>
            model.FillExpected(block, time, target), horizon, level, destination);
    }

    /// <summary>
    /// The number of purchases that such a member does not exceed with a given probability: chance and uncertain parameters together.
    /// </summary>
    /// <param name="history">The member.</param>
    /// <param name="horizon">How far ahead, in the model's unit; 0 or more.</param>
    /// <param name="probability">The probability, above 0 and below 1; 0.5 for the median count.</param>
    /// <returns>The smallest count whose cumulative probability, averaged over the draws, reaches the given one; null for an invalid history.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public int? CountQuantile(PurchaseHistory history, double horizon, double probability)
    {
        Model.CheckHorizon(horizon);
        return PredictiveCount.Quantile(_models, history, horizon, probability);
    }

    /// <summary>Model and number of draws in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Models.Count} draws of {Model}");
}
