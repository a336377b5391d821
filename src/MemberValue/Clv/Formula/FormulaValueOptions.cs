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

    /// <summary>The given frequency, in purchases or orders a <see cref="Unit"/>; finite, 0 or more. With <see cref="ValueSource.Given"/> only.</summary>
    public double? Frequency { get; set; }

    /// <summary>Where the lifespan comes from; the cohort's mean tenure unless set.</summary>
    public LifespanSource LifespanFrom { get; set; } = LifespanSource.Cohort;

    /// <summary>The given lifespan, in <see cref="Unit"/>; finite, above 0. With <see cref="LifespanSource.Given"/> only.</summary>
    public double? Lifespan { get; set; }

    /// <summary>
    /// The given churn rate a <see cref="Unit"/>: the share of members who leave in it, above 0, at most 1. With <see cref="LifespanSource.GivenChurn"/> only.
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
    /// The least tenure that a member counts with, in days; finite, 0 or more; 30 unless set. A frequency is purchases / tenure: without a least
    /// tenure, one purchase yesterday is a purchase a day for a whole lifespan.
    /// </summary>
    public double MinimumTenureInDays { get; set; } = 30;

    internal FormulaValueOptions Copy() => (FormulaValueOptions)MemberwiseClone();

    /// <summary>A copy that nobody else can change.</summary>
    /// <summary>What a fit looks at; the numbers that are given stand in the calculator itself.</summary>
    internal string InWords() => FormattableString.Invariant(
        $"CountedBy {CountedBy}, OrderValueFrom {OrderValueFrom}, FrequencyFrom {FrequencyFrom}, LifespanFrom {LifespanFrom}, MarginFrom {MarginFrom}, ")
        + FormattableString.Invariant($"TenureStart {TenureStart}, MinimumTenureInDays {MinimumTenureInDays}");

    internal FormulaValueOptions Checked()
    {
        var options = Copy();
        const string type = nameof(FormulaValueOptions);
        Defined(CountedBy, nameof(CountedBy), "Purchase or Order");
        Defined(OrderValueFrom, nameof(OrderValueFrom), "Member, Cohort or Given");
        Defined(FrequencyFrom, nameof(FrequencyFrom), "Member, Cohort or Given");
        Defined(LifespanFrom, nameof(LifespanFrom), "Member, Cohort, Given, CohortChurn or GivenChurn");
        Defined(MarginFrom, nameof(MarginFrom), "Member, Cohort or Given");
        if (!(Unit.Seconds > 0))
            throw new ArgumentOutOfRangeException("options", Unit, $"{type}.Unit must be one of TimeUnit's, not default.");
        Number(OrderValue, nameof(OrderValue), OrderValueFrom == ValueSource.Given, double.IsFinite, "finite", $"{nameof(OrderValueFrom)} is Given");
        Number(Frequency, nameof(Frequency), FrequencyFrom == ValueSource.Given, value => double.IsFinite(value) && value >= 0, "finite and 0 or more", $"{nameof(FrequencyFrom)} is Given");
        Number(Lifespan, nameof(Lifespan), LifespanFrom == LifespanSource.Given, value => double.IsFinite(value) && value > 0, "finite and above 0", $"{nameof(LifespanFrom)} is Given");
        Number(ChurnRate, nameof(ChurnRate), LifespanFrom == LifespanSource.GivenChurn, value => value is > 0 and <= 1, "above 0 and at most 1", $"{nameof(LifespanFrom)} is GivenChurn");
        if (MarginRate is { } rate)
        {
            if (MarginFrom != ValueSource.Given)
                throw new ArgumentOutOfRangeException("options", rate, $"{type}.MarginRate must be null unless MarginFrom is Given.");
            HistoricValueOptions.CheckMarginRate(rate, type);
        }

        HistoricValueOptions.CheckTenure(TenureStart, MinimumTenureInDays, type);
        return options;
    }

    private static void Defined<TEnum>(TEnum value, string name, string allowed)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw new ArgumentOutOfRangeException("options", value, $"FormulaValueOptions.{name} must be {allowed}.");
    }

    private static void Number(double? value, string name, bool isNeeded, Func<double, bool> isAllowed, string allowed, string when)
    {
        if (isNeeded ? value is not { } known || !isAllowed(known) : value is not null)
        {
            throw new ArgumentOutOfRangeException("options", value,
                $"FormulaValueOptions.{name} must be {allowed} when {when}, and null otherwise.");
        }
    }
}
