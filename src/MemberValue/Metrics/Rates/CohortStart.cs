using System.Text.Json.Serialization;

namespace MemberValue.Metrics;

/// <summary>Which event puts a member into a cohort.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CohortStart>))]
public enum CohortStart
{
    /// <summary>The first purchase inside the window (the default): every member is active in period 0.</summary>
    FirstPurchase = 0,

    /// <summary>
    /// The registration: cohorts of sign-up, with members who never bought. Members without a registration, or registered before the first period, are in no
    /// cohort, nor are purchases in a period before the registration.
    /// </summary>
    Registration = 1,
}
