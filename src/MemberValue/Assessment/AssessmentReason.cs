namespace MemberValue.Assessment;

/// <summary>A sentence of an assessment, and what it is about.</summary>
/// <param name="About">What it is about: segment, stage, purchases, value, risk or action.</param>
/// <param name="English">The sentence in English, the same in every culture.</param>
/// <param name="Chinese">The sentence in Chinese.</param>
public sealed record AssessmentReason(string About, string English, string Chinese);
