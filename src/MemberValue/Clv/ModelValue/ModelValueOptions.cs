using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>How a model's value is computed. A plain class that configuration can bind; checked and copied when a calculator is created.</summary>
public sealed class ModelValueOptions
{
    /// <summary>How far ahead, in <see cref="HorizonUnit"/>; above 0, or infinite for no end. 12 by default.</summary>
    public double Horizon { get; set; } = 12;

    /// <summary>The unit of <see cref="Horizon"/>; months by default.</summary>
    public TimeUnit HorizonUnit { get; set; } = TimeUnit.Month;

    /// <summary>What money later is worth now; no discount by default.</summary>
    public DiscountRate Discount { get; set; } = DiscountRate.None;

    /// <summary>The share of spend that is margin, finite and at most 1; 1 by default, so that the value is revenue. Below 0 for sales at a loss.</summary>
    public double MarginRate { get; set; } = 1;

    /// <summary>
    /// What a purchase brings, the same for every member and after what comes back; finite. Null (the default) for each member's expected spend by the
    /// spend model, or without one by their own mean.
    /// </summary>
    public double? SpendPerPurchase { get; set; }

    /// <summary>
    /// Whether the value is net of returns, as historic value is; true by default. A spend model then needs a model of returns beside it; a member's own mean
    /// is of net spend. False for the spend of purchases as they were made, whatever came back in a later cell.
    /// </summary>
    public bool NetOfReturns { get; set; } = true;

    internal ModelValueOptions Checked(AttritionModel model, GammaGammaModel? spend, ReturnModel? returns)
    {
        OptionError.Require(this, Horizon > 0, nameof(Horizon), Horizon, "it must be above 0; infinite is no end");
        OptionError.RequireUnit(this, nameof(HorizonUnit), HorizonUnit.Seconds);
        OptionError.Require(this, Discount is not null, nameof(Discount), null, "DiscountRate.None is no discount");
        HistoricValueOptions.CheckMarginRate(this, MarginRate);
        OptionError.RequireIfGiven(this, nameof(SpendPerPurchase), SpendPerPurchase, NumberRange.Finite);
        OptionError.Require(
            this, SpendPerPurchase is null || spend is null, nameof(SpendPerPurchase), SpendPerPurchase,
            "it must be null with a spend model: one of them says what a purchase brings");
        OptionError.Require(
            this, SpendPerPurchase is null || returns is null, nameof(SpendPerPurchase), SpendPerPurchase,
            "it must be null with a model of returns: a given amount is what stays");
        OptionError.Require(
            this, !NetOfReturns || spend is null || returns is not null, nameof(NetOfReturns), NetOfReturns,
            "with a spend model it needs a model of returns, ReturnModel.Fit(table.Columns); false gives the spend of purchases before returns");
        OptionError.Require(
            this, NetOfReturns || returns is null, nameof(NetOfReturns), NetOfReturns, "it must be true with a model of returns: leave one of the two out");
        model.CheckEnd(HorizonIn(model.Unit), "options");
        return (ModelValueOptions)MemberwiseClone();
    }

    internal double HorizonIn(TimeUnit unit) => new TimeConversion(HorizonUnit, unit).Of(Horizon);
}
