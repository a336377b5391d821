using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>A classifier that can take a part of the rows, so that the table door can share a table among processors.</summary>
internal interface IRowRangeClassifier : ILifecycleClassifier
{
    /// <summary>Classifies the rows from <paramref name="start"/> on, one a place of <paramref name="destination"/>. Every throw comes before the
    /// first stage is written, and comes for 0 rows too.</summary>
    void Classify(MemberColumns columns, int start, Span<LifecycleStage> destination);
}
