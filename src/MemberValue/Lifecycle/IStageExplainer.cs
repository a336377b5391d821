using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>A classifier that can say why. Implement it beside <see cref="ILifecycleClassifier"/>, and your reasons appear in every assessment.</summary>
public interface IStageExplainer
{
    /// <summary>Why a member is in their stage, and when it changes if they stay silent.</summary>
    /// <param name="row">The member's numbers. A null registration or last visit means that the member has none.</param>
    /// <returns>The explanation; its stage is that of the classifier.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The row lacks a number that the rules need.</exception>
    StageExplanation Explain(MemberRow row);
}
