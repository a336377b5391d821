using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// Reads the rows of a log as they come and makes a <see cref="MemberLog{TKey}"/> from them. For rows that exist already,
/// <see cref="MemberLog.Read{TKey}"/> does both in one call.
/// </summary>
/// <typeparam name="TKey">The type of a member's key: a number, a GUID, a text, or your own type with equality.</typeparam>
/// <remarks>
/// <para>Rows may come in any order. They go in one by one, as a span, as an <see cref="IEnumerable{T}"/> or as an <see cref="IAsyncEnumerable{T}"/>; spans
/// are the fastest and allocate only for new members and purchase cells.</para>
/// <para>In strict mode a bad row throws wherever it lies in the log's window, because any question may include it.</para>
/// <para>Not thread-safe; the log is.</para>
/// </remarks>
public sealed class MemberLogBuilder<TKey> : LogReader<TKey>
    where TKey : notnull
{
    private readonly LogRules _rules;
    private readonly IEqualityComparer<TKey>? _comparer;
    private readonly RowReader<TKey> _reader;
    private readonly RowTally _tally = new();
    private readonly LogBlocks _blocks = new();
    private readonly bool _isDated;
    private int _firstSeen = int.MaxValue;
    private int _lastSeen = int.MinValue;
    private bool _hasMargin;
    private bool _isBuilt;

    /// <summary>Creates an empty builder.</summary>
    /// <param name="options">
    /// How the log is read; frozen here. Null for the defaults. <see cref="MemberTableOptions.WindowFirst"/> and <see cref="MemberTableOptions.WindowLast"/>
    /// are the ends of what the log observes: rows outside are counted and not kept, and no question may go beyond them.
    /// <see cref="MemberTableOptions.Order"/> must be
    /// <see cref="LogOrder.Any"/>, which reads an ordered log as well.
    /// </param>
    /// <param name="comparer">Says when two keys are the same member; null for the type's own equality (ordinal for texts).</param>
    /// <exception cref="ArgumentException">An option is out of its range, unknown, or contradicts another.</exception>
    public MemberLogBuilder(MemberTableOptions? options = null, IEqualityComparer<TKey>? comparer = null)
        : this(LogRules.From(options ?? new MemberTableOptions()), comparer)
    {
    }

    /// <summary>Creates an empty builder.</summary>
    /// <param name="rules">How the log is read; in any order.</param>
    /// <param name="comparer">Says when two keys are the same member; null for the type's own equality (ordinal for texts).</param>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is null.</exception>
    /// <exception cref="ArgumentException">The rules are for a log that is ordered per member.</exception>
    public MemberLogBuilder(LogRules rules, IEqualityComparer<TKey>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (rules.Order != LogOrder.Any)
            throw OptionError.Of(nameof(MemberTableOptions), nameof(MemberTableOptions.Order), rules.Order,
                $"it must be {LogOrder.Any}, which reads an ordered log as well: a log answers more than one question");
        _rules = rules;
        _comparer = comparer;
        _reader = new RowReader<TKey>(rules, comparer, Apply, _tally.Hours);
        _isDated = rules.Refunds == RefundPolicy.AtOrder;
    }

    /// <inheritdoc/>
    public override long RowsRead => _tally.Read;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The log was built.</exception>
    public override void Add(in Transaction<TKey> row)
    {
        RequireOpen();
        ref readonly var read = ref _reader.Read(row, out var extra);
        var outcome = Apply(read, ref extra[0]);
        if (_rules.Strict && outcome.IsBad())
            throw BadRow.Of(RowsRead, outcome, row, _rules);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The log was built.</exception>
    public override void Add(in MemberEvent<TKey> row)
    {
        RequireOpen();
        var outcome = _reader.Read(row, out var cell);
        if (outcome.IsUsed())
        {
            var (block, local) = _blocks.Of(_reader.Index.GetOrAdd(row.Member!));
            See(cell);
            if (outcome == RowOutcome.Registration)
                block.AddRegistration(local, cell);
            else
                block.AddVisits(local, cell, 1);
        }

        Tally(outcome, cell);
        if (_rules.Strict && outcome.IsBad())
            throw BadRow.Of(RowsRead, outcome, row);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The log was built.</exception>
    public override void Skip(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        RequireOpen();
        _tally.Add(reason);
        if (_rules.Strict)
            throw new BadRowException(_tally.Read, reason);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The log was built.</exception>
    /// <remarks>Reads in batches, so that the memory of several members is fetched at the same time; from 65,536 rows on with a second thread,
    /// to the same bits.</remarks>
    public override void AddRange(ReadOnlySpan<Transaction<TKey>> rows)
    {
        RequireOpen();
        if (!_rules.Strict)
        {
            _reader.Read(rows);
            return;
        }

        foreach (ref readonly var row in rows)
            Add(row);
    }

    /// <summary>Creates the log of all rows read. The builder gives its data to the log: it cannot read more rows or be built again.</summary>
    /// <param name="cancellationToken">Stops the building; the builder is unchanged.</param>
    /// <returns>The log.</returns>
    /// <exception cref="InvalidOperationException">The log was built.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <remarks>Sorts the cells, on all processors.</remarks>
    public MemberLog<TKey> Build(CancellationToken cancellationToken = default)
    {
        RequireOpen();
        _blocks.Compact(_reader.Index.Count, cancellationToken);
        _isBuilt = true;
        return new MemberLog<TKey>(
            new LogContent<TKey>(_rules, new MemberKeys<TKey>(_reader.Index.ToArray(), _comparer), _blocks, _tally, _firstSeen, _lastSeen, _hasMargin,
                _reader.Currency));
    }

    private void RequireOpen()
    {
        if (_isBuilt)
            throw new InvalidOperationException("The log was built, and its builder reads no more: read the rows of another log with a new builder.");
    }

    /// <summary>Writes read rows to their members' cells.</summary>
    private void Apply(ReadOnlySpan<ReadRow> rows, Span<ReadExtra> extras)
    {
        _blocks.Prefetch(rows);
        for (var i = 0; i < rows.Length; i++)
            Apply(rows[i], ref extras[i]);
    }

    private RowOutcome Apply(in ReadRow read, ref ReadExtra extra)
    {
        if (read.Outcome == RowOutcome.Refused)
            throw _reader.Refused(RowsRead + 1);
        var outcome = read.Outcome.IsUsed() ? Put(read, extra) : read.Outcome;
        if (read.Outcome.IsUsed() && read.HasOrder)
            extra.Order = default; // the buffer must not keep the host's texts alive
        Tally(outcome, read.Cell);
        if (outcome.IsUsed() && read.Notes != 0)
            _tally.Add(read.Notes, read.Cell);
        return outcome;
    }

    private RowOutcome Put(in ReadRow read, in ReadExtra extra)
    {
        var (block, local) = _blocks.Of(read.Member);
        if (read.Outcome == RowOutcome.IgnoredRefund)
        {
            block.AddPresence(local, read.Cell);
        }
        else
        {
            var order = read.HasOrder ? extra.Order : default;
            var row = read.ToLogRow(extra);
            if ((read.HasId || _isDated) && !block.Keep(local, row, order, read.HasId ? extra.Id : 0, _isDated))
                return RowOutcome.DeliveredBefore;
            block.AddRow(local, row, order);
            _hasMargin |= read.HasMargin;
        }

        See(read.Cell);
        return read.Outcome;
    }

    private void See(int cell)
    {
        _firstSeen = Math.Min(_firstSeen, cell);
        _lastSeen = Math.Max(_lastSeen, cell);
    }

    private void Tally(RowOutcome outcome, int cell)
    {
        if (outcome == RowOutcome.OutsideWindow)
            _tally.AddOutside(cell < _rules.FirstCell);
        else
            _tally.Add(outcome, cell);
    }
}
