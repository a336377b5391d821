using MemberValue.Clv;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// Settings of a retention value in numbers that configuration can bind: <see cref="RetentionValueOptions"/> with the period in days, and the discount rate
/// of the
/// <see cref="ClvOptions"/> that it is part of.
/// </summary>
public sealed class RetentionOptions
{
    /// <summary>The period between payments in days, finite, above 0; 30.4375 by default, a month.</summary>
    public double PeriodDays { get; set; } = 30.4375;

    /// <summary>The probability of staying from one period to the next, 0 to 1. Required.</summary>
    public double? Retention { get; set; }

    /// <summary>When the payments fall; the present period counts as paid unless set.</summary>
    public PaymentTiming Timing { get; set; }

    /// <summary>Growth of the payment per period; finite, above -1; 0 unless set.</summary>
    public double Growth { get; set; }

    /// <summary>How many payments count, 0 or more; null, the default, for no end.</summary>
    public int? Periods { get; set; }

    /// <summary>A given margin per period, in money, the same for every member; finite. Null, the default, takes the member's own.</summary>
    public double? MarginPerPeriod { get; set; }

    /// <summary>Which money the member's own margin is.</summary>
    public ValueBasis Basis { get; set; }

    /// <summary>Margin as a share of net spend, finite, at most 1. With <see cref="ValueBasis.Margin"/> only; null takes the table's margins.</summary>
    public double? MarginRate { get; set; }

    /// <summary>When tenure begins.</summary>
    public TenureStart TenureStart { get; set; }

    /// <summary>A shorter tenure counts as this many days; finite, 0 or more; 30 unless set.</summary>
    public double MinimumTenureInDays { get; set; } = 30;

    internal RetentionOptions Copy() => (RetentionOptions)MemberwiseClone();

    internal void Check(double annualDiscountRate)
    {
        if (!(PeriodDays > 0 && PeriodDays <= double.MaxValue))
            throw OptionError.Of(this, nameof(PeriodDays), PeriodDays, "it must be a finite number of days above 0");
        _ = ToOptions(annualDiscountRate).Checked();
    }

    internal RetentionValueOptions ToOptions(double annualDiscountRate) => new()
    {
        Period = TimeUnit.OfDays("period", PeriodDays),
        Retention = Retention,
        Discount = DiscountRate.Annual(annualDiscountRate),
        Timing = Timing,
        Growth = Growth,
        Periods = Periods,
        MarginPerPeriod = MarginPerPeriod,
        Basis = Basis,
        MarginRate = MarginRate,
        TenureStart = TenureStart,
        MinimumTenureInDays = MinimumTenureInDays,
    };
}
