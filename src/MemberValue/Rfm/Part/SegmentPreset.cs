using System.Text.Json.Serialization;

namespace MemberValue.Rfm;

/// <summary>Which ready-made segment map gives the segments.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SegmentPreset>))]
public enum SegmentPreset
{
    /// <summary>
    /// The one that fits the scale's levels: the ten cells for five levels each, the eight classes for two. With other levels choose None, or give a map of
    /// your own.
    /// </summary>
    Standard = 0,

    /// <summary>No segments.</summary>
    None = 1,

    /// <summary>Ten segments over R and F of five levels each.</summary>
    TenCells = 2,

    /// <summary>Eleven segments over R and the mean of F and M.</summary>
    ElevenSegments = 3,

    /// <summary>The eight classes of a high/low scale.</summary>
    EightClasses = 4,

    /// <summary>Tiers of value.</summary>
    ValueTiers = 5,
}
