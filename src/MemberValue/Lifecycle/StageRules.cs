using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>How a member's silence is judged.</summary>
internal enum Fading
{
    No,
    Dormant,
    Lost,
}

/// <summary>What the rules ask of one member.</summary>
/// <param name="Purchases">Number of purchases.</param>
/// <param name="First">Cell of the first purchase, or NoCell; NoCell also where the classifier does not need it.</param>
/// <param name="Last">Cell of the last purchase, or NoCell.</param>
/// <param name="Previous">Cell of the purchase before the last, or NoCell; NoCell also where nobody is Returned.</param>
/// <param name="SilentSince">The cell that silence counts from, or NoCell: the last purchase or visit, without a purchase the registration or visit.</param>
/// <param name="HasLoyalSpend">Whether net spend reaches the limit of Loyal.</param>
internal readonly record struct StageFacts(int Purchases, int First, int Last, int Previous, int SilentSince, bool HasLoyalSpend)
{
    public bool IsSilentSinceKnown => SilentSince != MemberColumns.NoCell;
}

/// <summary>The limits of one member's silence, in cells.</summary>
/// <param name="Dormant">Dormant from this many cells on; 1 or more.</param>
/// <param name="Lost">Lost from this many on; not below <paramref name="Dormant"/>.</param>
/// <param name="DormantBefore">The Dormant limit that held before the last purchase.</param>
internal readonly record struct StageLimits(long Dormant, long Lost, long DormantBefore);

/// <summary>The order of precedence, once for all classifiers, in whole cells of one calendar.</summary>
internal readonly struct StageRules
{
    public StageRules(StageTerms terms, CellCalendar calendar)
    {
        FirstTime = terms.FirstTimeDays is { } first ? StageTime.Cells(first, calendar) : 0;
        Returned = terms.ReturnedDays is { } returned ? StageTime.Cells(returned, calendar) : 0;
        HasLoyal = terms.LoyalPurchases is not null || terms.LoyalSpend is not null;
        LoyalPurchases = terms.LoyalPurchases ?? 1;
        NewDormant = terms.NewDormantFromDays is { } dormant ? StageTime.Cells(dormant, calendar) : StageTime.Never;
        NewLost = terms.NewLostFromDays is { } lost ? StageTime.Cells(lost, calendar) : StageTime.Never;
    }

    /// <summary>The number of cells after the purchase with the stage FirstTime; 0: none.</summary>
    public long FirstTime { get; }

    /// <summary>The number of cells after the purchase with the stage Returned; 0: none.</summary>
    public long Returned { get; }

    public bool HasLoyal { get; }

    public int LoyalPurchases { get; }

    public long NewDormant { get; }

    public long NewLost { get; }

    /// <summary>The stage of a member as of a cell. Silence decides first, then Returned, Loyal, FirstTime, Active.</summary>
    /// <param name="facts">The member.</param>
    /// <param name="asOf">The cell.</param>
    /// <param name="fading">How the classifier judges the member's silence, if they ever bought.</param>
    /// <param name="wasAway">Whether it would have called them Dormant or Lost as of the cell before the last purchase.</param>
    public LifecycleStage Stage(in StageFacts facts, long asOf, Fading fading, bool wasAway)
    {
        if (facts.Purchases == 0)
            fading = facts.IsSilentSinceKnown ? Judge(asOf - facts.SilentSince, NewDormant, NewLost) : Fading.No;
        if (fading != Fading.No)
            return fading == Fading.Lost ? LifecycleStage.Lost : LifecycleStage.Dormant;
        if (facts.Purchases == 0)
            return LifecycleStage.New;
        if (wasAway && asOf - facts.Last < Returned)
            return LifecycleStage.Returned;
        if (IsLoyal(facts))
            return LifecycleStage.Loyal;
        return facts.Purchases == 1 && asOf - facts.Last < FirstTime ? LifecycleStage.FirstTime : LifecycleStage.Active;
    }

    /// <summary>The stage of a member by limits of silence.</summary>
    public LifecycleStage Stage(in StageFacts facts, long asOf, StageLimits limits) =>
        Stage(facts, asOf, Judge(asOf - facts.SilentSince, limits.Dormant, limits.Lost), WasAway(facts, limits.DormantBefore));

    public bool IsLoyal(in StageFacts facts) => HasLoyal && facts.Purchases >= LoyalPurchases && facts.HasLoyalSpend;

    /// <summary>Whether silence had reached the limit as of the cell before the last purchase.</summary>
    public static bool WasAway(in StageFacts facts, long dormantBefore) =>
        facts.Purchases >= 2 && facts.Previous != MemberColumns.NoCell && (long)facts.Last - 1 - facts.Previous >= dormantBefore;

    public static Fading Judge(long silence, long dormant, long lost) =>
        silence >= lost ? Fading.Lost : silence >= dormant ? Fading.Dormant : Fading.No;
}
