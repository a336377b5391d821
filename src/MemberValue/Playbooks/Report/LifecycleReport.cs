using System.Text;
using MemberValue.Lifecycle;
using MemberValue.Metrics;

namespace MemberValue.Playbooks;

/// <summary>
/// A report for one date or a series: stages with their revenue, rates, migration and conversions, cohorts, and the action for each stage. Plain data;
/// created by <see cref="LifecycleReportBuilder{TKey}"/>. Immutable.
/// </summary>
public sealed partial class LifecycleReport
{
    internal LifecycleReport(
        IReadOnlyList<LifecycleReportDate> dates, LabelHistory<LifecycleStage> history, CohortTable cohorts, string playbook, IReadOnlyList<PlaybookLine> lines)
    {
        Dates = dates;
        History = history;
        Cohorts = cohorts;
        PlaybookName = playbook;
        PlaybookLines = lines;
    }

    /// <summary>The dates, oldest first.</summary>
    public IReadOnlyList<LifecycleReportDate> Dates { get; }

    /// <summary>Stages over all dates, weighted by net spend in the period: for pooled migrations and Markov chains.</summary>
    public LabelHistory<LifecycleStage> History { get; }

    /// <summary>Cohorts by the period of the first purchase.</summary>
    public CohortTable Cohorts { get; }

    /// <summary>The name of the playbook.</summary>
    public string PlaybookName { get; }

    /// <summary>The playbook's recommendation for each of the seven stages.</summary>
    public IReadOnlyList<PlaybookLine> PlaybookLines { get; }

    /// <summary>The last date as text: its rates, and a line per stage with members, revenue and action.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString()
    {
        if (Dates.Count == 0)
            return "no dates\n";
        var (last, text) = (Dates[^1], new StringBuilder());
        text.Append(last.Metrics).Append('\n');
        text.Append(FormattableString.Invariant($"{"stage",-14}{"members",10}{"share",8}{"revenue",18}  action\n"));
        foreach (var stage in last.Stages)
        {
            var share = stage.Members.Of == 0 ? "-" : FormattableString.Invariant($"{100 * stage.Members.Rate:F1}%");
            var action = PlaybookLines.FirstOrDefault(line => line.Stage == stage.Stage)?.Match?.Action.Action.English ?? "-";
            text.Append(FormattableString.Invariant($"{stage.Stage,-14}{stage.Members.Count,10}{share,8}{stage.Revenue,18:F2}  {action}\n"));
        }

        return text.ToString();
    }
}
