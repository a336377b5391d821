using MemberValue.Learning;
using MemberValue.Metrics;

namespace MemberValue.Churn;

/// <summary>How the methods did on the members of one test origin.</summary>
/// <param name="Split">The test origin, and the training origins whose labels were known by then.</param>
/// <param name="TrainingRows">How many rows were learned from.</param>
/// <param name="Comparison">The methods on the test origin's rows.</param>
/// <param name="Classifiers">What each method learned, in their order; null for one that does not learn.</param>
public sealed record ChurnComparisonOrigin(
    RollingOrigin Split, int TrainingRows, BinaryComparison Comparison, IReadOnlyList<IBinaryClassifier?> Classifiers);
