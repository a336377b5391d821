using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>The columns that a classifier reads; a missing one is an error here, before anything is written.</summary>
internal readonly ref struct StageInputs
{
    public StageInputs(MemberColumns columns, StageTerms terms, SilenceSource source, bool needsFirst)
    {
        Columns = columns;
        LastCell = columns.Window.LastCell;
        Purchases = columns.Purchases;
        Last = columns.LastPurchaseCell;
        if (needsFirst)
            First = columns.FirstPurchaseCell;
        if (terms.ReturnedDays is not null)
            Previous = columns.PreviousPurchaseCell;
        if (source == SilenceSource.Engagement)
            Visit = columns.LastVisitCell;
        if (terms.AgesNew && !(source == SilenceSource.Engagement && !columns.Has(LogColumns.RegistrationCell)))
            Registration = columns.RegistrationCell;
        if (terms.LoyalSpend is not { } spend)
            return;
        Net = columns.Net;
        LoyalSpend = spend;
        LoyalSpendScaled = Scaled(spend, Net);
    }

    public MemberColumns Columns { get; }

    public int LastCell { get; }

    public ReadOnlySpan<int> Purchases { get; }

    public ReadOnlySpan<int> Last { get; }

    /// <summary>Empty where it is not needed, as the ones below.</summary>
    public ReadOnlySpan<int> First { get; }

    public ReadOnlySpan<int> Previous { get; }

    public ReadOnlySpan<int> Visit { get; }

    public ReadOnlySpan<int> Registration { get; }

    /// <summary>Null where Loyal does not ask for spend.</summary>
    public MoneyColumn? Net { get; }

    public decimal LoyalSpend { get; }

    /// <summary>The least scaled amount that reaches the limit; null where no amount of the column can.</summary>
    public long? LoyalSpendScaled { get; }

    /// <summary>One member's facts: the scalar definition.</summary>
    public StageFacts Facts(int row)
    {
        var purchases = Purchases[row];
        var since = purchases > 0 ? Last[row] : Registration.IsEmpty ? MemberColumns.NoCell : Registration[row];
        if (!Visit.IsEmpty)
            since = Math.Max(since, Visit[row]); // NoCell is below every cell
        return new StageFacts(
            purchases, First.IsEmpty ? MemberColumns.NoCell : First[row], Last[row], Previous.IsEmpty ? MemberColumns.NoCell : Previous[row], since,
            HasLoyalSpend(row));
    }

    /// <summary>Exact: no amount becomes a double.</summary>
    private bool HasLoyalSpend(int row)
    {
        if (Net is null)
            return true;
        if (Net.IsScaled)
            return LoyalSpendScaled is { } limit && Net.Scaled[row] >= limit;
        return Net.GetOrNull(row) is { } net && net >= LoyalSpend;
    }

    private static long? Scaled(decimal spend, MoneyColumn net)
    {
        if (!net.IsScaled)
            return null;
        var factor = MoneyColumn.PowerOfTen(net.Decimals);
        return spend > long.MaxValue / factor ? null : (long)decimal.Ceiling(spend * factor);
    }
}
