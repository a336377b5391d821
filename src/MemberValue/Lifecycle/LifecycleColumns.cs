using MemberValue.Members;

namespace MemberValue.Lifecycle;

/// <summary>The columns that the lifecycle gives, for <c>table.With(key, values)</c> and for whatever reads them there.</summary>
public static class LifecycleColumns
{
    /// <summary>The members' stages.</summary>
    public static MemberColumn<LifecycleStage> Stage { get; } =
        new("LifecycleStage", "", "Classify the table and give it the stages: table.With(LifecycleColumns.Stage, classifier.Classify(table)).");
}
