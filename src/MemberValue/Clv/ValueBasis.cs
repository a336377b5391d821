using System.Text.Json.Serialization;

namespace MemberValue.Clv;

/// <summary>Which money counts as a member's realised value.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ValueBasis>))]
public enum ValueBasis
{
    /// <summary>Net spend: sales less refunds, refund-only cells included (the default). Below 0 where refunds exceed sales.</summary>
    Revenue = 0,

    /// <summary>Margin: the table's margins, or net spend times a margin rate where a rate is set.</summary>
    Margin = 1,
}
