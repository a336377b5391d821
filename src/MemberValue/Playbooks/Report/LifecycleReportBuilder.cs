using System.Collections.ObjectModel;
using MemberValue.Lifecycle;
using MemberValue.Members;
using MemberValue.Metrics;

namespace MemberValue.Playbooks;

/// <summary>
/// Builds a <see cref="LifecycleReport"/> from a series of tables of one log at ascending dates, each from the window's first cell on; one table gives a
/// report of one date. Not thread-safe.
/// </summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <remarks>Keeps the last table and about 8 bytes per member.</remarks>
public sealed class LifecycleReportBuilder<TKey>
    where TKey : notnull
{
    private static readonly IReadOnlyList<LifecycleStage> Labels = [.. LifecycleStages.All, LifecycleStage.Unclassified];

    private readonly ILifecycleClassifier _classifier;
    private readonly Playbook _playbook;
    private readonly SnapshotSeries<TKey> _series = new();
    private readonly PeriodMetricsBuilder<TKey> _metrics = new();
    private readonly CohortTableBuilder<TKey> _cohorts = new();
    private readonly LabelHistoryBuilder<TKey, LifecycleStage> _history = new(Labels);
    private readonly List<IReadOnlyList<StageReport>> _stages = [];

    /// <summary>Creates a builder without dates.</summary>
    /// <param name="classifier">Classifies members into stages, with the same rules at every date so that dates can be compared.</param>
    /// <param name="playbook">The actions per stage; null for <see cref="Playbook.Default"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="classifier"/> is null.</exception>
    public LifecycleReportBuilder(ILifecycleClassifier classifier, Playbook? playbook = null)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        _classifier = classifier;
        _playbook = playbook ?? Playbook.Default;
    }

    /// <summary>Adds the table at the next date.</summary>
    /// <param name="table">
    /// The table: purchases, net spend and what the classifier needs; orders, sales and refunds are used where present. Its window has the calendar
    /// and first cell of the tables before and ends later, it has all of their members, and no member's counts have fallen.
    /// </param>
    /// <param name="cancellationToken">Cancels the classification.</param>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentException">The table does not continue the series, or the classifier gave a stage that is not defined; the
    /// message says what. The builder is unchanged.</exception>
    /// <exception cref="InvalidOperationException">A needed column was not fed. The builder is unchanged.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled. The builder is unchanged.</exception>
    public void Add(MemberTable<TKey> table, CancellationToken cancellationToken = default)
    {
        var step = _series.Next(table);
        var stages = _classifier.Classify(table, cancellationToken);
        var net = step.NetOfMembers();
        _history.Add(table.Window, stages, net); // refuses stages that are not defined, and is then unchanged
        _stages.Add(Rows(stages.Values, step));
        _metrics.AddStep(step);
        _cohorts.AddStep(step);
        _series.Accept(table);
    }

    /// <summary>The report of all dates so far.</summary>
    /// <returns>The report; later dates do not change it.</returns>
    public LifecycleReport ToReport()
    {
        var (metrics, history) = (_metrics.ToList(), _history.ToHistory());
        var dates = metrics.Select((period, i) => new LifecycleReportDate(period, _stages[i], i == 0 ? null : history.Migrations[i - 1])).ToList();
        var lines = LifecycleStages.All.Select(stage => new PlaybookLine(stage, _playbook.Find(stage))).ToList();
        return new LifecycleReport(dates.AsReadOnly(), history, _cohorts.ToTable(), _playbook.Name, lines.AsReadOnly());
    }

    private static ReadOnlyCollection<StageReport> Rows(ReadOnlySpan<LifecycleStage> stages, SnapshotStep step)
    {
        var (members, stageOf) = (new long[Labels.Count], new int[stages.Length]);
        for (var row = 0; row < stageOf.Length; row++)
        {
            stageOf[row] = (int)stages[row]; // 0 is Unclassified, 1 to 7 are the others
            members[stageOf[row]]++;
        }

        var (revenue, toDate) = (step.NetByGroup(stageOf, Labels.Count), step.NetToDateByGroup(stageOf, Labels.Count));
        return Labels.Where(stage => stage != LifecycleStage.Unclassified || members[(int)stage] > 0).Select(stage => new StageReport
        {
            Stage = stage,
            Members = new Proportion(members[(int)stage], stageOf.Length),
            Revenue = revenue[(int)stage],
            RevenueToDate = toDate[(int)stage],
        }).ToList().AsReadOnly();
    }
}
