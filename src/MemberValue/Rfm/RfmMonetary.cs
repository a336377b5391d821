using System.Text.Json.Serialization;

namespace MemberValue.Rfm;

/// <summary>What monetary value measures.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RfmMonetary>))]
public enum RfmMonetary
{
    /// <summary>Total sales less refunds (the default); may be below 0, which is a value like any other.</summary>
    Net = 0,

    /// <summary>Total sales, before refunds.</summary>
    Sales = 1,

    /// <summary>Net spend per purchase: all refunds are subtracted, in whatever cell they lie. May be below 0, as <see cref="Net"/>.</summary>
    MeanSpend = 2,

    /// <summary>Total margin. A member whose margin is missing stays unscored, and outside every fit.</summary>
    Margin = 3,
}
