namespace MemberValue.Churn;

/// <summary>Why a rule cannot judge a member: a value is missing, or says nothing about them. No signal, and not the absence of one.</summary>
/// <param name="RuleId">The rule.</param>
/// <param name="English">The reason as an English sentence.</param>
/// <param name="Chinese">The reason as a Chinese sentence.</param>
public sealed record ChurnRemark(string RuleId, string English, string Chinese)
{
    /// <summary>The English sentence.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => English;
}
