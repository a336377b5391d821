using System.Text.Json.Serialization;

namespace MemberValue.Lifecycle;

/// <summary>What ends a member's silence.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SilenceSource>))]
public enum SilenceSource
{
    /// <summary>A purchase. A member who never bought is silent since the registration.</summary>
    Purchase = 0,

    /// <summary>
    /// A purchase or a visit, whichever is later. A member who never bought is silent since the later of registration and last visit.
    /// FirstTime and Returned look at purchases all the same.
    /// </summary>
    Engagement = 1,
}
