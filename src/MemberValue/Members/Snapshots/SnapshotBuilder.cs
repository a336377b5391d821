using System.Runtime.InteropServices;

namespace MemberValue.Members;

/// <summary>
/// Reads a transaction log once and makes its tables at a series of dates, one at a time: each equal to the table that a
/// <see cref="MemberTableBuilder{TKey}"/> with that window alone makes of the same rows, report and gaps included.
/// </summary>
/// <typeparam name="TKey">The type of a member's key: a number, a GUID, a text, or your own type with equality.</typeparam>
/// <remarks>
/// <para>Rows may come in any order, through the doors of <see cref="MemberTableBuilder{TKey}"/>. A row after the last date, or before every
/// window, is read and counted as outside the window; it is not kept.</para>
/// <para>Equal means: per member, every count, time and amount; sums of log gaps within 1e-12. The order of the rows is another one: a
/// member's row number is given at the first date that has the member. In tables from the beginning of the log it never changes after, so
/// that each table's keys begin with those of the table before.</para>
/// <para>Cost: reading takes about as long as a single builder's; each date then costs one pass over the members plus the cells that came
/// since the date before. A member who loses cells from a rolling window is summed up again over the cells in it, so that members with
/// hundreds of cells in a window cost more. Benchmark: Snapshots.</para>
/// <para>Memory: 24 bytes per purchase cell (up to twice as many fragments while rows come out of order), more where cells have order ids,
/// margins or refunds beside sales, and as much a visit cell; about 60 bytes per member with its place in the key index, and about 120 more
/// while tables are made; and each table, for as long as the caller keeps it.</para>
/// <para>Not thread-safe; the tables are. In strict mode a row that lies in none of the windows stops nothing.</para>
/// </remarks>
public sealed partial class SnapshotBuilder<TKey> : LogReader<TKey>
    where TKey : notnull
{
    private readonly LogRules _rules;
    private readonly IEqualityComparer<TKey>? _comparer;
    private readonly SnapshotWindow[] _windows;
    private readonly RowReader<TKey> _reader;
    private readonly WindowCounts _counts;
    private readonly List<LogBlock> _blocks = [];
    private readonly HashSet<(int Member, OrderId Order, EventTime Time, Int128 Amount)>? _lines;
    private int _firstSeen = int.MaxValue;

    /// <summary>Makes an empty builder.</summary>
    /// <param name="options">How the log is read; frozen here. <see cref="MemberTableOptions.WindowFirst"/> begins every table's window (null
    /// for the first cell seen) and must be null where the schedule's windows roll. <see cref="MemberTableOptions.WindowLast"/> must be
    /// null: the dates end the windows. <see cref="MemberTableOptions.Order"/> must be <see cref="LogOrder.Any"/>, which reads an ordered
    /// log as well: whether a row is late would depend on the date.</param>
    /// <param name="schedule">The dates.</param>
    /// <param name="comparer">When two keys are the same member; null for the type's own equality (ordinal for texts).</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> or <paramref name="schedule"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, unknown, or contradicts another or the schedule; or the schedule
    /// does not fit the grain: two dates in one cell, or a window that is no whole number of cells or begins before the calendar.</exception>
    public SnapshotBuilder(MemberTableOptions options, SnapshotSchedule schedule, IEqualityComparer<TKey>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var rules = LogRules.From(options);
        if (options.WindowLast is { } last)
            throw LogRules.Wrong(nameof(options.WindowLast), FormattableString.Invariant($"{last:yyyy-MM-dd HH:mm:ss}"), "it must be null, as the schedule's dates end the windows");
        if (options.WindowFirst is { } first && schedule.RollingDays is not null)
            throw LogRules.Wrong(nameof(options.WindowFirst), FormattableString.Invariant($"{first:yyyy-MM-dd HH:mm:ss}"), "it must be null, as the schedule's windows roll");
        if (options.Order != LogOrder.Any)
            throw LogRules.Wrong(nameof(options.Order), options.Order, $"it must be {LogOrder.Any}, which reads an ordered log as well");
        _windows = schedule.WindowsOf(rules.Calendar, rules.FirstCell);
        if (rules.FirstCell > _windows[0].Last)
        {
            throw LogRules.Wrong(nameof(options.WindowFirst), FormattableString.Invariant($"{options.WindowFirst:yyyy-MM-dd HH:mm:ss}"),
                $"it must not lie after the end of the first window, {rules.Calendar.Format(_windows[0].Last)}");
        }

        Schedule = schedule;
        _comparer = comparer;
        _rules = rules.Within(_windows[0].First, _windows[^1].Last);
        _reader = new RowReader<TKey>(_rules, comparer, Apply);
        _counts = new WindowCounts(_windows);
        _lines = rules.SkipDuplicateLines ? [] : null;
    }

    /// <summary>The dates.</summary>
    public SnapshotSchedule Schedule { get; }

    /// <inheritdoc/>
    public override long RowsRead => _counts.Read;

    /// <inheritdoc/>
    public override void Add(in Transaction<TKey> row)
    {
        ref readonly var read = ref _reader.Read(row, out var extra);
        Apply(read, ref extra[0]);
    }

    /// <inheritdoc/>
    public override void Add(in MemberEvent<TKey> row)
    {
        var outcome = _reader.Read(row, out var cell);
        if (outcome == RowOutcome.Registration || (outcome == RowOutcome.Visit && _counts.IsInside(cell)))
        {
            var (block, local) = BlockOf(_reader.Index.GetOrAdd(row.Member!));
            _firstSeen = Math.Min(_firstSeen, cell);
            if (outcome == RowOutcome.Registration)
                block.AddRegistration(local, cell);
            else
                block.AddVisit(local, cell);
        }

        Tally(outcome, cell);
    }

    /// <inheritdoc/>
    public override void Skip(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        _counts.Add(reason);
        if (_rules.Strict)
            throw new BadRowException(_counts.Read, reason);
    }

    /// <inheritdoc/>
    /// <remarks>Reads in batches, so that the memory of several members is fetched at the same time; from 65,536 rows on with a second thread,
    /// to the same bits.</remarks>
    public override void AddRange(ReadOnlySpan<Transaction<TKey>> rows)
    {
        if (!_rules.Strict)
        {
            _reader.Read(rows);
            return;
        }

        foreach (ref readonly var row in rows)
            Add(row);
    }

    /// <summary>Writes read rows to their members' cells.</summary>
    private void Apply(ReadOnlySpan<ReadRow> rows, Span<ReadExtra> extras)
    {
        var blocks = CollectionsMarshal.AsSpan(_blocks);
        foreach (ref readonly var row in rows)
        {
            if (row.Outcome.IsUsed() && (uint)row.Member / MemberBlock.Size < (uint)blocks.Length)
                blocks[(int)((uint)row.Member / MemberBlock.Size)].Prefetch((int)((uint)row.Member % MemberBlock.Size));
        }

        for (var i = 0; i < rows.Length; i++)
            Apply(rows[i], ref extras[i]);
    }

    private void Apply(in ReadRow read, ref ReadExtra extra)
    {
        var outcome = read.Outcome.IsUsed() ? Put(read, extra) : read.Outcome;
        if (read.Outcome.IsUsed() && read.HasOrder)
            extra.Order = default; // the buffer must not keep the host's texts alive
        Tally(outcome, read.Cell);
    }

    private RowOutcome Put(in ReadRow read, in ReadExtra extra)
    {
        if (!_counts.IsInside(read.Cell))
            return read.Outcome; // between two rolling windows
        var (block, local) = BlockOf(read.Member);
        if (read.Outcome == RowOutcome.IgnoredRefund)
        {
            block.AddPresence(local, read.Cell);
        }
        else
        {
            var order = read.HasOrder ? extra.Order : default;
            if (_lines is not null && read.HasOrder && !_lines.Add((read.Member, order, extra.Time, read.Amount)))
                return RowOutcome.DuplicateLine;
            block.AddRow(local, read.ToLogRow(extra), order);
            _counts.AddMoney(read.Cell, read.Decimals, read.HasMargin);
        }

        _firstSeen = Math.Min(_firstSeen, read.Cell);
        return read.Outcome;
    }

    private void Tally(RowOutcome outcome, int cell)
    {
        _counts.Add(outcome, cell);
        if (_rules.Strict && outcome.IsBad() && (!WindowCounts.HasCell(outcome) || _counts.IsInside(cell)))
            throw new BadRowException(_counts.Read, outcome.Reason());
    }

    private (LogBlock Block, int Local) BlockOf(int member)
    {
        while (_blocks.Count <= member / MemberBlock.Size)
            _blocks.Add(new LogBlock(MemberBlock.Size));
        return (_blocks[(int)((uint)member / MemberBlock.Size)], (int)((uint)member % MemberBlock.Size));
    }
}
