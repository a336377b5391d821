using MemberValue.Common;
using MemberValue.Estimation;

namespace MemberValue.Clv;

/// <summary>
/// Which model of purchases a valuator has, and how it values members. A plain class that configuration can bind; checked and copied when it is used.
/// </summary>
public sealed class ClvOptions
{
    /// <summary>How members are valued. By the models of purchases and of spend by default.</summary>
    public ClvMethod Method { get; set; }

    /// <summary>
    /// Which model of purchases a fit makes: P(alive), the probability of a purchase and the expected purchases come from it, whatever the method. MBG/NBD
    /// by default; None for no model.
    /// </summary>
    public PurchaseModel Model { get; set; } = PurchaseModel.MbgNbd;

    /// <summary>How the models are fitted.</summary>
    public FitOptions Fit { get; set; } = new();

    /// <summary>
    /// How far ahead the probability of a purchase and the expected purchases look, in days; finite, above 0. 90 by default. A model of opportunities takes
    /// the nearest whole number of them, and looks at least one ahead.
    /// </summary>
    public double PurchaseHorizonDays { get; set; } = 90;

    /// <summary>
    /// How far ahead the value by model looks, in days; at least 0.001, or infinite for no end. 365.25 by default. A model of opportunities takes the nearest
    /// whole number of them, and looks at least one ahead.
    /// </summary>
    public double ValueHorizonDays { get; set; } = 365.25;

    /// <summary>The discount rate per year of 365.25 days, finite and 0 or more: 0.15 is 15%. 0 by default. For the methods Model and Retention.</summary>
    public double AnnualDiscountRate { get; set; }

    /// <summary>The share of spend that is margin in the value by model, finite and at most 1; 1 by default, so that the value is revenue.</summary>
    public double MarginRate { get; set; } = 1;

    /// <summary>
    /// Whether the value by model takes spend from a Gamma-Gamma model, which pulls members with few purchases towards the mean; otherwise from each member's
    /// own mean.
    /// </summary>
    public bool SpendModel { get; set; } = true;

    /// <summary>
    /// Whether the value by model is net of returns; true by default. With a spend model a model of what comes back is fitted beside it. False for the spend
    /// of purchases as they were made, whatever came back in a later cell.
    /// </summary>
    public bool NetOfReturns { get; set; } = true;

    /// <summary>Which purchases the spend model looks at.</summary>
    public SpendBasis SpendBasis { get; set; } = SpendBasis.RepeatPurchases;

    /// <summary>
    /// What a purchase brings in the value by model after returns, the same for every member; finite. Null, the default: as <see cref="SpendModel"/> says.
    /// </summary>
    public double? SpendPerPurchase { get; set; }

    /// <summary>Settings of the method Historic; ignored for the other methods.</summary>
    public HistoricValueOptions Historic { get; set; } = new();

    /// <summary>Settings of the method Formula; ignored for the other methods.</summary>
    public FormulaValueOptions Formula { get; set; } = new();

    /// <summary>Settings of the method Retention, whose discount is <see cref="AnnualDiscountRate"/>; ignored for the other methods.</summary>
    public RetentionOptions Retention { get; set; } = new();

    /// <summary>Whether a fit makes a model of spend.</summary>
    internal bool NeedsSpend => Method == ClvMethod.Model && Model != PurchaseModel.None && SpendModel && SpendPerPurchase is null;

    /// <summary>Whether a fit makes a model of returns.</summary>
    internal bool NeedsReturns => NeedsSpend && NetOfReturns;

    /// <summary>A checked private copy.</summary>
    internal ClvOptions Frozen()
    {
        if (!Enum.IsDefined(Method))
            throw OptionError.Of(this, nameof(Method), Method, "it must be Model, Historic, Formula or Retention");
        if (!Enum.IsDefined(Model))
            throw OptionError.Of(this, nameof(Model), Model, "it must be None, BgNbd, MbgNbd, ParetoNbd, Nbd or BgBb");
        if (!Enum.IsDefined(SpendBasis))
            throw OptionError.Of(this, nameof(SpendBasis), SpendBasis, "it must be RepeatPurchases or AllPurchases");
        Require(PurchaseHorizonDays > 0 && PurchaseHorizonDays <= double.MaxValue, PurchaseHorizonDays, nameof(PurchaseHorizonDays),
            "it must be a finite number of days above 0");
        Require(ValueHorizonDays >= 0.001, ValueHorizonDays, nameof(ValueHorizonDays), "it must be a number of days, at least 0.001, or infinite for no end");
        Require(AnnualDiscountRate >= 0 && AnnualDiscountRate <= double.MaxValue, AnnualDiscountRate, nameof(AnnualDiscountRate),
            "it must be finite and 0 or more; 0.15 is 15%");
        Require(MarginRate >= -double.MaxValue && MarginRate <= 1, MarginRate, nameof(MarginRate), "it must be finite and at most 1");
        if (SpendPerPurchase is { } spend)
            Require(double.IsFinite(spend), spend, nameof(SpendPerPurchase), "it must be finite, or null");
        OptionError.RequirePart(this, Fit, nameof(Fit));
        OptionError.RequirePart(this, Historic, nameof(Historic));
        OptionError.RequirePart(this, Formula, nameof(Formula));
        OptionError.RequirePart(this, Retention, nameof(Retention));
        Fit.Check();
        var copy = (ClvOptions)MemberwiseClone();
        copy.Fit = Fit.Copy();
        copy.Historic = Historic.Copy();
        copy.Formula = Formula.Copy();
        copy.Retention = Retention.Copy();
        copy.Check();
        return copy;
    }

    private void Check()
    {
        switch (Method)
        {
            case ClvMethod.Model when Model == PurchaseModel.None:
                throw OptionError.Of(this, nameof(Model), Model, "the method Model needs a model of purchases; name one, or another method");
            case ClvMethod.Historic:
                Historic.Check();
                break;
            case ClvMethod.Formula:
                _ = Formula.Checked();
                break;
            case ClvMethod.Retention:
                Retention.Check(AnnualDiscountRate);
                break;
        }
    }

    private void Require(bool isAllowed, double value, string name, string allowed)
    {
        if (!isAllowed)
            throw OptionError.Of(this, name, value, allowed);
    }
}
