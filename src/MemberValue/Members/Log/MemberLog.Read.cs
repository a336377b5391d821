using System.Runtime.InteropServices;

namespace MemberValue.Members;

/// <summary>Reads logs.</summary>
public static class MemberLog
{
    private const int Piece = 1 << 20; // rows of an array between two reports of progress

    /// <summary>Reads a log once, for any number of questions.</summary>
    /// <typeparam name="TKey">The type of a member's key: a number, a GUID, a text, or your own type with equality.</typeparam>
    /// <param name="rows">The transactions, in any order; enumerated once. An array or a list is read as a span, with a second thread where it is
    /// long.</param>
    /// <param name="options">How the log is read; null for the defaults. See <see cref="MemberLogBuilder{TKey}"/>.</param>
    /// <param name="events">Registrations and visits, in any order; null for none.</param>
    /// <param name="comparer">Says when two keys are the same member; null for the type's own equality (ordinal for texts).</param>
    /// <param name="progress">Receives the number of rows read so far, transactions and events together.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The log.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="rows"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of its range, unknown, or contradicts another; or an event's kind is not defined.</exception>
    /// <exception cref="BadRowException">Strict mode, and a row cannot be used.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static MemberLog<TKey> Read<TKey>(
        IEnumerable<Transaction<TKey>> rows, MemberTableOptions? options = null, IEnumerable<MemberEvent<TKey>>? events = null,
        IEqualityComparer<TKey>? comparer = null, IProgress<long>? progress = null, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(rows);
        var builder = new MemberLogBuilder<TKey>(options, comparer);
        var soFar = progress is null ? null : new RowsSoFar<TKey>(builder, progress);
        if (rows is Transaction<TKey>[] array)
            AddPieces(builder, array, soFar, cancellationToken);
        else if (rows is List<Transaction<TKey>> list)
            AddPieces(builder, CollectionsMarshal.AsSpan(list), soFar, cancellationToken);
        else
            builder.AddRange(rows, soFar, cancellationToken);
        if (events is not null)
            builder.AddRange(events, soFar, cancellationToken);
        return builder.Build(cancellationToken);
    }

    private static void AddPieces<TKey>(
        MemberLogBuilder<TKey> builder, ReadOnlySpan<Transaction<TKey>> rows, RowsSoFar<TKey>? progress, CancellationToken cancellationToken)
        where TKey : notnull
    {
        for (; !rows.IsEmpty; rows = rows[Math.Min(rows.Length, Piece)..])
        {
            cancellationToken.ThrowIfCancellationRequested();
            builder.AddRange(rows[..Math.Min(rows.Length, Piece)]);
            progress?.Report(0);
        }
    }

    /// <summary>Reports all rows that were read, whichever call read them.</summary>
    private sealed class RowsSoFar<TKey>(MemberLogBuilder<TKey> builder, IProgress<long> progress) : IProgress<long>
        where TKey : notnull
    {
        public void Report(long value) => progress.Report(builder.RowsRead);
    }
}
