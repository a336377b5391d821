namespace MemberValue.Members;

/// <summary>
/// Reads the rows of a log through several overloads: one row, a span, an <see cref="IEnumerable{T}"/>, an <see cref="IAsyncEnumerable{T}"/>. The base of
/// all builders, so that a host's reading code need not know which of them it feeds.
/// </summary>
/// <typeparam name="TKey">The type of a member's key: a number, a GUID, a text, or your own type with equality.</typeparam>
/// <remarks>
/// <para>What code of the host throws while rows are read (a key's hash, equality or comparer, the sequence, the progress) comes out as it is. The rows before
/// are in the builder, the row at which it was thrown and those after it are neither counted nor known, and the builder stays usable: go on with the row
/// number <see cref="RowsRead"/>.</para>
/// <para>Not thread-safe.</para>
/// </remarks>
public abstract class LogReader<TKey>
    where TKey : notnull
{
    private protected LogReader()
    {
    }

    /// <summary>The number of rows read so far, skipped ones included.</summary>
    public abstract long RowsRead { get; }

    /// <summary>Reads one transaction.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="ArgumentException">The row is in another currency than the log, or it has an identity and the log is ordered per member; the message
    /// names row and member. The row is not counted, the rows before it are in the builder, and it stays usable.</exception>
    /// <exception cref="BadRowException">Strict mode, and the row cannot be used. It is counted; the builder stays usable.</exception>
    public abstract void Add(in Transaction<TKey> row);

    /// <summary>Reads one registration or visit.</summary>
    /// <param name="row">The row.</param>
    /// <exception cref="ArgumentException">The row's kind is not defined.</exception>
    /// <exception cref="BadRowException">Strict mode, and the row cannot be used. It is counted; the builder stays usable.</exception>
    public abstract void Add(in MemberEvent<TKey> row);

    /// <summary>Counts a row that the host's parser could not read as a transaction.</summary>
    /// <param name="reason">The reason: a short text of the host's own, or one of <see cref="SkipReasons"/>; not empty. Reasons are counted by
    /// their text: keep them few.</param>
    /// <exception cref="ArgumentException"><paramref name="reason"/> is empty.</exception>
    /// <exception cref="BadRowException">Strict mode. The row is counted; the builder stays usable.</exception>
    public abstract void Skip(string reason);

    /// <summary>Reads a span of transactions, in order.</summary>
    /// <param name="rows">The rows.</param>
    /// <exception cref="ArgumentException">A row is in another currency than the log, or it has an identity and the log is ordered per member. The rows
    /// before it are in the builder, the rows after it are not read.</exception>
    /// <exception cref="BadRowException">Strict mode, and a row cannot be used. The rows before it are in the builder, the row itself is counted, and the
    /// rows after it are not read.</exception>
    public abstract void AddRange(ReadOnlySpan<Transaction<TKey>> rows);

    /// <summary>Reads a span of registrations and visits, in order.</summary>
    /// <param name="rows">The rows.</param>
    /// <exception cref="ArgumentException">A row's kind is not defined.</exception>
    /// <exception cref="BadRowException">Strict mode, and a row cannot be used.</exception>
    public void AddRange(ReadOnlySpan<MemberEvent<TKey>> rows)
    {
        foreach (ref readonly var row in rows)
            Add(row);
    }

    /// <summary>Reads transactions one after the other from a sequence.</summary>
    /// <param name="rows">The rows; enumerated once.</param>
    /// <param name="progress">Receives the number of rows that this call has read, every 1,024 rows and at the end.</param>
    /// <param name="cancellationToken">Stops the reading; the rows read until then stay in the builder.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is null.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="BadRowException">Strict mode, and a row cannot be used.</exception>
    public void AddRange(IEnumerable<Transaction<TKey>> rows, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        BufferedDoor.Drain(rows, AddRange, progress, cancellationToken);

    /// <summary>Reads registrations and visits one after the other from a sequence.</summary>
    /// <param name="rows">The rows; enumerated once.</param>
    /// <param name="progress">Receives the number of rows that this call has read, every 1,024 rows and at the end.</param>
    /// <param name="cancellationToken">Stops the reading; the rows read until then stay in the builder.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is null.</exception>
    /// <exception cref="ArgumentException">A row's kind is not defined.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="BadRowException">Strict mode, and a row cannot be used.</exception>
    public void AddRange(IEnumerable<MemberEvent<TKey>> rows, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        BufferedDoor.Drain(rows, AddRange, progress, cancellationToken);

    /// <summary>Reads transactions as they arrive.</summary>
    /// <param name="rows">The rows; enumerated once.</param>
    /// <param name="progress">Receives the number of rows that this call has read, every 1,024 rows and at the end.</param>
    /// <param name="cancellationToken">Stops the reading; the rows read until then stay in the builder.</param>
    /// <returns>A task that ends with the sequence.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is null.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="BadRowException">Strict mode, and a row cannot be used.</exception>
    public Task AddRangeAsync(IAsyncEnumerable<Transaction<TKey>> rows, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        BufferedDoor.DrainAsync(rows, AddRange, progress, cancellationToken);

    /// <summary>Reads registrations and visits as they arrive.</summary>
    /// <param name="rows">The rows; enumerated once.</param>
    /// <param name="progress">Receives the number of rows that this call has read, every 1,024 rows and at the end.</param>
    /// <param name="cancellationToken">Stops the reading; the rows read until then stay in the builder.</param>
    /// <returns>A task that ends with the sequence.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is null.</exception>
    /// <exception cref="ArgumentException">A row's kind is not defined.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="BadRowException">Strict mode, and a row cannot be used.</exception>
    public Task AddRangeAsync(IAsyncEnumerable<MemberEvent<TKey>> rows, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        BufferedDoor.DrainAsync(rows, AddRange, progress, cancellationToken);
}
