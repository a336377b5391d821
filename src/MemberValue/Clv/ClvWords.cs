using MemberValue.Members;

namespace MemberValue.Clv;

/// <summary>What values are called in sentences.</summary>
internal static class ClvWords
{
    private static readonly Text Over = Text.Of("Expected value over the next {horizon}", "未来{horizon}的预期价值");

    private static readonly Text WithLifespan = Text.Of("Estimated value of a membership of {lifespan}", "按会员生命周期{lifespan}估算的价值");

    private static readonly Text WithMargin = Text.Of("{value} at a margin of {margin}", "{value}（毛利率{margin}）");

    public static Text Lifetime { get; } = Text.Of("Estimated value of the whole membership", "会员终身价值（估算）");

    /// <summary>Everything from now on, without an end.</summary>
    public static Text ExpectedWithoutEnd { get; } = Text.Of("Expected value of all purchases to come", "未来全部购买的预期价值");

    /// <summary>Of contracts.</summary>
    public static Text ExpectedPayments { get; } = Text.Of("Expected value of all payments to come", "未来全部付款的预期价值");

    public static Text LifetimeOf(double lifespan, TimeUnit unit) => WithLifespan.Fill(new TextValue("lifespan", Wording.Amount(lifespan, unit)));

    public static Text ExpectedOver(double horizon, TimeUnit unit) => double.IsInfinity(horizon)
        ? ExpectedWithoutEnd
        : Over.Fill(new TextValue("horizon", InMonths(horizon, unit) is { } months ? Wording.Amount(months, TimeUnit.Month) : Wording.Amount(horizon, unit)));

    /// <summary>A value of which only the margin counts; a rate of 1 is revenue, and needs no words.</summary>
    public static Text AtMargin(this Text value, double? rate) => rate is not { } margin || margin == 1 || double.IsNaN(margin)
        ? value
        : WithMargin.Fill(new TextValue("value", value), TextValue.PercentLimit("margin", margin));

    /// <summary>A horizon as whole months; null where it is not: a model in weeks looks 52.18 weeks ahead, which a reader knows as 12 months.</summary>
    private static double? InMonths(double horizon, TimeUnit unit)
    {
        var months = horizon * (unit.Seconds / TimeUnit.Month.Seconds);
        var whole = Math.Round(months);
        return unit != TimeUnit.Year && whole >= 1 && Math.Abs(months - whole) < 1e-6 ? whole : null;
    }
}
