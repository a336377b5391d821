using MemberValue.Common;

namespace MemberValue.Members;

public sealed partial class MemberColumns
{
    /// <summary>The rows of these columns followed by those of others.</summary>
    /// <exception cref="ArgumentException">The window, or a column, is not the same; the message says which.</exception>
    internal MemberColumns Merge(MemberColumns other)
    {
        if (!Window.Equals(other.Window))
            throw Error.Argument($"This table looks at {Window}, the other one at {other.Window}: both must have the same window.", nameof(other));
        if (RecentCells != other.RecentCells)
        {
            throw Error.Argument($"This table has RecentCells {RecentCells}, the other one {other.RecentCells}: both must have the same.", nameof(other));
        }

        var columns = new List<ColumnValues>();
        foreach (var key in Keys.Union(other.Keys))
        {
            var (mine, theirs) = (Find(key.Name), other.Find(key.Name));
            CheckSame(key, mine, theirs);
            columns.Add((mine ?? theirs)!.Joined([(mine, _start, Count), (theirs, other._start, other.Count)]));
        }

        return Of(Window, Count + other.Count, columns, RecentCells);
    }

    private static void CheckSame(MemberColumn key, ColumnValues? mine, ColumnValues? theirs)
    {
        if (mine is null || theirs is null)
        {
            if (key.Place != MemberColumn.NoPlace && key.MayBeMissing)
                return; // a cell or a margin: the members of that table do not have one
            throw Error.Argument($"The column {key.Name} is only in {(mine is null ? "the other" : "this")} table. {key.HowToFeed}", "other");
        }

        if (mine.Key.ValueType != theirs.Key.ValueType)
        {
            throw Error.Argument(
                $"The column {key.Name} has values of type {mine.Key.ValueType.Name} in this table and {theirs.Key.ValueType.Name} in the other.", "other");
        }

        if (mine.Note != theirs.Note)
            throw Error.Argument($"The column {key.Name} has another note here ({Words(mine.Note)}) than there ({Words(theirs.Note)}).", "other");
    }

    private static string Words(ColumnNote? note) =>
        note is null ? "none" : $"model {note.Model ?? "none"}, {(note.HorizonDays is { } days ? FormattableString.Invariant($"{days} days") : "no horizon")}";
}
