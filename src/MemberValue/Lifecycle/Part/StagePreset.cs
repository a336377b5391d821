using System.Text.Json.Serialization;

namespace MemberValue.Lifecycle;

/// <summary>Starting points in days, by kind of business; see <see cref="MemberValue.Lifecycle.StagePresets"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StagePreset>))]
public enum StagePreset
{
    /// <summary>Goods that run out.</summary>
    FastMovingGoods = 0,

    /// <summary>Clothes and shoes.</summary>
    Apparel = 1,

    /// <summary>Furniture, appliances, electronics.</summary>
    Durables = 2,

    /// <summary>Bought at one time of the year.</summary>
    Seasonal = 3,
}
