using MemberValue.Common;

namespace MemberValue.Members;

public sealed partial class MemberColumns
{
    private readonly EarlierSnapshot? _earlier;

    /// <summary>Whether there is an earlier snapshot of the same members.</summary>
    public bool HasEarlier => _earlier is not null;

    /// <summary>The columns of the earlier snapshot, as of its own last cell.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public MemberColumns Earlier => (_earlier ?? throw NoEarlier()).Columns;

    /// <summary>The row that each member has in <see cref="Earlier"/>; -1 for one who was not in it.</summary>
    /// <exception cref="InvalidOperationException">There is no earlier snapshot.</exception>
    public ReadOnlySpan<int> EarlierRows =>
        _earlier is { } earlier ? new ReadOnlySpan<int>(earlier.Rows, _start - earlier.Start, Count) : throw NoEarlier();

    /// <summary>The same columns joined with those of an earlier snapshot, which replaces the one they had. Everything else is shared, not copied.</summary>
    /// <param name="earlier">The columns of the earlier snapshot. An earlier snapshot that they have themselves is left out, so that no chain of dates is
    /// kept.</param>
    /// <param name="rows">The row that each member has in it; -1 for one who was not in it. Copied.</param>
    /// <returns>New columns.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="earlier"/> is null.</exception>
    /// <exception cref="ArgumentException">Not one row per member, no such row, or the snapshot is of another calendar or ends after this one.</exception>
    public MemberColumns WithEarlier(MemberColumns earlier, ReadOnlySpan<int> rows)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        if (rows.Length != Count)
            throw Error.Argument($"There are {rows.Length} rows for {Count} members.", nameof(rows));
        var (now, then) = (Window, earlier.Window);
        if (then.Calendar != now.Calendar)
            throw Error.Argument($"The earlier snapshot has cells of {then.Calendar}, this one of {now.Calendar}.", nameof(earlier));
        if (then.LastCell > now.LastCell)
        {
            throw Error.Argument(
                $"The earlier snapshot ends on {then.Calendar.Format(then.LastCell)}, after this one, {now.Calendar.Format(now.LastCell)}.", nameof(earlier));
        }

        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i] < -1 || rows[i] >= earlier.Count)
                throw Error.Argument($"rows[{i}] is {rows[i]}; it must be -1 to {earlier.Count - 1}.", nameof(rows));
        }

        return WithEarlier(new EarlierSnapshot(earlier.HasEarlier ? earlier.WithEarlier(null) : earlier, rows.ToArray(), _start));
    }

    private MemberColumns WithEarlier(EarlierSnapshot? earlier) => new(Window, _start, Count, RecentCells, _ofLog, _others, earlier);

    private static InvalidOperationException NoEarlier() => new("There is no earlier snapshot. Give it with table.WithEarlier(earlierTable).");

    /// <summary>The earlier columns, the row of each member in them, and the position of the first of these rows in the members' own columns.</summary>
    private sealed record EarlierSnapshot(MemberColumns Columns, int[] Rows, int Start);
}
