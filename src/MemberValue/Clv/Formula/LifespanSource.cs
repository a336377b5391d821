using System.Text.Json.Serialization;

namespace MemberValue.Clv;

/// <summary>Where the lifespan of the formula value comes from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LifespanSource>))]
public enum LifespanSource
{
    /// <summary>The member's own tenure so far: the formula then says what happened, not what will happen.</summary>
    Member = 0,

    /// <summary>The mean tenure so far of the cohort that the calculator was fitted to.</summary>
    Cohort = 1,

    /// <summary>A number that the options give.</summary>
    Given = 2,

    /// <summary>
    /// The length of w cells / churn rate, where the churn rate is that of the cohort: of the members who bought in the w cells before the last w cells, the
    /// share who did not buy in the last w cells. w is <see cref="Members.MemberTableOptions.RecentCells"/>.
    /// </summary>
    CohortChurn = 3,

    /// <summary>1 / churn rate, with a churn rate that the options give.</summary>
    GivenChurn = 4,
}
