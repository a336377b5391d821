using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// Settings of a formula value: average order value x purchase frequency x lifespan x margin rate. Each factor says where it comes from;
/// a number is given exactly where the source is a given one. Checked when used.
/// </summary>
public sealed class FormulaValueOptions
{
    /// <summary>Whether purchases or orders are counted, in the average order value and in the frequency alike.</summary>
    public FrequencyBasis CountedBy { get; set; }

    /// <summary>
    /// The unit that frequency, lifespan and churn rate count in; a month unless set. It changes no value but those of numbers that are given.
    /// </summary>
    public TimeUnit Unit { get; set; } = TimeUnit.Month;

    /// <summary>Where the average order value comes from; the member's own unless set.</summary>
    public ValueSource OrderValueFrom { get; set; }

    /// <summary>The given average order value, in money; finite. With <see cref="ValueSource.Given"/> only.</summary>
    public double? OrderValue { get; set; }

    /// <summary>Where the frequency comes from; the member's own unless set.</summary>
    public ValueSource FrequencyFrom { get; set; }

    /// <summary>The given frequency, in purchases or orders per <see cref="Unit"/>; finite, 0 or more. With <see cref="ValueSource.Given"/> only.</summary>
    public double? Frequency { get; set; }

    /// <summary>Where the lifespan comes from; the cohort's mean tenure unless set.</summary>
    public LifespanSource LifespanFrom { get; set; } = LifespanSource.Cohort;

    /// <summary>The given lifespan, in <see cref="Unit"/>; finite, above 0. With <see cref="LifespanSource.Given"/> only.</summary>
    public double? Lifespan { get; set; }

    /// <summary>
    /// The given churn rate per <see cref="Unit"/>: the share who leave in it, above 0, at most 1. With <see cref="LifespanSource.GivenChurn"/> only.
    /// </summary>
    public double? ChurnRate { get; set; }

    /// <summary>Where the margin rate comes from; given unless set.</summary>
    public ValueSource MarginFrom { get; set; } = ValueSource.Given;

    /// <summary>
    /// The given margin, as a share of net spend; finite, at most 1. With <see cref="ValueSource.Given"/> only; null there is 1: the value is revenue.
    /// </summary>
    public double? MarginRate { get; set; }

    /// <summary>When tenure begins, the one that frequency and lifespan are made of.</summary>
    public TenureStart TenureStart { get; set; }

    /// <summary>
    /// A shorter tenure counts as this many days; finite, 0 or more; 30 unless set. A frequency is purchases / tenure: without a minimum, one purchase on
    /// the last day counts as one per day for the whole lifespan.
    /// </summary>
    public double MinimumTenureInDays { get; set; } = 30;

    internal FormulaValueOptions Copy() => (FormulaValueOptions)MemberwiseClone();

    /// <summary>A private copy.</summary>
    /// <summary>What a fit looks at; the given numbers are in the calculator itself.</summary>
    internal string InWords() => FormattableString.Invariant(
        $"CountedBy {CountedBy}, OrderValueFrom {OrderValueFrom}, FrequencyFrom {FrequencyFrom}, LifespanFrom {LifespanFrom}, MarginFrom {MarginFrom}, ")
        + FormattableString.Invariant($"TenureStart {TenureStart}, MinimumTenureInDays {MinimumTenureInDays}");

    internal FormulaValueOptions Checked()
    {
        OptionError.RequireName(this, nameof(CountedBy), CountedBy);
        OptionError.RequireName(this, nameof(OrderValueFrom), OrderValueFrom);
        OptionError.RequireName(this, nameof(FrequencyFrom), FrequencyFrom);
        OptionError.RequireName(this, nameof(LifespanFrom), LifespanFrom);
        OptionError.RequireName(this, nameof(MarginFrom), MarginFrom);
        OptionError.RequireUnit(this, nameof(Unit), Unit.Seconds);
        Number(OrderValue, nameof(OrderValue), OrderValueFrom == ValueSource.Given, NumberRange.Finite, "OrderValueFrom is Given");
        Number(Frequency, nameof(Frequency), FrequencyFrom == ValueSource.Given, NumberRange.ZeroOrMore, "FrequencyFrom is Given");
        Number(Lifespan, nameof(Lifespan), LifespanFrom == LifespanSource.Given, NumberRange.AboveZero, "LifespanFrom is Given");
        Number(ChurnRate, nameof(ChurnRate), LifespanFrom == LifespanSource.GivenChurn, NumberRange.ShareAboveZero, "LifespanFrom is GivenChurn");
        OptionError.Require(
            this, MarginRate is null || MarginFrom == ValueSource.Given, nameof(MarginRate), MarginRate, "it must be null unless MarginFrom is Given");
        if (MarginRate is { } rate)
            HistoricValueOptions.CheckMarginRate(this, rate);
        HistoricValueOptions.CheckTenure(this, TenureStart, MinimumTenureInDays);
        return Copy();
    }

    private void Number(double? value, string name, bool isNeeded, NumberRange range, string when) => OptionError.Require(
        this, isNeeded ? value is { } known && range.Holds(known) : value is null, name, value, $"it must be {range.Words} when {when}, and null otherwise");
}
