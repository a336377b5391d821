using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// A member's log as a value: what a backend stores with the member and updates with each order, and what gives the member's row on any day. States of any
/// parts of a log, whatever times they cover, merge into the state of the whole.
/// </summary>
/// <remarks>
/// <para>Immutable and thread-safe. <see cref="ToJson"/> is its stored form.</para>
/// <para>A whole state keeps every cell of the member: money, order ids, visits. A summary (<see cref="IsSummary"/>) keeps sums, and comes from a
/// <see cref="MemberTableBuilder{TKey}"/> of a log that is ordered per member.</para>
/// </remarks>
public sealed partial class MemberState
{
    private readonly MemberSummary? _summary; // or the cells

    internal MemberState(CellCalendar calendar, int recentCells, int gapOrdinals, MemberCells cells)
        : this(calendar, recentCells, gapOrdinals) => Cells = cells;

    internal MemberState(CellCalendar calendar, int recentCells, int gapOrdinals, MemberSummary summary)
        : this(calendar, recentCells, gapOrdinals) => _summary = summary;

    private MemberState(MemberState other, string currency)
        : this(other.Calendar, other.RecentCells, other.GapOrdinals) => (_summary, Cells, Currency) = (other._summary, other.Cells, currency);

    private MemberState(CellCalendar calendar, int recentCells, int gapOrdinals) =>
        (Calendar, RecentCells, GapOrdinals) = (calendar, recentCells, gapOrdinals);

    /// <summary>What the state's cells are.</summary>
    public CellCalendar Calendar { get; }

    /// <summary>w: how many cells are recent; 0 for no recent numbers.</summary>
    public int RecentCells { get; }

    /// <summary>How many gaps of the member the gap histogram of a table keeps apart.</summary>
    public int GapOrdinals { get; }

    /// <summary>
    /// Whether this is a summary: a few sums, the first and the last cell, the lengths of the first <see cref="GapOrdinals"/> gaps and the recent cells,
    /// however
    /// long the log is. A summary takes rows in its first or last cell and after it; it merges with a state whose rows lie before or after its own, and
    /// gives no row of an earlier day. Later gaps than those it keeps are in its numbers but not in the histogram of a table that it is added to
    /// (<see cref="GapHistogram.Unrecorded"/>), so limits learned from such a table are not those of the log.
    /// </summary>
    public bool IsSummary => _summary is not null;

    /// <summary>The currency of the amounts, as given by the rules or by the first row that names one; null where none does.</summary>
    public string? Currency { get; internal init; }

    /// <summary>The first cell with a transaction, or null without one.</summary>
    public int? FirstCell => CellOrNull(Cells?.FirstCell ?? (_summary!.State.HasTransactions ? _summary.State.FirstCell : MemberColumns.NoCell));

    /// <summary>The last cell with a transaction or a visit, or null without one. A summary's row is of this cell or a later one.</summary>
    public int? LastCell => CellOrNull(Cells is null ? _summary!.LastCell : Math.Max(Cells.LastCell, Cells.LastVisit));

    /// <summary>The content of a whole state; null in a summary.</summary>
    internal MemberCells? Cells { get; }

    internal int Registration => Cells?.Registration ?? _summary!.State.Cold.Registration;

    internal bool HasMargin => Cells?.HasMargin ?? _summary!.State.Hot.Has(StateFlags.MarginGiven);

    /// <summary>The most decimals of any amount.</summary>
    internal int Decimals => Cells?.Decimals ?? _summary!.Decimals();

    internal int LastVisit => Cells?.LastVisit ?? _summary!.State.Cold.LastVisit;

    /// <summary>The first cell of any row that is known, <see cref="MemberColumns.NoCell"/> without one.</summary>
    internal int FirstSeen => MemberCells.Least(FirstInWindow, Registration);

    /// <summary>The first cell of any row but registrations, which may lie before a window.</summary>
    internal int FirstInWindow => Cells?.FirstInWindow ?? MemberCells.Least(FirstCell ?? MemberColumns.NoCell, LastVisit);

