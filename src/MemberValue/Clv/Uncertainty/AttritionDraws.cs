using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Clv;

/// <summary>
/// How sure a fitted model is: the same model at parameters drawn from their asymptotic distribution, normal in the logarithms, with a seed.
/// Whatever the model says can be had as an interval. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// The intervals hold the uncertainty of the parameters, not of the model itself, and not the chance in one member's purchases:
/// <see cref="CountQuantile"/> has that. With many members the parameters are sure and intervals are narrow, while counts stay uncertain.
/// </remarks>
public sealed class AttritionDraws
{
    private readonly AttritionModel[] _models;

    /// <summary>Draws parameters.</summary>
    /// <param name="model">A fitted model whose report has standard errors.</param>
    /// <param name="draws">How many; 1 to 100,000. Some hundreds are enough for an interval of 90%.</param>
    /// <param name="seed">The same seed gives the same draws.</param>
    /// <exception cref="ArgumentNullException"><paramref name="model"/> is null.</exception>
    /// <exception cref="ArgumentException">The model was not fitted, or its fit has no standard errors.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="draws"/> is not 1 to 100,000.</exception>
    public AttritionDraws(AttritionModel model, int draws, int seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        _models = Array.ConvertAll(ParameterDraws.Of(model.Name, model.Report, draws, seed), values => model.WithParameters(values));
    }

    /// <summary>The fitted model.</summary>
    public AttritionModel Model { get; }

    /// <summary>The model at each of the drawn parameters.</summary>
    public IReadOnlyList<AttritionModel> Models => Array.AsReadOnly(_models);

    /// <summary>The interval of anything that a model says.</summary>
    /// <param name="quantity">What to ask each of the models.</param>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <returns>The interval; NaN throughout where a model answers NaN.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="quantity"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    public Interval IntervalOf(Func<AttritionModel, double> quantity, double level = 0.9)
    {
        ArgumentNullException.ThrowIfNull(quantity);
        return DrawInterval.Of(Array.ConvertAll(_models, model => quantity(model)), level);
    }

    /// <summary>The interval of P(alive).</summary>
    /// <param name="history">The member.</param>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <returns>The interval.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    public Interval ProbabilityAlive(PurchaseHistory history, double level = 0.9) => IntervalOf(model => model.ProbabilityAlive(history), level);

    /// <summary>The interval of the expected purchases.</summary>
    /// <param name="history">The member.</param>
    /// <param name="horizon">How far ahead, in the model's unit; 0 or more.</param>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <returns>The interval.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public Interval ExpectedPurchases(PurchaseHistory history, double horizon, double level = 0.9) =>
        IntervalOf(model => model.ExpectedPurchases(history, horizon), level);

    /// <summary>The intervals of P(alive) of many members.</summary>
    /// <param name="members">The members, in the model's unit.</param>
    /// <param name="destination">Receives one interval per member; at least as long as the columns. Unchanged when an argument is wrong.</param>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <exception cref="ArgumentException">The view is in another unit, or <paramref name="destination"/> is too short.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    /// <remarks>
    /// Costs the number of draws times one model's span overload; allocates one number per draw, and rents a buffer of the draws for a block of members.
    /// </remarks>
    public void ProbabilityAlive(MemberTimeView members, Span<Interval> destination, double level = 0.9)
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
    /// <remarks>
    /// Costs the number of draws times one model's span overload; allocates one number per draw, and rents a buffer of the draws for a block of members.
    /// </remarks>
    public void ExpectedPurchases(MemberTimeView members, double horizon, Span<Interval> destination, double level = 0.9)
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
