using MemberValue.Common;

namespace MemberValue.Clv;

/// <summary>Settings of the value of contracts: what a period brings, and when money is worth what. Checked when used.</summary>
public sealed class ContractValueOptions
{
    /// <summary>What a member brings in the present period, in money: payment less costs. Finite. Required.</summary>
    public double? MarginPerPeriod { get; set; }

    /// <summary>Growth of the margin from period to period; finite, above -1; 0 unless set. It must not exceed the discount.</summary>
    public double Growth { get; set; }

    /// <summary>The discount rate; it is converted to the model's period. None unless set: without one, a value exists only where members stay for a mean
    /// time.</summary>
    public DiscountRate Discount { get; set; } = DiscountRate.None;

    /// <summary>Which payment is the next of a present member; the period has just been paid for unless set.</summary>
    public ContractMoment Moment { get; set; } = ContractMoment.AfterPayment;

    /// <summary>
    /// What a new member brings in the first period, where that is another amount: a discount for joining, or the costs of a trial (below 0). Finite; null (the
    /// default) for <see cref="MarginPerPeriod"/>, and for 0 in a trial.
    /// </summary>
    public double? FirstPeriodMargin { get; set; }

    /// <summary>
    /// The first period is a trial, and this is the probability of paying for the next one, 0 to 1; the model's renewals begin after that payment. Null (the
    /// default) for no trial.
    /// </summary>
    public double? TrialConversion { get; set; }

    internal ContractValueOptions Checked()
    {
        OptionError.Require(
            this, MarginPerPeriod is { } margin && double.IsFinite(margin), nameof(MarginPerPeriod), MarginPerPeriod, "it must be a finite number");
        OptionError.Require(this, double.IsFinite(Growth) && Growth > -1, nameof(Growth), Growth, "it must be a finite number above -1");
        OptionError.Require(this, Discount is not null, nameof(Discount), null, "DiscountRate.None is no discount");
        OptionError.RequireName(this, nameof(Moment), Moment);
        OptionError.Require(
            this, FirstPeriodMargin is not { } first || double.IsFinite(first), nameof(FirstPeriodMargin), FirstPeriodMargin,
            "it must be a finite number, or null for that of the other periods");
        OptionError.Require(
            this, TrialConversion is null or (>= 0 and <= 1), nameof(TrialConversion), TrialConversion, "it must be 0 to 1, or null for no trial");
        return (ContractValueOptions)MemberwiseClone();
    }
}
