using System.Text.Json.Serialization;

namespace MemberValue.Clv;

/// <summary>At which moment a purchase is valued when future purchases are discounted. Periods are those of the <see cref="DiscountRate"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DiscountTiming>))]
public enum DiscountTiming
{
    /// <summary>Each purchase at the moment when it happens (the default).</summary>
    Continuous = 0,

    /// <summary>All purchases of a period as if made at its start: the largest value.</summary>
    PeriodStart = 1,

    /// <summary>All purchases of a period as if made in its middle.</summary>
    PeriodMiddle = 2,

    /// <summary>All purchases of a period as if made at its end: the smallest value.</summary>
    PeriodEnd = 3,
}