    /// <summary>The last cell of any row, <see cref="MemberColumns.NoCell"/> without one.</summary>
    internal int LastSeen => Cells?.LastSeen ?? Math.Max(_summary!.LastCell, Registration);

    /// <summary>The state of a member about whom nothing is known yet.</summary>
    /// <param name="rules">How rows will be read.</param>
    /// <returns>A whole state, whatever the order of the log.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is null.</exception>
    public static MemberState Empty(LogRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return new MemberState(rules.Calendar, rules.RecentCells, rules.GapOrdinals, MemberCells.Empty) { Currency = rules.Currency };
    }

    /// <summary>The state after one more transaction.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="row">The row; its member is ignored.</param>
    /// <param name="rules">How the row is read; with the calendar, recent cells and gap ordinals of this state.</param>
    /// <returns>The new state.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is null.</exception>
    /// <exception cref="ArgumentException">The row cannot be used: the message says why; or the rules are not those of this state. A row with an identity
    /// that was delivered before is not an error and changes nothing.</exception>
    public MemberState With<TKey>(in Transaction<TKey> row, LogRules rules)
        where TKey : notnull
    {
        var next = With(row, rules, out var skipped);
        if (skipped is null or SkipReasons.DeliveredBefore)
            return next;
        var outcome = skipped == SkipReasons.NoRowId ? RowOutcome.NoRowId : rules.Read(row.Time, row.Amount, row.Margin, out _);
        throw Error.Argument($"The row cannot be used: {skipped}. {BadRow.Detail(outcome.IsUsed() ? RowOutcome.Late : outcome, row, rules)}", nameof(row));
    }

    /// <summary>The state after one more transaction, or this state where the row is skipped.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="row">The row; its member is ignored. It may be of any time; in a summary, of its first cell, its last or a later one.</param>
    /// <param name="rules">How the row is read; with the calendar, recent cells and gap ordinals of this state.</param>
    /// <param name="skipped">Why the row was skipped, one of <see cref="SkipReasons"/>; null if it was used.</param>
    /// <returns>The new state, or this one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is null.</exception>
    /// <exception cref="ArgumentException">The rules are not those of this state; the row is in another currency; or this is a summary, and the row has an
    /// identity or its refunds are dated at their order.</exception>
    public MemberState With<TKey>(in Transaction<TKey> row, LogRules rules, out string? skipped)
        where TKey : notnull
    {
        Match(rules);
        var outcome = rules.Read(row.Time, row.Amount, row.Margin, out var read);
        var isIgnored = outcome == RowOutcome.IgnoredRefund;
        var (id, currency, isDated) = (row.Identity, Currency ?? rules.Currency ?? row.Currency, rules.Refunds == RefundPolicy.AtOrder);
        if (outcome.IsUsed())
        {
            Currencies.RequireSame(currency, row.Currency, nameof(row));
            if (_summary is not null && (id != 0 || isDated))
            {
                throw new ArgumentException("A summary keeps no rows, so that it can neither tell a row with an identity from one that counted nor date a "
                    + "refund at its order: keep whole states.", nameof(row));
            }

            if (id == 0 && rules.RowsWithoutId == RowsWithoutIdPolicy.Reject)
                outcome = RowOutcome.NoRowId;
        }

        if (outcome.IsUsed() && !isIgnored && _summary is not null && _summary.IsClosed(read.Cell))
            outcome = RowOutcome.Late;
        skipped = outcome.IsUsed() ? null : outcome.Reason();
        if (skipped is not null)
            return this;
        if (Cells is null && isIgnored)
            return this;
        if (Cells is null)
            return new MemberState(Calendar, RecentCells, GapOrdinals, _summary!.With(read, row.OrderId, RecentCells)) { Currency = currency };
        var cells = (id != 0 || isDated) && !isIgnored ? Cells.WithKept(KeptRow.Of(read, row.OrderId, id, isDated)) : Cells;
        if (cells is null)
        {
            skipped = SkipReasons.DeliveredBefore;
            return this;
        }

        cells = cells.With(isIgnored ? new WholeCell { Cell = read.Cell } : WholeCell.Of(read, row.OrderId));
        return new MemberState(Calendar, RecentCells, GapOrdinals, cells) { Currency = currency };
    }

