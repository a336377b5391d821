using MemberValue.Common;

namespace MemberValue.Clv;

/// <summary>Settings of a historic value; checked when used.</summary>
public sealed class HistoricValueOptions
{
    /// <summary>Which money counts: net spend (the default) or margin.</summary>
    public ValueBasis Basis { get; set; }

    /// <summary>
    /// Margin as a share of net spend, finite, at most 1; below 0 for goods sold at a loss. With <see cref="ValueBasis.Margin"/> only; null
    /// takes the table's margins.
    /// </summary>
    public double? MarginRate { get; set; }

    /// <summary>Whether the value is divided by the member's tenure in months of 30.4375 days.</summary>
    public bool PerMonthOfTenure { get; set; }

    /// <summary>When tenure begins.</summary>
    public TenureStart TenureStart { get; set; }

    /// <summary>
    /// A shorter tenure counts as this many days; finite, 0 or more. With 0 (the default) the tenure is the actual one, at least one cell: a member whose
    /// first purchase, of 50, is on the last day has 50 per day, 1,522 per month. Set 30 to rank newcomers beside others.
    /// </summary>
    public double MinimumTenureInDays { get; set; }

    internal HistoricValueOptions Copy() => (HistoricValueOptions)MemberwiseClone();

    internal void Check()
    {
        CheckMoney(this, Basis, MarginRate);
        CheckTenure(this, TenureStart, MinimumTenureInDays);
    }

    internal static void CheckMoney(object options, ValueBasis basis, double? marginRate)
    {
        OptionError.RequireName(options, nameof(Basis), basis);
        OptionError.Require(
            options, marginRate is null || basis == ValueBasis.Margin, nameof(MarginRate), marginRate, "it must be null unless Basis is Margin");
        if (marginRate is { } rate)
            CheckMarginRate(options, rate);
    }

    internal static void CheckMarginRate(object options, double rate) =>
        OptionError.Require(options, double.IsFinite(rate) && rate <= 1, nameof(MarginRate), rate, "it must be finite and at most 1; 0.3 is 30% of net spend");

    internal static void CheckTenure(object options, TenureStart start, double minimumInDays)
    {
        OptionError.RequireName(options, nameof(TenureStart), start);
        OptionError.Require(options, nameof(MinimumTenureInDays), minimumInDays, NumberRange.ZeroOrMore);
    }
}
