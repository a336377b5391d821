using System.Text.Json.Serialization;

namespace MemberValue.Playbooks;

/// <summary>What judges whether a member stays or leaves. Where several contradict each other, one leads; see <see cref="PlaybookOptions.Lead"/>.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JudgedBy>))]
public enum JudgedBy
{
    /// <summary>
    /// The model of purchases: a high probability of a purchase within the horizon implies that the member stays, a very low probability of being active
    /// that they have left.
    /// </summary>
    Probability = 0,

    /// <summary>The stage: Lost implies that the member has left, Dormant nothing, First-time, Active, Loyal and Returned that they stay.</summary>
    Stage = 1,

    /// <summary>The segment, by its <see cref="Rfm.Segment.Outlook"/>.</summary>
    Segment = 2,

    /// <summary>The risk by rules: High warns that the member is about to leave, Low implies that they stay, Medium nothing.</summary>
    Risk = 3,
}
