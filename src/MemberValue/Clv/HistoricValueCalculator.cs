using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// What each member was worth so far: realised revenue or realised margin, refunds netted, as a total or per month of tenure. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// A fact, not a forecast. The sum over all members is the shop's own total. Values below 0 are right: a member can return more inside the
/// window than they bought in it, and a refund-only cell counts. A member who never bought is worth 0, per month too; per month, a member
/// without a purchase who has refunds and no known registration has no tenure, and is NaN.
/// </remarks>
public sealed class HistoricValueCalculator : IClvCalculator, IRowByRow
{
    private static readonly Text SoFar = Text.Of("Value so far", "累计价值");
    private static readonly Text PerMonthSoFar = Text.Of("Value so far per month of membership", "会龄内月均价值");

    private readonly ValueBasis _basis;
    private readonly double? _marginRate;
    private readonly bool _perMonth;
    private readonly TenureStart _tenureStart;
    private readonly double _minimumTenureInDays;

    /// <summary>Creates a calculator.</summary>
    /// <param name="options">Basis and division; copied. Null for total net spend.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public HistoricValueCalculator(HistoricValueOptions? options = null)
    {
        options ??= new HistoricValueOptions();
        options.Check();
        (_basis, _marginRate, _perMonth) = (options.Basis, options.MarginRate, options.PerMonthOfTenure);
        (_tenureStart, _minimumTenureInDays) = (options.TenureStart, options.MinimumTenureInDays);
    }

    /// <inheritdoc/>
    public Text ValueName => (_perMonth ? PerMonthSoFar : SoFar).AtMargin(_marginRate);

    /// <summary>The definition of the value per month.</summary>
    /// <param name="money">Realised money in the window; any sign.</param>
    /// <param name="tenureInMonths">The member's tenure, above 0; NaN when it is not known.</param>
    /// <returns>Money per month; 0 where the money is 0, known tenure or not.</returns>
    public static double PerMonth(double money, double tenureInMonths) => PerUnit(money, tenureInMonths);

    internal static double PerUnit(double money, double tenure) => money == 0 ? 0 : money / tenure;

    /// <inheritdoc/>
    /// <remarks>
    /// Single-threaded; allocates nothing. NaN for a member whose margin is missing. Needs the columns Net, or Margin for a margin without a
    /// rate; per month FirstPurchaseCell too, and RegistrationCell if tenure begins with it.
    /// </remarks>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short; it is unchanged then.</exception>
    /// <exception cref="InvalidOperationException">A column that is needed was not fed; <paramref name="destination"/> is unchanged then.</exception>
    public void Calculate(MemberColumns columns, Span<double> destination)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Require.Destination(destination.Length, columns.Count);
        destination = destination[..columns.Count];
        var money = new RealisedMoney(columns, _basis, _marginRate);
        if (!_perMonth)
        {
            for (var i = 0; i < destination.Length; i++)
                destination[i] = money[i];
            return;
        }

        var tenure = new Tenure(columns, _tenureStart, _minimumTenureInDays, TimeUnit.Month);
        for (var i = 0; i < destination.Length; i++)
            destination[i] = PerUnit(money[i], tenure[i]);
    }

    /// <summary>Basis and division in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"Historic value: {What}{(_perMonth ? " per month of tenure" : "")}");

    private string What => _marginRate is { } rate ? FormattableString.Invariant($"{rate} of net spend") : _basis == ValueBasis.Margin ? "margin" : "net spend";
}
