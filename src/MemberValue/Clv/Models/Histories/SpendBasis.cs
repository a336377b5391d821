using System.Text.Json.Serialization;

namespace MemberValue.Clv;

/// <summary>Which purchases a model of spend looks at.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SpendBasis>))]
public enum SpendBasis
{
    /// <summary>The purchases after a member's first (the default, and the literature's choice: first purchases are often different).</summary>
    RepeatPurchases = 0,

    /// <summary>All purchases, the first one too: more members have a mean of their own, and those with one purchase count.</summary>
    AllPurchases = 1,
}
