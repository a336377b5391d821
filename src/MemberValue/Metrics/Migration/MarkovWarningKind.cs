using System.Text.Json.Serialization;

namespace MemberValue.Metrics;

/// <summary>What is doubtful about a row of a chain.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MarkovWarningKind>))]
public enum MarkovWarningKind
{
    /// <summary>No member had the label: where its members go is not known, and a forecast that needs it is an error.</summary>
    UnobservedRow = 0,

    /// <summary>Few members had the label: the row's probabilities are imprecise.</summary>
    ThinRow = 1,
}
