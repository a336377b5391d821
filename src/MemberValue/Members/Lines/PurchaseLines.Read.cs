using System.Runtime.InteropServices;
using System.Text.Json.Serialization.Metadata;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>Reads lines of orders, and saved sums of them.</summary>
public static class PurchaseLines
{
    internal static StoredKind Stored { get; } = new("PurchaseLines", 1) { IsIndented = false };

    /// <summary>Reads lines once, for any table of the log that they belong to.</summary>
    /// <typeparam name="TKey">The type of a member's key: a number, a GUID, a text, or your own type with equality.</typeparam>
    /// <param name="lines">The lines, in any order; enumerated once. An array or a list is read as a span.</param>
    /// <param name="rules">How lines are read: <see cref="MemberLog{TKey}.Rules"/> of the log that they belong to.</param>
    /// <param name="options">How categories are read; null for the defaults.</param>
    /// <param name="comparer">Says when two keys are the same member; null for the type's own equality (ordinal for texts).</param>
    /// <param name="progress">Receives the number of lines read so far; not called for an array or a list.</param>
    /// <param name="cancellationToken">Stops the reading; looked at once for an array or a list.</param>
    /// <returns>The sums of the lines.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="lines"/> or <paramref name="rules"/> is null.</exception>
    /// <exception cref="ArgumentException">An option is out of its range; or a line is in another currency, or has an identity that the rules have no use
    /// for.</exception>
    /// <exception cref="BadRowException">The rules are strict, and a line cannot be used.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static PurchaseLines<TKey> Read<TKey>(
        IEnumerable<PurchaseLine<TKey>> lines, LogRules rules, PurchaseLineOptions? options = null, IEqualityComparer<TKey>? comparer = null,
        IProgress<long>? progress = null, CancellationToken cancellationToken = default)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(lines);
        var read = new PurchaseLines<TKey>(rules, options, comparer);
        cancellationToken.ThrowIfCancellationRequested();
        if (lines is PurchaseLine<TKey>[] array)
            read.AddRange(array.AsSpan());
        else if (lines is List<PurchaseLine<TKey>> list)
            read.AddRange(CollectionsMarshal.AsSpan(list));
        else
            read.AddRange(lines, progress, cancellationToken);
        return read;
    }

    /// <summary>Reads what <see cref="PurchaseLines{TKey}.Save"/> wrote; further lines may follow.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="stream">Where from; read to its end.</param>
    /// <param name="rules">How further lines are read; everything that decides cells must be the same as when the sums were saved.</param>
    /// <param name="comparer">Says when two keys are the same member; null for the type's own equality.</param>
    /// <param name="keyJson">How a key is read; null for text, int, long and GUID keys.</param>
    /// <returns>The sums, with the options that they were saved with; the report starts empty.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> or <paramref name="rules"/> is null.</exception>
    /// <exception cref="ArgumentException">The key is of another type and <paramref name="keyJson"/> is null; or the sums were saved under other rules, or
    /// are in another currency.</exception>
    /// <exception cref="FormatException">The text is not a file of such sums, is damaged or cut short, or was written by a newer version: the message says
    /// what and in which line.</exception>
    public static PurchaseLines<TKey> Load<TKey>(
        Stream stream, LogRules rules, IEqualityComparer<TKey>? comparer = null, JsonTypeInfo<TKey>? keyJson = null)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(rules);
        var keys = new KeyJson<TKey>(keyJson);
        using var reader = new StreamReader(stream, leaveOpen: true);
        var header = reader.ReadLine() ?? throw Stored.Damaged("it is empty");
        var ((saved, currency), options) = Stored.Read(header, from =>
        {
            var known = CategoryNames.Read(from);
            known.Check();
            return (StatesFile.ReadRules(from, rules), known);
        });
        StatesFile.RequireRules(rules, saved, currency);
        var lines = new PurchaseLines<TKey>(rules, options, comparer);
        lines.Currency ??= currency;
        var isWhole = false;
        for (long line = 2; reader.ReadLine() is { } text; line++)
        {
            if (isWhole)
                throw Stored.Damaged(FormattableString.Invariant($"line {line}: there is more behind the last line"));
            isWhole = lines.AddSaved(text, line, keys);
        }

        return isWhole
            ? lines
            : throw Stored.Damaged(FormattableString.Invariant($"it is cut short after {lines.Count} members, as the last line is missing"));
    }
}
