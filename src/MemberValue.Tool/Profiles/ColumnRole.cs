using MemberValue.Members;

namespace MemberValue.Tool.Profiles;

/// <summary>What a column of an export is used as.</summary>
internal enum ColumnRole
{
    /// <summary>The member's key.</summary>
    Member = 0,

    /// <summary>Day and time in one column.</summary>
    Time,

    /// <summary>The day, where the time stands in a column of its own.</summary>
    Date,

    /// <summary>The time of day beside <see cref="Date"/>.</summary>
    Clock,

    /// <summary>The time zone of the row's time.</summary>
    Zone,

    /// <summary>The amount; negative for a refund that is a row of its own.</summary>
    Amount,

    /// <summary>How many pieces: of a line, and where the amount is quantity times price.</summary>
    Quantity,

    /// <summary>The price of a piece.</summary>
    Price,

    /// <summary>The order.</summary>
    Order,

    /// <summary>The line of the order.</summary>
    Line,

    /// <summary>What was refunded of the row's amount, 0 or more.</summary>
    Refund,

    /// <summary>The status of the order, or the kind of the row.</summary>
    Status,

    /// <summary>Anything in it means that the order was cancelled.</summary>
    Cancelled,

    /// <summary>The currency of the row.</summary>
    Currency,

    /// <summary>The margin on the row.</summary>
    Margin,

    /// <summary>The item of the line.</summary>
    Item,

    /// <summary>The category of the item.</summary>
    Category,
}

/// <summary>The roles by the names that profiles and the command line use.</summary>
internal static class ColumnRoles
{
    private static readonly Text[] Words =
    [
        Text.Of("member", "会员"),
        Text.Of("time", "时间"),
        Text.Of("date", "日期"),
        Text.Of("time of day", "时刻"),
        Text.Of("time zone", "时区"),
        Text.Of("amount", "金额"),
        Text.Of("quantity", "数量"),
        Text.Of("price", "单价"),
        Text.Of("order", "订单"),
        Text.Of("line of the order", "订单行"),
        Text.Of("refund", "退款"),
        Text.Of("status", "状态"),
        Text.Of("time of cancellation", "取消时间"),
        Text.Of("currency", "币种"),
        Text.Of("margin", "毛利"),
        Text.Of("item", "商品"),
        Text.Of("category", "品类"),
    ];

    public static IReadOnlyList<ColumnRole> All { get; } = Enum.GetValues<ColumnRole>();

    /// <summary>The names of all roles, in one line.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(NameOf));

    /// <summary>The name in profiles and on the command line.</summary>
    public static string NameOf(ColumnRole role) => role.ToString().ToLowerInvariant();

    /// <summary>The role in words.</summary>
    public static Text WordsOf(ColumnRole role) => Words[(int)role];

    public static bool TryParse(string name, out ColumnRole role)
    {
        role = All.FirstOrDefault(each => string.Equals(NameOf(each), name, StringComparison.OrdinalIgnoreCase));
        return string.Equals(NameOf(role), name, StringComparison.OrdinalIgnoreCase);
    }
}
