namespace MemberValue.Members;

/// <summary>A transaction as the rules read it: the cell it falls in and its exact money.</summary>
internal struct LogRow
{
    public Int128 Amount;
    public Int128 Margin; // 0 without one
    public int Cell;
    public int Decimals;
    public bool HasMargin;
    public bool IsRefund;
}

/// <summary>A transaction on its way into a builder: as the rules read it, with its member's number.</summary>
internal struct ReadRow
{
    public LogRow Row;
    public OrderId Order;
    public EventTime Time;
    public int Member;
    public RowOutcome Outcome;
}

/// <summary>What a builder did with a row.</summary>
internal enum RowOutcome : byte
{
    Sale,
    Refund,
    IgnoredRefund,
    Registration,
    Visit,
    NoMember,
    OutsideWindow,
    Late,
    ZeroAmount,
    RefundRejected,
    DuplicateLine,
    AmountOutOfRange,
    TimeOutOfRange,
}

internal static class RowOutcomes
{
    public const int Count = (int)RowOutcome.TimeOutOfRange + 1;

    public static bool IsUsed(this RowOutcome outcome) => outcome < RowOutcome.NoMember;

    /// <summary>Whether strict mode throws: the row is wrong, not left out on purpose.</summary>
    public static bool IsBad(this RowOutcome outcome) =>
        !outcome.IsUsed() && outcome is not (RowOutcome.OutsideWindow or RowOutcome.ZeroAmount or RowOutcome.DuplicateLine);

    public static string Reason(this RowOutcome outcome) => outcome switch
    {
        RowOutcome.NoMember => SkipReasons.NoMember,
        RowOutcome.OutsideWindow => SkipReasons.OutsideWindow,
        RowOutcome.Late => SkipReasons.Late,
        RowOutcome.ZeroAmount => SkipReasons.ZeroAmount,
        RowOutcome.RefundRejected => SkipReasons.RefundRejected,
        RowOutcome.DuplicateLine => SkipReasons.DuplicateLine,
        RowOutcome.AmountOutOfRange => SkipReasons.AmountOutOfRange,
        RowOutcome.TimeOutOfRange => SkipReasons.TimeOutOfRange,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "The row was used."),
    };
}
