using System.Runtime.CompilerServices;

namespace MemberValue.Members;

/// <summary>
/// Reads a transaction log once and makes a <see cref="MemberTable{TKey}"/> of it. A bag of running states: it can be built from as often as
/// you like while rows keep coming, saved, loaded, and merged with the builder of another part of the log.
/// </summary>
/// <typeparam name="TKey">The type of a member's key: a number, a GUID, a text, or your own type with equality.</typeparam>
/// <remarks>
/// <para>Rows go in through four doors, for transactions and for events alike: one row, a span, an <see cref="IEnumerable{T}"/>, an
/// <see cref="IAsyncEnumerable{T}"/>. All read the same rows to the same table; the span door is the fastest and allocates only for new
/// members and, in a log of any order, for new purchase cells.</para>
/// <para>Not thread-safe: give each thread its own builder and merge them.</para>
/// <para>Cost: see docs/performance.md.</para>
/// </remarks>
public sealed partial class MemberTableBuilder<TKey>
    where TKey : notnull
{
    private const int Batch = 32; // rows whose look-ups wait for memory together; 16 to 64 measured alike

    private readonly IEqualityComparer<TKey>? _comparer;
    private readonly KeyIndex<TKey> _index;
    private readonly List<MemberBlock> _blocks = [];
    private readonly IngestionCounts _counts = new();
    private readonly GapHistogram _laterGaps;
    private readonly HashSet<(int Member, OrderId Order, EventTime Time, decimal Amount)>? _lines;
    private int _firstSeen = int.MaxValue;
    private int _lastSeen = int.MinValue;
    private int _decimals;
    private bool _hasMargin;
    private bool _hasRegistrations;
    private bool _hasVisits;

    /// <summary>Makes an empty builder.</summary>
    /// <param name="options">How the log is read; frozen here. Null for the defaults.</param>
    /// <param name="comparer">When two keys are the same member; null for the type's own equality (ordinal for texts).</param>
    /// <exception cref="ArgumentException">An option is out of its range, unknown, or contradicts another.</exception>
    public MemberTableBuilder(MemberTableOptions? options = null, IEqualityComparer<TKey>? comparer = null)
        : this(LogRules.From(options ?? new MemberTableOptions()), comparer)
    {
    }

    /// <summary>Makes an empty builder.</summary>
    /// <param name="rules">How the log is read.</param>
    /// <param name="comparer">When two keys are the same member; null for the type's own equality (ordinal for texts).</param>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is null.</exception>
    public MemberTableBuilder(LogRules rules, IEqualityComparer<TKey>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Rules = rules;
        _comparer = comparer;
        _index = new KeyIndex<TKey>(comparer);
        _laterGaps = new GapHistogram(rules.GapOrdinals);
        _lines = rules.SkipDuplicateLines ? [] : null;
    }

    /// <summary>How the log is read.</summary>
    public LogRules Rules { get; }

    /// <summary>The number of members seen so far.</summary>
    public int Count => _index.Count;

    /// <summary>The number of rows read so far, skipped ones included.</summary>
    public long RowsRead => _counts.Read;

    /// <summary>The last cell of any row used, or null.</summary>
    internal int? LastSeen => _firstSeen > _lastSeen ? null : _lastSeen;

    /// <summary>Sale rows a member, where a holdout asks for them.</summary>
    internal List<int>? SaleRows { get; init; }

    internal GapHistogram LaterGaps => _laterGaps;

    /// <summary>Reads one transaction.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="BadRowException">Strict mode, and the row cannot be used. It is counted; the builder stays usable.</exception>
    public void Add(in Transaction<TKey> row)
    {
        var outcome = Read(row, out var read, out var hash);
        if (outcome.IsUsed())
            outcome = Apply(_index.GetOrAdd(row.Member!, hash), outcome, row, read);
        Count1(outcome, read.Cell);
    }

    /// <summary>Reads one registration or visit.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="ArgumentException">The row's kind is not defined.</exception>
    /// <exception cref="BadRowException">Strict mode, and the row cannot be used. It is counted; the builder stays usable.</exception>
    public void Add(in MemberEvent<TKey> row)
    {
        if (!Enum.IsDefined(row.Kind))
            throw new ArgumentException($"The event's kind is {row.Kind}; it must be Registration or Visit.", nameof(row));
        var cell = 0;
        var outcome = IsNoMember(row.Member) ? RowOutcome.NoMember : Rules.Read(row.Time, row.Kind, out cell);
        if (outcome.IsUsed())
        {
            var member = _index.GetOrAdd(row.Member!);
            var (block, local) = BlockOf(member);
            See(cell);
            if (outcome == RowOutcome.Registration)
            {
                _hasRegistrations = true;
                block.AddRegistration(local, cell);
            }
            else
            {
                _hasVisits = true;
                block.AddVisit(local, cell);
            }
        }

        Count1(outcome, cell);
    }

    /// <summary>Counts a row that the host's parser could not make a transaction of.</summary>
    /// <param name="reason">Why, in a few words of the host's own or one of <see cref="SkipReasons"/>; not empty. Reasons are counted by
    /// their text: keep them few.</param>
    /// <exception cref="ArgumentException"><paramref name="reason"/> is empty.</exception>
    /// <exception cref="BadRowException">Strict mode. The row is counted; the builder stays usable.</exception>
    public void Skip(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        _counts.Add(reason);
        if (Rules.Strict)
            throw new BadRowException(_counts.Read, reason);
    }

    /// <summary>Reads a span of transactions, in order.</summary>
    /// <param name="rows">The rows.</param>
    /// <exception cref="BadRowException">Strict mode, and a row cannot be used. The rows before it are in the builder, it and they are
    /// counted, the rows after it are not read.</exception>
    /// <remarks>Reads in batches, so that the memory of several members is fetched at the same time.</remarks>
    public void AddRange(ReadOnlySpan<Transaction<TKey>> rows)
    {
        if (Rules.Strict)
        {
            foreach (ref readonly var row in rows)
                Add(row);
            return;
        }

        for (; rows.Length > Batch; rows = rows[Batch..])
            AddBatch(rows[..Batch]);
        AddBatch(rows);
    }

    [SkipLocalsInit]
    private void AddBatch(ReadOnlySpan<Transaction<TKey>> rows)
    {
        Span<RowOutcome> outcomes = stackalloc RowOutcome[Batch];
        Span<LogRow> reads = stackalloc LogRow[Batch];
        Span<ulong> hashes = stackalloc ulong[Batch];
        for (var i = 0; i < rows.Length; i++)
        {
            outcomes[i] = Read(rows[i], out reads[i], out hashes[i]);
            if (outcomes[i].IsUsed())
                _index.PrefetchSlot(hashes[i]);
        }

        Span<int> guesses = stackalloc int[Batch];
        for (var i = 0; i < rows.Length; i++)
        {
            guesses[i] = outcomes[i].IsUsed() ? _index.Guess(hashes[i]) : -1;
            if (guesses[i] >= 0)
                _blocks[guesses[i] / MemberBlock.Size].Prefetch(guesses[i] % MemberBlock.Size);
        }

        for (var i = 0; i < rows.Length; i++)
        {
            if (guesses[i] >= 0)
                _blocks[guesses[i] / MemberBlock.Size].PrefetchCold(guesses[i] % MemberBlock.Size);
        }

        for (var i = 0; i < rows.Length; i++)
        {
            if (outcomes[i].IsUsed())
                outcomes[i] = Apply(_index.GetOrAdd(rows[i].Member!, hashes[i], guesses[i]), outcomes[i], rows[i], reads[i]);
            Count1(outcomes[i], reads[i].Cell);
        }
    }

    /// <summary>All that can be said of a row without its member's state.</summary>
    private RowOutcome Read(in Transaction<TKey> row, out LogRow read, out ulong hash)
    {
        hash = 0;
        if (IsNoMember(row.Member))
        {
            read = default;
            return RowOutcome.NoMember;
        }

        var outcome = Rules.Read(row.Time, row.Amount, row.Margin, out read);
        if (outcome.IsUsed())
            hash = _index.Hash(row.Member!);
        return outcome;
    }

    private RowOutcome Apply(int member, RowOutcome outcome, in Transaction<TKey> row, in LogRow read)
    {
        var (block, local) = BlockOf(member);
        if (outcome != RowOutcome.IgnoredRefund)
        {
            if (_lines is not null && row.OrderId.HasValue && !_lines.Add((member, row.OrderId, row.Time, row.Amount)))
                return RowOutcome.DuplicateLine;
            if (!block.AddRow(local, read, row.OrderId, _laterGaps, ref _counts.Merged))
                return RowOutcome.Late;
            _decimals = Math.Max(_decimals, read.Decimals);
            _hasMargin |= read.HasMargin;
            if (SaleRows is not null)
                CountSaleRow(member, outcome);
        }

        See(read.Cell);
        return outcome;
    }

    private void CountSaleRow(int member, RowOutcome outcome)
    {
        while (SaleRows!.Count <= member)
            SaleRows.Add(0);
        SaleRows[member] += outcome == RowOutcome.Sale ? 1 : 0;
    }

    private void See(int cell)
    {
        _firstSeen = Math.Min(_firstSeen, cell);
        _lastSeen = Math.Max(_lastSeen, cell);
    }

    private void Count1(RowOutcome outcome, int cell)
    {
        _counts.Add(outcome);
        if (outcome.IsUsed())
            return;
        if (outcome == RowOutcome.OutsideWindow && cell < Rules.FirstCell)
            _counts.BeforeWindow++;
        if (Rules.Strict && outcome.IsBad())
            throw new BadRowException(_counts.Read, outcome.Reason());
    }

    private (MemberBlock Block, int Local) BlockOf(int member)
    {
        var (block, local) = (member / MemberBlock.Size, member % MemberBlock.Size);
        if (block == _blocks.Count)
            _blocks.Add(new MemberBlock(Rules, block == 0 ? 64 : MemberBlock.Size));
        else if (local == _blocks[block].Capacity)
            _blocks[block].Grow(Math.Min(4 * local, MemberBlock.Size));
        return (_blocks[block], local);
    }

    private static bool IsNoMember(TKey? key) => !typeof(TKey).IsValueType && (key is null || key is string text && string.IsNullOrWhiteSpace(text));
}
