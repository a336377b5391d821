using System.Runtime.InteropServices;

namespace MemberValue.Members;

/// <summary>
/// Reads a transaction log once and makes a <see cref="MemberTable{TKey}"/> from it. It holds one state per member: tables can be built at any time while
/// rows keep coming, and the states can be saved, loaded, and merged with those of another part of the log.
/// </summary>
/// <typeparam name="TKey">The type of a member's key: a number, a GUID, a text, or your own type with equality.</typeparam>
/// <remarks>
/// <para>Rows are read by four overloads, for transactions and for events alike: one row, a span, an <see cref="IEnumerable{T}"/>, an
/// <see cref="IAsyncEnumerable{T}"/>. The same rows give the same table; the span overload is the fastest and allocates only for new
/// members and, in a log of any order, for new purchase cells.</para>
/// <para>A log of any order keeps every purchase cell, and merges with any other part of the log. A log that is ordered per member keeps a summary of each
/// member in memory that does not grow with the rows; see <see cref="MemberState.IsSummary"/> for its limits.</para>
/// <para>Not thread-safe: give each thread its own builder and merge them.</para>
/// </remarks>
public sealed partial class MemberTableBuilder<TKey> : LogReader<TKey>
    where TKey : notnull
{
    private readonly IEqualityComparer<TKey>? _comparer;
    private RowReader<TKey> _reader;
    private LogBlocks? _cells; // of a log of any order
    private List<MemberBlock> _blocks = []; // of a log that is ordered per member
    private readonly IngestionCounts _counts = new();
    private readonly GapHistogram _laterGaps;
    private LoadDigest _load; // of the rows without an identity that this builder read
    private LoadDigest[] _earlierLoads = []; // of those before it, the newest first
    private long _forgottenGaps; // of those in _laterGaps, those of removed members
    private int _firstSeen = int.MaxValue;
    private int _lastSeen = int.MinValue;
    private int _decimals;
    private bool _hasMargin;
    private bool _hasRegistrations;
    private bool _hasVisits;
    private bool _hasStates; // states of rows that this builder did not read

    /// <summary>Creates an empty builder.</summary>
    /// <param name="options">How the log is read; frozen here. Null for the defaults.</param>
    /// <param name="comparer">Says when two keys are the same member; null for the type's own equality (ordinal for texts).</param>
    /// <exception cref="ArgumentException">An option is out of its range, unknown, or contradicts another.</exception>
    public MemberTableBuilder(MemberTableOptions? options = null, IEqualityComparer<TKey>? comparer = null)
        : this(LogRules.From(options ?? new MemberTableOptions()), comparer)
    {
    }

    /// <summary>Creates an empty builder.</summary>
    /// <param name="rules">How the log is read.</param>
    /// <param name="comparer">Says when two keys are the same member; null for the type's own equality (ordinal for texts).</param>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is null.</exception>
    public MemberTableBuilder(LogRules rules, IEqualityComparer<TKey>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Rules = rules;
        _comparer = comparer;
        _reader = new RowReader<TKey>(rules, comparer, Apply, _counts.Hours);
        _cells = rules.Order == LogOrder.Any ? new LogBlocks() : null;
        _laterGaps = new GapHistogram(rules.GapOrdinals);
    }

    /// <summary>How the log is read.</summary>
    public LogRules Rules { get; }

    /// <summary>The number of members seen so far.</summary>
    public int Count => Index.Count;

    /// <summary>The currency of the amounts: that of the options, or of the first row or state that named one; null where none did.</summary>
    public string? Currency
    {
        get => _reader.Currency;
        internal set => _reader.Currency = value;
    }

    private KeyIndex<TKey> Index => _reader.Index;

    /// <inheritdoc/>
    public override long RowsRead => _counts.Read;

    /// <inheritdoc/>
    public override void Add(in Transaction<TKey> row)
    {
        ref readonly var read = ref _reader.Read(row, out var extra);
        var outcome = Apply(read, ref extra[0]);
        if (Rules.Strict && outcome.IsBad())
            throw BadRow.Of(RowsRead, outcome, row, Rules);
    }

    /// <inheritdoc/>
    public override void Add(in MemberEvent<TKey> row)
    {
        var outcome = _reader.Read(row, out var cell);
        if (outcome.IsUsed())
        {
            var member = Index.GetOrAdd(row.Member!);
            See(cell);
            _hasRegistrations |= outcome == RowOutcome.Registration;
            _hasVisits |= outcome == RowOutcome.Visit;
            if (_cells is not null)
                PutEvent(_cells.Of(member), outcome, cell);
            else
                PutEvent(BlockOf(member), outcome, cell);
        }

        Tally(outcome, cell);
        if (Rules.Strict && outcome.IsBad())
            throw BadRow.Of(RowsRead, outcome, row);
    }

    /// <inheritdoc/>
    public override void Skip(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        _counts.Add(reason);
        if (Rules.Strict)
            throw new BadRowException(_counts.Read, reason);
    }

    /// <inheritdoc/>
    /// <remarks>Reads in batches, so that the memory of several members is fetched at the same time; from 65,536 rows on with a second thread,
    /// to the same bits.</remarks>
    public override void AddRange(ReadOnlySpan<Transaction<TKey>> rows)
    {
        if (Rules.Strict)
        {
            foreach (ref readonly var row in rows)
                Add(row);
            return;
        }

        _reader.Read(rows);
    }

    /// <summary>Writes read rows to their members' states.</summary>
    private void Apply(ReadOnlySpan<ReadRow> rows, Span<ReadExtra> extras)
    {
        if (_cells is not null)
            _cells.Prefetch(rows);
        var blocks = CollectionsMarshal.AsSpan(_blocks);
        foreach (ref readonly var row in rows)
        {
            if (row.Outcome.IsUsed() && (uint)row.Member / MemberBlock.Size < (uint)blocks.Length)
                blocks[(int)((uint)row.Member / MemberBlock.Size)].Prefetch((int)((uint)row.Member % MemberBlock.Size));
        }

        foreach (ref readonly var row in rows)
        {
            if (row.Outcome.IsUsed() && (uint)row.Member / MemberBlock.Size < (uint)blocks.Length)
                blocks[(int)((uint)row.Member / MemberBlock.Size)].PrefetchCold((int)((uint)row.Member % MemberBlock.Size));
        }

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
            _counts.Add(read.Notes);
        return outcome;
    }

    private RowOutcome Put(in ReadRow read, in ReadExtra extra)
    {
        var isIgnored = read.Outcome == RowOutcome.IgnoredRefund;
        var order = read.HasOrder ? extra.Order : default;
        if (_cells is not null)
        {
            var (block, local) = _cells.Of(read.Member);
            if (isIgnored)
                block.AddPresence(local, read.Cell);
            else if (Keep(block, local, read, extra, order))
                block.AddRow(local, read.ToLogRow(extra), order);
            else
                return RowOutcome.DeliveredBefore;
        }
        else
        {
            var (block, local) = BlockOf(read.Member);
            if (!isIgnored && !block.AddRow(local, read.ToLogRow(extra), order, _laterGaps, ref _counts.Merged))
                return RowOutcome.Late;
        }

        if (!isIgnored)
        {
            _decimals = Math.Max(_decimals, read.Decimals);
            _hasMargin |= read.HasMargin;
            if (!read.HasId)
                _load.Add(read);
        }

        See(read.Cell);
        return read.Outcome;
    }

    /// <summary>Keeps a row that may have to be recognised; false when it was delivered before.</summary>
    private bool Keep(LogBlock block, int local, in ReadRow read, in ReadExtra extra, in OrderId order)
    {
        var isDated = Rules.Refunds == RefundPolicy.AtOrder;
        return !(read.HasId || isDated) || block.Keep(local, read.ToLogRow(extra), order, read.HasId ? extra.Id : 0, isDated);
    }

    private static void PutEvent((LogBlock Block, int Local) member, RowOutcome outcome, int cell)
    {
        if (outcome == RowOutcome.Registration)
            member.Block.AddRegistration(member.Local, cell);
        else
            member.Block.AddVisits(member.Local, cell, 1);
    }

    private static void PutEvent((MemberBlock Block, int Local) member, RowOutcome outcome, int cell)
    {
        if (outcome == RowOutcome.Registration)
            member.Block.AddRegistration(member.Local, cell);
        else
            member.Block.AddVisit(member.Local, cell);
    }

    private void See(int cell)
    {
        _firstSeen = Math.Min(_firstSeen, cell);
        _lastSeen = Math.Max(_lastSeen, cell);
    }

    private void Tally(RowOutcome outcome, int cell)
    {
        _counts.Add(outcome);
        if (outcome.IsUsed())
            return;
        if (outcome == RowOutcome.OutsideWindow && cell < Rules.FirstCell)
            _counts.BeforeWindow++;
    }

    private (MemberBlock Block, int Local) BlockOf(int member)
    {
        var (block, local) = ((int)((uint)member / MemberBlock.Size), (int)((uint)member % MemberBlock.Size));
        if (block >= _blocks.Count || local >= _blocks[block].Capacity)
            MakeRoom(block, local);
        return (_blocks[block], local);
    }

    /// <summary>Makes room for a member, and for those before: a row that failed may have left a member without it.</summary>
    private void MakeRoom(int block, int local)
    {
        while (_blocks.Count <= block)
        {
            if (_blocks.Count > 0 && _blocks[^1].Capacity < MemberBlock.Size)
                _blocks[^1].Grow(MemberBlock.Size);
            _blocks.Add(new MemberBlock(Rules, _blocks.Count == 0 ? 64 : MemberBlock.Size));
        }

        while (local >= _blocks[block].Capacity)
            _blocks[block].Grow(Math.Min(4 * _blocks[block].Capacity, MemberBlock.Size));
    }
}
