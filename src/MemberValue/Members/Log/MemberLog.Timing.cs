using System.Runtime.InteropServices;
using MemberValue.Common;
using MemberValue.Numerics;

namespace MemberValue.Members;

public sealed partial class MemberLog<TKey>
{
    /// <summary>A table of this log with the columns of <see cref="TimingColumns"/>: regularity, clumpiness and, where the log has visits, visits.</summary>
    /// <param name="table">A table of this log, as of any day; members who are not in the log are not allowed.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The table with the columns added, over its own window; columns that it had are replaced.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="table"/> is null.</exception>
    /// <exception cref="ArgumentException">The table is of another calendar, or has a member whom this log does not have.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>Goes once over the members' cells, on all processors; the same bits on any number of them, and those of
    /// <see cref="MemberState.WithTiming"/>.</remarks>
    public MemberTable<TKey> WithTiming(MemberTable<TKey> table, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Window.Calendar != Rules.Calendar)
            throw Error.Argument($"The table counts in cells of {table.Window.Calendar}, the log in {Rules.Calendar}.", nameof(table));
        var members = _content.Keys.RowsOf(table.KeySet);
        if (Array.IndexOf(members, -1) is >= 0 and var stranger)
            throw Error.Argument($"The table has the member '{table.Keys[stranger]}', whom the log does not have.", nameof(table));
        var hasVisits = Enumerable.Range(0, _content.Blocks.Count).Any(block => _content.Blocks[block].Visits is not null);
        var (writer, window) = (new TimingWriter(members.Length, hasVisits), table.Window);
        RowChunks.ForEach(members.Length, () => new List<int>(), (start, count, cells) =>
        {
            for (var row = start; row < start + count; row++)
            {
                var (block, local) = (_content.Blocks[members[row] / LogBlock.Size], members[row] % LogBlock.Size);
                block.ReadPurchases(local, window.FirstCell, window.LastCell, cells);
                var visits = block.VisitsOf(local, window.FirstCell, window.LastCell);
                var registration = block.RegistrationUpTo(local, window.LastCell);
                writer.Write(row, MemberTiming.Of(window, CollectionsMarshal.AsSpan(cells), visits, registration));
            }
        }, static _ => { }, cancellationToken);
        return table.With(writer.AddTo(table.Columns));
    }

    /// <summary>Day by day, how many members were active and how many of them bought again: what a seasonal index is fitted to.</summary>
    /// <param name="through">The last day, such as the end of a calibration; null for the end of the log.</param>
    /// <param name="activeDays">How many days after a purchase a member counts as active; 365 by default, so that a whole year of purchases decides who is,
    /// whatever the season.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The counts, from the first day of the log.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="through"/> lies outside the window of the options or before the first row, or
    /// <paramref name="activeDays"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">Cells are weeks or years; or no row was used.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>Goes once over all cells, on all processors.</remarks>
    public DailyPurchases Daily(DateOnly? through = null, int activeDays = 365, CancellationToken cancellationToken = default)
    {
        Require.AtLeast(activeDays, 1);
        var calendar = Rules.Calendar;
        if (calendar.Grain is EventGrain.Week or EventGrain.Year)
            throw Error.State($"Cells are {calendar}; counts per day need cells of a day or shorter.");
        var asked = through is { } day ? Through(calendar.LastCellBy(day, nameof(through)), nameof(through)) : Whole();
        var window = new ObservationWindow(calendar, asked.First ?? _content.FirstSeen, asked.Last);
        var first = DayOf(window.FirstCell);
        DailyCounter Counter() => new(first, DayOf(window.LastCell) - first + 1, activeDays);
        var whole = Counter();
        ParallelLoop.For(_content.Blocks.Count, () => (Part: Counter(), Cells: new List<int>()), (block, state) =>
        {
            for (var local = 0; local < _content.MembersOf(block); local++)
            {
                _content.Blocks[block].ReadPurchases(local, window.FirstCell, window.LastCell, state.Cells);
                if (calendar.Grain != EventGrain.Day)
                    ToDays(state.Cells);
                state.Part.Add(CollectionsMarshal.AsSpan(state.Cells));
            }
        }, state => whole.Add(state.Part), cancellationToken);
        return whole.ToDaily();
    }

    /// <summary>The day numbers of cells, each once.</summary>
    private void ToDays(List<int> cells)
    {
        var count = 0;
        foreach (var cell in CollectionsMarshal.AsSpan(cells))
        {
            var day = DayOf(cell);
            if (count == 0 || cells[count - 1] != day)
                cells[count++] = day;
        }

        cells.RemoveRange(count, cells.Count - count);
    }

    private int DayOf(int cell) => DateOnly.FromDateTime(Rules.Calendar.StartOf(cell)).DayNumber;
}
