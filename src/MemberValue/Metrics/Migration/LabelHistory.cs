using MemberValue.Common;

namespace MemberValue.Metrics;

/// <summary>
/// The labels of a membership over a series of dates: how many members had each, and how they moved between one date and the next. Immutable and
/// thread-safe. Created by a <see cref="LabelHistoryBuilder{TKey, TLabel}"/>.
/// </summary>
/// <typeparam name="TLabel">The type of a label.</typeparam>
public sealed class LabelHistory<TLabel>
{
    internal LabelHistory(LabelSet<TLabel> labels, LabelDistribution<TLabel>[] dates, LabelMigration<TLabel>[] migrations)
    {
        Labels = labels.Labels;
        Dates = Array.AsReadOnly(dates);
        Migrations = Array.AsReadOnly(migrations);
    }

    /// <summary>The labels, in the order that was given.</summary>
    public IReadOnlyList<TLabel> Labels { get; }

    /// <summary>Members and weight of each label, one item per date, oldest first.</summary>
    public IReadOnlyList<LabelDistribution<TLabel>> Dates { get; }

    /// <summary>One migration per pair of neighbouring dates, oldest first: one fewer than dates.</summary>
    public IReadOnlyList<LabelMigration<TLabel>> Migrations { get; }

    /// <summary>All pairs of neighbouring dates counted together.</summary>
    /// <returns>The pooled migration.</returns>
    /// <exception cref="InvalidOperationException">There are fewer than two dates.</exception>
    /// <remarks>Pooling assumes that moves are alike in all pairs. Where they are not (a season, a campaign), pool a range.</remarks>
    public LabelMigration<TLabel> Pooled() => Migrations.Count > 0
        ? LabelMigration<TLabel>.Pool(Migrations)
        : throw Error.State($"A migration needs two dates; the history has {Dates.Count}.");

    /// <summary>Some neighbouring pairs of dates counted together.</summary>
    /// <param name="first">The first pair, an index in <see cref="Migrations"/>.</param>
    /// <param name="count">How many pairs, 1 or more.</param>
    /// <returns>The pooled migration.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are no such pairs.</exception>
    public LabelMigration<TLabel> Pooled(int first, int count)
    {
        if (first < 0 || first >= Migrations.Count)
            throw Error.OutOfRange(nameof(first), $"The first pair is {first} and must be 0 to {Migrations.Count - 1}.");
        if (count < 1 || count > Migrations.Count - first)
            throw Error.OutOfRange(nameof(count), $"The number of pairs from pair {first} on is {count} and must be 1 to {Migrations.Count - first}.");
        return LabelMigration<TLabel>.Pool([.. Migrations.Skip(first).Take(count)]);
    }

    /// <summary>The members of each label, a date per line, the same in every culture.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => LabelText.Table(
    [
        ["date", .. Labels.Select(LabelText.Of), "members"],
        .. Dates.Select(date => (string[])
            [date.Window!.Calendar.Format(date.Window.LastCell), .. date.MembersByLabel.Select(LabelText.Whole), LabelText.Whole(date.Total)]),
    ]);
}
