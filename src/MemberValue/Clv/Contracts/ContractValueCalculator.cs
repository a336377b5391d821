using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// What members under contract are worth: the margin of a period times the discounted number of payments still to come, by how often each has renewed.
/// Immutable and thread-safe.
/// </summary>
/// <remarks>
/// A member who has left is worth 0, and one without a contract NaN. In models of continuous time money comes in all the time, and a member stands at the
/// beginning of the period after the last renewal.
/// </remarks>
public sealed class ContractValueCalculator : IClvCalculator, IRowByRow
{
    private const int Known = 128;

    private readonly double[] _values = new double[Known]; // by renewals made
    private readonly ContractValueOptions _options;
    private readonly double _delta; // of growing payments

    /// <summary>Creates a calculator.</summary>
    /// <param name="model">How long members stay.</param>
    /// <param name="options">Margin, growth, discount and moment; copied.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range; or there is no finite value: growth exceeds the discount, or without a discount some
    /// members stay so long that there is no mean.</exception>
    public ContractValueCalculator(ContractModel model, ContractValueOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        (Model, _options) = (model, options.Checked());
        var growth = Compounding.Continuous(_options.Growth);
        _delta = _options.Discount.PerUnit(model.Unit) - growth;
        if (_delta < 0)
        {
            throw OptionError.Of(
                options, nameof(options.Growth), options.Growth,
                $"it must not exceed the discount, {_options.Discount.RatePer(model.Unit)} per {model.Unit.Name}");
        }

        if (!double.IsFinite(Paid(0)))
        {
            throw OptionError.Of(
                options, nameof(options.Discount), options.Discount,
                "it must exceed growth: by this model some members stay so long that there is no mean without one");
        }

        for (var n = 0; n < Known; n++)
            _values[n] = Worth(n);
        NewMember = WorthOfNew();
    }

    /// <inheritdoc/>
    public Text ValueName => ClvWords.ExpectedPayments;

    /// <summary>How long members stay.</summary>
    public ContractModel Model { get; }

    /// <summary>What one more member is worth at the moment of joining, first period included: the most that it is worth spending to acquire one.</summary>
    public double NewMember { get; }

    /// <summary>What a present member is worth.</summary>
    /// <param name="renewals">How often the member has renewed, 0 or more.</param>
    /// <returns>Money; below 0 for a margin below 0.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="renewals"/> is below 0.</exception>
    public double Value(int renewals)
    {
        Require.AtLeast(renewals, 0);
        return Of(renewals);
    }

    /// <inheritdoc/>
    /// <remarks>Needs <see cref="ContractColumns.Renewals"/>; reads <see cref="ContractColumns.HasLeft"/> where it is there. Single-threaded; allocates
    /// nothing.</remarks>
    /// <exception cref="InvalidOperationException"><see cref="ContractColumns.Renewals"/> was not given; <paramref name="destination"/> is unchanged
    /// then.</exception>
    public void Calculate(MemberColumns columns, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Require.Destination(destination.Length, columns.Count);
        var renewals = columns.Values(ContractColumns.Renewals);
        var left = columns.Has(ContractColumns.HasLeft) ? columns.Values(ContractColumns.HasLeft) : [];
        for (var i = 0; i < renewals.Length; i++)
            destination[i] = renewals[i] < 0 ? double.NaN : !left.IsEmpty && left[i] ? 0 : Of(renewals[i]);
    }

    /// <summary>Model, margin and discount.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"Contract value: {Model}, margin {_options.MarginPerPeriod}, growth {_options.Growth}, "
            + $"discount {_options.Discount.RatePer(Model.Unit):G6} per {Model.Unit.Name}, {_options.Moment}");

    private double Of(int renewals) => renewals < Known ? _values[renewals] : Worth(renewals);

    private double Worth(int renewals)
    {
        var paid = Paid(renewals);
        return _options.MarginPerPeriod!.Value * (Model.IsContinuous ? paid : _options.Moment switch
        {
            ContractMoment.AfterPayment => paid,
            ContractMoment.BeforeRenewal => paid / _options.Discount.Factor(1, Model.Unit), // all payments a period earlier
            _ => 1 + paid,
        });
    }

    /// <summary>The payments after the present one, discounted and grown.</summary>
    private double Paid(int renewals) => Model.Lifetime(renewals, _delta, ContractMoment.AfterPayment);

    private double WorthOfNew()
    {
        var margin = _options.MarginPerPeriod!.Value;
        var whole = Model.IsContinuous ? Paid(0) : 1 + Paid(0);
        if (_options.TrialConversion is { } conversion)
            return (_options.FirstPeriodMargin ?? 0) + conversion * _options.Discount.Factor(1, Model.Unit) * margin * whole;
        if (_options.FirstPeriodMargin is not { } first)
            return margin * whole;
        // In continuous time the first period brings its margin for as long as the member is there in it.
        var period = Model.IsContinuous ? whole - Model.Survival(1) * Math.Exp(-_delta) * Model.Lifetime(1, _delta, ContractMoment.AfterPayment) : 1;
        return (first - margin) * period + margin * whole;
    }
}
