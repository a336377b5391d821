using MemberValue.Lifecycle;
using MemberValue.Members;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Classifies by the present models.</summary>
internal sealed class HeldClassifier(IServiceProvider provider, string? key) : ILifecycleClassifier, IHeld
{
    public void Classify(MemberColumns columns, Span<LifecycleStage> destination)
    {
        var current = HeldServices.Holder(provider, key).Current;
        (current.Classifier ?? throw HeldError.NotYet(current, "classifier")).Classify(columns, destination);
    }
}
