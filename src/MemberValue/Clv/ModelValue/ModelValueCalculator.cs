using System.Globalization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// What each member will bring, by probability models: expected purchases x expected spend x the share of it that stays x margin rate, discounted, over a
/// horizon or without an end. Immutable and thread-safe.
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

    /// <summary>Creates a calculator.</summary>
    /// <param name="purchases">The model of purchases.</param>
    /// <param name="spend">The model of spend; null to go by each member's own mean, or by a given amount of the options.</param>
    /// <param name="returns">
    /// The model of what comes back; a spend model needs one unless <see cref="ModelValueOptions.NetOfReturns"/> is false. Null without a spend model for
    /// each member's own net mean.
    /// </param>
    /// <param name="options">Horizon, discount and margin; null for 12 months of revenue without a discount. Copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="purchases"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range or does not go with the models.</exception>
    public ModelValueCalculator(
        AttritionModel purchases, GammaGammaModel? spend = null, ReturnModel? returns = null, ModelValueOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(purchases);
        Purchases = purchases;
        Spend = spend;
        Returns = returns;
        _options = (options ?? new ModelValueOptions()).Checked(purchases, spend, returns);
        _horizon = _options.HorizonIn(purchases.Unit);
        ValueName = ClvWords.ExpectedOver(_options.Horizon, _options.HorizonUnit).AtMargin(_options.MarginRate);
    }

    /// <inheritdoc/>
    public Text ValueName { get; }

    /// <summary>The model of purchases.</summary>
    public AttritionModel Purchases { get; }

    /// <summary>The model of spend; null where there is none.</summary>
    public GammaGammaModel? Spend { get; }

    /// <summary>The model of what comes back; null where there is none.</summary>
    public ReturnModel? Returns { get; }

    /// <summary>The value of a member whose numbers are known.</summary>
    /// <param name="history">The member's purchases, in the model's unit.</param>
    /// <param name="meanSpend">
    /// The member's mean spend per purchase, of the purchases that the spend model looks at (its basis; by default those after the first, and 0 where there
    /// is none); without a spend model, of all purchases, and without a model of returns the mean of what stayed.
    /// </param>
    /// <param name="ownReturnShare">
    /// What the member gave back in later cells / the spend of all their purchases, 0 or more; NaN (the default) where it is not known: the base's share
    /// then. For the model of returns alone.
    /// </param>
    /// <returns>The value with its factors; NaN for an invalid history.</returns>
    public ResidualValue Residual(PurchaseHistory history, double meanSpend, double ownReturnShare = double.NaN)
    {
        var purchases = Purchases.DiscountedExpectedPurchases(history, _options.Discount, _horizon);
        var spend = _options.SpendPerPurchase
            ?? Spend?.ExpectedMeanSpend(history.RepeatPurchases + (Spend.Basis == SpendBasis.AllPurchases ? 1 : 0), meanSpend) ?? meanSpend;
        var returned = double.IsNaN(purchases) ? double.NaN : Returns?.ExpectedShare(history.RepeatPurchases + 1, ownReturnShare) ?? 0;
        return new ResidualValue(Purchases.ProbabilityAlive(history), purchases, spend, returned, Amount(purchases, spend, returned));
    }

    /// <summary>The values of a table's members with their factors, on all processors.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="table">The members; their times are converted to the model's unit.</param>
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
    /// <exception cref="InvalidOperationException">There is neither a spend model nor a given spend, so nothing says what a new member spends.</exception>
    public NewMemberValue NewMember()
    {
        var spend = _options.SpendPerPurchase ?? Spend?.PopulationMean
            ?? throw new InvalidOperationException(
                "Nothing says what a new member spends: give the calculator a spend model, or set ModelValueOptions.SpendPerPurchase.");
        var purchases = 1 + Purchases.DiscountedExpectedPurchases(PurchaseHistory.New, _options.Discount, _horizon);
        var returned = Returns?.Share ?? 0;
        return new NewMemberValue(purchases, spend, returned, Amount(purchases, spend, returned));
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
        var returns = ReturnsOf(columns);
        var size = Math.Min(AttritionModel.BlockSize, destination.Length);
        Span<double> numbers = stackalloc double[4 * size]; // so that one member does not clear 8 KB
        for (var done = 0; done < destination.Length; done += AttritionModel.BlockSize)
        {
            var target = destination.Slice(done, Math.Min(AttritionModel.BlockSize, destination.Length - done));
            var block = HistoryBlock.Read(members, done, target.Length, numbers);
            var spend = numbers.Slice(3 * size, target.Length);
            FillPurchases(block, target);
            FillSpend(spends, returns, done, spend);
            for (var i = 0; i < target.Length; i++)
                target[i] *= spend[i];
            FillReturned(returns, done, spend); // in the place of spend
            for (var i = 0; i < target.Length; i++)
                target[i] = target[i] * (1 - spend[i]) * _options.MarginRate;
        }
    }

    /// <summary>Models, horizon, returns, discount and margin in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString()
    {
        var spend = _options.SpendPerPurchase is { } given ? FormattableString.Invariant($"{given} per purchase")
            : Spend is null ? "each member's mean" : "Gamma-Gamma";
        var returns = !_options.NetOfReturns ? "before returns" : Returns is { } model ? model.ToString() : "what stayed";
        return string.Create(CultureInfo.InvariantCulture,
            $"Model value: {Purchases.Name}, spend by {spend}, {Lower(returns)}, {_options.Horizon} {_options.HorizonUnit.Name}s, "
            + $"discount {_options.Discount}, margin rate {_options.MarginRate}");
    }

    /// <summary>How far ahead, in the unit of the model of purchases.</summary>
    internal double HorizonInUnits => _horizon;

    internal ModelValueOptions Options => _options;

    /// <summary>The same calculator with other parameters of its models.</summary>
    internal ModelValueCalculator With(AttritionModel purchases, GammaGammaModel? spend, ReturnModel? returns) =>
        new(purchases, spend, returns, _options);

    /// <summary>What a purchase of some rows is expected to bring before returns, and the share of it that is expected to come back.</summary>
    internal void FillMoney(MemberColumns columns, in SpendColumns spends, int start, Span<double> spend, Span<double> returned)
    {
        var returns = ReturnsOf(columns);
        FillSpend(spends, returns, start, spend);
        FillReturned(returns, start, returned);
    }

    /// <summary>The share of each member's spend that is expected to come back; 0 throughout without a model of returns.</summary>
    internal void ReturnShares(MemberColumns columns, Span<double> destination) => FillReturned(ReturnsOf(columns), 0, destination);

    internal MemberTimeView Members(MemberColumns columns)
    {
        var members = columns.In(Purchases.Unit);
        Purchases.Check(members, columns.Count);
        return members;
    }

    internal SpendColumns Spends(MemberColumns columns) =>
        _options.SpendPerPurchase is null ? new SpendColumns(columns, Spend?.Basis ?? SpendBasis.AllPurchases) : default;

    // Read where a row has numbers of its own: by a model that tells members apart, or as a net mean.
    private ReturnColumns ReturnsOf(MemberColumns columns) =>
        Returns is { IsSame: false } || (OwnMean && Returns is null && _options.NetOfReturns) ? new ReturnColumns(columns) : default;

    private bool OwnMean => Spend is null && _options.SpendPerPurchase is null;

    private void Residuals(MemberColumns columns, Span<ResidualValue> destination)
    {
        var members = Members(columns);
        var spends = Spends(columns);
        var returns = ReturnsOf(columns);
        Span<double> numbers = stackalloc double[7 * AttritionModel.BlockSize];
        for (var done = 0; done < destination.Length; done += AttritionModel.BlockSize)
        {
            var rows = Math.Min(AttritionModel.BlockSize, destination.Length - done);
            var block = HistoryBlock.Read(members, done, rows, numbers);
            var alive = numbers.Slice(3 * AttritionModel.BlockSize, rows);
            var purchases = numbers.Slice(4 * AttritionModel.BlockSize, rows);
            var spend = numbers.Slice(5 * AttritionModel.BlockSize, rows);
            var returned = numbers.Slice(6 * AttritionModel.BlockSize, rows);
            Purchases.FillAlive(block, alive);
            FillPurchases(block, purchases);
            FillSpend(spends, returns, done, spend);
            FillReturned(returns, done, returned);
            for (var i = 0; i < rows; i++)
            {
                var share = double.IsNaN(purchases[i]) ? double.NaN : returned[i]; // NaN throughout for one who never bought
                destination[done + i] = new ResidualValue(alive[i], purchases[i], spend[i], share, Amount(purchases[i], spend[i], share));
            }
        }
    }

    private void FillPurchases(in HistoryBlock block, Span<double> destination) => Purchases.FillDiscounted(block, _options.Discount, _horizon, destination);

    private void FillSpend(in SpendColumns spends, in ReturnColumns returns, int start, Span<double> destination)
    {
        if (_options.SpendPerPurchase is { } given)
            destination.Fill(given);
        else if (Spend is not null)
            Spend.Fill(spends, start, destination);
        else if (Returns is null && _options.NetOfReturns)
            NetMeans(returns, start, destination);
        else
            MeanSpends(spends, start, destination);
    }

    private void FillReturned(in ReturnColumns returns, int start, Span<double> destination)
    {
        if (Returns is null)
            destination.Clear();
        else
            Returns.Fill(returns, start, destination);
    }

    private static void NetMeans(in ReturnColumns returns, int start, Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = returns.NetPerPurchase(start + i);
    }

    private static void MeanSpends(in SpendColumns spends, int start, Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = spends.Purchases(start + i) is > 0 and var purchases ? spends.Money(start + i) / purchases : 0;
    }

    // A share of 0 changes no bit.
    private double Amount(double purchases, double spend, double returned) => purchases * spend * (1 - returned) * _options.MarginRate;

    private static string Lower(string sentence) => char.ToLowerInvariant(sentence[0]) + sentence[1..];
}
