using MemberValue.Common;
using MemberValue.Learning;
using MemberValue.Members;

namespace MemberValue.Churn;

/// <summary>
/// Builds the data that a classifier learns from: features as of the end of each origin t0, and the label "no purchase in the cells after t0 through t0 +
/// horizon".
/// </summary>
public static class ChurnDataset
{
    /// <summary>Builds features and labels from a log.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="log">The log; <see cref="MemberTableOptions.RecentCells"/> makes the features of recent purchases.</param>
    /// <param name="options">Origins, horizon, and who takes part.</param>
    /// <param name="features">Which features; null for all that a log's columns allow. A feature that one origin's table has and another's lacks is missing
    /// in the rows of the other. Levels of your own columns are learned from the rows of all origins.</param>
    /// <param name="join">Joins columns of your own to the table of an origin, which ends with it, for
    /// <see cref="ChurnFeatureOptions.Columns"/>: what was known of the members then, such as the probabilities of a model fitted to nothing later. Null for
    /// none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Features and labels, one row per member and origin: origins in their order, members in the order of the table.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="log"/> or <paramref name="options"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, contradicts another, or a label looks beyond the log's end; the message names the
    /// date. Or a name, a rhythm or a column of your own does not fit; see <see cref="ChurnFeatures.Table"/>.</exception>
    /// <exception cref="InvalidOperationException">The log does not show that it reaches the end of the last label, no member takes part, or a
    /// column of your own was not fed.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>Features come from the log's table at t0, which holds nothing after t0; labels from a comparison of a member's purchases in it and in the
    /// table at t0 + horizon. Both look at the log from its beginning. The cost is that of one table per date, with up to two dates per origin.</remarks>
    public static ChurnDataset<TKey> From<TKey>(
        MemberLog<TKey> log, ChurnDatasetOptions options, ChurnFeatureOptions? features = null,
        Func<DateOnly, MemberTable<TKey>, MemberTable<TKey>>? join = null, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(options);
        var chosen = options.Checked(log.Rules.Calendar.Grain);
        var schedule = SnapshotSchedule.On(chosen.Origins.Union(chosen.Origins.Select(origin => origin.AddDays(chosen.HorizonDays))).Order());
        features ??= new ChurnFeatureOptions();
        var parts = new List<OriginRows<TKey>>();
        MemberTable<TKey>? last = null;
        foreach (var (date, table) in schedule.Dates.Zip(log.Tables(schedule, cancellationToken)))
        {
            foreach (var part in parts)
            {
                if (part.Origin.AddDays(chosen.HorizonDays) == date)
                    part.Label(table, chosen.HorizonDays);
            }

            if (chosen.Origins.Contains(date))
                parts.Add(OriginRows<TKey>.Of(date, table, chosen, ChurnFeatures.Compute(Joined(date, table, join).Columns, features)));
            last = table;
        }

        if (chosen.LogEnd is null && !Reaches(last!))
        {
            throw Error.State(
                $"The label of the origin {chosen.Origins[^1]} looks at the days through "
                    + $"{schedule.Dates[^1]}, and the log shows nothing on that day or after it: choose an earlier origin, or set "
                    + $"ChurnDatasetOptions.LogEnd if the log covers the day.");
        }

        return OriginRows<TKey>.Stack(parts, features, chosen);
    }

    private static MemberTable<TKey> Joined<TKey>(DateOnly date, MemberTable<TKey> table, Func<DateOnly, MemberTable<TKey>, MemberTable<TKey>>? join)
        where TKey : notnull
    {
        var joined = join is null ? table : join(date, table);
        return joined is not null && joined.Window.Equals(table.Window) && joined.KeySet.SameAs(table.KeySet) ? joined
            : throw Error.Argument(
                $"join gave another table for {date}: it must give the same one with more columns.", nameof(join));
    }

    /// <summary>Whether the log has a purchase or visit in the table's last cell, or any row after it.</summary>
    private static bool Reaches<TKey>(MemberTable<TKey> table)
        where TKey : notnull
    {
        var columns = table.Columns;
        return table.Report!.SkippedByReason.GetValueOrDefault(SkipReasons.OutsideWindow) > table.Report.RowsBeforeWindow
            || columns.LastPurchaseCell.Contains(table.Window.LastCell)
            || (columns.Has(LogColumns.LastVisitCell) && columns.LastVisitCell.Contains(table.Window.LastCell));
    }
}
