using System.Text.Json.Serialization;

namespace MemberValue.Clv;

/// <summary>Where a factor of the formula value comes from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ValueSource>))]
public enum ValueSource
{
    /// <summary>The member's own number.</summary>
    Member = 0,

    /// <summary>The number of the cohort that the calculator was fitted to.</summary>
    Cohort = 1,

    /// <summary>A number that the options give.</summary>
    Given = 2,
}
