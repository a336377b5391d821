using System.Text.Json.Serialization;

namespace MemberValue.Estimation;

/// <summary>The stages of a fit.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FitStage>))]
public enum FitStage
{
    /// <summary>Starting points are compared, on a sample of the rows when there are many.</summary>
    Starts,

    /// <summary>The best starting point is improved on all rows.</summary>
    AllRows,

    /// <summary>The curvature at the end point is computed, for the standard errors and the status.</summary>
    Information,
}
