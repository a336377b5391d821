using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Playbooks;

/// <summary>One date of a <see cref="LifecycleReport"/>, and the period that ends with it. Immutable.</summary>
public sealed class LifecycleReportDate
{
    internal LifecycleReportDate(PeriodMetrics metrics, IReadOnlyList<StageReport> stages, LabelMigration<LifecycleStage>? migration)
    {
        Metrics = metrics;
        Stages = stages;
        Migration = migration;
        Conversions = migration is null ? [] : migration.Conversions(LifecycleStages.Conversions.Select(way => (way.From, way.To)).ToArray());
    }

    /// <summary>The period: after the date before (in the first one, from the window's first cell) through this date.</summary>
    public ObservationWindow Period => Metrics.Period;

    /// <summary>The rates of the period.</summary>
    public PeriodMetrics Metrics { get; }

    /// <summary>The seven stages in the order of the lifecycle, and last Unclassified where a member is unclassified: shares add to 1.</summary>
    public IReadOnlyList<StageReport> Stages { get; }

    /// <summary>How members moved between stages since the date before, by members and by net spend in the period; null at the first date.</summary>
    public LabelMigration<LifecycleStage>? Migration { get; }

    /// <summary>The transitions between stages that have a name (<see cref="LifecycleStages.Conversions"/>) since the date before; empty at the first
    /// date.</summary>
    public IReadOnlyList<LabelConversion<LifecycleStage>> Conversions { get; }

    /// <summary>Period and stages in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Period}: {Stages.Count} stages");
}
