namespace MemberValue.Members;

public sealed partial class SnapshotBuilder<TKey>
{
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
    /// <param name="progress">Told the number of rows that this call has read, every 1,024 rows and at the end.</param>
    /// <param name="cancellationToken">Stops the reading; the rows read until then stay in the builder.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is null.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="BadRowException">Strict mode, and a row cannot be used.</exception>
    public void AddRange(IEnumerable<Transaction<TKey>> rows, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        BufferedDoor.Drain(rows, AddRange, progress, cancellationToken);

    /// <summary>Reads registrations and visits one after the other from a sequence.</summary>
    /// <param name="rows">The rows; enumerated once.</param>
    /// <param name="progress">Told the number of rows that this call has read, every 1,024 rows and at the end.</param>
    /// <param name="cancellationToken">Stops the reading; the rows read until then stay in the builder.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is null.</exception>
    /// <exception cref="ArgumentException">A row's kind is not defined.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="BadRowException">Strict mode, and a row cannot be used.</exception>
    public void AddRange(IEnumerable<MemberEvent<TKey>> rows, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        BufferedDoor.Drain(rows, AddRange, progress, cancellationToken);

    /// <summary>Reads transactions as they arrive.</summary>
    /// <param name="rows">The rows; enumerated once.</param>
    /// <param name="progress">Told the number of rows that this call has read, every 1,024 rows and at the end.</param>
    /// <param name="cancellationToken">Stops the reading; the rows read until then stay in the builder.</param>
    /// <returns>A task that ends with the sequence.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is null.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="BadRowException">Strict mode, and a row cannot be used.</exception>
    public Task AddRangeAsync(IAsyncEnumerable<Transaction<TKey>> rows, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        BufferedDoor.DrainAsync(rows, AddRange, progress, cancellationToken);

    /// <summary>Reads registrations and visits as they arrive.</summary>
    /// <param name="rows">The rows; enumerated once.</param>
    /// <param name="progress">Told the number of rows that this call has read, every 1,024 rows and at the end.</param>
    /// <param name="cancellationToken">Stops the reading; the rows read until then stay in the builder.</param>
    /// <returns>A task that ends with the sequence.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is null.</exception>
    /// <exception cref="ArgumentException">A row's kind is not defined.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="BadRowException">Strict mode, and a row cannot be used.</exception>
    public Task AddRangeAsync(IAsyncEnumerable<MemberEvent<TKey>> rows, IProgress<long>? progress = null, CancellationToken cancellationToken = default) =>
        BufferedDoor.DrainAsync(rows, AddRange, progress, cancellationToken);
}
