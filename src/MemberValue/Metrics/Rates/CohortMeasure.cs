using System.Text.Json.Serialization;

namespace MemberValue.Metrics;

/// <summary>Which number of its cells a <see cref="CohortTable"/> shows as text.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CohortMeasure>))]
public enum CohortMeasure
{
    /// <summary>Share of the cohort's members with a purchase in the period.</summary>
    Retention = 0,

    /// <summary>Members with a purchase in the period.</summary>
    ActiveMembers = 1,

    /// <summary>Net spend in the period.</summary>
    Revenue = 2,

    /// <summary>Net spend per member from the first period through this one.</summary>
    CumulativeRevenuePerMember = 3,
}
