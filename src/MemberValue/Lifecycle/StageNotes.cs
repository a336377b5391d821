using System.Text.Json.Serialization;

namespace MemberValue.Lifecycle;

/// <summary>What else a reader of a stage should know.</summary>
[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<StageNotes>))]
public enum StageNotes
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>
    /// The model's probability does not fall with this member's silence, so that silence alone never makes them Dormant or Lost: BG/NBD's P(alive) is 1
    /// forever after one purchase. Go by the probability of a purchase instead.
    /// </summary>
    SilenceDoesNotCount = 1,

    /// <summary>Fewer than two purchases: the expected gap is the population's, not the member's own.</summary>
    NoOwnGap = 2,

    /// <summary>The expected gap is outside the options' bounds and was taken as the nearer bound.</summary>
    GapAtBound = 4,

    /// <summary>A member who never bought, and for whom no date is known from which they would age.</summary>
    NoDateToAgeFrom = 8,
}
