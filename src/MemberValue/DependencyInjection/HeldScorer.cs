using MemberValue.Members;
using MemberValue.Rfm;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Scores by the present models.</summary>
internal sealed class HeldScorer(IServiceProvider provider, string? key) : IRfmScorer, IHeld
{
    public RfmLevels Levels => Present.Levels;

    private IRfmScorer Present => HeldServices.Holder(provider, key).Current is var current && current.Scorer is { } scorer
        ? scorer
        : throw HeldError.NotYet(current, "scorer");

    public void Score(MemberColumns columns, Span<RfmScore> destination) => Present.Score(columns, destination);
}
