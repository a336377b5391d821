
namespace MemberValue.Clv;

/// <summary>How sure a model's value is: the same calculator at parameters drawn from the asymptotic distributions of its models. Immutable.</summary>
/// <remarks>
/// Purchases, spend and the base's share of returns are drawn on their own: their fits look at different numbers. The share is normal in its log odds, by its
/// standard error; how many purchases it weighs is held at its estimate.
/// </remarks>
public sealed class ValueDraws
{
    private readonly ModelValueCalculator[] _calculators;

    /// <summary>Draws parameters.</summary>
    /// <param name="calculator">A calculator with fitted models.</param>
    /// <param name="draws">How many; 1 to 100,000.</param>
    /// <param name="seed">The same seed gives the same draws.</param>
    /// <exception cref="ArgumentNullException"><paramref name="calculator"/> is null.</exception>
    /// <exception cref="ArgumentException">One of its models was not fitted, or its fit has no standard errors.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="draws"/> is not 1 to 100,000.</exception>
    public ValueDraws(ModelValueCalculator calculator, int draws, int seed)
    {
        ArgumentNullException.ThrowIfNull(calculator);
        Calculator = calculator;
        var purchases = ParameterDraws.Of(calculator.Purchases.Name, calculator.Purchases.Report, draws, seed);
        var spend = calculator.Spend is { } model ? ParameterDraws.Of(model.Name, model.Report, draws, unchecked(seed + 1)) : null;
        var returns = calculator.Returns is { } returned ? ParameterDraws.Of(returned, draws, unchecked(seed + 2)) : null;
        _calculators = new ModelValueCalculator[draws];
        for (var i = 0; i < draws; i++)
        {
            _calculators[i] = calculator.With(
                calculator.Purchases.WithParameters(purchases[i]), spend is null ? null : calculator.Spend!.WithParameters(spend[i]), returns?[i]);
        }
    }

    /// <summary>The calculator at the estimates.</summary>
    public ModelValueCalculator Calculator { get; }

    /// <summary>The interval of a known member's value.</summary>
    /// <param name="history">The member's purchases, in the model's unit.</param>
    /// <param name="meanSpend">The member's mean spend, as <see cref="ModelValueCalculator.Residual"/> takes it.</param>
    /// <param name="ownReturnShare">The member's own share of returns, as <see cref="ModelValueCalculator.Residual"/> takes it.</param>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <returns>The interval of the amount; NaN throughout where a draw has no value.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    public Interval Residual(PurchaseHistory history, double meanSpend, double ownReturnShare = double.NaN, double level = 0.9) =>
        DrawInterval.Of(Array.ConvertAll(_calculators, calculator => calculator.Residual(history, meanSpend, ownReturnShare).Amount), level);

    /// <summary>The interval of the value of a member who is not yet acquired.</summary>
    /// <param name="level">The share of draws inside, above 0 and below 1.</param>
    /// <returns>The interval of the amount; NaN throughout where a draw has no value.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    /// <exception cref="InvalidOperationException">Nothing says what a new member spends.</exception>
    public Interval NewMember(double level = 0.9) => DrawInterval.Of(Array.ConvertAll(_calculators, calculator => calculator.NewMember().Amount), level);

    /// <summary>What is drawn, in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"Draws of: {Calculator}");
}
