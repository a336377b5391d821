using System.Text.Json.Serialization;

namespace MemberValue.Clv;

/// <summary>How members are valued.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ClvMethod>))]
public enum ClvMethod
{
    /// <summary>What they will bring, by a model of purchases and one of spend.</summary>
    Model = 0,

    /// <summary>What they brought so far; needs no fit.</summary>
    Historic = 1,

    /// <summary>Average order value x frequency x lifespan x margin rate.</summary>
    Formula = 2,

    /// <summary>A payment per period as long as the member stays; needs no fit.</summary>
    Retention = 3,
}
