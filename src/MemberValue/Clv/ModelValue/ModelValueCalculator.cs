using System.Globalization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// What each member will bring, by probability models: expected purchases x expected spend x margin rate, discounted, over a horizon or without
/// an end. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// The value of a known member (<see cref="ResidualValue"/>) and that of one not yet acquired (<see cref="NewMemberValue"/>, with the first
/// purchase) are of different types, so that they cannot be mistaken for each other. A member who never bought has the value NaN: no model of
/// repeat purchases knows them. Sources: Fader, Hardie and Lee 2005 (JMR 42), eq. 1.
/// </remarks>
public sealed class ModelValueCalculator : IClvCalculator, IRowByRow
{
    private readonly ModelValueOptions _options;
    private readonly double _horizon; // in the model's unit

    /// <summary>Makes a calculator.</summary>
    /// <param name="purchases">The model of purchases.</param>
    /// <param name="spend">The model of spend; null to go by each member's own mean, or by a given amount of the options.</param>
    /// <param name="options">Horizon, discount and margin; null for 12 months of revenue without a discount. Copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="purchases"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public ModelValueCalculator(AttritionModel purchases, GammaGammaModel? spend = null, ModelValueOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        Purchases = purchases;
        Spend = spend;
        _options = (options ?? new ModelValueOptions()).Checked(purchases, hasSpendModel: spend is not null);
        _horizon = _options.HorizonIn(purchases.Unit);
        ValueName = ClvWords.ExpectedOver(_options.Horizon, _options.HorizonUnit);
    }

    /// <inheritdoc/>
    public Text ValueName { get; }

    /// <summary>The model of purchases.</summary>
    public AttritionModel Purchases { get; }

    /// <summary>The model of spend; null where there is none.</summary>
    public GammaGammaModel? Spend { get; }

    /// <summary>The value of a member whose numbers are known.</summary>
    /// <param name="history">The member's purchases, in the model's unit.</param>
    /// <param name="meanSpend">
    /// The member's mean spend per purchase, of the purchases that the spend model looks at (its basis; by default those after the first, and 0 where there is
    /// none); without a spend model, of all purchases.
    /// </param>
    /// <returns>The value with its factors; NaN for an invalid history.</returns>
    public ResidualValue Residual(PurchaseHistory history, double meanSpend)
    {
        var purchases = Purchases.DiscountedExpectedPurchases(history, _options.Discount, _horizon);
        var spend = _options.SpendPerPurchase
            ?? Spend?.ExpectedMeanSpend(history.RepeatPurchases + (Spend.Basis == SpendBasis.AllPurchases ? 1 : 0), meanSpend) ?? meanSpend;
        return new ResidualValue(Purchases.ProbabilityAlive(history), purchases, spend, Amount(purchases, spend));
    }

    /// <summary>The values of a table's members with their factors, on all processors.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members; looked at in the model's unit.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>One value per member, with the keys; NaN throughout for a member who never bought.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed.</exception>
    /// <exception cref="OperationCanceledException">The work was stopped.</exception>
    public MemberResults<TKey, ResidualValue> Residuals<TKey>(MemberTable<TKey> table, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Fill<ResidualValue>(this, Residuals, cancellationToken);
    }

    /// <summary>The value of a member who is not yet acquired: the first purchase, made now, and all that follows within the horizon.</summary>
    /// <returns>The value; NaN where the spend model has no population mean.</returns>
    /// <exception cref="InvalidOperationException">There is neither a spend model nor a given spend, so nothing says what a stranger spends.</exception>
    public NewMemberValue NewMember()
    {
        var spend = _options.SpendPerPurchase ?? Spend?.PopulationMean
            ?? throw new InvalidOperationException(
                "Nothing says what a new member spends: give the calculator a spend model, or set ModelValueOptions.SpendPerPurchase.");
        var purchases = 1 + Purchases.DiscountedExpectedPurchases(PurchaseHistory.New, _options.Discount, _horizon);
        return new NewMemberValue(purchases, spend, Amount(purchases, spend));
    }

    /// <inheritdoc/>
    /// <remarks>Single-threaded; allocates nothing. The amounts are those of <see cref="Residual"/>.</remarks>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed; <paramref name="destination"/> is unchanged then.</exception>
    public void Calculate(MemberColumns columns, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Require.Destination(destination.Length, columns.Count);
        destination = destination[..columns.Count];
        var members = Members(columns);
        var spends = Spends(columns);
        var size = Math.Min(AttritionModel.BlockSize, destination.Length);
        Span<double> numbers = stackalloc double[4 * size]; // one member does not clear 8 KB
        for (var done = 0; done < destination.Length; done += AttritionModel.BlockSize)
        {
            var target = destination.Slice(done, Math.Min(AttritionModel.BlockSize, destination.Length - done));
            var block = HistoryBlock.Read(members, done, target.Length, numbers);
            var spend = numbers.Slice(3 * size, target.Length);
            FillPurchases(block, target);
            FillSpend(spends, done, spend);
            for (var i = 0; i < target.Length; i++)
                target[i] = Amount(target[i], spend[i]);
        }
    }

    /// <summary>Models, horizon, discount and margin in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString()
    {
        var spend = _options.SpendPerPurchase is { } given ? FormattableString.Invariant($"{given} per purchase")
            : Spend is null ? "each member's mean" : "Gamma-Gamma";
        return string.Create(CultureInfo.InvariantCulture,
            $"Model value: {Purchases.Name}, spend by {spend}, {_options.Horizon} {_options.HorizonUnit.Name}s, discount {_options.Discount}, "
            + $"margin rate {_options.MarginRate}");
    }

    /// <summary>The same calculator with other parameters of its models.</summary>
    internal ModelValueCalculator With(AttritionModel purchases, GammaGammaModel? spend) => new(purchases, spend, _options);

    private MemberTimeView Members(MemberColumns columns)
    {
        var members = columns.In(Purchases.Unit);
        Purchases.Check(members, columns.Count);
        return members;
    }

    private SpendColumns Spends(MemberColumns columns) =>
        _options.SpendPerPurchase is null ? new SpendColumns(columns, Spend?.Basis ?? SpendBasis.AllPurchases) : default;

    private void Residuals(MemberColumns columns, Span<ResidualValue> destination)
    {
        var members = Members(columns);
        var spends = Spends(columns);
        Span<double> numbers = stackalloc double[6 * AttritionModel.BlockSize];
        for (var done = 0; done < destination.Length; done += AttritionModel.BlockSize)
        {
            var rows = Math.Min(AttritionModel.BlockSize, destination.Length - done);
            var block = HistoryBlock.Read(members, done, rows, numbers);
            var (alive, purchases, spend) = (3 * AttritionModel.BlockSize, 4 * AttritionModel.BlockSize, 5 * AttritionModel.BlockSize);
            Purchases.FillAlive(block, numbers.Slice(alive, rows));
            FillPurchases(block, numbers.Slice(purchases, rows));
            FillSpend(spends, done, numbers.Slice(spend, rows));
            for (var i = 0; i < rows; i++)
            {
                destination[done + i] = new ResidualValue(
                    numbers[alive + i], numbers[purchases + i], numbers[spend + i], Amount(numbers[purchases + i], numbers[spend + i]));
            }
        }
    }

    private void FillPurchases(in HistoryBlock block, Span<double> destination) => Purchases.FillDiscounted(block, _options.Discount, _horizon, destination);

    private void FillSpend(in SpendColumns spends, int start, Span<double> destination)
    {
        if (_options.SpendPerPurchase is { } given)
            destination.Fill(given);
        else if (Spend is not null)
            Spend.Fill(spends, start, destination);
        else
            MeanSpends(spends, start, destination);
    }

    private static void MeanSpends(in SpendColumns spends, int start, Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = spends.Purchases(start + i) is > 0 and var purchases ? spends.Money(start + i) / purchases : 0;
    }

    private double Amount(double purchases, double spend) => purchases * spend * _options.MarginRate;
}