    /// <summary>The state after a registration or a visit, or this state where the row is skipped.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="row">The row; its member is ignored.</param>
    /// <param name="rules">How the row is read; with the calendar, recent cells and gap ordinals of this state.</param>
    /// <param name="skipped">Why the row was skipped, one of <see cref="SkipReasons"/>; null if it was used.</param>
    /// <returns>The new state, or this one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is null.</exception>
    /// <exception cref="ArgumentException">The row's kind is not defined, or the rules are not those of this state.</exception>
    public MemberState With<TKey>(in MemberEvent<TKey> row, LogRules rules, out string? skipped)
        where TKey : notnull
    {
        Match(rules);
        var outcome = rules.Read(row.Time, row.Kind, out var cell);
        skipped = outcome.IsUsed() ? null : outcome.Reason();
        if (skipped is not null)
            return this;
        if (outcome == RowOutcome.Registration)
            return Cells is not null ? Of(Cells.WithRegistration(cell)) : Of(_summary!.WithRegistration(cell));
        return Cells is not null ? Of(Cells.WithVisits(cell, 1)) : Of(_summary!.WithVisit(cell, RecentCells));
    }

    /// <summary>Merges the states of two parts of a member's log, or of two accounts of one member.</summary>
    /// <param name="other">The other state. Two whole states may hold rows of any time, also of the same cells; where one is a summary, its rows must lie
    /// before
    /// or after those of the other, and they may share the cell in which they meet.</param>
    /// <returns>The merged state; a summary if one of the two is.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="other"/> is null.</exception>
    /// <exception cref="ArgumentException">One of the two is a summary and they overlap in time, or they differ in calendar, recent cells or gap
    /// ordinals; or the two are in different currencies, or have a row of the same identity with other contents.</exception>
    /// <remarks>A row with an identity that is in both counts once; one without counts twice.</remarks>
    public MemberState Merge(MemberState other)
    {
        ArgumentNullException.ThrowIfNull(other);
        Match(other.Calendar, other.RecentCells, other.GapOrdinals, nameof(other));
        Currencies.RequireSame(Currency, other.Currency, nameof(other));
        if (Cells?.Kept?.Conflict(other.Cells?.Kept) is { } row)
            throw Redelivered.Differ((string?)null, row, Calendar, nameof(other));
        if (Currency is null && other.Currency is not null)
            return new MemberState(this, other.Currency).Merge(other);
        return Cells is not null && other.Cells is not null
            ? Of(Cells.Merge(other.Cells))
            : Of(ToSummary(null).Merge(other.ToSummary(null), RecentCells));
    }

    /// <summary>The summary of this state, whose size does not grow with the log; see <see cref="IsSummary"/> for its limits.</summary>
    /// <returns>The summary; this state if it is one.</returns>
    public MemberState ToSummary() => IsSummary ? this : Of(ToSummary(null));

    /// <summary>The member's row over a window.</summary>
    /// <param name="window">The window. A summary's must reach from <see cref="FirstCell"/> or before to <see cref="LastCell"/> or later.</param>
    /// <returns>The row: that of a table built over the same rows and window, and that of a <see cref="MemberLog{TKey}"/> of these rows.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="window"/> is null.</exception>
    /// <exception cref="ArgumentException">The window is of another calendar; or this is a summary, and the window does not hold all of its
    /// cells.</exception>
    public MemberRow AsOf(ObservationWindow window)
    {
        ArgumentNullException.ThrowIfNull(window);
        if (window.Calendar != Calendar)
            throw Error.Argument($"The window counts in cells of {window.Calendar}, the state in {Calendar}.", nameof(window));
        if (_summary is not null && (window.LastCell < LastSeen || window.FirstCell > FirstCell))
        {
            throw Error.Argument(
                $"The window is {window}; it must hold the state's cells, {Calendar.Format(FirstCell ?? FirstSeen)} through {Calendar.Format(LastSeen)}: a "
                + $"summary cannot be asked for an earlier day.", nameof(window));
        }

        var writer = new RowWriter(RecentCells, window, 1, Decimals, hasMargin: true, hasRegistrations: true, hasVisits: true);
        if (Cells is not null)
            Cells.Write(writer);
        else
            writer.Write(0, _summary!.State, _summary.Recent, margin: _summary.State.Hot.Has(StateFlags.MarginGiven));
        return new MemberRow(writer.ToColumns(), Currency is null ? null : new KeylessRows(Currency));
    }

