using System.Text.Json.Serialization;

namespace MemberValue.Rfm;

/// <summary>A dimension of an RFM score.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RfmDimension>))]
public enum RfmDimension
{
    /// <summary>Cells since the last purchase; small is good.</summary>
    Recency = 0,

    /// <summary>How often the member bought; large is good.</summary>
    Frequency = 1,

    /// <summary>Money, as <see cref="RfmMonetary"/> defines it; large is good.</summary>
    Monetary = 2,
}
