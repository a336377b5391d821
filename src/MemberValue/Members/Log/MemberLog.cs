using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// A log, read once, that answers any number of questions in any order: the table as of any day, tables of a series of days, a split into calibration and
/// holdout, repeat purchases by period. Created by <see cref="MemberLog.Read{TKey}"/> or a <see cref="MemberLogBuilder{TKey}"/>. Immutable and thread-safe.
/// </summary>
/// <typeparam name="TKey">The type of a member's key.</typeparam>
/// <remarks>
/// <para>Every table is equal, to the last bit and with its report and gaps, to the one that a <see cref="MemberTableBuilder{TKey}"/> whose window ends there
/// makes of the same rows; only the order of the rows may differ: here it is the order of the members' first rows in the whole log.</para>
/// <para>A question never changes the log. It runs on all processors, to the same bits on any number of them.</para>
/// <para>Memory: 24 bytes per purchase cell of a member (up to twice as many while rows come out of order), and as much per cell with visits; where a cell
/// has order ids, 24 bytes more, and where it has a margin, or refunds beside sales, 48; 20 bytes per member and their key. A question needs about 140 bytes
/// per member while it is answered, besides its result. A log that does not fit is read by a <see cref="MemberTableBuilder{TKey}"/> for one table.</para>
/// </remarks>
public sealed partial class MemberLog<TKey>
    where TKey : notnull
{
    private readonly LogContent<TKey> _content;

    internal MemberLog(LogContent<TKey> content)
    {
        _content = content;
        Report = content.ToReport();
    }

    /// <summary>How the log was read.</summary>
    public LogRules Rules => _content.Rules;

    /// <summary>The number of members with a row that was used.</summary>
    public int Count => _content.Keys.Count;

    /// <summary>The currency of the amounts: that of the options, or of the first row that named one; null where none did.</summary>
    public string? Currency => _content.Currency;

    /// <summary>What happened to every row.</summary>
    public IngestionReport Report { get; }

    /// <summary>The table as of the log's end: <see cref="MemberTableOptions.WindowLast"/>, or the last cell of a row that was used.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The table, with report and gaps.</returns>
    /// <exception cref="InvalidOperationException">No row was used and the options give no window, so there is no last cell.</exception>
    /// <exception cref="OverflowException">A member's sum of money does not fit a decimal.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public MemberTable<TKey> Table(CancellationToken cancellationToken = default) => new LogSweep<TKey>(_content, cancellationToken).Next(Whole(), Report);

    /// <summary>The table as of the end of a day: its last cell is the last one that is over by then. Later rows count as outside the window.</summary>
    /// <param name="asOf">The day, on the shop's calendar; with instants in UTC. It may lie after the last row, but not outside the window of the
    /// options.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The table, with report and gaps.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="asOf"/> lies outside the window of the options, or before the first row where they give
    /// no beginning.</exception>
    /// <exception cref="OverflowException">A member's sum of money does not fit a decimal.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public MemberTable<TKey> Table(DateOnly asOf, CancellationToken cancellationToken = default) =>
        TableOf(Through(Rules.Calendar.LastCellBy(asOf, nameof(asOf)), nameof(asOf)), cancellationToken);

    /// <summary>The table as of the cell that a time lies in: a finer cut than a day where cells are hours or instants.</summary>
    /// <param name="asOf">A time in the table's last cell. It may lie after the last row, but not outside the window of the options.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The table, with report and gaps.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="asOf"/> lies outside the window of the options, or before the first row where they give
    /// no beginning, or outside what the grain can count.</exception>
    /// <exception cref="OverflowException">A member's sum of money does not fit a decimal.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public MemberTable<TKey> Table(EventTime asOf, CancellationToken cancellationToken = default) =>
        TableOf(Through(CellOf(asOf, nameof(asOf)), nameof(asOf)), cancellationToken);

    /// <summary>The tables of a series of days, in its order; each is made when it is enumerated, from the sums of the one before.</summary>
    /// <param name="schedule">The days, and how far back each table looks.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The tables; may be enumerated as often as you like.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="schedule"/> is null.</exception>
    /// <exception cref="ArgumentException">The schedule does not fit the log: two days in one cell, a window that is not a whole number of cells, or one that
    /// begins or ends outside the window of the options, or ends before the first row where they give no beginning. The message names the day.</exception>
    /// <exception cref="OverflowException">A member's sum of money does not fit a decimal.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>
    /// A member gets a row number at the first day that has the member. In tables from the beginning of the log it does not change afterwards, so that each
    /// table's keys begin with those of the table before. Each day costs one pass over the members and the cells that came since the day before; a member who
    /// loses cells from a rolling window is summed up again. Keep no table longer than needed: each holds all its columns.
    /// </remarks>
    public IEnumerable<MemberTable<TKey>> Tables(SnapshotSchedule schedule, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var windows = schedule.WindowsOf(Rules.Calendar, Rules.FirstCell);
        for (var i = 0; i < windows.Length; i++)
            RequireInside(windows[i], schedule.Dates[i]);
        return TablesOf(windows, cancellationToken);
    }

    /// <summary>The log split at the end of a day: the table of the days through it, and what its members did afterwards.</summary>
    /// <param name="calibrationLast">The calibration's last day; the holdout begins with the next cell and ends where the log does.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The calibration table, the same as <see cref="Table(DateOnly, CancellationToken)"/> gives, and the holdout of its members.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="calibrationLast"/> leaves no cell before or after it.</exception>
    /// <exception cref="OverflowException">A member's sum of money does not fit a decimal.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public CalibrationHoldout<TKey> Holdout(DateOnly calibrationLast, CancellationToken cancellationToken = default) =>
        HoldoutAfter(Rules.Calendar.LastCellBy(calibrationLast, nameof(calibrationLast)), nameof(calibrationLast), cancellationToken);

    /// <summary>The log split after the cell that a time lies in: a finer cut than a day where cells are hours or instants.</summary>
    /// <param name="calibrationLast">A time in the calibration's last cell; the holdout begins with the next and ends where the log does.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The calibration table, the same as <see cref="Table(EventTime, CancellationToken)"/> gives, and the holdout of its members.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="calibrationLast"/> leaves no cell before or after it.</exception>
    /// <exception cref="OverflowException">A member's sum of money does not fit a decimal.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public CalibrationHoldout<TKey> Holdout(EventTime calibrationLast, CancellationToken cancellationToken = default) =>
        HoldoutAfter(CellOf(calibrationLast, nameof(calibrationLast)), nameof(calibrationLast), cancellationToken);

    /// <summary>Repeat purchases of the whole log by period, from its first cell on.</summary>
    /// <param name="cellsPerPeriod">How many cells a period is long; 7 for weeks of a log of days. Cells at the end that do not fill a period are left
    /// out.</param>
    /// <param name="members">Whose purchases count: the members of this table who have bought, such as a calibration table's; null for all.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The track, over the window of <see cref="Table(CancellationToken)"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="cellsPerPeriod"/> is below 1 or longer than the log's window.</exception>
    /// <exception cref="InvalidOperationException">No row was used and the options give no window.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public RepeatPurchaseTrack Track(int cellsPerPeriod, MemberTable<TKey>? members = null, CancellationToken cancellationToken = default)
    {
        var whole = Whole();
        var window = new ObservationWindow(Rules.Calendar, whole.First ?? _content.FirstSeen, whole.Last);
        return RepeatPurchaseTrack.Of(_content, window, cellsPerPeriod, members, cancellationToken);
    }

    /// <summary>One member's state: what a backend stores with the member and updates with each further row.</summary>
    /// <param name="key">The member's key.</param>
    /// <returns>The whole state; null when there is no such member.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <remarks>The first call makes an index of the keys, as <see cref="MemberTable{TKey}"/> does; each call goes once over the member's cells.</remarks>
    public MemberState? StateOf(TKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _content.Keys.TryIndexOf(key, out var member)
            ? new MemberState(Rules.Calendar, Rules.RecentCells, Rules.GapOrdinals, _content.Blocks.CellsOf(member)) { Currency = Currency }
            : null;
    }

    private MemberTable<TKey> TableOf(SnapshotWindow window, CancellationToken cancellationToken) =>
        new LogSweep<TKey>(_content, cancellationToken).Next(window);

    private IEnumerable<MemberTable<TKey>> TablesOf(SnapshotWindow[] windows, CancellationToken cancellationToken)
    {
        var sweep = new LogSweep<TKey>(_content, cancellationToken);
        foreach (var window in windows)
            yield return sweep.Next(window);
    }

    private CalibrationHoldout<TKey> HoldoutAfter(int calibrationLast, string parameter, CancellationToken cancellationToken)
    {
        var calibration = Through(calibrationLast, parameter);
        var last = Whole().Last;
        if (calibrationLast >= last)
        {
            throw Error.OutOfRange(
                parameter,
                $"The calibration's end is {Rules.Calendar.Format(calibrationLast)} and must lie before the log's, {Rules.Calendar.Format(last)}"
                    + $"{(Rules.LastCell is null ? "; set MemberTableOptions.WindowLast for a holdout that may be empty" : "")}.");
        }

        return CalibrationHoldout<TKey>.Of(_content, calibration, new SnapshotWindow(calibrationLast + 1, last), Report, cancellationToken);
    }

    private int CellOf(EventTime time, string parameter) => Rules.TryCellOf(time, out var cell)
        ? cell
        : throw Error.OutOfRange(parameter, $"The time is {time} and must lie between 1931-12-13 and 2068-01-19, as exact instants do.");

    /// <summary>The window of the whole log.</summary>
    private SnapshotWindow Whole()
    {
        if ((Rules.FirstCell is null || Rules.LastCell is null) && _content.IsEmpty)
        {
            throw new InvalidOperationException(
                "No row was used and the options name no window: set MemberTableOptions.WindowFirst and WindowLast for a table that may be empty.");
        }

        // A registration may lie before the first cell that the options name, so that what was seen may end before it.
        return new SnapshotWindow(Rules.FirstCell, Rules.LastCell ?? Math.Max(_content.LastSeen, Rules.FirstCell ?? int.MinValue));
    }

    /// <summary>The window from the log's beginning through a cell.</summary>
    private SnapshotWindow Through(int last, string parameter)
    {
        var window = new SnapshotWindow(Rules.FirstCell, last);
        return _content.WhyOutside(window) is { } why ? throw Error.OutOfRange(parameter, $"{why} It is {Rules.Calendar.Format(last)}.") : window;
    }

    private void RequireInside(SnapshotWindow window, DateOnly date)
    {
        if (_content.WhyOutside(window) is { } why)
            throw Error.Argument($"The schedule does not fit the log at {date:yyyy-MM-dd}: {why}", "schedule");
    }

    /// <summary>Members and rows in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Count} members; {Report}");
}
