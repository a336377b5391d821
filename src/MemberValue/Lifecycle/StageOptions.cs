using MemberValue.Common;

namespace MemberValue.Lifecycle;

/// <summary>
/// Options that every classifier of this library has: all but those that say how silence is judged. A plain class that configuration can bind; checked and
/// copied when a classifier is created from it. Days are converted to whole cells of the table's calendar, rounded up: 10 days are 2 weeks.
/// </summary>
public abstract class StageOptions
{
    /// <summary>
    /// How many days a member with one purchase is FirstTime: with 30, through day 29 after it. Finite, above 0; null: nobody is FirstTime.
    /// 30 by default.
    /// </summary>
    public double? FirstTimeDays { get; set; } = 30;

    /// <summary>
    /// How many days after the purchase that ended a Dormant or Lost time a member is Returned: with 30, through day 29. Finite, above 0; null:
    /// nobody is Returned, and the column PreviousPurchaseCell is not needed. 30 by default.
    /// </summary>
    public double? ReturnedDays { get; set; } = 30;

    /// <summary>
    /// Loyal from this many purchases on, if <see cref="LoyalSpend"/> is reached too; 1 or more. Null: any number. 5 by default. With both
    /// null nobody is Loyal.
    /// </summary>
    public int? LoyalPurchases { get; set; } = 5;

    /// <summary>
    /// Loyal from this net spend on, if <see cref="LoyalPurchases"/> is reached too; 0 or more, in the table's money. Null, the default: any spend, and
    /// the column Net is not needed. Set it for your shop: what counts as high spend depends on currency and goods.
    /// </summary>
    public decimal? LoyalSpend { get; set; }

    /// <summary>
    /// Dormant from this many days after the registration on, for a member who never bought; under <see cref="SilenceSource.Engagement"/>, after
    /// the later of registration and last visit. Finite, above 0; null, the default: never. A member without such a date stays New.
    /// </summary>
    public double? NewDormantFromDays { get; set; }

    /// <summary>The same for Lost; not below <see cref="NewDormantFromDays"/>.</summary>
    public double? NewLostFromDays { get; set; }

    internal virtual StageOptions Copy() => (StageOptions)MemberwiseClone();

    internal StageTerms Checked()
    {
        CheckDays(FirstTimeDays, nameof(FirstTimeDays));
        CheckDays(ReturnedDays, nameof(ReturnedDays));
        CheckDays(NewDormantFromDays, nameof(NewDormantFromDays));
        CheckDays(NewLostFromDays, nameof(NewLostFromDays));
        if (LoyalPurchases is < 1)
            throw Wrong(nameof(LoyalPurchases), LoyalPurchases.Value, "it must be 1 or more, or null");
        if (LoyalSpend is < 0)
            throw Wrong(nameof(LoyalSpend), LoyalSpend.Value, "it must be 0 or more, or null");
        if (NewLostFromDays < NewDormantFromDays)
        {
            throw Wrong(
                nameof(NewLostFromDays), NewLostFromDays.Value, $"it must not be below NewDormantFromDays, {NewDormantFromDays}");
        }

        return new StageTerms(FirstTimeDays, ReturnedDays, LoyalPurchases, LoyalSpend, NewDormantFromDays, NewLostFromDays);
    }

    internal void Take(StageTerms terms) =>
        (FirstTimeDays, ReturnedDays, LoyalPurchases, LoyalSpend, NewDormantFromDays, NewLostFromDays) = terms;

    private protected ArgumentException Wrong(string name, object value, ErrorText allowed) =>
        OptionError.Of(this, name, value, allowed);

    private protected void CheckDays(double? days, string name)
    {
        if (days is { } given && !(given > 0 && given <= double.MaxValue))
            throw Wrong(name, given, "it must be a finite number of days above 0, or null");
    }
}

/// <summary>The same, checked and frozen.</summary>
internal sealed record StageTerms(
    double? FirstTimeDays, double? ReturnedDays, int? LoyalPurchases, decimal? LoyalSpend, double? NewDormantFromDays, double? NewLostFromDays)
{
    public bool AgesNew => NewDormantFromDays is not null || NewLostFromDays is not null;
}
