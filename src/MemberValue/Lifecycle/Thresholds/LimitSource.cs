using System.Text.Json.Serialization;

namespace MemberValue.Lifecycle;

/// <summary>Where a learned limit comes from, in the order in which the sources are asked.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LimitSource>))]
public enum LimitSource
{
    /// <summary>There is none: not one gap was ever completed.</summary>
    None = 0,

    /// <summary>The survival curve of the class's own gaps, open ones included.</summary>
    OwnSurvival = 1,

    /// <summary>The curve of all classes together, because the class's own never falls so low.</summary>
    PooledSurvival = 2,

    /// <summary>The quantile of the class's completed gaps, because neither curve falls so low: members who never bought again are not in it.</summary>
    OwnCompletedGaps = 3,

    /// <summary>The quantile of all completed gaps, because the class has none.</summary>
    PooledCompletedGaps = 4,
}
