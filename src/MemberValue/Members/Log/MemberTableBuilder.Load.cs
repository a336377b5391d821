using System.Text.Json.Serialization.Metadata;
using MemberValue.Common;

namespace MemberValue.Members;

/// <summary>Creates builders from saved states.</summary>
public static class MemberTableBuilder
{
    /// <summary>Creates a builder from what <see cref="MemberTableBuilder{TKey}.Save"/> wrote.</summary>
    /// <typeparam name="TKey">The type of a member's key.</typeparam>
    /// <param name="stream">Where from; read to its end.</param>
    /// <param name="rules">How further rows are read; everything that decides cells and purchases must be the same as when the states were saved.</param>
    /// <param name="comparer">Says when two keys are the same member; null for the type's own equality.</param>
    /// <param name="keyJson">How a key is read; null for text, int, long and GUID keys.</param>
    /// <returns>The builder; its report starts empty.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> or <paramref name="rules"/> is null.</exception>
    /// <exception cref="ArgumentException">The key is of another type and <paramref name="keyJson"/> is null; the states were saved under
    /// other rules; or a state extends beyond the window.</exception>
    /// <exception cref="FormatException">The text is not a file of states, is damaged or cut short, or was written by a newer version: the message says what
    /// and in which line.</exception>
    public static MemberTableBuilder<TKey> Load<TKey>(
        Stream stream, LogRules rules, IEqualityComparer<TKey>? comparer = null, JsonTypeInfo<TKey>? keyJson = null)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(stream);
        var builder = new MemberTableBuilder<TKey>(rules, comparer);
        var keys = new KeyJson<TKey>(keyJson);
        using var reader = new StreamReader(stream, leaveOpen: true);
        var currency = StatesFile.ReadHeader(reader.ReadLine() ?? throw StatesFile.Stored.Damaged("it is empty"), rules);
        builder.Currency ??= currency;
        var isWhole = false;
        for (long line = 2; reader.ReadLine() is { } text; line++)
        {
            if (isWhole)
                throw StatesFile.Stored.Damaged(FormattableString.Invariant($"line {line}: there is more behind the last line"));
            isWhole = builder.AddLine(text, line, keys);
        }

        return isWhole
            ? builder
            : throw StatesFile.Stored.Damaged(FormattableString.Invariant($"it is cut short after {builder.Count} members, as the last line is missing"));
    }
}
