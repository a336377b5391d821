using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>
/// Reads the lines of orders beside the log and gives a member table what they say: preferred category and its share, last category, diversity, items. It
/// holds sums per member and category: the table can be asked for at any time while lines keep coming, and the sums can be saved, loaded and merged.
/// </summary>
/// <typeparam name="TKey">The type of a member's key: a number, a GUID, a text, or your own type with equality.</typeparam>
/// <remarks>
/// <para>Lines may come in any order, and parts of them may be read apart and merged: the result is the same to the last bit. Which lines are used, what
/// their cells are and when a line is the same as one before is decided by the rules of the log: give those of the log that the table comes from.</para>
/// <para>Memory: about 150 bytes per pair of a member and a category, and 8 to 16 for each further order of the pair and each further item of the member, up
/// to 256 of each: it does not grow with the lines. A line with an identity takes about 100 bytes more.</para>
/// <para>Not thread-safe: give each thread its own and merge them.</para>
/// </remarks>
public sealed partial class PurchaseLines<TKey>
    where TKey : notnull
{
    private readonly IngestionCounts _counts = new();
    private readonly Transaction<TKey>[] _batch = new Transaction<TKey>[RowReader<TKey>.Batch];
    private readonly LineContent[] _contents = new LineContent[RowReader<TKey>.Batch];
    private RowReader<TKey> _reader;
    private LineSums _sums;
    private LoadDigest _load; // of the lines without an identity that were read
    private LoadDigest[] _earlierLoads = []; // of those before, the newest first
    private int _firstSeen = int.MaxValue;
    private int _lastSeen = int.MinValue;

    /// <summary>Creates one without lines.</summary>
    /// <param name="rules">How lines are read: <see cref="MemberLog{TKey}.Rules"/> of the log that they belong to.</param>
    /// <param name="options">How categories are read; frozen here. Null for the defaults.</param>
    /// <param name="comparer">Says when two keys are the same member; null for the type's own equality (ordinal for texts).</param>
    /// <exception cref="ArgumentNullException"><paramref name="rules"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public PurchaseLines(LogRules rules, PurchaseLineOptions? options = null, IEqualityComparer<TKey>? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(rules);
        Rules = rules;
        _sums = new LineSums(new CategoryNames(options ?? new PurchaseLineOptions()));
        _reader = new RowReader<TKey>(Rules, comparer, Apply, _counts.Hours);
    }

    /// <summary>How lines are read.</summary>
    public LogRules Rules { get; }

    /// <summary>The number of members with a line that was used.</summary>
    public int Count => Index.Count;

    /// <summary>The number of pairs of a member and a category, lines without a known category as one: what memory is in proportion to.</summary>
    public int Pairs => _sums.Pairs;

    /// <summary>The currency of the amounts: that of the rules, or of the first line that named one; null where none did.</summary>
    public string? Currency
    {
        get => _reader.Currency;
        internal set => _reader.Currency = value;
    }

    /// <summary>The number of lines read so far, skipped ones included.</summary>
    public long LinesRead => _counts.Read;

    /// <summary>Of the lines used, those without a category: null or empty.</summary>
    public long MissingCategories { get; private set; }

    /// <summary>Of the lines used, those whose category is none of <see cref="PurchaseLineOptions.KnownCategories"/>.</summary>
    public long UndeclaredCategories { get; private set; }

    /// <summary>What happened to every line, and why lines were skipped: <see cref="IngestionReport.SaleRows"/> are lines sold,
    /// <see cref="IngestionReport.RefundRows"/> lines given back.</summary>
    public IngestionReport Report
    {
        get
        {
            _counts.RepeatsLoad = !_load.IsEmpty && _earlierLoads.Contains(_load);
            return _counts.ToReport(0, 0);
        }
    }

    private KeyIndex<TKey> Index => _reader.Index;

    /// <summary>Reads one line.</summary>
    /// <param name="line">The line.</param>
    /// <exception cref="ArgumentException">The line is in another currency, or it has an identity and the rules are for a log that is ordered per member;
    /// the message names line and member. The line is not counted, and lines can be read on.</exception>
    /// <exception cref="BadRowException">The rules are strict, and the line cannot be used. It is counted, and lines can be read on.</exception>
    public void Add(in PurchaseLine<TKey> line)
    {
        if (!TryContent(line, out var content, out var reason))
        {
            Skip(reason, $"The quantity is {CellOf(line.Quantity)} and the amount {CellOf(line.Amount)}.");
            return;
        }

        var row = line.ToTransaction();
        ref readonly var read = ref _reader.Read(row, out var extra);
        var outcome = Apply(read, ref extra[0], ref content, -1);
        if (Rules.Strict && outcome.IsBad())
            throw BadRow.Of(LinesRead, outcome, row, Rules);
    }

    /// <summary>Counts a line that the host's parser could not read.</summary>
    /// <param name="reason">The reason: a short text of the host's own, or one of <see cref="SkipReasons"/>; not empty. Reasons are counted by
    /// their text: keep them few.</param>
    /// <exception cref="ArgumentException"><paramref name="reason"/> is empty.</exception>
    /// <exception cref="BadRowException">The rules are strict. The line is counted.</exception>
    public void Skip(string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        Skip(reason, null);
    }

    /// <summary>Reads a span of lines, in order; the fastest way.</summary>
    /// <param name="lines">The lines.</param>
    /// <exception cref="ArgumentException">As <see cref="Add"/>; the lines before are read, those after are not.</exception>
    /// <exception cref="BadRowException">The rules are strict, and a line cannot be used; the lines before are read, those after are not.</exception>
    public void AddRange(ReadOnlySpan<PurchaseLine<TKey>> lines)
    {
        var count = 0;
        foreach (ref readonly var line in lines)
        {
            if (Rules.Strict || !TryContent(line, out _contents[count], out _))
            {
                Flush(ref count); // the lines before it come first
                Add(line);
                continue;
            }

            _batch[count++] = line.ToTransaction();
            if (count == _batch.Length)
                Flush(ref count);
        }

        Flush(ref count);
    }

    /// <summary>Reads lines one after the other from a sequence.</summary>
    /// <param name="lines">The lines; enumerated once.</param>
    /// <param name="progress">Receives the number of lines that this call has read, every 1,024 lines and at the end.</param>
    /// <param name="cancellationToken">Stops the reading; the lines read until then stay.</param>
    /// <exception cref="ArgumentNullException"><paramref name="lines"/> is null.</exception>
    /// <exception cref="ArgumentException">As <see cref="Add"/>.</exception>
    /// <exception cref="BadRowException">The rules are strict, and a line cannot be used.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void AddRange(IEnumerable<PurchaseLine<TKey>> lines, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        BufferedDoor.Drain(lines, AddRange, progress, cancellationToken);

    /// <summary>Reads lines as they arrive.</summary>
    /// <param name="lines">The lines; enumerated once.</param>
    /// <param name="progress">Receives the number of lines that this call has read, every 1,024 lines and at the end.</param>
    /// <param name="cancellationToken">Stops the reading; the lines read until then stay.</param>
    /// <returns>A task that ends with the sequence.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="lines"/> is null.</exception>
    /// <exception cref="ArgumentException">As <see cref="Add"/>.</exception>
    /// <exception cref="BadRowException">The rules are strict, and a line cannot be used.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Task AddRangeAsync(
        IAsyncEnumerable<PurchaseLine<TKey>> lines, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        BufferedDoor.DrainAsync(lines, AddRange, progress, cancellationToken);

    /// <summary>Members, pairs and lines in one line.</summary>
    /// <returns>The text, the same in every culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{LinesRead} lines read, of {Count} members; {Pairs} pairs of member and category");

    private static string CellOf(decimal value) => FormattableString.Invariant($"{value}");

    private void Skip(string reason, string? detail)
    {
        _counts.Add(reason);
        if (Rules.Strict)
            throw new BadRowException(_counts.Read, reason, detail);
    }

    private void Flush(ref int count)
    {
        var lines = count;
        count = 0;
        try
        {
            _reader.Read(_batch.AsSpan(0, lines));
        }
        finally
        {
            _batch.AsSpan(0, lines).Clear(); // the buffer must not keep the host's keys and texts alive
        }
    }

    /// <summary>Reads what a line has beyond the row of a log; false when that cannot be used.</summary>
    private bool TryContent(in PurchaseLine<TKey> line, out LineContent content, out string reason)
    {
        content = default;
        reason = SkipReasons.OppositeSigns;
        if (line.IsContradictory)
            return false;
        reason = SkipReasons.QuantityOutOfRange;
        if (!ExactMoney.TryFrom(line.Quantity, out content.Quantity, out _)
            && !(ExactMoney.IsWithinLimit(line.Quantity) && ExactMoney.TryFrom(ExactMoney.Rounded(line.Quantity), out content.Quantity, out _)))
            return false;
        reason = SkipReasons.RefundRejected;
        content.IsFreeReturn = line.IsFreeReturn;
        if (content.IsFreeReturn && Rules.Refunds == RefundPolicy.Reject)
            return false;
        content.Category = _sums.Names.Of(line.Category, out content.Unknown, out content.Spelling);
        content.Item = string.IsNullOrWhiteSpace(line.Item) ? 0 : RowHash.OfItem(line.Item.Trim());
        return true;
    }

    /// <summary>Adds read lines to the sums of their members; their contents are those of the batch.</summary>
    private void Apply(ReadOnlySpan<ReadRow> rows, Span<ReadExtra> extras)
    {
        Span<ulong> hashes = stackalloc ulong[RowReader<TKey>.Batch];
        Span<int> guesses = stackalloc int[RowReader<TKey>.Batch];
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Outcome.IsUsed())
                hashes[i] = _sums.HashOf(rows[i].Member, _contents[i].Category);
        }

        for (var i = 0; i < rows.Length; i++)
            guesses[i] = rows[i].Outcome.IsUsed() ? _sums.Guess(hashes[i], rows[i].Member) : -1;
        for (var i = 0; i < rows.Length; i++)
            Apply(rows[i], ref extras[i], ref _contents[i], guesses[i]);
    }

    private RowOutcome Apply(in ReadRow read, ref ReadExtra extra, ref LineContent content, int guess)
    {
        if (read.Outcome == RowOutcome.Refused)
            throw _reader.Refused(LinesRead + 1);
        var outcome = read.Outcome;
        if (outcome.IsUsed() && content.IsFreeReturn)
            outcome = Rules.Refunds == RefundPolicy.Ignore ? RowOutcome.IgnoredRefund : RowOutcome.Refund;
        if (outcome.IsUsed())
            outcome = Put(read, extra, outcome, content, guess);
        content.Spelling = null;
        if (read.Outcome.IsUsed() && read.HasOrder)
            extra.Order = default; // the buffer must not keep the host's texts alive
        _counts.Add(outcome);
        if (outcome.IsUsed() && read.Notes != 0)
            _counts.Add(read.Notes);
        if (outcome == RowOutcome.OutsideWindow && read.Cell < Rules.FirstCell)
            _counts.BeforeWindow++;
        return outcome;
    }

    private RowOutcome Put(in ReadRow read, in ReadExtra extra, RowOutcome outcome, in LineContent content, int guess)
    {
        if (outcome == RowOutcome.IgnoredRefund)
        {
            See(read.Cell);
            return outcome;
        }

        var line = new KeptLine
        {
            Amount = read.Amount,
            Quantity = content.Quantity,
            Order = read.HasOrder ? RowHash.OfOrder(extra.Order) : 0,
            Cell = read.Cell,
            Category = content.Category,
            IsRefund = outcome == RowOutcome.Refund,
            Unknown = content.Unknown,
        };
        if (read.HasId && !_sums.Kept.TryAdd((read.Member, extra.Id), line))
            return RowOutcome.DeliveredBefore;
        See(read.Cell);
        if (!read.HasId)
            _load.Add(read);
        if (content.Spelling is not null)
            _sums.Names.Spell(content.Category, content.Spelling);
        _sums.Of(read.Member, content.Category, guess).Add(line);
        if (content.Item != 0 && !line.IsRefund)
            _sums.ItemsOf(read.Member).Add(content.Item);
        CountUnknown(content.Unknown);
        return outcome;
    }

    private void See(int cell) => (_firstSeen, _lastSeen) = (Math.Min(_firstSeen, cell), Math.Max(_lastSeen, cell));

    private void CountUnknown(UnknownCategory unknown)
    {
        MissingCategories += unknown == UnknownCategory.Missing ? 1 : 0;
        UndeclaredCategories += unknown == UnknownCategory.Undeclared ? 1 : 0;
    }

    /// <summary>What a line has beyond the row of a log.</summary>
    private struct LineContent
    {
        public Int128 Quantity;
        public ulong Item; // 0 without one
        public string? Spelling; // of the category, where it is to be changed
        public int Category;
        public UnknownCategory Unknown;
        public bool IsFreeReturn;
    }
}
