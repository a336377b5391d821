using MemberValue.Members;

namespace MemberValue.Tool.Profiles;

/// <summary>What a row of an export stands for.</summary>
internal enum RowKind
{
    /// <summary>A line of an order: rows of one order add up.</summary>
    Line = 0,

    /// <summary>A whole order or transaction: a second row of the same id is the same one delivered again.</summary>
    Order,

    /// <summary>The first row of an order has its amounts, further rows of it leave the amount blank.</summary>
    OrderThenLines,
}

/// <summary>How the times of an export are meant.</summary>
internal enum ClockKind
{
    /// <summary>A time without an offset is on the shop's clock; one with an offset is an instant.</summary>
    Shop = 0,

    /// <summary>A time without an offset is in UTC.</summary>
    Utc,

    /// <summary>A time with an offset is written on the shop's own clock: its day is the shop's day.</summary>
    Written,
}

/// <summary>The order of day and month in a date such as 05/01/2024.</summary>
internal enum DateOrder
{
    /// <summary>05/01/2024 is 5 January.</summary>
    DayMonth = 0,

    /// <summary>05/01/2024 is May 1.</summary>
    MonthDay,
}

/// <summary>How one kind of export is read: data, from a JSON file. Immutable.</summary>
internal sealed record ExportProfile
{
    /// <summary>The name on the command line.</summary>
    public required string Name { get; init; }

    /// <summary>What it reads.</summary>
    public required Text Title { get; init; }

    /// <summary>Columns that a header must have for the profile to be recognised; empty for one that is only used when it is named.</summary>
    public IReadOnlyList<string> RecognizedBy { get; init; } = [];

    /// <summary>
    /// Whether it is used where no other profile is recognised. Its candidates are guesses at names, so that two of them in one header are an error; those of
    /// other profiles are in order of preference.
    /// </summary>
    public bool IsGeneral { get; init; }

    public RowKind Rows { get; init; }

    /// <summary>The names that the column of a role may have.</summary>
    public required IReadOnlyDictionary<ColumnRole, IReadOnlyList<string>> Columns { get; init; }

    /// <summary>Statuses of orders that count.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];

    /// <summary>Statuses of orders that were given back completely, where no column says how much.</summary>
    public IReadOnlyList<string> Refunded { get; init; } = [];

    /// <summary>Statuses of orders that do not count.</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    public char Decimal { get; init; } = '.';

    /// <summary>The mark between thousands; null where a number with one is an error.</summary>
    public char? Thousands { get; init; }

    /// <summary>The currency of every amount, where no column has it; null where it is not known.</summary>
    public string? Currency { get; init; }

    /// <summary>What the amounts include: tax, shipping, refunds.</summary>
    public Text Note { get; init; } = Text.Empty;

    /// <summary>The order of day and month; null where the column has to settle it.</summary>
    public DateOrder? DateOrder { get; init; }

    public ClockKind Clock { get; init; }

    /// <summary>IANA ids of the names that a column of time zones uses.</summary>
    public IReadOnlyDictionary<string, string> Zones { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether blanks around a key are dropped.</summary>
    public bool TrimKeys { get; init; }

    /// <summary>Whether keys in upper and lower case are the same member.</summary>
    public bool IgnoreCase { get; init; }

    /// <summary>Keys that stand for no member.</summary>
    public IReadOnlyList<string> Guests { get; init; } = [];
}
