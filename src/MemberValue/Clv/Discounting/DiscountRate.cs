using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>
/// A discount rate with its period: it says what money later is worth now. 15% a year, 1% a month, or a continuous rate; a year is its exact
/// length or as many weeks as a source says. Immutable; two rates are equal when rate, period, quotation and timing are.
/// </summary>
/// <remarks>
/// The type keeps a yearly rate from being applied to weeks: no method takes a bare number as a rate together with a time. Whatever way a rate is
/// quoted, it discounts by exp(-delta t), with delta = ln(1 + rate) / period for a rate per period, and delta = rate / period for a continuous one.
/// </remarks>
public sealed partial record DiscountRate
{
    private readonly DiscountTiming _timing;

    private DiscountRate(double rate, TimeUnit period, bool isContinuous)
    {
        if (!double.IsFinite(rate) || rate < 0)
            throw Error.OutOfRange(nameof(rate), $"The discount rate is {rate} and must be finite and 0 or more; 0.15 is 15%.");
        if (!(period.Seconds > 0))
            throw Error.OutOfRange(nameof(period), "The period of a discount rate is default and must be one of TimeUnit's.");
        Rate = rate;
        Period = period;
        IsContinuous = isContinuous;
    }

    /// <summary>No discounting: money later is worth what it is.</summary>
    public static DiscountRate None { get; } = new(0, TimeUnit.Year, isContinuous: false);

    /// <summary>The rate as quoted, 0 or more: a share per <see cref="Period"/>, or a continuous rate when <see cref="IsContinuous"/>.</summary>
    public double Rate { get; }

    /// <summary>The period of the rate.</summary>
    public TimeUnit Period { get; }

    /// <summary>Whether <see cref="Rate"/> is a continuous rate (a force of interest), not a share.</summary>
    public bool IsContinuous { get; }

    /// <summary>At which moment the purchases of a period are valued; <see cref="DiscountTiming.Continuous"/> unless set.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to a value that is not defined.</exception>
    public DiscountTiming Timing
    {
        get => _timing;
        init => _timing = Enum.IsDefined(value)
            ? value
            : throw Error.OutOfRange(nameof(value), $"The timing is {value} and must be Continuous, PeriodStart, PeriodMiddle or PeriodEnd.");
    }

    /// <summary>A rate per year of 365.25 days.</summary>
    /// <param name="rate">The share per year, finite, 0 or more: 0.15 is 15%.</param>
    /// <returns>The rate.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is out of range.</exception>
    public static DiscountRate Annual(double rate) => new(rate, TimeUnit.Year, isContinuous: false);

    /// <summary>A rate per year, with a year of a number of units: the published CDNOW numbers are 15% a year of 52 weeks.</summary>
    /// <param name="rate">The share per year, finite, 0 or more: 0.15 is 15%.</param>
    /// <param name="unit">The unit that makes up the year.</param>
    /// <param name="unitsPerYear">How many of them; finite and above 0.</param>
    /// <returns>The rate; its period is the year of that length.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static DiscountRate Annual(double rate, TimeUnit unit, double unitsPerYear)
    {
        if (!(unit.Seconds > 0))
            throw Error.OutOfRange(nameof(unit), "The time unit is default and must be one of TimeUnit's.");
        var seconds = unitsPerYear * unit.Seconds;
        if (!(seconds > 0) || double.IsInfinity(seconds))
            throw Error.OutOfRange(nameof(unitsPerYear), $"The number of units per year is {unitsPerYear} and must be above 0, and the year finite.");
        return new DiscountRate(rate, TimeUnit.OfSeconds(FormattableString.Invariant($"year of {unitsPerYear} {unit.Name}s"), seconds), isContinuous: false);
    }

    /// <summary>A rate per period: 1% a month is <c>PerPeriod(0.01, TimeUnit.Month)</c>.</summary>
    /// <param name="rate">The share per period, finite, 0 or more.</param>
    /// <param name="period">The period, of any length: <c>TimeUnit.OfDays("month", 4.345 * 7)</c> is a month of 4.345 weeks.</param>
    /// <returns>The rate.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static DiscountRate PerPeriod(double rate, TimeUnit period) => new(rate, period, isContinuous: false);

