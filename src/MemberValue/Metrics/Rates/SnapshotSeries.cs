using System.Globalization;
using MemberValue.Common;
using MemberValue.Members;

namespace MemberValue.Metrics;

/// <summary>Cumulative tables of one log at ascending dates: the conditions under which differences between them give the periods.</summary>
internal sealed class SnapshotSeries<TKey>
    where TKey : notnull
{
    private MemberTable<TKey>? _last;

    /// <summary>Checks a table against the one before. Nothing changes until <see cref="Accept"/>.</summary>
    /// <exception cref="ArgumentException">The table does not continue the series.</exception>
    public SnapshotStep Next(MemberTable<TKey> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (_last is null)
        {
            var nowhere = new int[table.Count];
            Array.Fill(nowhere, -1);
            return new SnapshotStep(table.Window, table.Columns, null, nowhere);
        }

        CheckWindows(_last.Window, table.Window);
        var rows = _last.KeySet.RowsOf(table.KeySet);
        CheckMembers(_last, table, rows);
        CheckCounts(_last.Columns, table, rows);
        var window = table.Window;
        return new SnapshotStep(new ObservationWindow(window.Calendar, _last.Window.LastCell + 1, window.LastCell), table.Columns, _last.Columns, rows);
    }

    public void Accept(MemberTable<TKey> table) => _last = table;

    private static void CheckWindows(ObservationWindow before, ObservationWindow now)
    {
        if (now.Calendar != before.Calendar)
            throw Wrong($"its cells are {now.Calendar}, and those of the table before are {before.Calendar}");
        if (now.FirstCell != before.FirstCell)
        {
            throw Wrong(
                $"its window is {now}, and that of the table before is {before}: windows that roll forget what they leave behind, so all must begin with "
                    + $"the same cell");
        }

        if (now.LastCell <= before.LastCell)
            throw Wrong($"it ends with {now.Calendar.Format(now.LastCell)}, which is not after {now.Calendar.Format(before.LastCell)}, the end of the "
                + $"table before");
    }

    private static void CheckMembers(MemberTable<TKey> before, MemberTable<TKey> now, int[] rows)
    {
        var found = new bool[before.Count];
        foreach (var row in rows)
        {
            if (row >= 0)
                found[row] = true;
        }

        if (Array.IndexOf(found, false) is >= 0 and var missing)
            throw Wrong($"the member '{before.Keys[missing]}' of the table before is not in it (the table as of "
                + $"{now.Window.Calendar.Format(now.Window.LastCell)})");
    }

    private static void CheckCounts(MemberColumns before, MemberTable<TKey> table, int[] rows)
    {
        var now = table.Columns;
        Check(LogColumns.Purchases, now.Purchases, before.Purchases);
        if (now.Has(LogColumns.Orders) && before.Has(LogColumns.Orders))
            Check(LogColumns.Orders, now.Orders, before.Orders);

        void Check(MemberColumn column, ReadOnlySpan<int> counts, ReadOnlySpan<int> earlier)
        {
            for (var row = 0; row < rows.Length; row++)
            {
                if (rows[row] is >= 0 and var at && counts[row] < earlier[at])
                {
                    throw Wrong($"the member '{table.Keys[row]}' has {counts[row]} {(column == LogColumns.Orders ? "orders" : "purchases")} in it and had "
                            + $"{earlier[at]} in the table before");
                }
            }
        }
    }

    private static ArgumentException Wrong(ErrorText what) => Error.Argument($"The table does not continue the series: {what}.", "table");
}
