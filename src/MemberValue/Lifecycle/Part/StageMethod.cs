using System.Text.Json.Serialization;

namespace MemberValue.Lifecycle;

/// <summary>How members' stages are found.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<StageMethod>))]
public enum StageMethod
{
    /// <summary>Days of silence set by the business; needs no fit.</summary>
    Thresholds = 0,

    /// <summary>Days of silence learned from the shop's own gaps between purchases.</summary>
    LearnedLimits = 1,

    /// <summary>Silence in units of each member's own rhythm.</summary>
    Rhythm = 2,

    /// <summary>The probability by a model of purchases.</summary>
    Probability = 3,
}