    /// <summary>A continuous rate (force of interest): money t units later is worth exp(-rate t).</summary>
    /// <param name="rate">The continuous rate per unit, finite, 0 or more.</param>
    /// <param name="unit">The unit, which is also the period that a <see cref="DiscountTiming"/> refers to.</param>
    /// <returns>The rate.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public static DiscountRate Continuous(double rate, TimeUnit unit) => new(rate, unit, isContinuous: true);

    /// <summary>The continuous rate per unit: the delta of a formula that counts time in it.</summary>
    /// <param name="unit">The unit.</param>
    /// <returns>ln(1 + rate) / k for k units per period (the rate itself / k for a continuous one), 0 or more. 15% a year of 52 weeks: ln(1.15) / 52 per
    /// week.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unit"/> is <c>default</c>.</exception>
    public double PerUnit(TimeUnit unit) => Force / PeriodInUnits(unit);

    /// <summary>The share per unit that compounds to this rate: the d of a formula whose periods are that unit.</summary>
    /// <param name="unit">The unit.</param>
    /// <returns>exp(delta) - 1, 0 or more; <see cref="Rate"/> itself for its own period.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unit"/> is <c>default</c>.</exception>
    public double RatePer(TimeUnit unit) => unit.Equals(Period) && !IsContinuous ? Rate : Compounding.Effective(PerUnit(unit));

    /// <summary>What one unit of money at a later moment is worth now, whatever <see cref="Timing"/> says about periods.</summary>
    /// <param name="time">How far ahead the moment is, in <paramref name="unit"/>; below 0 for the past, which counts for more than 1.</param>
    /// <param name="unit">The unit of <paramref name="time"/>.</param>
    /// <returns>exp(-delta time), above 0; 1 for now.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unit"/> is <c>default</c>.</exception>
    public double Factor(double time, TimeUnit unit) => Math.Exp(-PerUnit(unit) * time);

    /// <summary>What one unit of money spent in a later period is worth now, where <see cref="Timing"/> values periods as a whole.</summary>
    /// <param name="period">The period, from 0: period i lies i to i + 1 periods from now.</param>
    /// <returns>exp(-delta (i + s)), with s = 0, 1/2, 1 for the start, middle and end of the period.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="period"/> is below 0.</exception>
    /// <exception cref="InvalidOperationException"><see cref="Timing"/> is <see cref="DiscountTiming.Continuous"/>: every moment has its own factor
    /// then.</exception>
    public double PeriodFactor(int period)
    {
        Require.AtLeast(period, 0);
        return Math.Exp(-Force * (period + PeriodShift));
    }

    /// <summary>Where in a period its purchases are valued: 0, 1/2 or 1.</summary>
    /// <exception cref="InvalidOperationException"><see cref="Timing"/> is <see cref="DiscountTiming.Continuous"/>.</exception>
    internal double PeriodShift => Timing switch
    {
        DiscountTiming.PeriodStart => 0,
        DiscountTiming.PeriodMiddle => 0.5,
        DiscountTiming.PeriodEnd => 1,
        _ => throw new InvalidOperationException(
            "With continuous timing each purchase is discounted at its own moment: use Factor, or set Timing to PeriodStart, PeriodMiddle or PeriodEnd."),
    };

    /// <summary>How many units one period of the rate is long.</summary>
    /// <param name="unit">The unit.</param>
    /// <returns>A number above 0: 52 weeks for a year of 52 weeks, 52.179 for the exact one.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="unit"/> is <c>default</c>.</exception>
    public double PeriodInUnits(TimeUnit unit) => unit.Seconds > 0
        ? Period.Seconds / unit.Seconds
        : throw Error.OutOfRange(nameof(unit), "The time unit is default and must be one of TimeUnit's.");

    /// <summary>Rate, period and timing in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Rate}{(IsContinuous ? " continuously" : "")} per {Period}, timing {Timing}");

    private double Force => IsContinuous ? Rate : Compounding.Continuous(Rate);
}
