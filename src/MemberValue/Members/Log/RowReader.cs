using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.Intrinsics.X86;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>Takes up to <see cref="RowReader{TKey}.Batch"/> rows whose members are known, batch after batch in order.</summary>
internal delegate void RowSink(ReadOnlySpan<ReadRow> rows, Span<ReadExtra> extras);

/// <summary>
/// Reads transactions as far as that is possible without a member's state: the rules' outcome and the member's number, in batches, so that the look-ups of
/// several rows wait for memory together. The sink does the rest.
/// </summary>
internal sealed partial class RowReader<TKey>
    where TKey : notnull
{
    public const int Batch = 64; // rows whose look-ups wait for memory together; 32 and 128 measured slower

    private readonly LogRules _rules;
    private readonly IEqualityComparer<TKey>? _comparer;
    private readonly RowSink _sink;
    private readonly ReadRow[] _batch = new ReadRow[Batch];
    private readonly ReadExtra[] _extras = new ReadExtra[Batch];
    private int _rowsAlone; // to be read on one thread before a second one is tried again
    private readonly bool _needsId;
    private readonly HourCounts _hours;
    private string? _refusal; // of the first refused row of the call

    public RowReader(LogRules rules, IEqualityComparer<TKey>? comparer, RowSink sink, HourCounts? hours = null)
    {
        _hours = hours ?? new HourCounts();
        _rules = rules;
        _comparer = comparer;
        _sink = sink;
        Index = new KeyIndex<TKey>(comparer);
        _needsId = rules.RowsWithoutId == RowsWithoutIdPolicy.Reject;
        Currency = rules.Currency;
    }

    public KeyIndex<TKey> Index { get; }

    /// <summary>The hours of the day of the transactions that were read.</summary>
    public HourCounts Hours => _hours;

    /// <summary>The currency of the options, or of the first row that named one; null until one does.</summary>
    public string? Currency { get; set; }

    /// <summary>From which cell on rows with an identity are known; before it they cannot be distinguished from rows that counted.</summary>
    public int IdsFrom { get; set; } = int.MinValue;

    /// <summary>
    /// A reader that goes on from this one with its members under other keys, and the new numbers of the present members: equal ones for members who get the
    /// same key, -1 for those who are gone. This reader is unchanged, also where a host's comparer throws.
    /// </summary>
    public (RowReader<TKey> Reader, int[] Members) Rekeyed(Func<int, TKey> keyOf, Func<int, bool> isGone)
    {
        var reader = new RowReader<TKey>(_rules, _comparer, _sink, _hours) { Currency = Currency, IdsFrom = IdsFrom };
        var members = new int[Index.Count];
        for (var member = 0; member < members.Length; member++)
            members[member] = isGone(member) ? -1 : reader.Index.GetOrAdd(keyOf(member));
        return (reader, members);
    }

    public static bool IsNoMember(TKey? key) => !typeof(TKey).IsValueType && (key is null || key is string text && string.IsNullOrWhiteSpace(text));

    /// <summary>Reads one row and finds its member; both results are valid until the next call.</summary>
    public ref readonly ReadRow Read(in Transaction<TKey> row, out Span<ReadExtra> extra)
    {
        _refusal = null;
        ref var read = ref _batch[0];
        extra = _extras.AsSpan(0, 1);
        Read(row, ref read, ref extra[0], out var hash);
        if (read.Outcome.IsUsed())
            read.Member = Index.GetOrAdd(row.Member!, hash);
        return ref read;
    }

    /// <summary>The outcome of a registration or a visit, and its cell.</summary>
    /// <exception cref="ArgumentException">The row's kind is not defined.</exception>
    public RowOutcome Read(in MemberEvent<TKey> row, out int cell)
    {
        if (!Enum.IsDefined(row.Kind))
            throw Error.Argument($"The event's kind is {row.Kind}; it must be Registration or Visit.", nameof(row));
        cell = 0;
        return IsNoMember(row.Member) ? RowOutcome.NoMember : _rules.Read(row.Time, row.Kind, out cell);
    }

    /// <summary>Reads a span of rows and passes them to the sink in order; with a second thread when there are many and a processor is free.</summary>
    public void Read(ReadOnlySpan<Transaction<TKey>> rows)
    {
        _refusal = null;
        while (rows.Length >= TwoThreadsFrom && Environment.ProcessorCount > 1)
        {
            if (_rowsAlone == 0)
                rows = rows[ReadOnTwoThreads(rows)..];
            var alone = Math.Min(rows.Length, _rowsAlone);
            ReadAlone(rows[..alone]);
            rows = rows[alone..];
        }

        ReadAlone(rows);
    }

    private void ReadAlone(ReadOnlySpan<Transaction<TKey>> rows)
    {
        _rowsAlone = Math.Max(0, _rowsAlone - rows.Length);
        while (!rows.IsEmpty)
        {
            var count = Read(rows[..Math.Min(rows.Length, Batch)], _batch, _extras, out var failure);
            _sink(_batch.AsSpan(0, count), _extras);
            failure?.Throw();
            rows = rows[count..];
        }
    }

    /// <summary>
    /// Reads up to <see cref="Batch"/> rows and finds their members, new ones included. Where code of the host throws (a key's hash, equality or text), the
    /// rows before are read as if they were alone, and no member is known by the row or those behind it.
    /// </summary>
    /// <returns>How many rows were read: all without a failure.</returns>
    [SkipLocalsInit]
    private int Read(ReadOnlySpan<Transaction<TKey>> rows, Span<ReadRow> into, Span<ReadExtra> extras, out ExceptionDispatchInfo? failure)
    {
        Span<ulong> hashes = stackalloc ulong[Batch];
        failure = null;
        var isRefused = _refusal is not null;
        var count = 0;
        try
        {
            Hash(rows, into, extras, hashes, ref count);
        }
        catch (Exception thrown)
        {
            failure = ExceptionDispatchInfo.Capture(thrown);
            rows = rows[..count];
        }

        if (_refusal is not null)
            RefuseRest(into[..count], isAll: isRefused);
        count = 0;
        try
        {
            Find(rows, into, hashes, ref count);
        }
        catch (Exception thrown)
        {
            failure = ExceptionDispatchInfo.Capture(thrown); // of an earlier row than one whose hash failed
        }

        return count;
    }

    private unsafe void Hash(ReadOnlySpan<Transaction<TKey>> rows, Span<ReadRow> into, Span<ReadExtra> extras, Span<ulong> hashes, ref int done)
    {
        for (var i = 0; i < rows.Length; done = ++i)
        {
            if (Sse.IsSupported) // the row of the next batch; past the end it does nothing
                Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.Add(ref Unsafe.AsRef(in rows[i]), Batch)));
            Read(rows[i], ref into[i], ref extras[i], out hashes[i]);
            if (into[i].Outcome.IsUsed())
                Index.PrefetchSlot(hashes[i]);
        }
    }

    private void Find(ReadOnlySpan<Transaction<TKey>> rows, Span<ReadRow> into, Span<ulong> hashes, ref int done)
    {
        for (var i = 0; i < rows.Length; i++)
            into[i].Member = into[i].Outcome.IsUsed() ? Index.Guess(hashes[i]) : -1;
        for (var i = 0; i < rows.Length; done = ++i)
        {
            if (into[i].Outcome.IsUsed())
                into[i].Member = Index.GetOrAdd(rows[i].Member!, hashes[i], into[i].Member);
        }
    }

    /// <summary>Everything about a row that does not need its member's state.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Read(in Transaction<TKey> row, ref ReadRow read, ref ReadExtra extra, out ulong hash)
    {
        hash = 0;
        if (IsNoMember(row.Member))
        {
            read.Outcome = RowOutcome.NoMember;
            return;
        }

        read.Outcome = _rules.Read(row.Time, row.Amount, row.Margin, out var logRow);
        read.Cell = logRow.Cell;
        _hours.Add(_rules.HourOf(row.Time));
        if (!read.Outcome.IsUsed())
            return;
        read.Amount = logRow.Amount;
        read.Decimals = (byte)logRow.Decimals;
        read.Notes = logRow.Notes;
        read.HasMargin = logRow.HasMargin;
        read.HasOrder = row.OrderId.HasValue;
        read.HasId = false;
        if (row.Details is not null || _needsId)
            ReadDetails(row, ref read, ref extra);
        if (!read.Outcome.IsUsed())
            return;
        if (read.HasMargin)
            extra.Margin = logRow.Margin;
        if (read.HasOrder)
            extra.Order = row.OrderId;
        hash = Index.Hash(row.Member!);
    }

    /// <summary>Reads the fields that few rows have: currency and identity.</summary>
    private void ReadDetails(in Transaction<TKey> row, ref ReadRow read, ref ReadExtra extra)
    {
        if (row.Currency is { } currency)
        {
            Currency ??= currency;
            if (!string.Equals(Currency, currency, StringComparison.OrdinalIgnoreCase))
            {
                Refuse(ref read, $"of member '{ErrorText.Of(row.Member)}' is in {currency}, and the log in {Currency}: a table has one currency. Convert "
                    + "amounts first, or use keys of member and currency.");
                return;
            }
        }

        extra.Id = row.Identity;
        read.HasId = extra.Id != 0;
        if (!read.HasId && _needsId)
            read.Outcome = RowOutcome.NoRowId;
        else if (read.HasId && _rules.Order != LogOrder.Any)
            Refuse(ref read, $"of member '{ErrorText.Of(row.Member)}' has an identity, and a log that is ordered per member keeps none: "
                + $"{nameof(MemberTableOptions.Order)} = {LogOrder.Any} does.");
        else if (read.HasId && read.Cell < IdsFrom)
            read.Outcome = RowOutcome.Late;
    }

    /// <summary>Leaves out what follows a refused row, also in later batches, so that no member exists by such rows alone.</summary>
    private static void RefuseRest(Span<ReadRow> rows, bool isAll)
    {
        var from = 0;
        while (!isAll && from < rows.Length && rows[from].Outcome != RowOutcome.Refused)
            from++;
        foreach (ref var row in rows[from..])
            row.Outcome = RowOutcome.Refused;
    }

    private void Refuse(ref ReadRow read, string why)
    {
        read.Outcome = RowOutcome.Refused;
        _refusal ??= why;
    }

    /// <summary>The error for a row that a log of these rules cannot have; neither it nor what follows was read.</summary>
    public ArgumentException Refused(long row) => Error.Argument($"Row {row} {_refusal}", nameof(row));
}
