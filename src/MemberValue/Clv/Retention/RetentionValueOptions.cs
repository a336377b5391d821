using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>Settings of a retention value: a payment per period as long as the member stays. Checked when used.</summary>
public sealed class RetentionValueOptions
{
    /// <summary>The period between payments, in which retention, growth and margin are given; a month unless set.</summary>
    public TimeUnit Period { get; set; } = TimeUnit.Month;

    /// <summary>The probability of staying from one period to the next, 0 to 1. Required: it is an input, not learned from the table.</summary>
    public double? Retention { get; set; }

    /// <summary>
    /// The discount rate; it is converted to one per <see cref="Period"/>. None unless set. Its <see cref="DiscountRate.Timing"/> is ignored:
    /// <see cref="Timing"/> says when the payments fall.
    /// </summary>
    public DiscountRate Discount { get; set; } = DiscountRate.None;

    /// <summary>When the payments fall; the present period counts as paid unless set.</summary>
    public PaymentTiming Timing { get; set; }

    /// <summary>Growth of the payment per <see cref="Period"/>; finite, above -1; 0 unless set.</summary>
    public double Growth { get; set; }

    /// <summary>How many payments count, 0 or more; null (the default) for no end.</summary>
    public int? Periods { get; set; }

    /// <summary>
    /// A given margin per <see cref="Period"/>, in money, the same for every member; finite. Null (the default) takes the member's own: realised
    /// money / tenure, by the properties below, which are ignored with a given margin.
    /// </summary>
    public double? MarginPerPeriod { get; set; }

    /// <summary>Which money the member's own margin is: net spend (the default) or margin.</summary>
    public ValueBasis Basis { get; set; }

    /// <summary>Margin as a share of net spend, finite, at most 1. With <see cref="ValueBasis.Margin"/> only; null takes the table's margins.</summary>
    public double? MarginRate { get; set; }

    /// <summary>When tenure begins.</summary>
    public TenureStart TenureStart { get; set; }

    /// <summary>
    /// A shorter tenure counts as this many days; finite, 0 or more; 30 unless set: a single purchase on the last day does not mean one per day from now on.
    /// </summary>
    public double MinimumTenureInDays { get; set; } = 30;

    /// <summary>A private copy, and the value of a margin of 1.</summary>
    internal (RetentionValueOptions Options, double Factor) Checked()
    {
        OptionError.RequireUnit(this, nameof(Period), Period.Seconds);
        OptionError.Require(
            this, Retention is >= 0 and <= 1, nameof(Retention), Retention, "it must be 0 to 1: the chance of staying from one period to the next");
        OptionError.Require(this, Discount is not null, nameof(Discount), null, "DiscountRate.None is no discount");
        OptionError.Require(this, double.IsFinite(Growth) && Growth > -1, nameof(Growth), Growth, "it must be a finite number above -1");
        OptionError.RequireName(this, nameof(Timing), Timing);
        OptionError.Require(this, !(Periods < 0), nameof(Periods), Periods, "it must be 0 or more, or null for no end");
        OptionError.Require(
            this, MarginPerPeriod is not { } margin || double.IsFinite(margin), nameof(MarginPerPeriod), MarginPerPeriod,
            "it must be a finite number, or null for the member's own");
        HistoricValueOptions.CheckMoney(this, Basis, MarginRate);
        HistoricValueOptions.CheckTenure(this, TenureStart, MinimumTenureInDays);
        return ((RetentionValueOptions)MemberwiseClone(), RetentionValue.Factor(Retention!.Value, Discount!.RatePer(Period), Periods, Timing, Growth));
    }
}
