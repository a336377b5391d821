using System.Globalization;
using System.Text.Json.Serialization;
using MemberValue.Members;
using MemberValue.Numerics;

namespace MemberValue.Metrics;

/// <summary>An A/B comparison: the rate of members who were treated against that of members who were not. Immutable.</summary>
/// <remarks>
/// Members must have been put into the arms at random; otherwise a difference may come from the members, not from the treatment. Test once, at the planned
/// size: testing every day and stopping when p is below 0.05 finds an uplift where there is none in far more than one of twenty comparisons.
/// </remarks>
public sealed record ProportionComparison
{
    /// <summary>Compares two rates.</summary>
    /// <param name="control">Responses of the members who were not treated, of all of them; at least one member.</param>
    /// <param name="treated">Responses of the members who were treated, of all of them; at least one member.</param>
    /// <param name="plan">The plan that was made before, so that a test before its end is marked; null for none.</param>
    /// <exception cref="ArgumentException">An arm has no members.</exception>
    public ProportionComparison(Proportion control, Proportion treated, ExperimentPlan? plan = null)
    {
        CheckArm(control, nameof(control));
        CheckArm(treated, nameof(treated));
        (Control, Treated, Plan) = (control, treated, plan);
        var (count, of) = ((double)control.Count + treated.Count, (double)control.Of + treated.Of);
        var pooled = count / of;
        Z = count == 0 || count == of ? 0 : Uplift / Math.Sqrt(pooled * ((of - count) / of) * (1.0 / control.Of + 1.0 / treated.Of));
        PValue = Math.Min(1, 2 * NormalDistribution.Cdf(-Math.Abs(Z)));
    }

    /// <summary>The members who were not treated.</summary>
    public Proportion Control { get; }

    /// <summary>The members who were treated.</summary>
    public Proportion Treated { get; }

    /// <summary>The plan, or null.</summary>
    public ExperimentPlan? Plan { get; }

    /// <summary>The absolute uplift: the treated rate less the control rate, -1 to 1.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Uplift => Treated.Rate - Control.Rate;

    /// <summary>The uplift over the control rate: 0.1 is a tenth more. NaN or infinity where the control rate is 0.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double RelativeUplift => Uplift / Control.Rate;

    /// <summary>The uplift in standard errors, with the two arms' rate pooled; its square is Pearson's chi-squared. 0 where all members responded or none
    /// did.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double Z { get; }

    /// <summary>
    /// The probability of an uplift at least as far from 0, either way, if the treatment did nothing: two-sided, by the normal distribution. For less than
    /// about five responses or non-responses expected in an arm, use <see cref="FisherPValue"/>.
    /// </summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public double PValue { get; }

    /// <summary>
    /// Whether this is a test before the end: an arm has fewer members than planned. P values and intervals are then not valid.
    /// </summary>
    public bool IsPeek => Plan is { } plan && Math.Min(Control.Of, Treated.Of) < plan.MembersPerArm;

    /// <summary>The interval of the absolute uplift, by the two arms' Wilson intervals.</summary>
    /// <param name="level">The confidence level, above 0 and below 1.</param>
    /// <returns>The interval, within -1 to 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="level"/> is not above 0 and below 1.</exception>
    /// <remarks>
    /// Newcombe 1998, "Interval estimation for the difference between independent proportions: comparison of eleven methods", method 10. Valid also at rates
    /// of 0 and 1. It may hold 0 where <see cref="PValue"/> is a little below 1 - level, or the other way round: the two are different approximations.
    /// </remarks>
    public ConfidenceInterval Interval(double level = 0.95)
    {
        var (control, treated) = (Control.Wilson(level), Treated.Wilson(level));
        var below = Length(Treated.Rate - treated.Lower, control.Upper - Control.Rate);
        var above = Length(treated.Upper - Treated.Rate, Control.Rate - control.Lower);
        return new ConfidenceInterval(Math.Max(-1, Uplift - below), Math.Min(1, Uplift + above), level);
    }

    /// <summary>
    /// Fisher's exact test, two-sided: the probability, given how many responded in both arms together, of a table no more probable than this one.
    /// </summary>
    /// <returns>0 to 1; below 1e-300 it may be 0.</returns>
    /// <remarks>
    /// Fisher 1935, "The logic of inductive inference"; never above its level, and conservative for few responses. Time grows with the number of responses,
    /// 10 ns each.
    /// </remarks>
    public double FisherPValue() => FisherExact.TwoSided(Treated, Control);

    /// <summary>The comparison in a line, with a warning where it is a test before the end.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString()
    {
        var interval = Interval();
        var text = string.Create(CultureInfo.InvariantCulture,
            $"control {Control}, treated {Treated}: uplift {100 * Uplift:+0.00;-0.00;0.00} points ({100 * interval.Lower:+0.00;-0.00;0.00} to "
                + $"{100 * interval.Upper:+0.00;-0.00;0.00}), p = {EvaluationText.Number(PValue)}");
        return IsPeek
            ? text + FormattableString.Invariant(
                $"; a peek: {Math.Min(Control.Of, Treated.Of)} of {Plan!.MembersPerArm} members planned an arm, p and interval do not hold before")
            : text;
    }

    private static double Length(double x, double y) => Math.Sqrt(x * x + y * y);

    private static void CheckArm(Proportion arm, string name)
    {
        if (arm.Of == 0)
            throw new ArgumentException("The arm has no members; a rate needs at least one.", name);
    }
}
