using System.Text.Json.Serialization;

namespace MemberValue.Members;

/// <summary>Where the line between low and high comes from, in a high/low scale and in a map of quadrants.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HighLowLine>))]
public enum HighLowLine
{
    /// <summary>The mean over the members (the default). Money is skewed: most members lie below it.</summary>
    Mean = 0,

    /// <summary>The median over the members: half of them lie on it or above.</summary>
    Median = 1,

    /// <summary>A value that the options give.</summary>
    Given = 2,
}