    /// <summary>The member's row as of a day, over the window from the state's first cell.</summary>
    /// <param name="day">The day. The row is as of the last cell that is over when the day is; with weeks, the last week that has ended completely. A
    /// summary's must
    /// not lie before <see cref="LastCell"/>.</param>
    /// <returns>The row: that of a table as of the day.</returns>
    /// <exception cref="ArgumentException">This is a summary with a later cell.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No cell of the calendar has ended by the day.</exception>
    public MemberRow AsOf(DateOnly day)
    {
        var last = Calendar.LastCellBy(day, nameof(day));
        return AsOf(new ObservationWindow(Calendar, Math.Min(FirstCell ?? last, last), last));
    }

    /// <summary>A row of this state with the columns of <see cref="TimingColumns"/>: regularity, clumpiness and visits.</summary>
    /// <param name="row">A row that <see cref="AsOf(DateOnly)"/> gave, as of any day.</param>
    /// <returns>The row with the columns added, over its own window: those of <see cref="MemberLog{TKey}.WithTiming"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="row"/> is null.</exception>
    /// <exception cref="ArgumentException">The row is of another calendar.</exception>
    /// <exception cref="InvalidOperationException">This is a summary, which does not keep the purchases one by one.</exception>
    public MemberRow WithTiming(MemberRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Window.Calendar != Calendar)
            throw Error.Argument($"The row counts in cells of {row.Window.Calendar}, the state in {Calendar}.", nameof(row));
        if (Cells is null)
            throw new InvalidOperationException("A summary does not keep the purchases one by one, which timing needs: keep whole states.");
        var writer = new TimingWriter(1, hasVisits: true);
        writer.Write(0, Cells.TimingIn(row.Window));
        return row.With(writer.AddTo(row.ToColumns()));
    }

    /// <summary>What a log that is ordered per member keeps about the member.</summary>
    /// <param name="laterGaps">Receives the gaps after those kept apart, where they are known.</param>
    internal MemberSummary ToSummary(GapHistogram? laterGaps) => _summary ?? Cells!.ToSummary(RecentCells, GapOrdinals, laterGaps);

    internal void Match(CellCalendar calendar, int recentCells, int gapOrdinals, string parameter)
    {
        if (calendar != Calendar)
            throw Error.Argument($"Cells are {calendar} there and {Calendar} in this state.", parameter);
        if (recentCells != RecentCells)
            throw Error.Argument($"RecentCells is {recentCells} there and {RecentCells} in this state.", parameter);
        if (gapOrdinals != GapOrdinals)
            throw Error.Argument($"GapOrdinals is {gapOrdinals} there and {GapOrdinals} in this state.", parameter);
    }

    private static int? CellOrNull(int cell) => cell == MemberColumns.NoCell ? null : cell;

    private void Match(LogRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Match(rules.Calendar, rules.RecentCells, rules.GapOrdinals, nameof(rules));
        Currencies.RequireSame(Currency, rules.Currency, nameof(rules));
    }

    private MemberState Of(MemberCells cells) => new(Calendar, RecentCells, GapOrdinals, cells) { Currency = Currency };

    private MemberState Of(MemberSummary summary) => new(Calendar, RecentCells, GapOrdinals, summary) { Currency = Currency };

    /// <summary>The state without the identities of rows before a cell.</summary>
    internal MemberState WithIdsFrom(int cell) => Cells?.Kept is null ? this : Of(Cells.WithIdsFrom(cell));

    /// <summary>The cells and the first transaction in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{(FirstCell is { } cell ? $"First transaction {Calendar.Format(cell)}" : "No transaction")}, cells of {Calendar}{(IsSummary ? ", summary" : "")}");
}
