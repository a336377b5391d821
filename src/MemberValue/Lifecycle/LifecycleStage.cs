using System.Text.Json.Serialization;

namespace MemberValue.Lifecycle;

/// <summary>
/// Where a member stands between joining and leaving. What decides first: silence (Lost, then Dormant), then Returned, then Loyal, then
/// FirstTime, then Active; a member without a purchase is New, and ages only if the rules say so.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<LifecycleStage>))]
public enum LifecycleStage : byte
{
    /// <summary>No stage: a model had no answer for a member with invalid data. Classifiers by rule never give it.</summary>
    Unclassified = 0,

    /// <summary>Registered, no purchase yet.</summary>
    New = 1,

    /// <summary>One purchase, still inside its window.</summary>
    FirstTime = 2,

    /// <summary>Buys, and none of the other stages applies.</summary>
    Active = 3,

    /// <summary>Has reached the options' number of purchases and net spend.</summary>
    Loyal = 4,

    /// <summary>Activity is fading.</summary>
    Dormant = 5,

    /// <summary>Long silent.</summary>
    Lost = 6,

    /// <summary>Bought again after Dormant or Lost.</summary>
    Returned = 7,
}
