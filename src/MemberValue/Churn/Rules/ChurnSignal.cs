using System.Text.Json.Serialization;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>One sign that a member may leave. Immutable.</summary>
public sealed record ChurnSignal
{
    /// <summary>The rule that gave it.</summary>
    public required string RuleId { get; init; }

    /// <summary>How strong it is: above 0, at most 1.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double Severity { get; init; }

    /// <summary>The value that the rule used, for this member, in <see cref="Unit"/>.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double Value { get; init; }

    /// <summary>What the value was compared with, in <see cref="Unit"/>.</summary>
    [JsonConverter(typeof(ResultJsonConverter))]
    public required double Limit { get; init; }

    /// <summary>
    /// What both are counted in: <c>day</c>, <c>gap</c>, <c>share</c>, <c>level</c>, <c>stage</c>, <c>probability</c>, or the name of a column.
    /// </summary>
    public required string Unit { get; init; }

    /// <summary>The sentence before the values were filled in.</summary>
    public required Text Template { get; init; }

    /// <summary>The signal as a sentence, the same in every culture.</summary>
    public required Text Text { get; init; }

    /// <summary>The English sentence.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text.English;
}
