using System.Text.Json.Serialization;

namespace MemberValue.Members;

/// <summary>What a frequency counts.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FrequencyBasis>))]
public enum FrequencyBasis
{
    /// <summary>Purchases: cells of the calendar with a sale (the default).</summary>
    Purchases = 0,

    /// <summary>Orders: distinct order ids among the sale rows of each cell.</summary>
    Orders = 1,
}
