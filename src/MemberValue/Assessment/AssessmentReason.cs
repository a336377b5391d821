using MemberValue.Members;

namespace MemberValue.Assessment;

/// <summary>A sentence of an assessment, with its subject.</summary>
/// <param name="About">The subject: segment, dimensions, stage, purchases, value, risk, cluster, composite, profit, rule segment, conflict or action.</param>
/// <param name="Text">The sentence, the same in every culture.</param>
public sealed record AssessmentReason(string About, Text Text)
{
    /// <summary>The English sentence.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => Text.English;
}
