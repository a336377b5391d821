using MemberValue.Estimation;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// How far a model's value is known: the same calculator at parameters drawn in proportion to the likelihoods of both its models. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// Its intervals are those of the expected value, not of what a member will really bring: for that see <see cref="PredictiveDraws"/>. Purchases and spend
/// are drawn independently: their fits look at different numbers. So is the base's share of returns, normal in its log odds by its standard error; how many
/// purchases it weighs is held at its estimate.
/// </remarks>
public sealed class ValueDraws
{
    private readonly ModelValueCalculator[] _calculators;

    /// <summary>Draws parameters.</summary>
    /// <param name="calculator">A calculator with fitted models.</param>
    /// <param name="columns">What they were fitted to.</param>
    /// <param name="draws">How many; 1 to 100,000.</param>
    /// <param name="seed">The same seed gives the same draws.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentNullException"><paramref name="calculator"/> or <paramref name="columns"/> is null.</exception>
    /// <exception cref="ArgumentException">One of its models was not fitted, failed, or was fitted to other members.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="draws"/> is not 1 to 100,000.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public ValueDraws(ModelValueCalculator calculator, MemberColumns columns, int draws, long seed, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(calculator);
        ArgumentNullException.ThrowIfNull(columns);
        Calculator = calculator;
        Purchases = new AttritionDraws(
            calculator.Purchases, PurchaseHistories.From(calculator.Members(columns), cancellationToken), draws, seed, cancellationToken);
        Warnings = Purchases.Warnings;
        LikelihoodDraws? spend = null;
        if (calculator.Spend is { } model)
        {
            var histories = SpendHistories.From(columns, model.Basis, cancellationToken);
            DrawSource.Check(model.Name, model.Report, model.Origin, histories.Origin(cancellationToken: cancellationToken), nameof(columns));
            var task = GammaGammaModel.TaskOf(histories, SpendMoments.Of(histories), cancellationToken);
            spend = LikelihoodDraws.Of(task, model.Report!, draws, unchecked(seed + 1), cancellationToken);
            Warnings = [.. Warnings, .. DrawSource.Warnings(model.Name, model.Report!, spend)];
        }

        var returns = calculator.Returns is { } returned ? DrawSource.Returns(returned, draws, unchecked(seed + 2)) : null;
        _calculators = new ModelValueCalculator[draws];
        for (var i = 0; i < draws; i++)
            _calculators[i] = calculator.With(Purchases.Models[i], spend is null ? null : calculator.Spend!.WithParameters(spend.Vectors[i]), returns?[i]);
    }

    /// <summary>The calculator at the estimates.</summary>
    public ModelValueCalculator Calculator { get; }

    /// <summary>The draws of the model of purchases.</summary>
    public AttritionDraws Purchases { get; }

    /// <summary>Warnings: what the draws leave out, and whether they are too few; empty where there are none.</summary>
    public IReadOnlyList<Text> Warnings { get; }

    internal ReadOnlySpan<ModelValueCalculator> Calculators => _calculators;

    /// <summary>How far the expected value of a known member is known.</summary>
    /// <param name="history">The member's purchases, in the model's unit.</param>
    /// <param name="meanSpend">The member's mean spend, as <see cref="ModelValueCalculator.Residual"/> takes it.</param>
    /// <param name="ownReturnShare">The member's own share of returns, as <see cref="ModelValueCalculator.Residual"/> takes it.</param>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <returns>The interval of the amount; NaN throughout where a draw has no value.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    public ParameterInterval ExpectedResidual(PurchaseHistory history, double meanSpend, double ownReturnShare = double.NaN, double level = 0.9) =>
        DrawInterval.Of(Array.ConvertAll(_calculators, calculator => calculator.Residual(history, meanSpend, ownReturnShare).Amount), level);

    /// <summary>How far the expected value of a member who is not yet acquired is known.</summary>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <returns>The interval of the amount; NaN throughout where a draw has no value.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    /// <exception cref="InvalidOperationException">Nothing says what a new member spends.</exception>
    public ParameterInterval ExpectedNewMember(double level = 0.9) =>
        DrawInterval.Of(Array.ConvertAll(_calculators, calculator => calculator.NewMember().Amount), level);

    /// <summary>What is drawn, in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"Draws of: {Calculator}");
}
