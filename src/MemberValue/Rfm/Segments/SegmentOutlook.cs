using System.Text.Json.Serialization;

namespace MemberValue.Rfm;

/// <summary>What a segment says of its members: whether they are there or gone. It is compared with what stage, probability and risk say.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SegmentOutlook>))]
public enum SegmentOutlook
{
    /// <summary>Nothing: such as a tier of value, or members about to fade.</summary>
    None = 0,

    /// <summary>They buy and are expected to go on.</summary>
    Staying = 1,

    /// <summary>They count as gone.</summary>
    Leaving = 2,
}
