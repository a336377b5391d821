using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>Why a rule cannot judge a member: a value is missing, or says nothing about them. It is neither a signal nor the absence of one.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="Text">The reason as a sentence.</param>
public sealed record ChurnRemark(string RuleId, Text Text)
{
    /// <summary>The English sentence.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text.English;
}
