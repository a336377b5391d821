namespace MemberValue.Learning;

/// <summary>A column that got no coefficient.</summary>
/// <param name="Feature">The column's name.</param>
/// <param name="IsMissingIndicator">Whether it is the indicator of the column's missing values.</param>
/// <param name="Reason">Why.</param>
public sealed record LogisticDroppedTerm(string Feature, bool IsMissingIndicator, LogisticDropReason Reason);
