using System.Globalization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// The retention value of each member: a margin per period, the member's own or a given one, times what one unit of it is worth by
/// <see cref="RetentionValue"/>. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// The formula is about a member who is there now, with one probability of staying for all members: it does not take into account that a member has not bought
/// for a year. The member's own margin is realised money / tenure, so that a member who never bought is worth 0; NaN where the margin is missing, and for a
/// member without a purchase who has refunds and no known registration. Below 0 where refunds exceed sales.
/// </remarks>
public sealed class RetentionValueCalculator : IClvCalculator, IRowByRow
{
    private readonly RetentionValueOptions _options;

    /// <summary>Creates a calculator.</summary>
    /// <param name="options">Retention, discount, timing and margin; copied.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of range; or there is no end, and retention x (1 + growth) is not below 1 + discount.</exception>
    public RetentionValueCalculator(RetentionValueOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, Factor) = options.Checked();
        ValueName = _options.Periods is { } periods ? ClvWords.ExpectedOver(periods, _options.Period) : ClvWords.ExpectedWithoutEnd;
        if (_options.MarginPerPeriod is null)
            ValueName = ValueName.AtMargin(_options.MarginRate);
    }

    /// <inheritdoc/>
    public Text ValueName { get; }

    /// <summary>What a margin of 1 per period is worth; 0 or more, and an infinity where the value is beyond a double.</summary>
    public double Factor { get; }

    /// <summary>The value of one margin.</summary>
    /// <param name="margin">Money per period; any sign.</param>
    /// <returns>margin x <see cref="Factor"/>; 0 for a margin of 0.</returns>
    public double Value(double margin) => margin == 0 ? 0 : margin * Factor;

    /// <inheritdoc/>
    /// <remarks>
    /// Single-threaded; allocates nothing. Needs no column with a given margin; FirstPurchaseCell and Net for the member's own, or Margin for a margin
    /// without a rate, and RegistrationCell if tenure begins with it.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed; <paramref name="destination"/> is unchanged then.</exception>
    public void Calculate(MemberColumns columns, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Require.Destination(destination.Length, columns.Count);
        destination = destination[..columns.Count];
        if (_options.MarginPerPeriod is { } given)
        {
            destination.Fill(Value(given));
            return;
        }

        var money = new RealisedMoney(columns, _options.Basis, _options.MarginRate);
        var tenure = new Tenure(columns, _options.TenureStart, _options.MinimumTenureInDays, _options.Period);
        for (var i = 0; i < destination.Length; i++)
            destination[i] = Value(HistoricValueCalculator.PerUnit(money[i], tenure[i]));
    }

    /// <summary>Retention, discount, timing and horizon in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"Retention value: retention {_options.Retention} per {_options.Period.Name}, discount {_options.Discount.RatePer(_options.Period):G6} per "
            + $"{_options.Period.Name}, growth {_options.Growth}, "
            + $"{(_options.Periods is { } periods ? FormattableString.Invariant($"{periods} payments") : "no end")}, timing {_options.Timing}");
}
