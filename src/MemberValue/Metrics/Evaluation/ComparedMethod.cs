namespace MemberValue.Metrics;

/// <summary>One method of a comparison.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Evaluation">How well it did.</param>
/// <param name="AgainstBaseline">How its ROC AUC differs from the baseline's; null for the baseline itself.</param>
public sealed record ComparedMethod(string Name, BinaryEvaluation Evaluation, AucDifference? AgainstBaseline);
