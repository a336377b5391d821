using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>A transaction as the rules read it: the cell it falls in and its exact money.</summary>
internal struct LogRow
{
    public Int128 Amount;
    public Int128 Margin; // 0 without one
    public int Cell;
    public int Decimals;
    public RowNotes Notes;
    public bool HasMargin;
    public bool IsRefund;
}

/// <summary>What else the report says about a used row.</summary>
[Flags]
internal enum RowNotes : byte
{
    None = 0,

    /// <summary>The amount or the margin was rounded.</summary>
    Rounded = 1,

    /// <summary>The margin could not be used and counts as unknown.</summary>
    BadMargin = 2,
}

/// <summary>
/// A transaction on its way into a builder: as the rules read it, with its member's number. Small, because it may pass from one processor to another; what
/// few rows need is in <see cref="ReadExtra"/>.
/// </summary>
internal struct ReadRow
{
    public Int128 Amount;
    public int Cell;
    public int Member;
    public RowOutcome Outcome;
    public RowNotes Notes;
    public byte Decimals;
    public bool HasMargin;
    public bool HasOrder;
    public bool HasId;

    public readonly LogRow ToLogRow(in ReadExtra extra) => new()
    {
        Amount = Amount,
        Margin = HasMargin ? extra.Margin : 0,
        Cell = Cell,
        Decimals = Decimals,
        HasMargin = HasMargin,
        IsRefund = Outcome == RowOutcome.Refund,
    };
}

/// <summary>Further fields of a <see cref="ReadRow"/> that says it has them; otherwise not to be read.</summary>
internal struct ReadExtra
{
    public Int128 Margin;
    public OrderId Order;
    public ulong Id;
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
    DeliveredBefore,
    NoRowId,
    NoZone,
    AmountOutOfRange,
    LongAmount,
    MarginOutOfRange,
    TimeOutOfRange,

    /// <summary>A wrong call, not an outcome: it is not counted, and the reader throws (<see cref="RowReader{TKey}.Refused"/>).</summary>
    Refused,
}

internal static class RowOutcomes
{
    public const int Count = (int)RowOutcome.TimeOutOfRange + 1;

    public static bool IsUsed(this RowOutcome outcome) => outcome < RowOutcome.NoMember;

    /// <summary>Whether strict mode throws: the row is wrong, not left out on purpose.</summary>
    public static bool IsBad(this RowOutcome outcome) =>
        !outcome.IsUsed() && outcome is not (RowOutcome.OutsideWindow or RowOutcome.ZeroAmount or RowOutcome.DeliveredBefore);

    public static string Reason(this RowOutcome outcome) => outcome switch
    {
        RowOutcome.NoMember => SkipReasons.NoMember,
        RowOutcome.OutsideWindow => SkipReasons.OutsideWindow,
        RowOutcome.Late => SkipReasons.Late,
        RowOutcome.ZeroAmount => SkipReasons.ZeroAmount,
        RowOutcome.RefundRejected => SkipReasons.RefundRejected,
        RowOutcome.DeliveredBefore => SkipReasons.DeliveredBefore,
        RowOutcome.NoRowId => SkipReasons.NoRowId,
        RowOutcome.NoZone => SkipReasons.NoZone,
        RowOutcome.AmountOutOfRange => SkipReasons.AmountOutOfRange,
        RowOutcome.LongAmount => SkipReasons.LongAmount,
        RowOutcome.MarginOutOfRange => SkipReasons.MarginOutOfRange,
        RowOutcome.TimeOutOfRange => SkipReasons.TimeOutOfRange,
        _ => throw Error.OutOfRange(nameof(outcome), $"The outcome is {outcome} and must be one for which a row is skipped."),
    };
}
